"""The findings as reviewers reshape them: split, merged, and made of statements that the machine kept apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from align.models import Comparison, Discrepancy, Finding, Statement
from align.models.content import finding_content, finding_key, statement_keys, statements_of

Origin = Literal["machine", "split", "merge", "align"]


@dataclass(frozen=True, slots=True)
class Unit:
    """A finding that can be decided: its content key, what was found in it, and where it comes from."""

    key: str
    content: str
    finding: Finding
    origin: Origin = "machine"


@dataclass(frozen=True, slots=True)
class Ground:
    """A comparison by content: its statements, their keys, and the findings that the machine made."""

    comparison: Comparison
    statements: Mapping[str, Statement]
    keys: Mapping[str, str]
    ids: Mapping[str, str]
    places: Mapping[str, int]
    units: tuple[Unit, ...]

    @classmethod
    def of(cls, comparison: Comparison) -> Ground:
        statements = statements_of(comparison)
        keys = statement_keys(comparison)
        units = tuple(
            Unit(
                finding_key(keys[id_] for id_ in finding.statements if id_ in keys),
                finding_content(finding, keys),
                finding,
            )
            for finding in comparison.findings
        )
        return cls(
            comparison,
            {one.id: one for one in statements},
            keys,
            {key: id_ for id_, key in keys.items()},
            {one.id: number for number, one in enumerate(statements)},
            units,
        )

    def sources(self, ids: Iterable[str]) -> tuple[str, ...]:
        """The sources of these statements, in the order of the comparison."""
        present = {self.statements[id_].source for id_ in ids}
        return tuple(source.id for source in self.comparison.sources if source.id in present)

    def key_of(self, ids: Iterable[str]) -> str:
        return finding_key(self.keys[id_] for id_ in ids)

    def split(self, unit: Unit, groups: Sequence[Sequence[str]]) -> tuple[Unit, ...] | None:
        """One unit a group that two sources share; None where the groups do not part the unit's statements."""
        parts = [[self.ids.get(key, "") for key in group] for group in groups]
        told = [id_ for part in parts for id_ in part]
        if len(told) != len(set(told)) or not set(told) <= set(unit.finding.statements):
            return None
        rest = [id_ for id_ in unit.finding.statements if id_ not in set(told)]
        parts = [part for part in (*parts, rest) if part]
        if len(parts) < 2:
            return None
        return tuple(self._part(unit.finding, part) for part in parts if len(self.sources(part)) > 1)

    def merged(self, one: Unit, other: Unit) -> Unit:
        """Both as one; their statements report the same fact."""
        first, second = one.finding, other.finding
        pairs = tuple(dict.fromkeys((*first.pairs, *second.pairs)))
        differences = tuple(dict.fromkeys((*first.discrepancies, *second.discrepancies)))
        explanation = " ".join(dict.fromkeys(text for text in (first.explanation, second.explanation) if text))
        shape = replace(
            first,
            band="likely",
            score=max(first.score, second.score),
            pairs=pairs,
            discrepancies=differences,
            explanation=explanation,
        )
        return self._made(shape, {*first.statements, *second.statements}, "merge")

    def aligned(self, keys: Sequence[str], verdict: str) -> Unit | None:
        """A unit of statements that a reviewer put together; None where one is gone or all are of one source."""
        ids = [self.ids.get(key, "") for key in keys]
        if "" in ids or len(self.sources(ids)) < 2:
            return None
        shape = Finding(
            id="", fingerprint="", band="likely", verdict="discrepancy" if verdict == "discrepancy" else "agreement",
            score=1.0, statements=(), sources=(), sources_missing=(), pairs=(), discrepancies=(), explanation="",
        )  # fmt: skip
        return self._made(shape, ids, "align")

    def _part(self, whole: Finding, ids: Sequence[str]) -> Unit:
        """The part of a finding that is about these statements, with what differs between them."""
        inside = set(ids)
        differences = []
        for difference in whole.discrepancies:
            values = tuple(value for value in difference.values if value.statement in inside)
            if len(values) > 1:
                differences.append(replace(difference, values=values))
        shape = replace(
            whole,
            pairs=tuple(pair for pair in whole.pairs if pair.left in inside and pair.right in inside),
            discrepancies=tuple(differences),
            explanation="" if len(differences) < len(whole.discrepancies) else whole.explanation,
        )
        return self._made(shape, ids, "split")

    def _made(self, shape: Finding, ids: Iterable[str], origin: Origin) -> Unit:
        statements = tuple(sorted(set(ids), key=self.places.__getitem__))
        key, sources = self.key_of(statements), self.sources(statements)
        if origin != "align":
            shape = replace(shape, verdict="discrepancy" if any(map(flips, shape.discrepancies)) else "agreement")
        finding = replace(
            shape,
            id=f"h{key}",
            fingerprint=key,
            statements=statements,
            sources=sources,
            sources_missing=tuple(one.id for one in self.comparison.sources if one.id not in sources),
        )
        return Unit(key, finding_content(finding, self.keys), finding, origin)


def flips(difference: Discrepancy) -> bool:
    """Whether it makes a finding a discrepancy: the verdict's own rule."""
    return difference.severity == "major" and difference.relation == "conflict"
