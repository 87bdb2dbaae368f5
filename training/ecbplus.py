"""Reads ECB+ ($ALIGN_CORPORA/ecbplus/*.jsonl) as articles with labelled pairs of statements.

Two statements of selected sentences of two documents of one subtopic report the same event when each holds a mention
of one chain of an action that is not of a reporting type (see the corpora's README). Pairs that touch a sentence that
is not selected have no label.
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

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
        if not any(s.overlaps(statement.span) for s in self.selected):
            return None
        return frozenset(chain for span, chain in self.events if statement.span.contains(span))


def documents(part: str) -> list[Document]:
    """The documents of "train" or "dev", in the order of the file."""
    path = Path(os.environ["ALIGN_CORPORA"]) / "ecbplus" / f"{part}.jsonl"
    return [_document(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def _document(row: dict[str, object]) -> Document:
    texts, blocks, events, selected, position = [], [], [], [], 0
    for sentence in row["sentences"]:  # type: ignore[attr-defined]
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
    return Document(
        str(row["doc"]), int(str(row["topic"])), str(row["subtopic"]), article, tuple(events), tuple(selected)
    )


def by_subtopic(found: list[Document]) -> Iterator[list[Document]]:
    """The documents of each subtopic that has two or more."""
    groups: dict[tuple[int, str], list[Document]] = defaultdict(list)
    for document in found:
        groups[document.topic, document.subtopic].append(document)
    return (group for _, group in sorted(groups.items()) if len(group) > 1)
