"""Scores the statements of an article against those marked by hand in training/gold/statements.json.

    python -m training.statements           the table: each article, all together, and two baselines
    python -m training.statements --check   the same; exit status 1 where the quality is below the floor

A boundary is where a statement starts or where one ends, counted apart and exact to the character; a span is right when
both of its ends are. Whoever marked an article had seen no output of the segmenter on it; three articles were marked
when its rules had been mended, so that they are the fair test. training/gold/README.md has the rules.
A clause of occasion that tells a fact of its own ("after the dam broke") is marked as `optional`: cut off or left, both
count as right, and a line of the table says what it is when only "left" does.

$ALIGN_CORPORA names the folder of corpora; the reference articles are in the folder `seeds` beside it ($ALIGN_SEEDS).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from align.annotate import annotate, load_language
from align.annotate.language import Language, readable
from align.errors import InputError
from align.models import Article, Span
from align.read import read
from align.settings import Settings

GOLD = Path(__file__).resolve().parent / "gold" / "statements.json"
# Pooled F1 of boundaries and of spans that --check asks for. Measured: .988 and .964; the room is for a new parser,
# which reads some clauses otherwise.
FLOOR_BOUNDARIES, FLOOR_SPANS = 0.975, 0.94
SENTENCE = re.compile(r"\S.*?(?:[.!?]+[”’\"')\]]*(?=\s)|$)", re.DOTALL)  # the baseline: what anybody would write first

Segmenter = Callable[[Article], tuple[Span, ...]]


@dataclass(frozen=True, slots=True)
class Marked:
    """An article with its statements as marked by hand; a statement may also begin at one of `optional`."""

    name: str
    article: Article
    statements: tuple[Span, ...]
    optional: frozenset[int]
    later: bool = False  # marked when the rules had been mended, so nobody has mended them by it


@dataclass(frozen=True, slots=True)
class Counts:
    """How many were found rightly, how many were found, how many there are."""

    right: int = 0
    found: int = 0
    gold: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.right + other.right, self.found + other.found, self.gold + other.gold)

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.found + self.gold) if self.found + self.gold else 0.0


@dataclass(frozen=True, slots=True)
class Score:
    """Boundaries (starts and ends) and whole spans, of one article or of several together."""

    boundaries: Counts = Counts()
    spans: Counts = Counts()

    def __add__(self, other: Score) -> Score:
        return Score(self.boundaries + other.boundaries, self.spans + other.spans)


# ---- arithmetic --------------------------------------------------------------------------------------------------


def score(found: Collection[Span], gold: Collection[Span]) -> Score:
    """`found` against `gold`; a span that is given twice counts once."""
    ours, theirs = set(found), set(gold)
    starts, ends = {span.start for span in ours}, {span.end for span in ours}
    gold_starts, gold_ends = {span.start for span in theirs}, {span.end for span in theirs}
    boundaries = Counts(
        len(starts & gold_starts) + len(ends & gold_ends), len(starts) + len(ends), len(gold_starts) + len(gold_ends)
    )
    return Score(boundaries, Counts(len(ours & theirs), len(ours), len(theirs)))


def joined(found: Iterable[Span], optional: Collection[int]) -> tuple[Span, ...]:
    """`found` in order, with each span that begins at one of `optional` made one with the span before it."""
    spans: list[Span] = []
    for span in sorted(found):
        if spans and span.start in optional:
            spans[-1] = Span(spans[-1].start, span.end)
        else:
            spans.append(span)
    return tuple(spans)


def trimmed(text: str, span: Span) -> Span:
    """`span` without blanks at its ends."""
    words = span.of(text)
    return Span(span.start + len(words) - len(words.lstrip()), span.end - len(words) + len(words.rstrip()))


# ---- what is compared --------------------------------------------------------------------------------------------


def by_align(language: Language) -> Segmenter:
    """The statements of a comparison."""
    return lambda article: tuple(statement.span for statement in annotate(article, "s1", language).statements)


def by_paragraph(article: Article) -> tuple[Span, ...]:
    """Each headline and each paragraph is a statement."""
    return tuple(block.span for block in readable(article))


def by_full_stop(article: Article) -> tuple[Span, ...]:
    """A statement ends at each full stop, question mark or exclamation mark before a blank."""
    return tuple(
        Span(*match.span()).shifted(block.span.start)
        for block in readable(article)
        for match in SENTENCE.finditer(block.span.of(article.text))
    )


def marked(corpora: Path, seeds: Path, gold: Path = GOLD) -> Iterator[Marked]:
    """The marked articles, read as in a comparison. Raises LookupError where one is not what was marked."""
    for entry in json.loads(gold.read_text(encoding="utf-8"))["articles"]:
        name, article = _article(entry, corpora, seeds)
        if hashlib.sha256(article.text.encode()).hexdigest() != entry["sha256"]:
            raise LookupError(f"{name} is not the text that was marked")
        spans = tuple(Span(start, end) for start, end in entry["statements"])
        yield Marked(name, article, spans, frozenset(entry["optional"]), entry.get("later", False))


def _article(entry: dict[str, Any], corpora: Path, seeds: Path) -> tuple[str, Article]:
    try:
        if "seed" in entry:
            return entry["seed"], read(seeds / entry["seed"], Settings())
        path, index = corpora / entry["corpus"], entry["index"]
        record = json.loads(path.read_text(encoding="utf-8").splitlines()[index])
    except (OSError, IndexError, InputError) as error:
        raise LookupError(f"{entry.get('seed', entry.get('corpus'))} is not there: set $ALIGN_CORPORA") from error
    text = "\n\n".join([record["title"], *(" ".join(sentences) for sentences in record["paragraphs"])])
    article = Article(text, outlet=record["source"], title=record["title"], published=record["date"])
    return f"{path.parent.name} {index} ({record['source']})", read(article, Settings())


# ---- the command -------------------------------------------------------------------------------------------------


def total(articles: Sequence[Marked], segmenter: Segmenter, free: bool = True) -> list[Score]:
    """The score of each article; with `free` both ways of treating an optional clause are right."""
    return [
        score(
            [
                trimmed(one.article.text, span)
                for span in joined(segmenter(one.article), one.optional if free else frozenset())
            ],
            one.statements,
        )
        for one in articles
    ]


def row(name: str, result: Score) -> str:
    bounds, spans = result.boundaries, result.spans
    numbers = f"{spans.gold:5} {spans.found:6}   {bounds.precision:9.3f} {bounds.recall:6.3f} {bounds.f1:5.3f}"
    return f"{name:36} {numbers}   {spans.f1:7.3f}"


def main(argv: Sequence[str] | None = None) -> int:
    """Prints the table; the exit status is 1 where --check finds a figure below its floor."""
    parser = argparse.ArgumentParser(prog="python -m training.statements", description="Scores the statements.")
    parser.add_argument("--check", action="store_true", help="fail where a pooled figure is below its floor")
    check = parser.parse_args(argv).check
    corpora = Path(os.environ.get("ALIGN_CORPORA", ""))
    seeds = Path(os.environ.get("ALIGN_SEEDS", corpora.parent / "seeds"))
    try:
        articles = list(marked(corpora, seeds))
    except LookupError as error:
        print(f"skipped: {error}", file=sys.stderr)
        return 0
    segmenter = by_align(load_language())
    scores = total(articles, segmenter)
    pooled = sum(scores, Score())
    print(f"{'':36} {'gold':>5} {'found':>6}   {'precision':>9} {'recall':>6} {'F1':>5}   {'span F1':>7}")
    for one, result in zip(articles, scores, strict=True):
        print(row(one.name, result))
    for name, later in (("the first", False), ("marked later", True)):
        shares = (result for one, result in zip(articles, scores, strict=True) if one.later is later)
        print(row(f"  {name}", sum(shares, Score())))
    print(row("all", pooled))
    print(row("  optional clauses only when left", sum(total(articles, segmenter, free=False), Score())))
    print(row("  baseline: sentences by full stop", sum(total(articles, by_full_stop), Score())))
    print(row("  baseline: paragraphs", sum(total(articles, by_paragraph), Score())))
    if check and (pooled.boundaries.f1 < FLOOR_BOUNDARIES or pooled.spans.f1 < FLOOR_SPANS):
        print(f"below the floor: boundaries {FLOOR_BOUNDARIES}, spans {FLOOR_SPANS}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
