"""Rows of the corpora as numbers that the encoder is trained on, and batches of them."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import torch

from align.annotate.encoder.lemmas import rule
from align.wordpieces import Wordpieces
from training.pipeline.rows import UNKNOWN, Row

NOTHING = -100
"""Of a word whose label nobody knows: nothing is learned from it."""
NAMES = ("PERSON", "ORG", "LOC", "NORP", "EVENT", "MISC")
MARKS = ("O", *(f"{mark}-{name}" for name in NAMES for mark in "BILU"))
BATCH = 1000
"""Pieces of a batch, with what fills up short rows."""


@dataclass(frozen=True, slots=True)
class Labels:
    """What each head chooses from."""

    tags: tuple[str, ...]
    pos: tuple[str, ...]
    lemmas: tuple[str, ...]
    deps: tuple[str, ...]
    marks: tuple[str, ...] = MARKS


def labels_of(rows: Iterable[Row]) -> Labels:
    """The labels of treebank rows; lemma rules and relations seen once are left out."""
    tags: Counter[str] = Counter()
    pos: Counter[str] = Counter()
    lemmas: Counter[str] = Counter()
    deps: Counter[str] = Counter()
    for row in rows:
        for i, word in enumerate(row.words):
            if word.strip():
                tags[row.tags[i]] += 1
                pos[row.pos[i]] += 1
                deps[row.deps[i]] += 1
                if row.lemmas[i] and "@" not in word:
                    lemmas[rule(word, row.lemmas[i])] += 1
    return Labels(tuple(sorted(tags)), tuple(sorted(pos)), _often(lemmas, 3), _often(deps, 2))


def _often(found: Counter[str], least: int) -> tuple[str, ...]:
    return tuple(sorted(label for label, count in found.items() if count >= least))


@dataclass(slots=True)
class Example:
    """One row in numbers: pieces, and a label a word of every layer (NOTHING where there is none).

    `heads` counts words from 1, with 0 for the root; `sentence` numbers the sentences.
    """

    ids: list[int]
    ways: list[int]
    first: list[int]
    layers: dict[str, list[int]] = field(default_factory=dict)
    sentence: list[int] = field(default_factory=list)


class Coder:
    """Rows to examples."""

    def __init__(self, wordpieces: Wordpieces, labels: Labels) -> None:
        self._wordpieces = wordpieces
        self._numbers = {
            name: {label: i for i, label in enumerate(getattr(labels, name))}
            for name in ("tags", "pos", "lemmas", "deps", "marks")
        }

    def __call__(self, row: Row) -> Example:
        kept = [i for i, word in enumerate(row.words) if word.strip()]
        place = {old: new for new, old in enumerate(kept)}
        before = ["".join(row.words[(kept[n - 1] + 1 if n else 0) : i]) for n, i in enumerate(kept)]
        words = [row.words[i] for i in kept]
        pieces = self._wordpieces.row(words, [row.spaces[i] for i in kept], before)
        out = Example(*pieces)
        size = len(kept)
        for name in ("tags", "pos", "lemmas", "deps", "heads", "starts", "marks"):
            out.layers[name] = [NOTHING] * size
        if row.heads:
            for n, i in enumerate(kept):
                out.layers["tags"][n] = self._number("tags", row.tags[i])
                out.layers["pos"][n] = self._number("pos", row.pos[i])
                out.layers["deps"][n] = self._number("deps", row.deps[i])
                out.layers["heads"][n] = 0 if row.heads[i] == i else place[row.heads[i]] + 1
                out.layers["starts"][n] = int(row.starts[i])
                if row.lemmas[i]:
                    out.layers["lemmas"][n] = self._number("lemmas", rule(row.words[i], row.lemmas[i]))
        number = -1
        for n, i in enumerate(kept):
            number += bool(row.heads and row.starts[i]) or n == 0
            out.sentence.append(number)
        if row.names is not None:
            out.layers["marks"] = self._marks(row, place, size)
        return out

    def _number(self, layer: str, label: str) -> int:
        return self._numbers[layer].get(label, NOTHING)

    def _marks(self, row: Row, place: dict[int, int], size: int) -> list[int]:
        marks = [0] * size
        for start, end, label in row.names or []:
            inside = [place[i] for i in range(start, end) if i in place]
            for at, n in enumerate(inside):
                if label == UNKNOWN:
                    marks[n] = NOTHING
                    continue
                mark = "U" if len(inside) == 1 else "B" if at == 0 else "L" if at == len(inside) - 1 else "I"
                marks[n] = self._number("marks", f"{mark}-{label}")
        return marks


def batches(examples: Sequence[Example], rng: random.Random) -> list[list[Example]]:
    """Examples of like length together, at most BATCH pieces a batch, in random order."""
    order = sorted(examples, key=lambda example: len(example.ids) + rng.random() * 8)
    out: list[list[Example]] = [[]]
    for example in order:
        if out[-1] and (len(out[-1]) + 1) * max(len(example.ids), len(out[-1][-1].ids)) > BATCH:
            out.append([])
        out[-1].append(example)
    rng.shuffle(out)
    return out


def tensors(batch: Sequence[Example]) -> dict[str, torch.Tensor]:
    """A batch as tensors: `ids`, `ways`, `mask` (rows x pieces), everything else (rows x words)."""
    long = max(len(example.ids) for example in batch)
    words = max(len(example.first) for example in batch)

    def padded(rows: Iterable[Sequence[int]], size: int, fill: int) -> torch.Tensor:
        return torch.tensor([[*row, *[fill] * (size - len(row))] for row in rows])

    out = {
        "ids": padded((e.ids for e in batch), long, 0),
        "ways": padded((e.ways for e in batch), long, 0),
        "mask": padded(([1] * len(e.ids) for e in batch), long, 0),
        "first": padded((e.first for e in batch), words, 0),
        "sentence": padded((e.sentence for e in batch), words, -1),
    }
    for name in batch[0].layers:
        out[name] = padded((e.layers[name] for e in batch), words, NOTHING)
    return out
