"""Says where the sources of an alignment agree and where they differ: `judge(story, alignment) -> Finding`.

Each kind of discrepancy is one comparator in a file of its own, over values that annotate has attached to statements.
`sides` and `pairing` prepare what they compare, `merge` joins pairwise differences of many sources.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from align.judge import attribution, certainty, date, detail, name, number, place, polarity, quotation
from align.judge.difference import Difference
from align.judge.merge import merged
from align.judge.pairing import Pairing
from align.judge.sides import Side, sides
from align.judge.summary import summary
from align.models import Alignment, Discrepancy, DiscrepancyKind, Finding, Story, Verdict

__all__ = ["COMPARATORS", "Side", "differences", "judge"]

Comparator = Callable[[Pairing], Iterator[Difference]]
_SUBSUMED: frozenset[DiscrepancyKind] = frozenset(
    {"polarity", "certainty", "number", "name", "place", "date", "detail"}
)
COMPARATORS: dict[DiscrepancyKind, Comparator] = {
    "number": number.differences,
    "date": date.differences,
    "place": place.differences,
    "name": name.differences,
    "quotation": quotation.differences,
    "polarity": polarity.differences,
    "certainty": certainty.differences,
    "attribution": attribution.differences,
    "detail": detail.differences,
}


# Score below which values that differ are rather those of two facts, and are not held against each other. Of five
# such differences in 50 stories told by three outlets, none was of one fact (docs/quality.md).
SURE = 0.8
_VALUES = frozenset({"number", "date", "place", "name", "polarity", "certainty"})


def judge(story: Story, alignment: Alignment) -> Finding:
    """The finding that an alignment makes: its verdict, with every discrepancy between its sources."""
    involved = sides(story, alignment.statements)
    found = [difference for left, right in combinations(involved, 2) for difference in _compared(left, right)]
    if alignment.score < SURE:
        found = [difference for difference in found if difference.kind not in _VALUES]
    discrepancies = merged(found, {side.source: side.name for side in involved})
    conflict = any(d.severity == "major" and d.relation == "conflict" for d in discrepancies)
    verdict: Verdict = "discrepancy" if conflict else "agreement"
    present = tuple(side.source for side in involved)
    identifier, fingerprint = _identity(story, alignment, verdict, discrepancies)
    return Finding(
        id=identifier,
        fingerprint=fingerprint,
        band=alignment.band,
        verdict=verdict,
        score=alignment.score,
        statements=alignment.statements,
        sources=present,
        sources_missing=tuple(source.id for source in story.sources if source.id not in present),
        pairs=alignment.pairs,
        discrepancies=discrepancies,
        explanation=summary(involved, discrepancies) if involved else "",
    )


def differences(left: Side, right: Side) -> tuple[Discrepancy, ...]:
    """Every discrepancy between two sides, of whatever they are made."""
    return merged(list(_compared(left, right)), {left.source: left.name, right.source: right.name})


def _compared(left: Side, right: Side) -> Iterator[Difference]:
    pairing = Pairing(left, right)
    found = [difference for comparator in COMPARATORS.values() for difference in comparator(pairing)]
    if any(difference.kind in _SUBSUMED for difference in found):
        # what differs inside one utterance differs as a quotation, or has been parsed in two ways
        utterances = quotation.utterances(pairing)
        found = [d for d in found if d.kind not in _SUBSUMED or not _inside(d, utterances)]
    # what happened at another time in another place is another event, and nothing of it is in conflict
    if {"place", "date"} <= {d.kind for d in found if d.severity == "major"}:
        found = [d for d in found if d.kind not in ("place", "date")]
    # who admits it and denies it says the opposite: that it is denied is not told again
    if any(d.kind == "polarity" for d in found):
        found = [d for d in found if d.kind != "certainty" or "denied" not in (d.left.normalised, d.right.normalised)]
    # "no passengers were hurt" against "three were" is a difference of numbers
    counted = [d for d in found if d.kind == "number" and "0" in (d.left.normalised, d.right.normalised)]
    yield from (d for d in found if d.kind != "polarity" or not any(_overlap(d, other) for other in counted))


def _overlap(one: Difference, other: Difference) -> bool:
    return any(
        mine.statement == theirs.statement
        and mine.span is not None
        and theirs.span is not None
        and mine.span.overlaps(theirs.span)
        for mine, theirs in ((one.left, other.left), (one.right, other.right))
    )


def _inside(difference: Difference, utterances: Sequence[quotation.Utterance]) -> bool:
    left, right = difference.left, difference.right
    return any(
        left.statement == one.statement
        and right.statement == other.statement
        and left.span is not None
        and right.span is not None
        and one.span.contains(left.span)
        and other.span.contains(right.span)
        for one, other in utterances
    )


def _identity(
    story: Story, alignment: Alignment, verdict: Verdict, discrepancies: tuple[Discrepancy, ...]
) -> tuple[str, str]:
    """The id, from the statements alone, and the fingerprint, from what was found in them as well."""
    places = {s.id: (source.sha256, s.span.start, s.span.end) for source in story.sources for s in source.statements}
    held = sorted(places[statement] for statement in alignment.statements)
    found = sorted((d.kind, d.severity, tuple(sorted(v.normalised for v in d.values))) for d in discrepancies)
    return f"f{_hash(held)}", _hash((held, verdict, found))


def _hash(content: object) -> str:
    return hashlib.sha256(repr(content).encode()).hexdigest()[:10]
