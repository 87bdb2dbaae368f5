"""What pairs of statements gain by standing in one group: their log-odds above a threshold, or what they lack."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from align.models import Pair, Story


class Scores(Protocol):
    """What grouping needs of the scores of a story (see `align.score.Scored`)."""

    def sources(self) -> Sequence[tuple[str, str]]: ...

    def matrix(self, left: str, right: str) -> NDArray[np.float32]: ...

    def among(self, source: str, statements: Sequence[str]) -> NDArray[np.float32]: ...

    def pair(self, left: str, right: str) -> Pair: ...


# A pair cannot gain or lose more than this, so that one sure pair does not drag doubtful ones along.
GAIN_LIMIT, LOSS_LIMIT = 3.0, 4.0
# A pair gains nothing where one of its statements has a partner that is better by this much (log-odds).
RELATIVE_LOSS = 2.5
FEW = 400  # statements that are scored against those of their own source without asking which may come together

Gains = dict[tuple[str, str], float]


def gains_of(story: Story, scored: Scores, threshold: float, headlines: frozenset[str]) -> Gains:
    """Log-odds above the threshold of every pair of statements that could matter.

    Two statements of one source matter to each other only where something of other sources may hold them together.
    """
    limited_threshold = min(max(threshold, 1e-4), 1 - 1e-4)
    base = float(np.log(limited_threshold / (1 - limited_threshold)))
    ids = {source.id: [s.id for s in source.statements] for source in story.sources}
    across = {(left, right): _across(scored, left, right, base, ids, headlines) for left, right in scored.sources()}
    gaining = [
        (ids[left][i], ids[right][j]) for (left, right), values in across.items() for i, j in np.argwhere(values > 0)
    ]
    places = {s: (source, n) for source, statements in ids.items() for n, s in enumerate(statements)}
    gains: Gains = {}
    for together in _components(gaining):
        rows: dict[str, list[int]] = {}
        for source, n in sorted(places[s] for s in together):
            rows.setdefault(source, []).append(n)
        for (left, right), values in across.items():
            if left in rows and right in rows:
                _note(gains, values[np.ix_(rows[left], rows[right])], left, right, rows, ids)
        for source, own in rows.items():
            if len(own) > 1:
                logits = np.clip(_logits(scored.among(source, [ids[source][n] for n in own]), base), -LOSS_LIMIT, 0.0)
                logits[np.tril_indices(len(own))] = -LOSS_LIMIT  # each pair once
                _note(gains, logits, source, source, rows, ids)
    return gains


def _across(
    scored: Scores, left: str, right: str, base: float, ids: Mapping[str, Sequence[str]], headlines: frozenset[str]
) -> NDArray[np.float32]:
    """What the statements of two sources gain pair by pair: nothing where one of them has a much better partner."""
    logits = _logits(scored.matrix(left, right), base)
    best = np.maximum(
        _best(logits, [s not in headlines for s in ids[right]])[:, None],
        _best(logits.T, [s not in headlines for s in ids[left]])[None, :],
    )
    logits = np.where(logits < best - RELATIVE_LOSS, np.minimum(logits, 0), logits)
    return np.asarray(np.clip(logits, -LOSS_LIMIT, GAIN_LIMIT), dtype=np.float32)


def _note(
    gains: Gains,
    values: NDArray[np.float32],
    left: str,
    right: str,
    rows: Mapping[str, Sequence[int]],
    ids: Mapping[str, Sequence[str]],
) -> None:
    """Writes down what is more than the largest loss, which everything else is."""
    for i, j in np.argwhere(values > -LOSS_LIMIT):
        gains[ids[left][rows[left][i]], ids[right][rows[right][j]]] = float(values[i, j])


def _components(joined: Sequence[tuple[str, str]]) -> list[Set[str]]:
    """The statements in sets that no pair leads out of; in one set where they are few, which is quicker to score."""
    every = {s for pair in joined for s in pair}
    if len(every) <= FEW:
        return [every]
    near: dict[str, list[str]] = {}
    for a, b in joined:
        near.setdefault(a, []).append(b)
        near.setdefault(b, []).append(a)
    found: list[Set[str]] = []
    while near:
        todo, together = [next(iter(near))], set()
        while todo:
            s = todo.pop()
            together.add(s)
            todo.extend(near.pop(s, ()))
        found.append(together)
    return found


def _logits(scores: NDArray[np.float32], base: float) -> NDArray[np.float32]:
    """Log-odds above the `base`."""
    clipped = np.clip(scores, 1e-4, 1 - 1e-4)
    return np.asarray(np.log(clipped / (1 - clipped)) - base, dtype=np.float32)


def _best(logits: NDArray[np.float32], counted: Sequence[bool]) -> NDArray[np.float32]:
    """The largest value of each row among the counted columns."""
    chosen = logits[:, np.array(counted, dtype=bool)]
    return chosen.max(axis=1) if chosen.shape[1] else np.full(len(logits), -np.inf, dtype=np.float32)
