"""The learned weights: features -> log-odds, readable in align/data/scorer/weights.toml with its card beside it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import product

import numpy as np

from align.score.features import NAMES
from align.score.words import Floats

ROWS = 1024  # of a matrix that are looked at together
NEIGHBOURS = 3  # how many of a statement's other best partners make its background
# Log-odds added where the statements right before or after are surely the same fact: reports follow one another, and
# "It made the talks harder" means what the sentence before it means. Chosen on training/gold/alignments.json.
NEXT_TO = 1.3


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic model in two steps: `weights` over the features give a first logit; `standing` weighs how far a pair
    stands out from the other pairs of its two statements. `prior` is the log-odds before any evidence. `story` has the
    weights of the features of `story.py`, and "intercept", "ceiling" and "weight"."""

    prior: float
    weights: Floats
    standing: float
    story: Mapping[str, float]

    def first(self, values: Floats) -> Floats:
        """The logits of the features alone, without the prior: (..., features) -> (...)."""
        return np.asarray(values @ self.weights, dtype=np.float32)

    def one_story(self, features: Mapping[str, float]) -> float:
        """What all pairs of two sources lose that seem to tell of different events, in log-odds: 0 or less."""
        sure = self.story["intercept"] + sum(self.story[name] * value for name, value in features.items())
        return self.story["weight"] * (min(sure, self.story["ceiling"]) - self.story["ceiling"])


@cache
def shipped() -> Model:
    """The shipped weights, read at first use."""
    table = tomllib.loads((files("align") / "data" / "scorer" / "weights.toml").read_text(encoding="utf-8"))
    weights = np.array([table["weights"].get(n, 0.0) for n in NAMES], dtype=np.float32)
    return Model(float(table["prior"]), weights, float(table["standing"]), table["story"])


def standing(first: Floats) -> Floats:
    """How far each pair's logit lies above the mean of the best other pairs of its row and of its column.

    `first` is (left, right); the result has its shape, clipped to -4..4, and is 0 where a statement has no other
    candidate. The idea is that of cross-domain similarity local scaling (Conneau et al. 2018): "hubs", sentences that
    resemble everything, lose.
    """
    return np.clip((_above(first) + _above(first.T).T) / 2, -4, 4).astype(np.float32)


def next_to(logits: Floats) -> Floats:
    """NEXT_TO times the highest probability among the eight pairs around each pair of a matrix of logits."""
    padded = np.pad(1 / (1 + np.exp(-logits)), 1)
    n, m = logits.shape
    best = np.zeros_like(logits)
    for i, j in product((-1, 0, 1), repeat=2):
        if i or j:
            np.maximum(best, padded[1 + i : 1 + i + n, 1 + j : 1 + j + m], out=best)
    return np.asarray(NEXT_TO * best, dtype=np.float32)


def _above(first: Floats) -> Floats:
    """`first` minus the mean of the NEIGHBOURS largest other values of its row."""
    rows, columns = first.shape
    out = np.zeros_like(first)
    if columns < 2:
        return out
    k = min(NEIGHBOURS, columns - 1)
    for start in range(0, rows, ROWS):  # sorting makes a copy
        some = first[start : start + ROWS]
        top = -np.sort(-some, axis=1)[:, : k + 1]
        total = top[:, :k].sum(axis=1, keepdims=True)
        # Where a value is itself among the k largest, the next one takes its place.
        among = some >= top[:, k - 1 : k]
        out[start : start + ROWS] = some - np.where(among, total - some + top[:, k : k + 1], total) / k
    return out
