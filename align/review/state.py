"""Decisions folded to what holds now. The file alone makes the state: replayed, it gives the same again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from align.models import Comparison, PairVerdict
from align.review.decisions import Decision
from align.review.shapes import Ground, Unit


@dataclass(frozen=True, slots=True)
class Standing:
    """How a unit stands: `settled` is the decision that counts, `shaped` the one that made the unit, if any did."""

    unit: Unit
    settled: Decision | None = None
    shaped: Decision | None = None
    notes: tuple[Decision, ...] = ()
    skipped: bool = False

    @property
    def verdict(self) -> PairVerdict | None:
        """The reviewer's verdict; None while undecided."""
        return self.settled.said if self.settled else None


@dataclass(frozen=True, slots=True)
class State:
    """All findings as they stand, and the decisions that no longer fit: `stale`, in the order they were made."""

    standings: tuple[Standing, ...]
    stale: tuple[Decision, ...]
    reshaped: tuple[Decision, ...]

    @property
    def decided(self) -> int:
        return sum(one.settled is not None for one in self.standings)

    def of(self, key: str) -> Standing | None:
        """The finding with this content key."""
        return next((one for one in self.standings if one.unit.key == key), None)


def fold(comparison: Comparison | Ground, decisions: Iterable[Decision]) -> State:
    """What holds after `decisions`, in their order, of all reviewers."""
    ground = comparison if isinstance(comparison, Ground) else Ground.of(comparison)
    standings = {unit.key: Standing(unit) for unit in ground.units}
    stale: list[Decision] = []
    reshaped: list[Decision] = []
    effective = active(decisions)
    for decision in effective:
        if decision.reshapes:
            fits = _reshape(ground, standings, decision)
            if fits:
                reshaped.append(decision)
        else:
            fits = _settle(standings, decision)
        if not fits:
            stale.append(decision)
    return State(tuple(standings.values()), _left(stale, effective), tuple(reshaped))


def active(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions that are not undone, in order; undo and redo themselves left out."""
    given, undone = [], set()
    for decision in decisions:
        if decision.action == "undo":
            undone.add(decision.of)
        elif decision.action == "redo":
            undone.discard(decision.of)
        else:
            given.append(decision)
    return tuple(decision for decision in given if decision.id not in undone)


def to_undo(decisions: Iterable[Decision], reviewer: str) -> Decision | None:
    """What an undo of this reviewer takes back: their last decision that stands."""
    done, _ = _stacks(decisions, reviewer)
    return done[-1] if done else None


def to_redo(decisions: Iterable[Decision], reviewer: str) -> Decision | None:
    """What a redo brings back: what they took back last and have decided nothing since."""
    _, undone = _stacks(decisions, reviewer)
    return undone[-1] if undone else None


def _stacks(decisions: Iterable[Decision], reviewer: str) -> tuple[list[Decision], list[Decision]]:
    done: list[Decision] = []
    undone: list[Decision] = []
    for decision in decisions:
        if decision.reviewer != reviewer:
            continue
        if decision.action == "undo":
            _move(decision.of, done, undone)
        elif decision.action == "redo":
            _move(decision.of, undone, done)
        else:
            done.append(decision)
            undone.clear()
    return done, undone


def _move(id_: str, here: list[Decision], there: list[Decision]) -> None:
    for position, decision in enumerate(here):
        if decision.id == id_:
            there.append(here.pop(position))
            return


def _reshape(ground: Ground, standings: dict[str, Standing], decision: Decision) -> bool:
    """Change which findings there are; False where those that it is about are gone."""
    if decision.action == "align":
        made = ground.aligned([one.key for one in decision.statements], decision.verdict or "agreement")
        if made is None:
            return False
        before = standings.get(made.key)
        unit = before.unit if before else made  # since then the machine has found it too
        settled = decision if decision.verdict else None
        standings[made.key] = Standing(unit, settled, decision, before.notes if before else ())
        return True
    whole = standings.get(decision.finding)
    if whole is None:
        return False
    if decision.action == "split":
        parts = ground.split(whole.unit, decision.groups)
        if parts is None:
            return False
        _exchange(standings, [decision.finding], parts, decision)
        return True
    other = standings.get(decision.other)
    if other is None or other is whole:
        return False
    _exchange(standings, [decision.finding, decision.other], [ground.merged(whole.unit, other.unit)], decision)
    return True


def _exchange(standings: dict[str, Standing], gone: list[str], made: Sequence[Unit], decision: Decision) -> None:
    """New units in the place of old ones; notes go along, verdicts do not: they were given on something else."""
    notes = tuple(note for key in gone for note in standings[key].notes)
    for key in gone:
        del standings[key]
    for unit in made:
        standings[unit.key] = Standing(unit, None, decision, notes)


def _settle(standings: dict[str, Standing], decision: Decision) -> bool:
    """Put a decision where it belongs; False where its finding is gone or no longer what it was."""
    standing = standings.get(decision.finding)
    if standing is None:
        return False
    unit, settled, shaped, notes, skipped = (getattr(standing, name) for name in Standing.__slots__)
    if decision.action == "note":
        standings[decision.finding] = Standing(unit, settled, shaped, (*notes, decision), skipped)
        return True
    if decision.content and decision.content != unit.content:
        return False
    if decision.action == "skip":
        standings[decision.finding] = Standing(unit, settled, shaped, notes, True)
    else:
        standings[decision.finding] = Standing(unit, decision, shaped, notes, False)
    return True


def _left(stale: Sequence[Decision], effective: Sequence[Decision]) -> tuple[Decision, ...]:
    """The stale decisions that nobody has settled anew: by naming them, or by a later verdict on the same finding."""
    replaced = {decision.replaces for decision in effective if decision.replaces}
    settled = {decision.finding: decision.id for decision in effective if decision.settles}
    touched = {decision.finding: decision.id for decision in effective if decision.settles or decision.action == "skip"}

    def stands(decision: Decision) -> bool:
        last = settled if decision.settles else touched if decision.action == "skip" else {}
        return last.get(decision.finding, decision.id) == decision.id

    return tuple(decision for decision in stale if decision.id not in replaced and stands(decision))
