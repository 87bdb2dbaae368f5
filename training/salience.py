"""Whether the statements that align puts first are those that an editor would miss most.

    python -m training.salience

For twelve articles of basil, each beside the two others of its event, an editor has marked the five facts that the
other two do not have and that a reader would miss most (training/gold/salience.json; offsets only, marked before any
ranking of these articles was seen, and used for nothing else). Six were marked in the article itself, six in the list
of what align takes for single, in the order of the text. Precision at five is how many of the five are told by the five
statements that come first. Beside it: how many are told by any single statement (the others stand in findings, rightly
or not), what five single statements drawn at random tell, the first five of the text, and the longest five. Sixty
picks are few: a difference of three or four is chance.

$ALIGN_CORPORA names the folder of corpora. Two minutes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import align
from align.models import Article, Comparison, Span, Statement

GOLD = Path(__file__).resolve().parent / "gold" / "salience.json"
FIRST = 5
COVERED = 0.5  # of the shorter of a statement and a marked span: from here on the one tells the other

Ranked = list[Statement]
Order = Callable[[Statement, float], float]
ORDERS: dict[str, Order] = {
    "align": lambda statement, salience: -salience,
    "order of the text": lambda statement, salience: statement.span.start,
    "longest first": lambda statement, salience: -len(statement.text),
}


@dataclass(frozen=True, slots=True)
class Marked:
    """One article among the articles of its event: which it is, and the facts an editor would miss, as spans."""

    name: str
    articles: tuple[Article, ...]
    place: int
    picks: tuple[tuple[Span, ...], ...]


def tells(statement: Span, marked: Span) -> bool:
    """Whether a statement tells what is marked: they are the same words, for half of the shorter or more."""
    common = min(statement.end, marked.end) - max(statement.start, marked.start)
    return common >= COVERED * min(len(statement), len(marked)) > 0


def hits(first: Sequence[Span], picks: Sequence[Sequence[Span]]) -> int:
    """How many of the marked facts one of the `first` statements tells."""
    return sum(any(tells(one, span) for one in first for span in pick) for pick in picks)


def marked(corpora: Path, gold: Path = GOLD) -> Iterator[Marked]:
    """The marked articles. Raises LookupError where one is not what was marked."""
    data: dict[str, Any] = json.loads(gold.read_text(encoding="utf-8"))
    path = corpora / data["corpus"]
    if not path.is_file():
        raise LookupError(f"{data['corpus']} is not there: set $ALIGN_CORPORA")
    lines = path.read_text(encoding="utf-8").splitlines()
    for entry in data["articles"]:
        order = sorted([entry["index"], *entry["beside"]])
        articles = tuple(_article(json.loads(lines[index])) for index in order)
        place = order.index(entry["index"])
        if hashlib.sha256(articles[place].text.encode()).hexdigest() != entry["sha256"]:
            raise LookupError(f"article {entry['index']} is not the text that was marked")
        picks = tuple(tuple(Span(start, end) for start, end in pick) for pick in entry["picks"])
        name = f"basil {entry['index']} ({articles[place].outlet}, {entry['shown']})"
        yield Marked(name, articles, place, picks)


def _article(row: dict[str, Any]) -> Article:
    text = "\n\n".join([row["title"], *(" ".join(sentences) for sentences in row["paragraphs"])])
    return Article(text, outlet=row["source"], title=row["title"], published=row["date"])


def ranked(comparison: Comparison, place: int, order: Order) -> Ranked:
    """The statements that only one source makes, in some order."""
    source = comparison.sources[place]
    salience = {single.statement: single.salience for single in comparison.single_source}
    own = [s for s in source.statements if s.id in salience]
    return sorted(own, key=lambda s: (order(s, salience[s.id]), s.span))


def by_chance(found: Ranked, picks: Sequence[Sequence[Span]]) -> float:
    """How many facts five statements tell that are drawn at random, on average."""
    drawn = min(FIRST, len(found))
    expected = 0.0
    for pick in picks:
        telling = sum(any(tells(s.span, span) for span in pick) for s in found)
        missed = 1.0
        for n in range(drawn):
            missed *= max(0.0, len(found) - telling - n) / (len(found) - n)
        expected += 1 - missed
    return expected


def main(argv: Sequence[str] | None = None) -> int:
    """Prints the table."""
    argparse.ArgumentParser(prog="python -m training.salience", description="Scores omissions.").parse_args(argv)
    try:
        every = list(marked(Path(os.environ.get("ALIGN_CORPORA", ""))))
    except LookupError as error:
        print(f"skipped: {error}", file=sys.stderr)
        return 0
    print(f"{'facts told by the first five':30} {'single':>6} {'within':>6} {'chance':>6}  {'  '.join(ORDERS)}")
    sums = [0.0] * len(ORDERS)
    chances = 0.0
    for one in every:
        comparison = align.compare(one.articles)
        lists = [ranked(comparison, one.place, order) for order in ORDERS.values()]
        counts = [hits([s.span for s in found[:FIRST]], one.picks) for found in lists]
        within, chance = hits([s.span for s in lists[0]], one.picks), by_chance(lists[0], one.picks)
        chances += chance
        sums = [total + count for total, count in zip(sums, counts, strict=True)]
        told = "  ".join(f"{count:{len(name)}}" for name, count in zip(ORDERS, counts, strict=True))
        print(f"{one.name:30} {len(lists[0]):6} {within:6} {chance:6.1f}  {told}")
    picks = sum(len(one.picks) for one in every)
    told = "  ".join(f"{total / picks:{len(name)}.2f}" for name, total in zip(ORDERS, sums, strict=True))
    print(f"{'precision at five':30} {'':6} {'':6} {chances / picks:6.2f}  {told}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
