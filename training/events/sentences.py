"""Sentences of ECB+ with the events that people marked in them, and other sentences to keep meanings by."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from align.wordpieces import Wordpieces
from training.pipeline.rows import cut
from training.pipeline.tokenizer import blank
from training.pipeline.treebank import read_treebank

LONGEST = 160
"""Pieces of a sentence: the few that have more are lists."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """`ids` are pieces, `first[i]` the first piece of word i, `events` (first word, last word, chain)."""

    topic: int
    ids: tuple[int, ...]
    first: tuple[int, ...]
    events: tuple[tuple[int, int, str], ...]


def selected(path: Path, pieces: Wordpieces) -> list[Sentence]:
    """The sentences in which every event is marked; words of reporting are no events."""
    return [sentence for topic, row in _rows(path) if row["selected"] for sentence in _coded(topic, row, pieces)]


def others(path: Path, treebank: Path, pieces: Wordpieces) -> list[tuple[int, ...]]:
    """The pieces of sentences of news and of the web, whatever they tell."""
    found = [sentence.ids for topic, row in _rows(path) for sentence in _coded(topic, row, pieces)]
    for document in read_treebank(treebank):
        found += [tuple(pieces.row(one.words, one.spaces).ids) for row in document for one in cut(row, 1)]
    return [ids for ids in found if 8 < len(ids) <= LONGEST]


def _rows(path: Path) -> Iterator[tuple[int, dict[str, object]]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        yield from ((int(document["topic"]), row) for row in document["sentences"] if row["text"].strip())


_tokenizer = blank().tokenizer


def _coded(topic: int, row: dict[str, object], pieces: Wordpieces) -> Iterator[Sentence]:
    doc = _tokenizer(str(row["text"]))
    ids, _, first = pieces.row([token.text for token in doc], [bool(token.whitespace_) for token in doc])
    if len(ids) > LONGEST:
        return
    events = []
    for mention in row["mentions"]:  # type: ignore[attr-defined]
        if mention["kind"] == "ACT" and "REPORTING" not in mention["type"]:
            words = [t.i for t in doc if t.idx < mention["end"] and t.idx + len(t) > mention["start"]]
            if words:
                events.append((words[0], words[-1], str(mention["chain"])))
    yield Sentence(topic, tuple(ids), tuple(first), tuple(events))
