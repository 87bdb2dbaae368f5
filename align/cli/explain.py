"""align explain: an article as the machine reads it."""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator

from align.cli.options import add_details, add_engine, add_entities, corrections_from, details_of, settings_from
from align.cli.progress import progress
from align.cli.wording import describe, one_line, place
from align.models import AnnotatedArticle, Block, Correction, Entity, Story

_EXCERPT = 70  # characters of a block that are shown
# JSON may hold these as they are; a terminal may obey the first of them and be led astray by the others.
_UNSEEN = re.compile("[\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


def configure(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument("source", metavar="SOURCE", help="a path, a URL, or - for standard input")
    parser.add_argument("--json", action="store_true", help="print JSON in the shape of comparison.json")
    add_details(parser)
    add_engine(parser)
    add_entities(parser)


def run(args: argparse.Namespace) -> int:
    """Print the article's metadata, blocks, entities and statements."""
    details = details_of(args, 1)
    settings = settings_from(args)

    from align.pipeline import Engine

    with progress(args) as bar:
        story = Engine(settings, corrections_from(args), bar).told(
            args.source, outlet=details.outlets[0], title=details.titles[0], published=details.published[0]
        )
    if args.json:
        from align.link.entries import notices
        from align.store import reading_to_json

        print(
            _UNSEEN.sub(lambda match: f"\\u{ord(match.group()):04x}", reading_to_json(story, tuple(notices(story)))),
            end="",
        )
        return 0
    for line in _lines(story, args.source):
        print(line)
    return 0


def _lines(story: Story, origin: str) -> Iterator[str]:
    from align.link.entries import notices

    annotated = story.sources[0]
    yield from _head(annotated, origin)
    for notice in notices(story):
        yield f"  {'note':<10} {one_line(notice.message)}"
    if used := [correction for correction in story.corrections if correction.mentions]:
        yield ""
        yield "Corrections"
        yield from (f"  {_corrected(correction)}" for correction in used)
    yield ""
    yield "Blocks"
    yield from (f"  {_block(block, annotated.article.text)}" for block in annotated.article.blocks)
    yield ""
    yield "Entities"
    yield from (f"  {_entity(entity, annotated)}" for entity in story.entities)
    yield ""
    yield "Statements"
    names = {entity.id: entity for entity in story.entities}
    for statement in annotated.statements:
        where = f"{statement.kind}, paragraph {statement.paragraph}, sentence {statement.sentence}"
        yield f"  {statement.id:<6} {'statement':<11}  {place(statement.span):<12} {where}"
        for line in describe(statement, annotated.article, names):
            yield f"  {statement.id:<6} {line}"


def _head(annotated: AnnotatedArticle, origin: str) -> Iterator[str]:
    article = annotated.article
    yield one_line(origin)
    for name in ("outlet", "title", "byline", "url", "published"):
        yield f"  {name:<10} {one_line(getattr(article, name) or 'not known')}"
    yield f"  {'length':<10} {len(article.text)} characters, {len(annotated.statements)} statements"
    for notice in article.notices:
        yield f"  {'note':<10} {one_line(notice.message)}"


def _block(block: Block, text: str) -> str:
    kind = f"{block.kind}, {block.reason}" if block.reason else block.kind
    words = one_line(block.span.of(text))
    excerpt = words if len(words) <= _EXCERPT else words[: _EXCERPT - 1] + "…"
    return f"{place(block.span):<14} {kind:<22} {excerpt}"


def _corrected(correction: Correction) -> str:
    also = f"; also {', '.join(correction.aliases)}" if correction.aliases else ""
    apart = f"; not {', '.join(correction.apart)}" if correction.apart else ""
    did = f"{correction.mentions} mention{'s' * (correction.mentions != 1)}" + (
        f", {correction.parted} kept apart" if correction.apart else ""
    )
    return one_line(f"{correction.name}{also}{apart} ({correction.file}, entry {correction.entry}): {did}")


def _entity(entity: Entity, annotated: AnnotatedArticle) -> str:
    """An entity with all that the article calls it, and where."""
    forms: Counter[str] = Counter()
    where: dict[str, None] = {}
    for statement in annotated.statements:
        words = [mention.text for mention in statement.mentions if mention.entity == entity.id]
        words += [reference.text for reference in statement.references if reference.entity == entity.id]
        forms.update(map(one_line, words))
        if words:
            where.setdefault(statement.id)
    told = ", ".join(f"{form} {count}" for form, count in sorted(forms.items(), key=lambda item: (-item[1], item[0])))
    return f"{entity.id:<4} {one_line(entity.name)} ({entity.label}): {told}; in {' '.join(where)}"
