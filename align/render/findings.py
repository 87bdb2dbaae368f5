"""Findings as the report shows them: sides, marked words, differences in sentences, and scores taken apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from align.models import Discrepancy, Evidence, EvidenceKind, Finding, Pair, Statement
from align.render.lookup import Lookup
from align.render.naming import as_stored, shortened
from align.render.runs import ValueLayer
from align.render.view import Difference, FindingView, PairView, Side, Step
from align.render.wording import keys_of, lacking

_REASONS: dict[EvidenceKind, str] = {
    "prior": "starting point",
    "words": "shared words",
    "meaning": "similar meaning",
    "entities": "shared names",
    "quotation": "quoted words",
    "numbers": "numbers",
    "dates": "dates",
    "predicate": "what happens",
    "attribution": "who says it",
    "context": "what surrounds it",
}
_GIST = 110
_WEIGHTS = ("major", "minor", "updated")
_PAIR_WORDS = 70
_MOST_PAIRS = 6  # of many sources every pair is in comparison.json; a reader wants the strongest


def finding_views(findings: Iterable[Finding], lookup: Lookup) -> tuple[FindingView, ...]:
    """Numbered in the order shown: likely discrepancies, likely agreements, then what is only possible."""

    def order(finding: Finding) -> tuple[bool, bool, list[tuple[int, int, int, str]], str]:
        places = [lookup.position(statement) for statement in lookup.known(finding.statements)]
        return finding.band == "possible", finding.verdict == "agreement", places, finding.id

    ordered = sorted(findings, key=order)
    return tuple(_view(finding, number, lookup) for number, finding in enumerate(ordered, start=1))


def _view(finding: Finding, number: int, lookup: Lookup) -> FindingView:
    statements = lookup.known(finding.statements)
    differences = tuple(
        Difference(discrepancy.kind, _weight(discrepancy), discrepancy.explanation)
        for discrepancy in sorted(finding.discrepancies, key=lambda one: _WEIGHTS.index(_weight(one)))
    )
    css = "perhaps" if finding.band == "possible" else "agree" if finding.verdict == "agreement" else "differ"
    strongest = sorted(finding.pairs, key=lambda pair: (-as_stored(pair.score), pair.left, pair.right))[:_MOST_PAIRS]
    return FindingView(
        id=finding.id,
        number=number,
        css=css,
        verdict=finding.verdict,
        score=as_stored(finding.score),
        gist=_gist(statements),
        explanation=finding.explanation,
        sides=_sides(statements, finding, lookup),
        missing=tuple(lookup.names.get(source, source) for source in finding.sources_missing),
        differences=differences,
        kinds=tuple(dict.fromkeys(one.kind for one in differences if one.weight == "major")),
        pairs=tuple(_pair(pair, lookup) for pair in strongest),
        pairs_left_out=len(finding.pairs) - len(strongest),
    )


def _weight(discrepancy: Discrepancy) -> str:
    """How much it weighs: figures that were updated are no contradiction, however far apart."""
    return "updated" if discrepancy.relation == "updated" else discrepancy.severity


def _gist(statements: tuple[Statement, ...]) -> str:
    """The shortest statement that is long enough to be understood alone; headlines only where there is nothing else."""
    whole = [statement for statement in statements if len(statement.text) >= _GIST // 3] or statements
    told = [statement.text for statement in whole if statement.kind != "headline"]
    return shortened(min(told or [statement.text for statement in whole] or [""], key=len), _GIST)


def _sides(statements: tuple[Statement, ...], finding: Finding, lookup: Lookup) -> tuple[Side, ...]:
    values = _value_layers(finding, lookup)
    sides = []
    for source, group in groupby(statements, key=lambda statement: statement.source):
        others = keys_of(statement for statement in statements if statement.source != source)
        shown = []
        for statement in group:
            ranges, reworded = lacking(statement, others)
            shown.append(lookup.view(statement, values.get(statement.id, ()), ranges, reworded))
        sides.append(Side(source, lookup.names.get(source, source), tuple(shown)))
    return tuple(sides)


def _value_layers(finding: Finding, lookup: Lookup) -> dict[str, list[ValueLayer]]:
    """Where the differing values stand, by statement. A value whose words stand elsewhere is in the sentence only."""
    layers: dict[str, list[ValueLayer]] = {}
    for discrepancy in finding.discrepancies:
        for value in discrepancy.values:
            statement = lookup.statements.get(value.statement)
            if statement and value.span and statement.span.contains(value.span):
                span = value.span.shifted(-statement.span.start)
                major = _weight(discrepancy) == "major"
                layers.setdefault(statement.id, []).append(ValueLayer(span.start, span.end, (discrepancy.kind,), major))
    return layers


def _pair(pair: Pair, lookup: Lookup) -> PairView:
    left, right = lookup.statements.get(pair.left), lookup.statements.get(pair.right)
    evidence = tuple(replace(one, weight=as_stored(one.weight)) for one in pair.evidence)
    total = sum(one.weight for one in evidence)
    zero, steps = _waterfall(evidence)
    return PairView(
        left=lookup.names.get(left.source, left.source) if left else pair.left,
        right=lookup.names.get(right.source, right.source) if right else pair.right,
        left_words=shortened(left.text, _PAIR_WORDS) if left else "",
        right_words=shortened(right.text, _PAIR_WORDS) if right else "",
        score=as_stored(pair.score),
        total=total,
        zero=zero,
        steps=steps,
    )


def _waterfall(evidence: tuple[Evidence, ...]) -> tuple[float, tuple[Step, ...]]:
    """Where zero lies and each reason's bar, starting where the one before ends; the strongest after the prior."""
    ordered = sorted(evidence, key=lambda one: (one.kind != "prior", -one.weight))
    levels = [0.0]
    for one in ordered:
        levels.append(levels[-1] + one.weight)
    low, high = min(levels), max(levels)
    scale = 100 / ((high - low) or 1)
    steps = []
    for one, before, after in zip(ordered, levels, levels[1:], strict=False):
        x, width = (min(before, after) - low) * scale, abs(one.weight) * scale
        css = "for" if one.weight >= 0 else "against"
        steps.append(Step(_REASONS.get(one.kind, one.kind), one.text, one.weight, css, round(x, 1), round(width, 1)))
    return round(-low * scale, 1), tuple(steps)
