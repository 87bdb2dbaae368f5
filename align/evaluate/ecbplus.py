"""ECB+ (`ecbplus/*.jsonl`): news documents on two similar events a topic, with events marked across documents.

Two selected sentences of two documents of one subtopic report the same event when they share a chain of an action that
is not of a reporting type. Coreference is complete in selected sentences only: pairs that touch another one have no
label. Sentences of the two subtopics of a topic are about similar events, never the same one: hard negatives.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from pathlib import Path
from typing import Any

import numpy as np

from align.evaluate.samples import Sample, Text, labelled
from align.models import Article, Block, Span, Statement


@dataclass(frozen=True, slots=True)
class Document:
    """One document: `article` has a block a sentence; `events` are (span, chain); `selected` spans of sentences."""

    name: str
    topic: int
    subtopic: str
    article: Article
    events: tuple[tuple[Span, str], ...]
    selected: tuple[Span, ...]

    def chains(self, statement: Statement) -> frozenset[str] | None:
        """The event chains of a statement, or None where its sentence is not selected."""
        return self.chains_in(statement.span)

    def chains_in(self, where: Span) -> frozenset[str] | None:
        """The event chains of a stretch of the text, or None where it touches no selected sentence."""
        if not any(s.overlaps(where) for s in self.selected):
            return None
        return frozenset(chain for span, chain in self.events if where.contains(span))


def documents(path: Path) -> list[Document]:
    """The documents of a file, in its order."""
    return [_document(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def by_subtopic(found: Sequence[Document]) -> Iterator[list[Document]]:
    """The documents of each subtopic that has two or more."""
    groups: dict[tuple[int, str], list[Document]] = defaultdict(list)
    for document in found:
        groups[document.topic, document.subtopic].append(document)
    return (group for _, group in sorted(groups.items()) if len(group) > 1)


def samples(path: Path) -> Iterator[Sample]:
    """Every two documents of a subtopic, then every document of one subtopic with every one of the other."""
    groups = list(by_subtopic(documents(path)))
    for group in groups:
        for a, b in combinations(group, 2):
            yield _sample(a, b, across=False)
    for one, other in combinations(groups, 2):
        if one[0].topic == other[0].topic:
            for a, b in product(one, other):
                yield _sample(a, b, across=True)


def _sample(a: Document, b: Document, across: bool) -> Sample:
    labels = labelled(*([d.chains_in(block.span) for block in d.article.blocks] for d in (a, b)))
    if across:
        labels = np.minimum(labels, np.int8(0))
    return Sample(f"{a.topic}-{a.subtopic}", Text(a.name, a.article), Text(b.name, b.article), labels, across)


def _document(row: dict[str, Any]) -> Document:
    texts, blocks, events, selected, position = [], [], [], [], 0
    for sentence in row["sentences"]:
        span = Span(position, position + len(sentence["text"]))
        texts.append(sentence["text"])
        blocks.append(Block(span, "body"))
        if sentence["selected"]:
            selected.append(span)
        for mention in sentence["mentions"]:
            if mention["kind"] == "ACT" and "REPORTING" not in mention["type"]:
                events.append((Span(mention["start"], mention["end"]).shifted(position), mention["chain"]))
        position = span.end + 2
    article = Article("\n\n".join(texts), blocks=tuple(b for b in blocks if len(b.span)))
    return Document(str(row["doc"]), int(row["topic"]), str(row["subtopic"]), article, tuple(events), tuple(selected))
