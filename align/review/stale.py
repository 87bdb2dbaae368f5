"""Decisions whose finding has changed or is gone: what happened, and which finding they may be meant for now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from align.models.content import plain
from align.review.decisions import Decision
from align.review.shapes import Ground, Unit
from align.review.state import State

Reason = Literal["changed", "gone"]


@dataclass(frozen=True, slots=True)
class Stale:
    """A decision to be looked at: `unit` is the finding as it is now, or the one that shares most of its words."""

    decision: Decision
    reason: Reason
    unit: Unit | None


def stale_decisions(ground: Ground, state: State) -> tuple[Stale, ...]:
    """Every stale decision, in the order made, beside the finding that a reviewer should look at."""
    words = {
        standing.unit.key: frozenset(plain(ground.statements[id_].text) for id_ in standing.unit.finding.statements)
        for standing in state.standings
    }
    units = {standing.unit.key: standing.unit for standing in state.standings}
    found = []
    for decision in state.stale:
        same = units.get(decision.finding)
        if same is not None:
            found.append(Stale(decision, "changed", same))
            continue
        told = frozenset(plain(one.words) for one in decision.statements)
        nearest = max(units, key=lambda key: len(words[key] & told), default=None)
        near = nearest is not None and len(words[nearest] & told) * 2 >= max(2, len(told))
        found.append(Stale(decision, "gone", units[nearest] if near and nearest is not None else None))
    return tuple(found)
