"""The features of every pair of statements of two sources, as arrays: what the two say in common, seen several ways.

Each feature is symmetrical in its two statements and lies in about 0..1. `NAMES` gives their order; `KINDS` says under
which kind of evidence a reader sees each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from align.models import EvidenceKind, Statement
from align.score import facts
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
    a, b = terms.matrix(left), terms.matrix(right)
    lefts = [terms.statements[i] for i in left]
    rights = [terms.statements[i] for i in right]
    entity = np.array([t.startswith("@") for t in terms.names], dtype=np.float32)
    mass_a, mass_b = a @ terms.emphasis, b @ terms.emphasis
    best_a, best_b = _best(a, terms), _best(b, terms)
    said_a, said_b = (a * terms.emphasis) @ best_b.T, ((b * terms.emphasis) @ best_a.T).T
    covered_a = said_a / np.maximum(mass_a, 1e-6)[:, None]
    covered_b = said_b / np.maximum(mass_b, 1e-6)[None, :]
    # The words that both say in any form ("coordinate", "coordination"), seen from either side.
    same_a, same_b = (best_a > 0.999).astype(np.float32), (best_b > 0.999).astype(np.float32)
    shared = ((a * terms.emphasis) @ same_b.T + ((b * terms.emphasis) @ same_a.T).T) / 2
    ranked = np.minimum(_ranked(left, best_b, terms), _ranked(right, best_a, terms).transpose(1, 0, 2))
    entities = (a * terms.weights * entity) @ b.T
    columns = {
        "shared": shared / (shared + 12),
        "covered_more": np.maximum(covered_a, covered_b),
        "covered_less": np.minimum(covered_a, covered_b),
        "second": ranked[:, :, 1] / (ranked[:, :, 1] + 2),
        "third": ranked[:, :, 2] / (ranked[:, :, 2] + 2),
        "phrases": _phrases(terms, left, right),
        "letters": _letters(terms, left, right),
        "meaning": _meaning(a, b, terms),
        "entities": entities / (entities + 2),
        "predicate": predicate_overlap(terms, left, right),
        "position": 1 - np.abs(_positions(lefts)[:, None] - _positions(rights)[None, :]),
        "leads": np.outer(_leading(lefts), _leading(rights)),
        "length": np.minimum(mass_a[:, None], mass_b[None, :]) / (np.minimum(mass_a[:, None], mass_b[None, :]) + 16),
        **facts.columns(lefts, rights),
    }
    return Block(tuple(left), tuple(right), np.stack([columns[n] for n in NAMES], axis=-1).astype(np.float32))


def _best(held: Floats, terms: Terms) -> Floats:
    """How much each row of `held` says each term of the story, softly, 0..1: float32 (rows, terms)."""
    best = np.zeros_like(held)
    for row in range(held.shape[0]):
        which = np.flatnonzero(held[row])
        if which.size:
            best[row] = terms.similar[:, which].max(axis=1)
    return best


def _ranked(rows: Sequence[int], best: Floats, terms: Terms) -> Floats:
    """The weights of the three rarest terms that each of `rows` shares with each row of `best`: (rows, best, 3).

    One shared word is often chance; two rare ones, or a third, seldom are.
    """
    out = np.zeros((len(rows), best.shape[0], 3), dtype=np.float32)
    for n, row in enumerate(rows):
        which = list(terms.of[row])
        if which:
            shared = -np.sort(-best[:, which] * terms.weights[which], axis=1)[:, :3]
            out[n, :, : shared.shape[1]] = shared
    return out


def _phrases(terms: Terms, left: Sequence[int], right: Sequence[int]) -> Floats:
    """Weight of the pairs of neighbouring terms that both say ("realistic goal"), m as m / (m + 4)."""
    a, b, rarity = _shared([terms.phrases[i] for i in left], [terms.phrases[i] for i in right])
    mass = (a * rarity) @ b.T
    return np.asarray(mass / (mass + 4), dtype=np.float32)


def _shared(left: Sequence[Numbers], right: Sequence[Numbers]) -> tuple[Floats, Floats, Floats]:
    """0/1 float32 (left, shared) and (right, shared) of the things that statements of both sides hold; their rarity."""
    counts_a, counts_b = _counts(left, right)
    shared = np.flatnonzero((counts_a > 0) & (counts_b > 0))
    column = np.full(len(counts_a), -1)
    column[shared] = np.arange(len(shared))
    sides = []
    for side in (left, right):
        held = np.zeros((len(side), len(shared)), dtype=np.float32)
        for row, things in zip(held, side, strict=True):
            row[column[things[column[things] >= 0]]] = 1
        sides.append(held)
    return sides[0], sides[1], _rarity(counts_a + counts_b, len(left) + len(right))[shared]


def _counts(left: Sequence[Numbers], right: Sequence[Numbers]) -> tuple[Numbers, Numbers]:
    """How many statements of each side hold each thing."""
    size = max((int(things[-1]) + 1 for things in (*left, *right) if len(things)), default=0)
    a, b = (np.bincount(np.concatenate(side), minlength=size) for side in (left, right))
    return a, b


def _rarity(counts: Numbers, total: int) -> Floats:
    return np.asarray(np.log((total + 1) / (counts.astype(np.float32) + np.float32(0.5))), dtype=np.float32)


def _meaning(a: Floats, b: Floats, terms: Terms) -> Floats:
    """Cosine of the weighted mean vectors, from which the story's own mean is taken away (Arora et al. 2017)."""
    every = np.concatenate([a, b]) * terms.weights @ terms.vectors
    norms = np.maximum(np.linalg.norm(every, axis=1, keepdims=True), 1e-6)
    every = every / norms
    if every.shape[0] > 4:
        every = every - every.mean(axis=0) * min(1.0, every.shape[0] / 20)
    every = every / np.maximum(np.linalg.norm(every, axis=1, keepdims=True), 1e-6)
    return np.asarray(every[: a.shape[0]] @ every[a.shape[0] :].T, dtype=np.float32)


def _letters(terms: Terms, left: Sequence[int], right: Sequence[int]) -> Floats:
    """Cosine of character n-grams, weighted by how rare they are among these statements."""
    ours, theirs = [terms.letters[i] for i in left], [terms.letters[i] for i in right]
    a, b, shared = _shared(ours, theirs)
    rarity = _rarity(np.add(*_counts(ours, theirs)), len(left) + len(right))
    lengths = np.array([np.linalg.norm(rarity[things]) for things in (*ours, *theirs)], dtype=np.float32)
    lengths = np.maximum(lengths, 1e-6)[:, None]
    return np.asarray((a * shared / lengths[: len(left)]) @ (b * shared / lengths[len(left) :]).T, dtype=np.float32)


def _leading(statements: Sequence[Statement]) -> Floats:
    """How much each statement is a beginning: 1 for the headline and the first of the body, 0 from the fifth on."""
    body = 0
    out = []
    for s in statements:
        out.append(1.0 if s.kind == "headline" else max(0.0, 1 - body / 4))
        body += s.kind == "body"
    return np.array(out, dtype=np.float32)


def _positions(statements: Sequence[Statement]) -> Floats:
    """Where each statement stands among these, 0 first to 1 last."""
    return np.linspace(0, 1, len(statements), dtype=np.float32) if len(statements) > 1 else np.zeros(1, np.float32)
