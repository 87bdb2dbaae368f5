"""The features of every pair of statements of two sources, as arrays: what the two say in common, seen several ways.

Each feature is symmetrical in its two statements and lies in about 0..1. `NAMES` gives their order; `KINDS` says under
which kind of evidence a reader sees each. Features are worked out for some statements at a time (`tile`), so that long
texts do not need all pairs in memory; what depends on all statements of two sources stands in their `Frame`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from align.models import EvidenceKind
from align.score import events, facts
from align.score.frame import Frame, frame
from align.score.predicates import predicate_overlap
from align.score.terms import Numbers, Terms
from align.score.words import Floats

KINDS: dict[str, EvidenceKind] = {
    "shared": "words",
    "covered_more": "words",
    "covered_less": "words",
    "second": "words",
    "third": "words",
    "phrases": "words",
    "letters": "words",
    "meaning": "meaning",
    "sense": "meaning",
    "event": "meaning",
    "events_more": "meaning",
    "events_less": "meaning",
    "entities": "entities",
    "quotation": "quotation",
    "numbers_equal": "numbers",
    "numbers_other": "numbers",
    "dates_meet": "dates",
    "dates_apart": "dates",
    "predicate": "predicate",
    "same_speaker": "attribution",
    "other_speaker": "attribution",
    "position": "context",
    "leads": "context",
    "length": "context",
    "story_names": "context",
    "story_words": "context",
    "story_sense": "context",
    "story_events": "context",
}
NAMES = tuple(KINDS)


@dataclass(frozen=True, slots=True)
class Block:
    """The features of the pairs of two sources: `values` float32 (left, right, features); rows into `terms`."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    values: Floats


def features(terms: Terms, left: Sequence[int], right: Sequence[int]) -> Block:
    """The features of every pair of the statements `left` x `right` (numbers of `terms.statements`)."""
    whole = frame(terms, left, right)
    return Block(tuple(left), tuple(right), tile(whole, range(len(left)), range(len(right))))


def tile(whole: Frame, rows: Sequence[int], columns: Sequence[int]) -> Floats:
    """The features of some statements of the left source with some of the right one, float32 (rows, columns, features).

    `rows` and `columns` count within their source.
    """
    terms = whole.terms
    left, right = [whole.left.rows[i] for i in rows], [whole.right.rows[j] for j in columns]
    lefts, rights = [terms.statements[i] for i in left], [terms.statements[j] for j in right]
    at, to = list(rows), list(columns)
    mass_a, mass_b = whole.left.mass[at], whole.right.mass[to]
    said, shared, ranked, entities = _said(terms, left, right)
    covered_a = said[0] / np.maximum(mass_a, 1e-6)[:, None]
    covered_b = said[1] / np.maximum(mass_b, 1e-6)[None, :]
    least = np.minimum(mass_a[:, None], mass_b[None, :])
    found = {
        "shared": shared / (shared + 12),
        "covered_more": np.maximum(covered_a, covered_b),
        "covered_less": np.minimum(covered_a, covered_b),
        "second": ranked[:, :, 1] / (ranked[:, :, 1] + 2),
        "third": ranked[:, :, 2] / (ranked[:, :, 2] + 2),
        "phrases": _phrases(whole, left, right),
        "letters": _letters(whole, at, to),
        "meaning": whole.left.meaning[at] @ whole.right.meaning[to].T,
        "entities": entities / (entities + 2),
        "predicate": predicate_overlap(terms, left, right),
        "position": 1 - np.abs(whole.left.position[at][:, None] - whole.right.position[to][None, :]),
        "leads": np.outer(whole.left.leading[at], whole.right.leading[to]),
        "length": least / (least + 16),
        **facts.columns(lefts, rights),
        **events.columns(whole.left, whole.right, at, to),
        **{name: np.full((len(left), len(right)), value, dtype=np.float32) for name, value in whole.story.items()},
    }
    return np.stack([found[n] for n in NAMES], axis=-1).astype(np.float32)


def _said(
    terms: Terms, left: Sequence[int], right: Sequence[int]
) -> tuple[tuple[Floats, Floats], Floats, Floats, Floats]:
    """What the terms of two sides have in common, each (left, right): the weight of what either side says of the other,
    of the words that both say in any form ("coordinate", "coordination"), of the three rarest words, of the names."""
    ours, theirs = _union(terms, left), _union(terms, right)
    a, b = _held(terms, left, ours), _held(terms, right, theirs)
    similar = terms.likeness(ours, theirs)
    best_a, best_b = _best(a, similar), _best(b, similar.T)  # (left, theirs), (right, ours)
    mine, yours = a * terms.emphasis[ours], b * terms.emphasis[theirs]
    said = _floats(mine @ best_b.T), _floats((yours @ best_a.T).T)
    same_a, same_b = (best_a > 0.999).astype(np.float32), (best_b > 0.999).astype(np.float32)
    shared = (mine @ same_b.T + (yours @ same_a.T).T) / 2
    ranked = np.minimum(
        _ranked(a, best_b, terms.weights[ours]), _ranked(b, best_a, terms.weights[theirs]).transpose(1, 0, 2)
    )
    both, in_a, in_b = np.intersect1d(ours, theirs, return_indices=True)
    named = np.array([terms.names[t].startswith("@") for t in both], dtype=np.float32)
    entities = (a[:, in_a] * terms.weights[both] * named) @ b[:, in_b].T
    return said, _floats(shared), _floats(ranked), _floats(entities)


def _floats(values: NDArray[Any]) -> Floats:
    return np.asarray(values, dtype=np.float32)


def _union(terms: Terms, rows: Sequence[int]) -> Numbers:
    """The terms that any of these statements holds, in order."""
    return np.array(sorted({t for row in rows for t in terms.of[row]}), dtype=np.int64)


def _held(terms: Terms, rows: Sequence[int], among: Numbers) -> Floats:
    """0/1 float32 (len(rows), len(among)): which of the terms the statements hold."""
    out = np.zeros((len(rows), len(among)), dtype=np.float32)
    for i, row in enumerate(rows):
        out[i, np.searchsorted(among, terms.of[row])] = 1
    return out


def _best(held: Floats, similar: Floats) -> Floats:
    """How much each row of `held` (rows, own terms) says each term of the other side, softly: (rows, their terms)."""
    best = np.zeros((held.shape[0], similar.shape[1]), dtype=np.float32)
    for row in range(held.shape[0]):
        which = np.flatnonzero(held[row])
        if which.size:
            best[row] = similar[which].max(axis=0)
    return best


def _ranked(held: Floats, best: Floats, weights: Floats) -> Floats:
    """The weights of the three rarest terms that each row of `held` shares with each row of `best`: (rows, best, 3).

    One shared word is often chance; two rare ones, or a third, seldom are.
    """
    out = np.zeros((held.shape[0], best.shape[0], 3), dtype=np.float32)
    for n in range(held.shape[0]):
        which = np.flatnonzero(held[n])
        if which.size:
            shared = -np.sort(-best[:, which] * weights[which], axis=1)[:, :3]
            out[n, :, : shared.shape[1]] = shared
    return out


def _phrases(whole: Frame, left: Sequence[int], right: Sequence[int]) -> Floats:
    """Weight of the pairs of neighbouring terms that both say ("realistic goal"), m as m / (m + 4)."""
    a, b, things = _shared([whole.terms.phrases[i] for i in left], [whole.terms.phrases[j] for j in right])
    mass = (a * whole.phrase_rarity[things]) @ b.T
    return np.asarray(mass / (mass + 4), dtype=np.float32)


def _letters(whole: Frame, rows: Sequence[int], columns: Sequence[int]) -> Floats:
    """Cosine of character n-grams, weighted by how rare they are among the statements of both sources."""
    letters = whole.terms.letters
    a, b, things = _shared([letters[whole.left.rows[i]] for i in rows], [letters[whole.right.rows[j]] for j in columns])
    rarity = whole.letter_rarity[things]
    ours = np.maximum(whole.left.letters[list(rows)], 1e-6)[:, None]
    theirs = np.maximum(whole.right.letters[list(columns)], 1e-6)[:, None]
    return np.asarray((a * rarity / ours) @ (b * rarity / theirs).T, dtype=np.float32)


def _shared(left: Sequence[Numbers], right: Sequence[Numbers]) -> tuple[Floats, Floats, Numbers]:
    """0/1 float32 (left, shared) and (right, shared) of the things that statements of both sides hold; the things."""
    empty = np.zeros(0, dtype=np.int64)
    things = np.intersect1d(np.concatenate([*left, empty]), np.concatenate([*right, empty]))
    sides = []
    for side in (left, right):
        held = np.zeros((len(side), len(things)), dtype=np.float32)
        for row, own in zip(held, side, strict=True):
            places = np.searchsorted(things, own)
            inside = places < len(things)
            places = places[inside]
            row[places[things[places] == own[inside]]] = 1
        sides.append(held)
    return sides[0], sides[1], things
