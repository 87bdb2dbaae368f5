"""The figures of `align evaluate`, against values worked out by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.evaluate.figures import (
    Bin,
    auc,
    average_precision,
    best_f1,
    calibration_error,
    macro,
    reliability,
)

LABELS = np.array([1, 0, 1, 1, 0, 0])
SCORES = np.array([0.9, 0.8, 0.7, 0.4, 0.4, 0.1])


def test_auc_counts_pairs_in_the_right_order_and_half_of_the_ties() -> None:
    # .9 is above all 3; .7 above 2 of 3; .4 above .1, level with .4: (3 + 2 + 1.5) / 9
    assert auc(LABELS, SCORES) == pytest.approx(6.5 / 9)


def test_auc_of_scores_that_say_nothing_is_a_half() -> None:
    assert auc(LABELS, np.zeros(6)) == 0.5
    assert auc(LABELS, -SCORES) == pytest.approx(1 - 6.5 / 9)


def test_average_precision_takes_tied_pairs_together() -> None:
    # at .9: precision 1, a third found; at .7: 2/3, a third; at .4 (two at once): 3/5, a third
    assert average_precision(LABELS, SCORES) == pytest.approx((1 + 2 / 3 + 3 / 5) / 3)


def test_best_f1_tells_the_threshold() -> None:
    # taking 1, 2, 3, 5, 6 pairs: 2/4, 2/5, 4/6, 6/8, 6/9
    assert best_f1(LABELS, SCORES) == (pytest.approx(0.75), pytest.approx(0.4))


def test_of_equal_f1_the_higher_threshold_is_told() -> None:
    f1, threshold = best_f1(np.array([1, 0, 0, 1]), np.array([0.9, 0.5, 0.4, 0.3]))
    assert (f1, threshold) == (pytest.approx(2 / 3), pytest.approx(0.9))


@pytest.mark.parametrize("figure", [auc, average_precision, lambda y, p: best_f1(y, p)[0]])
def test_without_a_pair_that_is_the_same_there_is_no_figure(figure: object) -> None:
    assert math.isnan(figure(np.array([0, 0]), np.array([0.1, 0.2])))  # type: ignore[operator]
    assert math.isnan(figure(np.array([]), np.array([])))  # type: ignore[operator]


def test_bins_hold_as_many_pairs_each() -> None:
    table = reliability(np.array([0, 0, 1, 0, 1, 1]), np.array([0.0, 0.2, 0.5, 0.7, 0.9, 1.0]), bins=3)
    assert [b.count for b in table] == [2, 2, 2]
    assert table[1] == Bin(2, 0.5, 0.7, pytest.approx(0.6), 0.5)
    # |.1 - 0| + |.6 - .5| + |.95 - 1|, a third each
    assert calibration_error(table) == pytest.approx((0.1 + 0.1 + 0.05) / 3)


def test_fewer_pairs_than_bins() -> None:
    table = reliability(np.array([1]), np.array([0.25]))
    assert table == (Bin(1, 0.25, 0.25, 0.25, 1.0),)
    assert calibration_error(table) == 0.75
    assert reliability(np.array([]), np.array([])) == ()
    assert math.isnan(calibration_error(()))


def test_the_mean_over_groups_passes_over_those_without_a_figure() -> None:
    assert macro({"a": 0.5, "b": math.nan, "c": 1.0}) == 0.75
    assert math.isnan(macro({"b": math.nan}))


PAIRS = st.lists(st.tuples(st.integers(0, 1), st.sampled_from([0.0, 0.1, 0.5, 0.9, 1.0])), min_size=2, max_size=30)


@settings(max_examples=30)
@given(PAIRS, st.randoms(use_true_random=False))
def test_the_order_of_the_pairs_does_not_matter(pairs: list[tuple[int, float]], chance: object) -> None:
    def every(some: list[tuple[int, float]]) -> list[float]:
        y, p = (np.array(side) for side in zip(*some, strict=True))
        table = reliability(y, p, bins=4)
        return [auc(y, p), average_precision(y, p), *best_f1(y, p), *(b.right for b in table)]

    mixed = list(pairs)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert every(mixed) == pytest.approx(every(pairs), nan_ok=True)


@settings(max_examples=50)
@given(PAIRS)
def test_auc_is_what_counting_gives(pairs: list[tuple[int, float]]) -> None:
    same = [p for y, p in pairs if y]
    other = [p for y, p in pairs if not y]
    won = sum((p > q) + (p == q) / 2 for p in same for q in other)
    y, p = (np.array(side) for side in zip(*pairs, strict=True))
    expected = won / (len(same) * len(other)) if same and other else math.nan
    assert auc(y, p) == pytest.approx(expected, nan_ok=True)
