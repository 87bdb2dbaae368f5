"""What an encoder says of two bare texts: how near they are in meaning, and in the events that they name."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from align.models import Statement
from align.score.readings import Encoder, Reading, shipped
from align.score.words import Floats


def likeness(left: Sequence[Statement], right: Sequence[Statement], encoder: Encoder | None = None) -> dict[str, float]:
    """`meaning` is the cosine of the two texts, `event_main` the nearness of the surest event of either to any of the
    other, `events_more` and `events_less` how much of the events of either the other names too."""
    reads = (encoder or shipped()).read
    ours, theirs = reads(left), reads(right)
    (mine, sure), (yours, surely) = _events(ours), _events(theirs)
    found = {"meaning": float(_whole(ours) @ _whole(theirs))}
    if not len(mine) or not len(yours):
        return found | {"event_main": 0.0, "events_more": 0.5, "events_less": 0.5}
    near = np.clip(mine @ yours.T, 0, 1)
    said = float(near.max(axis=1) @ sure / sure.sum())
    heard = float(near.max(axis=0) @ surely / surely.sum())
    mains = near[sure.argmax()].max(), near[:, surely.argmax()].max()
    return found | {
        "event_main": float(min(mains)),
        "events_more": max(said, heard),
        "events_less": min(said, heard),
    }


def _events(readings: Sequence[Reading]) -> tuple[Floats, Floats]:
    events = np.concatenate([r.events[r.weights > 0] for r in readings])
    return events, np.concatenate([r.weights[r.weights > 0] for r in readings])


def _whole(readings: Sequence[Reading]) -> Floats:
    total = np.sum([r.meaning for r in readings], axis=0)
    return np.asarray(total / max(float(np.linalg.norm(total)), 1e-6), dtype=np.float32)
