"""Two reviewers beside each other: how often they agree, how much of it is more than chance, and where they differ."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from align.models import Comparison
from align.review.decisions import Decision, Words
from align.review.shapes import Ground
from align.review.state import State, active, fold

Label = Literal["agreement", "discrepancy", "unrelated", "reshaped"]


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one reviewer made of a finding; no label where they did not decide it."""

    reviewer: str
    label: Label | None
    decision: Decision | None


@dataclass(frozen=True, slots=True)
class Difference:
    """A finding on which two reviewers differ, or that only one of them decided."""

    key: str
    words: tuple[Words, ...]
    left: Opinion
    right: Opinion


@dataclass(frozen=True, slots=True)
class Agreement:
    """The figures over what `both` decided. `kappa` is None where it has no meaning: nothing, or one label alone."""

    reviewers: tuple[str, str]
    both: int
    same: int
    raw: float | None
    kappa: float | None
    differences: tuple[Difference, ...]
    unmatched: tuple[Difference, ...]  # decided by one of them only


def compare_reviews(
    comparison: Comparison, left: Iterable[Decision], right: Iterable[Decision], names: tuple[str, str] = ("A", "B")
) -> Agreement:
    """Compare two files of decisions on one comparison. Labels are verdicts; a split or merged finding has its own."""
    ground = Ground.of(comparison)
    left, right = tuple(left), tuple(right)
    called = _called(left, names[0]), _called(right, names[1])
    if called[0] == called[1]:
        called = f"{called[0]} ({names[0]})", f"{called[1]} ({names[1]})"
    opinions = _opinions(ground, left, called[0]), _opinions(ground, right, called[1])
    both: list[tuple[Label, Label]] = []
    differences, unmatched = [], []
    for key in dict.fromkeys((*opinions[0], *opinions[1])):
        one = opinions[0].get(key, Opinion(called[0], None, None))
        other = opinions[1].get(key, Opinion(called[1], None, None))
        decision = one.decision or other.decision
        found = Difference(key, decision.statements if decision else (), one, other)
        if one.label is None or other.label is None:
            unmatched.append(found)
            continue
        both.append((one.label, other.label))
        if not _same(one, other):
            differences.append(found)
    same = sum(one == other for one, other in both)
    raw = same / len(both) if both else None
    return Agreement(called, len(both), same, raw, kappa(both), tuple(differences), tuple(unmatched))


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa of two raters' labels; None where chance alone would make them agree always."""
    if not pairs:
        return None
    count = len(pairs)
    observed = sum(one == other for one, other in pairs) / count
    left, right = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    expected = sum(left[label] * right[label] for label in left) / count**2
    return None if expected == 1 else (observed - expected) / (1 - expected)


def agreed(comparison: Comparison, left: Iterable[Decision], right: Iterable[Decision]) -> tuple[Decision, ...]:
    """What both decided alike, as decisions of both: an adjudicator need only settle the rest.

    The same two files give the same decisions with the same ids, so that they are taken over once.
    """
    ground = Ground.of(comparison)
    left, right = tuple(left), tuple(right)
    names = tuple(dict.fromkeys((_called(left, "A"), _called(right, "B"))))
    shared = []
    others = {_shape(decision): decision for decision in active(right) if decision.reshapes}
    for decision in active(left):
        if decision.reshapes and _shape(decision) in others:
            shared.append((decision, others[_shape(decision)]))
    states = fold(ground, left), fold(ground, right)
    for standing in states[0].standings:
        other = states[1].of(standing.unit.key)
        if standing.settled and other and other.settled and standing.settled is not standing.shaped:
            one, two = Opinion("", standing.verdict, standing.settled), Opinion("", other.verdict, other.settled)
            if _same(one, two):
                shared.append((standing.settled, other.settled))
    return tuple(_joined(one, other, " and ".join(names)) for one, other in shared)


def _joined(one: Decision, other: Decision, names: str) -> Decision:
    id_ = hashlib.sha256(f"{one.id}\n{other.id}".encode()).hexdigest()[:16]
    notes = "\n".join(dict.fromkeys(note for note in (one.note, other.note) if note))
    return replace(one, id=id_, reviewer=names, at=max(one.at, other.at), note=notes, replaces="")


def _same(one: Opinion, other: Opinion) -> bool:
    """The same label; of two discrepancies also no two different kinds."""
    if one.label != other.label:
        return False
    if one.label == "reshaped" and one.decision and other.decision:
        return _shape(one.decision) == _shape(other.decision)
    kinds = {opinion.decision.kind for opinion in (one, other) if opinion.decision and opinion.decision.kind}
    return len(kinds) < 2


def _shape(decision: Decision) -> tuple[object, ...]:
    """What a reshaping does, whoever does it."""
    groups = frozenset(frozenset(group) for group in decision.groups)
    targets = frozenset((decision.finding, decision.other))
    aligned = frozenset(one.key for one in decision.statements) if decision.action == "align" else frozenset()
    return decision.action, targets, groups, aligned, decision.verdict


def _opinions(ground: Ground, decisions: Sequence[Decision], reviewer: str) -> dict[str, Opinion]:
    """By content key: of the findings that the machine made, and of those that the reviewer did."""
    state: State = fold(ground, decisions)
    found: dict[str, Opinion] = {}
    standing = {one.unit.key: one for one in state.standings}
    changed = {key: decision for decision in state.reshaped for key in (decision.finding, decision.other) if key}
    for unit in ground.units:
        now = standing.get(unit.key)
        if now is not None and now.settled:
            found[unit.key] = Opinion(reviewer, now.verdict, now.settled)
        elif now is None and unit.key in changed:
            found[unit.key] = Opinion(reviewer, "reshaped", changed[unit.key])
    for key, now in standing.items():
        if key not in found and now.settled:
            found[key] = Opinion(reviewer, now.verdict, now.settled)
    return found


def _called(decisions: Sequence[Decision], otherwise: str) -> str:
    """Who wrote a file."""
    return ", ".join(dict.fromkeys(decision.reviewer for decision in decisions)) or otherwise
