"""align why: why two statements of a comparison did or did not align."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from align.cli.options import add_entities, corrections_from
from align.cli.wording import describe, one_line
from align.errors import InputError
from align.models import Comparison, Finding

if TYPE_CHECKING:
    from align.pipeline import Why


def configure(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument("folder", metavar="DIR", help="a folder that align compare wrote, with comparison.json in it")
    parser.add_argument("left", metavar="A", help="id of a statement, as in comparison.json and in the report")
    parser.add_argument("right", metavar="B", help="id of a statement of another source")
    add_entities(parser, own="without the corrections that the comparison was made with")


SHOWN = 8  # words named as what makes two statements candidates


def run(args: argparse.Namespace) -> int:
    """Print both statements, whether they were a candidate, the evidence, the score, the threshold, the finding."""
    comparison = load(args.folder)

    from align.pipeline import Engine
    from align.store import settings_of

    again = args.entities or args.no_entities  # else as the comparison was made, whatever the files say by now
    corrections = corrections_from(args) if again else comparison.corrections
    why = Engine(settings_of(comparison), corrections).why(comparison, args.left, args.right)
    articles = {source.id: source.article for source in comparison.sources}
    names = {entity.id: entity for entity in why.entities}
    for statement in (why.left, why.right):
        article = articles[statement.source]
        print(f"{statement.id}  {one_line(article.outlet or article.title or statement.source)}")
        for line in describe(statement, article, names):
            print(f"  {line}")
    for line in _reasons(why, comparison):
        print(line)
    return 0


def load(folder: str) -> Comparison:
    """The comparison in `folder`."""
    from align.store import from_json

    path = Path(folder) / "comparison.json" if Path(folder).is_dir() else Path(folder)
    try:
        return from_json(path.read_text(encoding="utf-8"), str(path))
    except FileNotFoundError:
        raise InputError(f"{path}: there is no such file; name a folder that align compare wrote") from None
    except UnicodeDecodeError:
        raise InputError(f"{path}: is not UTF-8; compare the articles again to make a new one") from None
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({(error.strerror or str(error)).lower()})") from error


def _reasons(why: Why, comparison: Comparison) -> Iterator[str]:
    yield ""
    shared = one_line(", ".join(why.shared[:SHOWN])) + (" …" if len(why.shared) > SHOWN else "")
    held = f"both hold {shared}" if shared else "they share nothing"
    yield f"candidate    {'yes' if why.candidate else 'no'}: {held}"
    if why.pair is not None and why.candidate:
        for evidence in why.pair.evidence:
            yield f"  {evidence.weight:+7.2f}  {evidence.kind:<11}  {one_line(evidence.text)}"
        total = sum(evidence.weight for evidence in why.pair.evidence)
        yield f"  {total:+7.2f}  log-odds"
        yield f"score        {why.pair.score:.4f}"
    yield f"threshold    {why.threshold:.4f}"
    finding = next((finding for finding in comparison.findings if finding.id == why.finding), None)
    yield f"finding      {_told(finding) if finding else 'none holds both'}"
    yield f"because      {one_line(why.reason)}"


def _told(finding: Finding) -> str:
    return f"{finding.id}, {finding.band} {finding.verdict}: {one_line(finding.explanation)}"
