"""What each kind of evidence buys: the figures with it taken out of the sum that every score is, and of it alone.

A score's log-odds are the sum of its evidence, so a kind is taken out by leaving its weights out of the sum; nothing
is fitted anew. How far a pair stands out among its neighbours ("context") is evidence of its own that rests on all the
others and stays as it is, so what a kind buys may be a little more than what is lost without it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, get_args

import numpy as np
from numpy.typing import NDArray

from align.evaluate.reading import Read
from align.evaluate.samples import Sample
from align.models import EvidenceKind

KINDS: tuple[EvidenceKind, ...] = tuple(kind for kind in get_args(EvidenceKind) if kind != "prior")
ALL = "all evidence"


@dataclass(frozen=True, slots=True)
class Part:
    """A kind of evidence: the figures `without` it and of it `alone`, and the share of the pairs that have any.

    The first part is that of all evidence, with nothing taken out.
    """

    kind: str
    without: Figured
    alone: Figured | None
    share: float


class Figured(Protocol):
    """What `measure.Figures` holds of the order of pairs."""

    @property
    def auc(self) -> float: ...

    @property
    def macro_auc(self) -> float: ...

    @property
    def across_auc(self) -> float: ...


@dataclass(frozen=True, slots=True, eq=False)
class Contributions:
    """The labelled pairs of a sample, in order: for each, the weights of its statements' pairs by kind.

    `weights` float64 (pairs of statements, 1 + kinds), the prior first; `owner` the number of the labelled pair that
    each belongs to; `count` how many labelled pairs there are, of which some may have no statements.
    """

    weights: NDArray[np.float64]
    owner: NDArray[np.int64]
    count: int


def contributions(read: Read, sample: Sample) -> Contributions:
    """The evidence of every two statements of every labelled pair of a sample."""
    left, right = (source.statements for source in read.story.sources)
    place = {kind: n for n, kind in enumerate(("prior", *KINDS))}
    weights, owner = [], []
    pairs = np.argwhere(sample.labels >= 0).tolist()
    for n, (i, j) in enumerate(pairs):
        for a in np.flatnonzero(read.left == i):
            for b in np.flatnonzero(read.right == j):
                row = np.zeros(len(place))
                for evidence in read.scored.pair(left[a].id, right[b].id).evidence:
                    row[place[evidence.kind]] += evidence.weight
                weights.append(row)
                owner.append(n)
    made = np.array(weights).reshape(-1, len(place))
    return Contributions(made, np.array(owner, dtype=np.int64), len(pairs))


def parts(found: list[Contributions], figures: Callable[[Any], Figured]) -> tuple[Part, ...]:
    """All evidence, then each kind; `figures` are those of scores in the order of the labelled pairs."""
    weights = np.concatenate([c.weights for c in found])
    sizes = [c.count for c in found]
    starts = np.concatenate([[0], np.cumsum(sizes)])
    owner = np.concatenate([c.owner + start for c, start in zip(found, starts[:-1], strict=True)])

    def figured(chosen: NDArray[np.float64]) -> Figured:
        """Of the best sum among the statements of each pair, as log-odds: the order is all that counts."""
        whole = np.full(int(starts[-1]), -np.inf)
        np.maximum.at(whole, owner, chosen.sum(axis=1))
        return figures(whole)

    made = [Part(ALL, figured(weights), None, 1.0)]
    for n, kind in enumerate(KINDS, 1):
        share = float((weights[:, n] != 0).mean())
        if share:
            rest = np.delete(weights, n, axis=1)
            made.append(Part(kind, figured(rest), figured(weights[:, [n]]), share))
    return tuple(made)
