"""SuperPAL (`superpal/dev.csv`): propositions of summaries of news, joined by people to the sources' propositions.

A summary is one text and each source another; their units are sentences. A sentence of the summary and one of a source
are the same when a proposition of one was joined to one of the other. The file holds only sentences that were joined to
something, in whatever source: every other pair of them is different.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from align.evaluate.samples import Sample, labelled, text_of


def samples(path: Path) -> Iterator[Sample]:
    """Each summary with each of its sources."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for topic in dict.fromkeys(row["topic"] for row in rows):
        mine = [row for row in rows if row["topic"] == topic]
        summary = _in_order(mine, "scuSentCharIdx", "scuSentence")
        for name in sorted({row["documentFile"] for row in mine}):
            joined = [row for row in mine if row["documentFile"] == name]
            sources = _in_order(joined, "docSentCharIdx", "docSentText")
            partners = [frozenset(r["scuSentence"] for r in joined if r["docSentText"] == s) for s in sources]
            yield Sample(
                topic,
                text_of(f"{topic}/summary", summary),
                text_of(f"{topic}/{name}", sources),
                labelled([frozenset([sentence]) for sentence in summary], partners),
            )


def _in_order(rows: list[dict[str, str]], place: str, column: str) -> list[str]:
    """The sentences of a column, each once, in the order of their text."""
    found = {row[column]: int(row[place]) for row in reversed(rows) if row[column].strip()}
    return sorted(found, key=lambda sentence: (found[sentence], sentence))
