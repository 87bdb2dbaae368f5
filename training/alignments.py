"""Scores the findings of whole comparisons against the alignments marked by hand in training/gold/alignments.json.

    python -m training.alignments             the table: each pair of articles, all together, and a baseline
    python -m training.alignments --check     the same; exit status 1 where a figure is below its floor
    python -m training.alignments --errors    also the words of every wrong finding and of every fact that was missed
    python -m training.alignments --reserve   the pairs kept for the end, instead of the others

What is right, partly right, open and wrong, and what precision and recall are: training/findings.py. The baseline joins
statements that are each other's best match by TF-IDF, at the threshold that gives it the best F1 on these very pairs.

$ALIGN_CORPORA names the folder of corpora.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from align.evaluate.baselines import tf_idf
from align.evaluate.figures import calibration_error, reliability
from align.models import Article, Comparison, Span
from align.pipeline import Engine
from training.findings import Counts, Fact, Joined, Spans, count, joins, verdict

GOLD = Path(__file__).resolve().parent / "gold" / "alignments.json"
BINS = 5  # of the findings by score: there are only some dozens

# Precision and recall of all pairs together that --check asks for: what was measured, less some points, for half a
# hundred facts are few.
FLOORS = {"likely": (0.76, 0.42), "likely and possible": (0.46, 0.68)}


@dataclass(frozen=True, slots=True)
class Couple:
    """Two articles with the facts that both tell."""

    name: str
    left: Article
    right: Article
    facts: tuple[Fact, ...]


# ---- what is compared --------------------------------------------------------------------------------------------


def couples(corpora: Path, gold: Path = GOLD, reserve: bool = False) -> Iterator[Couple]:
    """The marked pairs of articles. Raises LookupError where an article is not there, or not what was marked."""
    try:
        table = json.loads(gold.read_text(encoding="utf-8"))
        path = corpora / table["corpus"]
        rows = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise LookupError(f"{error.filename} is not there: set $ALIGN_CORPORA") from error
    for pair in table["pairs"]:
        if pair.get("reserve", False) is reserve:
            left, right = (_article(rows, pair[side], table["articles"]) for side in ("left", "right"))
            name = f"{path.parent.name} {pair['left']} {pair['right']} ({left.outlet}, {right.outlet})"
            yield Couple(name, left, right, tuple(_fact(fact) for fact in pair["facts"]))


def _article(rows: Sequence[str], index: str, known: dict[str, dict[str, Any]]) -> Article:
    record = json.loads(rows[int(index)])
    text = "\n\n".join([record["title"], *(" ".join(sentences) for sentences in record["paragraphs"])])
    if hashlib.sha256(text.encode()).hexdigest() != known[index]["sha256"]:
        raise LookupError(f"article {index} is not the text that was marked")
    return Article(text, outlet=record["source"], title=record["title"], published=record["date"])


def _fact(entry: dict[str, Any]) -> Fact:
    left, right = (tuple(Span(start, end) for start, end in entry[side]) for side in ("left", "right"))
    return Fact(left, right, entry.get("note", "same"), entry.get("doubtful", False))


def findings(comparison: Comparison) -> tuple[Joined, ...]:
    """What a comparison of two articles found, the likely and the possible."""
    spans = {s.id: (s.source, s.span) for s in comparison.statements}
    first = comparison.sources[0].id
    made = []
    for finding in comparison.findings:
        members = [spans[s] for s in finding.statements]
        left, right = (tuple(span for source, span in members if (source == first) is side) for side in (True, False))
        made.append(Joined(left, right, finding.score, finding.band == "likely"))
    return tuple(made)


def by_tfidf(comparison: Comparison) -> tuple[Joined, ...]:
    """Statements that are each other's best match by TF-IDF."""
    left, right = ([s for s in comparison.statements if s.source == source.id] for source in comparison.sources)
    scores = tf_idf([s.text for s in left], [s.text for s in right])
    pairs = [(i, int(row.argmax())) for i, row in enumerate(scores)]
    return tuple(
        Joined((left[i].span,), (right[j].span,), float(scores[i, j]))
        for i, j in pairs
        if scores[:, j].argmax() == i and scores[i, j] > 0
    )


def at_best(made: Sequence[tuple[Joined, ...]], marked: Sequence[Couple]) -> Counts:
    """The counts of all pairs together at the threshold with the best F1."""
    totals = [
        sum((count([f for f in some if f.score >= t], c.facts) for some, c in zip(made, marked, strict=True)), Counts())
        for t in np.arange(0.05, 1, 0.05)
    ]
    return max(totals, key=lambda counts: counts.f1)


# ---- the command -------------------------------------------------------------------------------------------------

HEADINGS = ("findings", "right", "partly", "wrong", "open", "precision", "strict", "facts", "recall", "same", "F1")


def row(name: str, counts: Counts) -> str:
    made = counts.right + counts.partly + counts.wrong + counts.open
    whole = "".join(f"{n:>9}" for n in (made, counts.right, counts.partly, counts.wrong, counts.open))
    shares = f"{counts.precision:>10.3f}{counts.strict:>9.3f}{counts.facts:>9}{counts.recall:>9.3f}"
    return f"{name:<34}{whole}{shares}{counts.recall_same:>9.3f}{counts.f1:>9.3f}"


def errors(couple: Couple, made: Sequence[Joined]) -> Iterator[str]:
    """The words of what is wrong and of what is missed."""
    yield f"== {couple.name}"
    for finding in made:
        told = verdict(finding, couple.facts)
        if told in ("wrong", "partly"):
            yield f"{told}, {'likely' if finding.likely else 'possible'}, scored {finding.score:.2f}"
            yield from _words(couple, finding.left, finding.right)
    for fact in couple.facts:
        if not fact.doubtful and not any(joins(finding, fact) for finding in made):
            yield f"missed ({fact.note})"
            yield from _words(couple, fact.left, fact.right)


def _words(couple: Couple, left: Spans, right: Spans) -> Iterator[str]:
    yield from (f"    < {span.of(couple.left.text)}" for span in left)
    yield from (f"    > {span.of(couple.right.text)}" for span in right)


def calibration(made: Sequence[tuple[Joined, ...]], marked: Sequence[Couple]) -> Iterator[str]:
    """The table of reliability of the findings' scores: a finding counts as right when it joins a fact."""
    known = [
        (finding.score, verdict(finding, couple.facts) != "wrong")
        for some, couple in zip(made, marked, strict=True)
        for finding in some
        if verdict(finding, couple.facts) != "open"
    ]
    table = reliability(np.array([right for _, right in known], dtype=np.int8), np.array([s for s, _ in known]), BINS)
    yield f"calibration of the findings: expected error {calibration_error(table):.3f}"
    for b in table:
        scored = f"scored {b.scored:.2f}, join a fact {b.right:.2f}"
        yield f"  {b.count:>4} findings from {b.low:.2f} to {b.high:.2f}: {scored}"


def main(argv: Sequence[str] | None = None) -> int:
    """Prints the table; the exit status is 1 where --check finds a figure below its floor."""
    parser = argparse.ArgumentParser(prog="python -m training.alignments", description="Scores findings end to end.")
    parser.add_argument("--check", action="store_true", help="fail where a pooled figure is below its floor")
    parser.add_argument("--errors", action="store_true", help="print what is wrong and what is missed")
    parser.add_argument("--reserve", action="store_true", help="the pairs kept for the end, instead of the others")
    args = parser.parse_args(argv)
    try:
        marked = list(couples(Path(os.environ.get("ALIGN_CORPORA", "")), reserve=args.reserve))
    except LookupError as error:
        print(f"skipped: {error}", file=sys.stderr)
        return 0
    engine = Engine()
    compared = [engine.compare([couple.left, couple.right]) for couple in marked]
    made = [findings(comparison) for comparison in compared]
    pooled = {}
    print(" " * 34 + "".join(f"{name:>{10 if name == 'precision' else 9}}" for name in HEADINGS))
    for band in FLOORS:
        chosen = [[f for f in some if f.likely or band != "likely"] for some in made]
        counts = [count(some, couple.facts) for some, couple in zip(chosen, marked, strict=True)]
        pooled[band] = sum(counts, Counts())
        for couple, one in zip(marked, counts, strict=True):
            print(row(couple.name, one))
        print(row(band, pooled[band]), end="\n\n")
    print(row("baseline: TF-IDF, at its best", at_best([by_tfidf(c) for c in compared], marked)), end="\n\n")
    print("\n".join(calibration(made, marked)))
    if args.errors:
        for couple, some in zip(marked, made, strict=True):
            print("\n".join(("", *errors(couple, some))))
    if args.check and not args.reserve:
        return _checked(pooled)
    return 0


def _checked(pooled: dict[str, Counts]) -> int:
    """1 where a pooled figure has fallen below its floor."""
    below = [
        f"{band}: precision {got.precision:.3f} (floor {FLOORS[band][0]}), recall {got.recall:.3f} ({FLOORS[band][1]})"
        for band, got in pooled.items()
        if got.precision < FLOORS[band][0] or got.recall < FLOORS[band][1]
    ]
    for line in below:
        print(f"below the floor: {line}", file=sys.stderr)
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
