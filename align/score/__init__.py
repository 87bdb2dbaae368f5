"""Scores pairs of statements: the probability that two statements of two sources report the same fact, with reasons.

terms.py       what a statement says, as terms weighted by how rare they are in the story
features.py    what two statements have in common, as arrays over pairs of two sources
frame.py       what that needs to know of all the other statements
predicates.py  who does what to whom;  facts.py  quotations, numbers, dates, speakers
model.py       learned weights -> log-odds;  evidence.py  the reasons in words
words.py       static vectors and word frequencies
readings.py    what a contextual encoder reads in statements;  events.py  what follows for pairs
story.py       whether two sources tell of one event at all
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from align.models import Pair, Statement, Story
from align.score.evidence import evidence
from align.score.features import tile
from align.score.frame import frame
from align.score.model import Model, next_to, shipped, standing
from align.score.terms import Terms, terms
from align.score.words import Floats

__all__ = ["Scored", "score", "score_matrix"]

Masks = Mapping[tuple[str, str], NDArray[np.bool_]]  # (source ids) -> bool (statements left, statements right)
# Statements of a side whose features are worked out at once, and pairs whose features are kept: beyond that, those of
# a pair are worked out again when somebody asks for its reasons. 400,000 pairs take 32 megabytes.
TILE, KEPT = 512, 400_000


def _ignore(share: float) -> None:
    pass


class Scored:
    """All scores of a story; pairs with their evidence are made when asked for. Arrays are read-only."""

    def __init__(self, story: Story, candidates: Masks, advance: Callable[[float], None] = _ignore) -> None:
        statements = tuple(s for source in story.sources for s in source.statements)
        self._number = {s.id: i for i, s in enumerate(statements)}
        self._terms = terms(statements)
        self._model = shipped()
        self._rows = {source.id: tuple(self._number[s.id] for s in source.statements) for source in story.sources}
        self._blocks: dict[tuple[str, str], _Block] = {}
        self._within: dict[str, _Block] = {}
        couples = [(a.id, b.id) for a, b in combinations(story.sources, 2) if a.statements and b.statements]
        for n, (a, b) in enumerate(couples):

            def told(share: float, n: int = n) -> None:
                advance((n + share) / len(couples))

            self._blocks[a, b] = _Block(
                self._terms, self._rows[a], self._rows[b], self._model, candidates.get((a, b)), told
            )

    def matrix(self, left: str, right: str) -> Floats:
        """Probabilities float32 (statements of source `left`, statements of source `right`), in text order."""
        return self._blocks[left, right].scores

    def among(self, source: str, statements: Sequence[str]) -> Floats:
        """Probabilities float32 (statements, statements) of some statements (ids) of one source with each other."""
        first = self._rows[source][0]
        places = [self._number[s] - first for s in statements]
        return self._inner(source).some(places, places)

    def sources(self) -> tuple[tuple[str, str], ...]:
        """The pairs of sources that have a matrix: each with every later one."""
        return tuple(self._blocks)

    def pair(self, left: str, right: str) -> Pair:
        """The score of two statements (by id, in either order) with its evidence."""
        if self._number[left] > self._number[right]:
            left, right = right, left
        a, b = self._number[left], self._number[right]
        one, other = self._terms.statements[a].source, self._terms.statements[b].source
        block = self._inner(one) if one == other else self._blocks[one, other]
        return block.pair(a - self._rows[one][0], b - self._rows[other][0])

    def _inner(self, source: str) -> _Block:
        """The block of a source with itself; only a few of its scores are ever asked for."""
        if source not in self._within:
            rows = self._rows[source]
            self._within[source] = _Block(self._terms, rows, rows, self._model, None, None)
        return self._within[source]


class _Block:
    """The scores of two sources, or of one with itself, where there is no best match to stand out from.

    `advance` is told the share of the pairs that are done; without it nothing is worked out before it is asked for.
    """

    def __init__(
        self,
        terms_: Terms,
        left: tuple[int, ...],
        right: tuple[int, ...],
        model_: Model,
        candidates: NDArray[np.bool_] | None,
        advance: Callable[[float], None] | None = _ignore,
    ) -> None:
        self._frame = frame(terms_, left, right)
        self._model = model_
        self._kept: Floats | None = None
        self._stands: Floats | None = None
        self._context: Floats | None = None
        self._story = model_.one_story(self._frame.story) if left != right else 0.0
        if advance is None:
            return
        first = self._first(len(left), len(right), advance)
        self._stands = standing(first)
        logits = model_.prior + self._story + first + model_.standing * self._stands
        self._context = next_to(logits)
        logits += self._context
        self.scores: Floats = _probabilities(logits)
        if candidates is not None:
            self.scores[~candidates] = 0.0
        self.scores.flags.writeable = False

    def _first(self, rows: int, columns: int, advance: Callable[[float], None]) -> Floats:
        """The logits of the features alone, tile by tile."""
        first = np.zeros((rows, columns), dtype=np.float32)
        for i in _steps(rows):
            for j in _steps(columns):
                values = tile(self._frame, i, j)
                first[i.start : i.stop, j.start : j.stop] = self._model.first(values)
                if rows * columns <= KEPT and rows <= TILE and columns <= TILE:
                    self._kept = values
            advance(i.stop / rows)
        return first

    def some(self, rows: Sequence[int], columns: Sequence[int]) -> Floats:
        """The scores of some statements of each side by their features alone."""
        out = np.zeros((len(rows), len(columns)), dtype=np.float32)
        for i in _steps(len(rows)):
            for j in _steps(len(columns)):
                values = tile(self._frame, rows[i.start : i.stop], columns[j.start : j.stop])
                logits = self._model.prior + self._story + self._model.first(values)
                out[i.start : i.stop, j.start : j.stop] = _probabilities(logits)
        return out

    def pair(self, i: int, j: int) -> Pair:
        terms_ = self._frame.terms
        a, b = self._frame.left.rows[i], self._frame.right.rows[j]
        values = tile(self._frame, [i], [j])[0, 0] if self._kept is None else self._kept[i, j]
        stands = 0.0 if self._stands is None else float(self._stands[i, j])
        context = 0.0 if self._context is None else float(self._context[i, j])
        reasons = evidence(terms_, a, b, values, stands, context, self._story, self._model)
        score_ = float(self.some([i], [j])[0, 0] if self._stands is None else self.scores[i, j])
        return Pair(terms_.statements[a].id, terms_.statements[b].id, round(score_, 4), reasons)


def _steps(count: int) -> Iterator[range]:
    return (range(start, min(start + TILE, count)) for start in range(0, count, TILE))


def _probabilities(logits: Floats) -> Floats:
    return np.round(1 / (1 + np.exp(-logits)), 4).astype(np.float32)


def score(story: Story, candidates: Masks, advance: Callable[[float], None] = _ignore) -> Scored:
    """Scores the candidate pairs of a story; every other pair of two sources has the score 0.

    `advance` is told the share that is done, 0 to 1.
    """
    return Scored(story, candidates, advance)


def score_matrix(left: Sequence[Statement], right: Sequence[Statement]) -> Floats:
    """Probabilities float32 (len(left), len(right)) for the statements of two articles of one story."""
    if not left or not right:
        return np.zeros((len(left), len(right)), dtype=np.float32)
    made = terms((*left, *right))
    rows = tuple(range(len(left))), tuple(range(len(left), len(left) + len(right)))
    return _Block(made, *rows, shipped(), None).scores
