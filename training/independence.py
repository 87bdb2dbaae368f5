"""How long the runs are that articles share word for word, where they were written independently and where not.

    python -m training.independence           the tables
    python -m training.independence --check   the same; exit status 1 where independent articles are taken for copies,
                                              or where a made example is not told as it should be

Independent are the articles of `basil`: three outlets of different owners on each of 50 events. Its table says
in how many of the 150 pairs a run has so many words: those that a reporter chose (outside quotation marks, no names),
and whichever. It is what LONG and SHORT in align/independence/shared.py were chosen by. The made examples are those of
tests/cases/independence.toml: wire copy, printed whole, shortened and mended; a press release; a quoted speech.

$ALIGN_CORPORA names the folder of corpora. Five seconds, no language pipeline.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tomllib
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from align.annotate.quotations import find
from align.independence.runs import Vocabulary, Words, runs
from align.independence.shared import LONG, SHORT, own_words, share, told_apart
from align.models import Article
from align.read import read
from align.settings import Settings

CASES = Path(__file__).resolve().parent.parent / "tests" / "cases" / "independence.toml"
BOUNDS = (5, 6, 7, 8, 9, 10, 11, 12, 15, 20, 30, 50)
FEWEST = 5  # words: shorter runs are every day's phrases


def words_of(articles: Sequence[Article]) -> list[Words]:
    """The words of articles of one story, those within quotation marks marked."""
    vocabulary = Vocabulary()
    told = [read(article, Settings()) for article in articles]
    return [
        vocabulary.words(one, (q.span for q in find(one.text, [b.span for b in one.blocks if b.kind != "furniture"])))
        for one in told
    ]


def triples(path: Path) -> Iterator[list[Article]]:
    """The articles of each event of basil."""
    groups: dict[str, list[Article]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row: dict[str, Any] = json.loads(line)
        text = "\n\n".join([row["title"], *(" ".join(sentences) for sentences in row["paragraphs"])])
        groups.setdefault(row["triple"], []).append(Article(text, outlet=row["source"], title=row["title"]))
    yield from groups.values()


def longest(left: Words, right: Words) -> tuple[int, int]:
    """The most words that a reporter chose in a run of the two, and the most words of any run."""
    found = runs(left, right, FEWEST)
    return max((own_words(left, right, run) for run in found), default=0), max((r.length for r in found), default=0)


def independent(path: Path) -> tuple[list[tuple[int, int]], int]:
    """The longest runs of each pair of basil, and how many pairs are taken to share text."""
    lengths, wrong = [], 0
    for articles in triples(path):
        for left, right in combinations(words_of(articles), 2):
            lengths.append(longest(left, right))
            wrong += bool(told_apart(left, right)[0])
    return lengths, wrong


def main(argv: Sequence[str] | None = None) -> int:
    """Prints the tables; the exit status is 1 where --check finds a fault."""
    parser = argparse.ArgumentParser(prog="python -m training.independence", description="Measures shared runs.")
    parser.add_argument("--check", action="store_true", help="fail where a pair is taken for what it is not")
    check = parser.parse_args(argv).check
    faults = 0
    path = Path(os.environ.get("ALIGN_CORPORA", "")) / "basil" / "articles.jsonl"
    if path.is_file():
        lengths, faults = independent(path)
        print(f"basil: {len(lengths)} pairs of articles that were written independently")
        print(f"  pairs with a run of so many words or more   {''.join(f'{bound:6}' for bound in BOUNDS)}")
        for name, side in (("chosen by a reporter", 0), ("wherever", 1)):
            print(f"  {name:42} {''.join(f'{sum(pair[side] >= n for pair in lengths):6}' for n in BOUNDS)}")
        print(f"  taken to share text (LONG={LONG}, SHORT={SHORT}): {faults}")
    else:
        print("basil skipped: set $ALIGN_CORPORA", file=sys.stderr)
    print(f"\n{'made examples':76} longest  shared %: by LONG alone, with SHORT")
    for case in tomllib.loads(CASES.read_text(encoding="utf-8"))["case"]:
        left, right = words_of([Article(case["left"]), Article(case["right"])])
        copied, _ = told_apart(left, right)
        alone = [(run.right, run.length) for run in copied if own_words(left, right, run) >= LONG]
        both = 100 * share(right, [(run.right, run.length) for run in copied])
        faults += not case["least"] <= both <= case["most"]
        print(f"  {case['name']:76} {longest(left, right)[0]:5} {100 * share(right, alone):12.0f} {both:13.0f}")
    if check and faults:
        print(f"{faults} pairs are taken for what they are not", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
