"""Features from the readings of an encoder: whether two statements name one event, and whether they mean the same."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from align.score.frame import Side
from align.score.words import Floats


def columns(left: Side, right: Side, rows: Sequence[int], others: Sequence[int]) -> dict[str, Floats]:
    """Each feature of this module as float32 (rows, others).

    `event` is the nearness of the two events that are most alike, `events_more` and `events_less` how much of the
    events of either statement the other names too, `sense` the cosine of the two meanings, centred on the two sources.
    """
    mine, yours = left.events[list(rows)], right.events[list(others)]
    sure, surely = left.sure[list(rows)], right.sure[list(others)]
    size = mine.shape[-1]
    near = np.clip(mine.reshape(-1, size) @ yours.reshape(-1, size).T, 0, 1)
    near = near.reshape(*mine.shape[:2], *yours.shape[:2])  # (rows, events, others, events)
    both = np.sqrt(sure)[:, :, None, None] * np.sqrt(surely)[None, None]
    said = _share(near.max(axis=3).transpose(0, 2, 1), sure[:, None])
    heard = _share(near.max(axis=1).transpose(0, 1, 2), surely[None])
    return {
        "event": (near * both).max(axis=(1, 3)),
        "events_more": np.maximum(said, heard),
        "events_less": np.minimum(said, heard),
        "sense": left.sense[list(rows)] @ right.sense[list(others)].T,
    }


def _share(best: Floats, sure: Floats) -> Floats:
    """The mean of `best` over the last axis, weighed by how surely each is an event."""
    total: Floats = (best * sure).sum(axis=-1) / np.maximum(sure.sum(axis=-1), 1e-6)
    return total
