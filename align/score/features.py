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
from align.score.terms import CHARACTERS, Terms
from align.score.words import Floats

KINDS: dict[str, EvidenceKind] = {
    "shared": "words",
    "covered_more": "words",
    "covered_less": "words",
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
    mass_a, mass_b = a @ terms.weights, b @ terms.weights
    shared = (a * terms.weights) @ b.T
    covered_a = _coverage(a, b, terms) / np.maximum(mass_a, 1e-6)[:, None]
    covered_b = (_coverage(b, a, terms) / np.maximum(mass_b, 1e-6)[:, None]).T
    entities = (a * terms.weights * entity) @ b.T
    columns = {
        "shared": shared / (shared + 6),
        "covered_more": np.maximum(covered_a, covered_b),
        "covered_less": np.minimum(covered_a, covered_b),
        "letters": _letters(lefts, rights),
        "meaning": _meaning(a, b, terms),
        "entities": entities / (entities + 2),
        "predicate": predicate_overlap(terms, left, right),
        "position": 1 - np.abs(_positions(lefts)[:, None] - _positions(rights)[None, :]),
        "length": np.minimum(mass_a[:, None], mass_b[None, :]) / (np.minimum(mass_a[:, None], mass_b[None, :]) + 8),
        **facts.columns(lefts, rights),
    }
    return Block(tuple(left), tuple(right), np.stack([columns[n] for n in NAMES], axis=-1).astype(np.float32))


def _coverage(a: Floats, b: Floats, terms: Terms) -> Floats:
    """Weight of the terms of each row of `a` that some term of each row of `b` says too, softly: (rows a, rows b)."""
    best = np.zeros_like(b)
    for j in range(b.shape[0]):
        held = np.flatnonzero(b[j])
        if held.size:
            best[j] = terms.similar[:, held].max(axis=1)
    return np.asarray((a * terms.weights) @ best.T, dtype=np.float32)


def _meaning(a: Floats, b: Floats, terms: Terms) -> Floats:
    """Cosine of the weighted mean vectors, from which the story's own mean is taken away (Arora et al. 2017)."""
    every = np.concatenate([a, b]) * terms.weights @ terms.vectors
    norms = np.maximum(np.linalg.norm(every, axis=1, keepdims=True), 1e-6)
    every = every / norms
    if every.shape[0] > 4:
        every = every - every.mean(axis=0) * min(1.0, every.shape[0] / 20)
    every = every / np.maximum(np.linalg.norm(every, axis=1, keepdims=True), 1e-6)
    return np.asarray(every[: a.shape[0]] @ every[a.shape[0] :].T, dtype=np.float32)


def _letters(lefts: Sequence[Statement], rights: Sequence[Statement]) -> Floats:
    """Cosine of character n-grams, weighted by how rare they are among these statements."""
    numbers: dict[str, int] = {}
    grams = []
    for s in (*lefts, *rights):
        text = " " + " ".join(t.text.lower() for t in s.tokens) + " "
        grams.append([numbers.setdefault(text[i : i + CHARACTERS], len(numbers)) for i in range(len(text) - 3)])
    counts = np.zeros((len(grams), max(1, len(numbers))), dtype=np.float32)
    for i, row in enumerate(grams):
        counts[i, row] = 1
    weighted = counts * np.log((len(grams) + 1) / (counts.sum(axis=0) + 0.5))
    weighted /= np.maximum(np.linalg.norm(weighted, axis=1, keepdims=True), 1e-6)
    return np.asarray(weighted[: len(lefts)] @ weighted[len(lefts) :].T, dtype=np.float32)


def _positions(statements: Sequence[Statement]) -> Floats:
    """Where each statement stands among these, 0 first to 1 last."""
    return np.linspace(0, 1, len(statements), dtype=np.float32) if len(statements) > 1 else np.zeros(1, np.float32)
