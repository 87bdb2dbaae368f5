"""Scores pairs of statements: the probability that two statements of two sources report the same fact, with reasons.

terms.py       what a statement says, as terms weighted by how rare they are in the story
features.py    what two statements have in common, as arrays over all pairs of two sources
predicates.py  who does what to whom;  facts.py  quotations, numbers, dates, speakers
model.py       learned weights -> log-odds;  evidence.py  the reasons in words
words.py       static vectors and word frequencies
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations_with_replacement

import numpy as np
from numpy.typing import NDArray

from align.models import Pair, Statement, Story
from align.score.evidence import evidence
from align.score.features import features
from align.score.model import Model, next_to, shipped, standing
from align.score.terms import Terms, terms
from align.score.words import Floats

__all__ = ["Scored", "score", "score_matrix"]

Masks = Mapping[tuple[str, str], NDArray[np.bool_]]  # (source ids) -> bool (statements left, statements right)


class Scored:
    """All scores of a story; pairs with their evidence are made when asked for. Arrays are read-only."""

    def __init__(self, story: Story, candidates: Masks) -> None:
        statements = tuple(s for source in story.sources for s in source.statements)
        self._number = {s.id: i for i, s in enumerate(statements)}
        self._terms = terms(statements)
        self._model = shipped()
        self._rows = {source.id: tuple(self._number[s.id] for s in source.statements) for source in story.sources}
        self._blocks = {
            (a.id, b.id): _Block(
                self._terms, self._rows[a.id], self._rows[b.id], self._model, candidates.get((a.id, b.id))
            )
            for a, b in combinations_with_replacement(story.sources, 2)
            if a.statements and b.statements
        }

    def matrix(self, left: str, right: str) -> Floats:
        """Probabilities float32 (statements of source `left`, statements of source `right`), in text order."""
        return self._blocks[left, right].scores

    def sources(self) -> tuple[tuple[str, str], ...]:
        """The pairs of sources that have a matrix: each with every later one and with itself."""
        return tuple(self._blocks)

    def pair(self, left: str, right: str) -> Pair:
        """The score of two statements of two sources (by id, in either order) with its evidence."""
        if self._number[left] > self._number[right]:
            left, right = right, left
        a, b = self._number[left], self._number[right]
        sources = (self._terms.statements[a].source, self._terms.statements[b].source)
        return self._blocks[sources].pair(self._terms, a, b, self._model)


class _Block:
    """The scores of two sources."""

    def __init__(
        self,
        terms_: Terms,
        left: tuple[int, ...],
        right: tuple[int, ...],
        model_: Model,
        candidates: NDArray[np.bool_] | None,
    ) -> None:
        self._features = features(terms_, left, right)
        first = model_.first(self._features.values)
        # Within one source there is no best match to stand out from: the statement itself would always be it.
        self._stands = standing(first) if left != right else np.zeros_like(first)
        self._prior = model_.prior
        logits = self._prior + first + model_.standing * self._stands
        self._context = next_to(logits) if left != right else np.zeros_like(logits)
        logits = logits + self._context
        self.scores: Floats = np.round(1 / (1 + np.exp(-logits)), 4).astype(np.float32)
        if candidates is not None:
            self.scores[~candidates] = 0.0
        self.scores.flags.writeable = False

    def pair(self, terms_: Terms, a: int, b: int, model_: Model) -> Pair:
        i, j = self._features.left.index(a), self._features.right.index(b)
        reasons = evidence(
            terms_,
            a,
            b,
            self._features.values[i, j],
            float(self._stands[i, j]),
            float(self._context[i, j]),
            self._prior,
            model_,
        )
        score_ = round(float(self.scores[i, j]), 4)
        return Pair(terms_.statements[a].id, terms_.statements[b].id, score_, reasons)


def score(story: Story, candidates: Masks) -> Scored:
    """Scores the candidate pairs of a story; every other pair of two sources has the score 0."""
    return Scored(story, candidates)


def score_matrix(left: Sequence[Statement], right: Sequence[Statement]) -> Floats:
    """Probabilities float32 (len(left), len(right)) for the statements of two articles of one story."""
    if not left or not right:
        return np.zeros((len(left), len(right)), dtype=np.float32)
    made = terms((*left, *right))
    rows = tuple(range(len(left))), tuple(range(len(left), len(left) + len(right)))
    return _Block(made, *rows, shipped(), None).scores
