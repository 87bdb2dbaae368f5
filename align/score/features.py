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
        "letters": _letters(lefts, rights),
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
    numbers: dict[tuple[int, int], int] = {}
    rows = [[numbers.setdefault(p, len(numbers)) for p in terms.phrases[i]] for i in (*left, *right)]
    held = np.zeros((len(rows), max(1, len(numbers))), dtype=np.float32)
    for row, columns in zip(held, rows, strict=True):
        row[columns] = 1
    rarity = np.log((len(rows) + 1) / (held.sum(axis=0) + 0.5))
    mass = (held[: len(left)] * rarity) @ held[len(left) :].T
    return np.asarray(mass / (mass + 4), dtype=np.float32)


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
