"""What the features of one pair of statements need to know of all the others of its two sources, worked out once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from align.models import Statement
from align.score.story import one_story
from align.score.terms import Numbers, Terms
from align.score.words import Floats


@dataclass(frozen=True, slots=True)
class Side:
    """The statements of one source: their numbers in `Terms.statements`, and values for each of them.

    `meaning` and `sense` are float32 (statements, d) of unit length, centred on the two sources: of static vectors, and
    of the encoder. `events` (statements, events, d) and `sure` (statements, events) are its reading of events. `mass` is
    the weight of a statement's terms, `letters` the length of its vector of character n-grams, `position` 0 first to 1
    last, `leading` 1 for a headline and the first of the body.
    """

    rows: tuple[int, ...]
    meaning: Floats
    sense: Floats
    events: Floats
    sure: Floats
    mass: Floats
    letters: Floats
    position: Floats
    leading: Floats


@dataclass(frozen=True, slots=True)
class Frame:
    """Two sources of a story; `phrase_rarity` and `letter_rarity` are by what `Terms` numbers."""

    terms: Terms
    left: Side
    right: Side
    phrase_rarity: Floats
    letter_rarity: Floats
    story: Mapping[str, float]


def frame(terms: Terms, left: Sequence[int], right: Sequence[int]) -> Frame:
    """The frame of the statements `left` and `right` (numbers of `terms.statements`)."""
    phrases = _rarity([terms.phrases[i] for i in left], [terms.phrases[i] for i in right])
    letters = _rarity([terms.letters[i] for i in left], [terms.letters[i] for i in right])
    meanings = _meanings(terms, [*left, *right])
    senses = _centred(np.array([terms.readings[i].meaning for i in (*left, *right)], dtype=np.float32))
    emphasis = terms.emphasis
    sides = [
        Side(
            rows=tuple(rows),
            meaning=meaning,
            sense=sense,
            events=np.array([terms.readings[i].events for i in rows], dtype=np.float32),
            sure=np.array([terms.readings[i].weights for i in rows], dtype=np.float32),
            mass=np.array([emphasis[list(terms.of[i])].sum() for i in rows], dtype=np.float32),
            letters=np.array([np.linalg.norm(letters[terms.letters[i]]) for i in rows], dtype=np.float32),
            position=_positions(len(rows)),
            leading=_leading([terms.statements[i] for i in rows]),
        )
        for rows, meaning, sense in (
            (left, meanings[: len(left)], senses[: len(left)]),
            (right, meanings[len(left) :], senses[len(left) :]),
        )
    ]
    return Frame(terms, sides[0], sides[1], phrases, letters, one_story(terms, left, right))


def _rarity(left: Sequence[Numbers], right: Sequence[Numbers]) -> Floats:
    """How rare each thing is among the statements of both sides."""
    size = max((int(things[-1]) + 1 for things in (*left, *right) if len(things)), default=0)
    held = [things for things in (*left, *right) if len(things)]
    counts = np.bincount(np.concatenate(held), minlength=size) if held else np.zeros(0, dtype=np.int64)
    total = len(left) + len(right)
    return np.asarray(np.log((total + 1) / (counts.astype(np.float32) + np.float32(0.5))), dtype=np.float32)


def _meanings(terms: Terms, rows: Sequence[int]) -> Floats:
    """Weighted mean vectors, from which the sources' own mean is taken away (Arora et al. 2017)."""
    every = np.zeros((len(rows), terms.vectors.shape[1]), dtype=np.float32)
    for n, row in enumerate(rows):
        held = list(terms.of[row])
        every[n] = terms.weights[held] @ terms.vectors[held]
    return _centred(every / np.maximum(np.linalg.norm(every, axis=1, keepdims=True), 1e-6))


def _centred(every: Floats) -> Floats:
    if len(every) > 4:
        every = every - every.mean(axis=0) * min(1.0, len(every) / 20)
    return np.asarray(every / np.maximum(np.linalg.norm(every, axis=1, keepdims=True), 1e-6), dtype=np.float32)


def _leading(statements: Sequence[Statement]) -> Floats:
    """How much each statement is a beginning: 1 for the headline and the first of the body, 0 from the fifth on."""
    body = 0
    out = []
    for s in statements:
        out.append(1.0 if s.kind == "headline" else max(0.0, 1 - body / 4))
        body += s.kind == "body"
    return np.array(out, dtype=np.float32)


def _positions(count: int) -> Floats:
    """Where each of so many statements stands, 0 first to 1 last."""
    return np.linspace(0, 1, count, dtype=np.float32) if count > 1 else np.zeros(count, dtype=np.float32)
