"""How much two statements say that the same do the same to the same: soft overlap of predicates and arguments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from align.models import Argument, Predicate, Statement
from align.score.terms import Terms
from align.score.words import Floats

# Predicates that carry no event of their own; an overlap in them alone says nothing.
_LIGHT = frozenset(
    {"be", "have", "do", "get", "make", "take", "go", "come", "say", "tell", "give", "want", "seem", "know"}
)
_SIDES = (("agent",), ("patient", "attribute", "clause"), ("oblique", "recipient"))


def predicate_overlap(terms: Terms, left: Sequence[int], right: Sequence[int]) -> Floats:
    """The best match of a predicate of the one with a predicate of the other: float32 (left, right) in 0..1.

    A match is how alike the verbs are and how rare in this story, times one third plus two thirds of how many of the
    arguments that either has agree; light verbs ("be", "have") do not count.
    """
    rows_a, heads_a, sides_a = _collect(terms, left)
    rows_b, heads_b, sides_b = _collect(terms, right)
    out = np.zeros((len(left), len(right)), dtype=np.float32)
    if not rows_a or not rows_b:
        return out
    verbs = terms.likeness(heads_a, heads_b)
    filled = np.zeros_like(verbs)
    agree = np.zeros_like(verbs)
    for side_a, side_b in zip(sides_a, sides_b, strict=True):
        both = np.outer(_filled(side_a), _filled(side_b))
        either = np.maximum(_filled(side_a)[:, None], _filled(side_b)[None, :])
        filled += either
        agree += both * _best(side_a, side_b, terms)
    rare = np.sqrt(np.outer(_rarity(heads_a, terms), _rarity(heads_b, terms)))
    match = verbs * rare * (1 / 3 + 2 / 3 * agree / np.maximum(filled, 1))
    a, b = np.array(rows_a), np.array(rows_b)
    np.maximum.at(out, (a[:, None], b[None, :]), match)
    return out


_Sides = tuple[list[list[int]], ...]


def _collect(terms: Terms, which: Sequence[int]) -> tuple[list[int], list[int], _Sides]:
    """Every predicate of the statements: row of its statement, term of its verb, terms of its arguments by side."""
    numbers = terms.numbers
    rows: list[int] = []
    heads: list[int] = []
    sides: _Sides = ([], [], [])
    for row, i in enumerate(which):
        statement = terms.statements[i]
        for predicate in statement.predicates:
            verb = numbers.get(predicate.lemma.lower(), numbers.get(predicate.lemma.lower().split(" ")[0], -1))
            if verb < 0 or predicate.lemma in _LIGHT:
                continue
            rows.append(row)
            heads.append(verb)
            for side, roles in zip(sides, _SIDES, strict=True):
                side.append(_arguments(predicate, roles, statement, numbers))
    return rows, heads, sides


def _arguments(
    predicate: Predicate, roles: tuple[str, ...], statement: Statement, numbers: Mapping[str, int]
) -> list[int]:
    found = []
    for argument in predicate.arguments:
        if argument.role in roles:
            number = numbers.get(_term(argument, statement), -1)
            if number >= 0:
                found.append(number)
    return found


def _term(argument: Argument, statement: Statement) -> str:
    """The term of an argument's head: the entity that it names, else its lemma."""
    for mention in statement.mentions:
        if mention.entity is not None and argument.span.contains(mention.span):
            words = mention.text.lower().split()
            if words and argument.head.lower() in words:
                return f"@{mention.entity}"
    return argument.head.lower()


def _rarity(heads: list[int], terms: Terms) -> Floats:
    """How rare each verb is in the story, 0..1: that all speak of "fighting" in a story of a war says little."""
    weights = terms.weights[heads]
    return np.asarray(weights / (weights + 2), dtype=np.float32)


def _filled(side: list[list[int]]) -> Floats:
    return np.array([bool(s) for s in side], dtype=np.float32)


def _best(side_a: list[list[int]], side_b: list[list[int]], terms: Terms) -> Floats:
    """The best likeness of an argument of each with one of the other: float32 (len(side_a), len(side_b))."""
    width_a, width_b = max(map(len, side_a), default=0), max(map(len, side_b), default=0)
    best = np.zeros((len(side_a), len(side_b)), dtype=np.float32)
    for i in range(width_a):
        for j in range(width_b):
            rows = [r for r, s in enumerate(side_a) if len(s) > i]
            columns = [c for c, s in enumerate(side_b) if len(s) > j]
            here = terms.likeness([side_a[r][i] for r in rows], [side_b[c][j] for c in columns])
            where = np.ix_(rows, columns)
            best[where] = np.maximum(best[where], here)
    return best
