"""Differences between pairs of sources made one: values that are equal stand together, with every source of theirs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from align.judge.difference import Difference
from align.models import Discrepancy, Relation, Severity, Value


def merged(found: Sequence[Difference], names: dict[str, str]) -> tuple[Discrepancy, ...]:
    """One discrepancy for all differences of one kind that share a value; `names` is what to call each source."""
    groups: list[list[Difference]] = []
    for difference in found:
        touching = [group for group in groups if any(_share(difference, other) for other in group)]
        joined = [item for group in touching for item in group] + [difference]
        groups = [group for group in groups if not any(group is touched for touched in touching)] + [joined]
    made = [_discrepancy(group, names) for group in groups]
    order = {id(group): min(found.index(item) for item in group) for group in groups}
    ranked = sorted(zip(groups, made, strict=True), key=lambda pair: order[id(pair[0])])
    return tuple(discrepancy for _, discrepancy in ranked)


def _share(one: Difference, other: Difference) -> bool:
    if one.kind != other.kind:
        return False
    ours = {_place(value) for value in (one.left, one.right)}
    if any(_place(value) in ours for value in (other.left, other.right)):
        return True
    # CASE: headline and text give the same two numbers of one thing: that is one difference, not two.
    forms = {value.normalised for value in (one.left, one.right)}
    return one.lead == other.lead and forms == {value.normalised for value in (other.left, other.right)}


def _place(value: Value) -> tuple[str, int, int]:
    return (value.statement, value.span.start, value.span.end) if value.span is not None else (value.statement, -1, -1)


def _discrepancy(group: list[Difference], names: dict[str, str]) -> Discrepancy:
    conflicts = [item for item in group if item.relation == "conflict"]
    relation: Relation = "conflict" if conflicts else "updated"
    severity: Severity = "major" if any(item.severity == "major" for item in conflicts or group) else "minor"
    values = _values(group)
    notes = [] if conflicts else [item.note for item in group if item.note]
    lead = next((item.lead for item in group if item.severity == severity), group[0].lead)
    return Discrepancy(group[0].kind, severity, relation, _sentence(lead, values, names, notes), values)


def _values(group: list[Difference]) -> tuple[Value, ...]:
    """The values in the order of the sources, each once, with all the sources that say it."""
    by_form: dict[str, Value] = {}
    for value in (value for item in group for value in (item.left, item.right)):
        known = by_form.get(value.normalised)
        if known is None:
            by_form[value.normalised] = value
        else:
            sources = tuple(sorted({*known.sources, *value.sources}, key=_number))
            by_form[value.normalised] = replace(known, sources=sources)
    return tuple(sorted(by_form.values(), key=lambda value: (_number(value.sources[0]), value.normalised)))


def _number(source: str) -> tuple[int, str]:
    """Sources in the order given: "s2" before "s10"."""
    digits = source.lstrip("s")
    return (int(digits) if digits.isdecimal() else 0, source)


def _sentence(lead: str, values: Sequence[Value], names: dict[str, str], notes: Sequence[str]) -> str:
    told = "; ".join(f"{_listed([names[source] for source in value.sources])}: {_quoted(value)}" for value in values)
    note = f" ({notes[0]})" if notes else ""
    return f"{lead} – {told}{note}."


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _quoted(value: Value) -> str:
    if value.span is None:
        return value.text
    text = " ".join(value.text.split())
    return f"“{text if len(text) <= 160 else text[:157].rstrip() + '…'}”"
