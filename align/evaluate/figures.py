"""Figures of scores against labels, in numpy. Labels are 1 (the same) and 0; without both there is no figure: nan."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan
from typing import Any

import numpy as np
from numpy.typing import NDArray

Values = NDArray[Any]
BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Pairs of like scores: how many, the lowest and the highest score, the mean score, and the share that is right."""

    count: int
    low: float
    high: float
    scored: float
    right: float


def auc(labels: Values, scores: Values) -> float:
    """The area under the ROC curve: how often a pair that is the same is above one that is not; a tie counts half."""
    same = int(labels.sum())
    other = len(labels) - same
    if not same or not other:
        return nan
    _, group, sizes = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = np.cumsum(sizes) - (sizes - 1) / 2  # of tied scores: the mean of their ranks
    return float((ranks[group][labels == 1].sum() - same * (same + 1) / 2) / (same * other))


def average_precision(labels: Values, scores: Values) -> float:
    """The mean, over the pairs that are the same, of the precision at the score of each."""
    right, taken, _ = _descending(labels, scores)
    if not len(right) or not right[-1]:
        return nan
    return float((np.diff(right, prepend=0) * right / taken).sum() / right[-1])


def best_f1(labels: Values, scores: Values) -> tuple[float, float]:
    """The best F1 of any threshold, and the highest threshold (inclusive) that gives it."""
    right, taken, thresholds = _descending(labels, scores)
    if not len(right) or not right[-1]:
        return nan, nan
    f1 = 2 * right / (taken + right[-1])
    best = int(f1.argmax())
    return float(f1[best]), float(thresholds[best])


def _descending(labels: Values, scores: Values) -> tuple[Values, Values, Values]:
    """By every threshold from the highest score down: pairs taken that are the same, pairs taken, the threshold."""
    thresholds, group, sizes = np.unique(-np.asarray(scores, dtype=np.float64), return_inverse=True, return_counts=True)
    right = np.bincount(group, weights=labels, minlength=len(thresholds))
    return np.cumsum(right), np.cumsum(sizes), -thresholds


def reliability(labels: Values, scores: Values, bins: int = BINS) -> tuple[Bin, ...]:
    """The pairs by score in `bins` of (nearly) equal size, the lowest first; empty ones are left out."""
    if not len(labels):
        return ()
    scores = np.asarray(scores, dtype=np.float64)
    # Tied scores may fall into two bins: each takes their mean label, so that the order of the pairs does not matter.
    _, group, sizes = np.unique(scores, return_inverse=True, return_counts=True)
    labels = (np.bincount(group, weights=labels) / sizes)[group]
    order = np.argsort(scores, kind="stable")
    return tuple(
        Bin(
            len(part),
            float(scores[part[0]]),
            float(scores[part[-1]]),
            float(scores[part].mean()),
            float(labels[part].mean()),
        )
        for part in np.array_split(order, bins)
        if len(part)
    )


def calibration_error(table: tuple[Bin, ...]) -> float:
    """The expected calibration error: how far the mean score of a pair's bin lies from the share that is right."""
    total = sum(b.count for b in table)
    return sum(b.count * abs(b.scored - b.right) for b in table) / total if total else nan


def macro(by_group: dict[str, float]) -> float:
    """The mean over the groups that have a figure."""
    known = [value for value in by_group.values() if value == value]
    return float(np.mean(known)) if known else nan
