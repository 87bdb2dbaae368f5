"""Findings of a comparison against the facts that two articles share: which are right, and what is missed.

A statement tells a fact when the two share at least half of the shorter of statement and marked span. A finding joins a
fact when statements of it tell the fact on both sides. A finding is

    right     when it joins a fact, and each of its statements tells a fact that it joins
    partly    when it joins a fact, yet holds a statement that tells none of those that it joins
    open      when it joins none but `doubtful` facts, on which two editors may differ: it counts neither way
    wrong     when it joins nothing

Precision is the share of findings that join a fact, `strict` the share that is right all through; recall is the share
of facts that some finding joins, `recall_same` that of the facts which a main clause tells on both sides (`note` is
"same"). A doubtful fact is not missed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from align.models import Span

Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact with the spans that tell it on either side."""

    left: Spans
    right: Spans
    note: str = "same"
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Joined:
    """A finding as it is scored: the spans of its statements on either side, its score, and whether it is likely."""

    left: Spans
    right: Spans
    score: float
    likely: bool = True


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of findings and of facts, of one pair of articles or of several together."""

    right: int = 0
    partly: int = 0
    wrong: int = 0
    open: int = 0
    facts: int = 0
    found: int = 0
    same: int = 0
    same_found: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))

    @property
    def precision(self) -> float:
        return _share(self.right + self.partly, self.right + self.partly + self.wrong)

    @property
    def strict(self) -> float:
        return _share(self.right, self.right + self.partly + self.wrong)

    @property
    def recall(self) -> float:
        return _share(self.found, self.facts)

    @property
    def recall_same(self) -> float:
        return _share(self.same_found, self.same)

    @property
    def f1(self) -> float:
        return _share(2 * self.precision * self.recall, self.precision + self.recall)


def tells(statement: Span, spans: Spans) -> bool:
    """Whether a statement shares half of the shorter of the two with any of a fact's spans."""
    return any(
        2 * (min(statement.end, span.end) - max(statement.start, span.start)) >= min(len(statement), len(span))
        for span in spans
    )


def joins(finding: Joined, fact: Fact) -> bool:
    """Whether the finding holds statements that tell the fact on both sides."""
    return any(tells(s, fact.left) for s in finding.left) and any(tells(s, fact.right) for s in finding.right)


def verdict(finding: Joined, facts: Sequence[Fact]) -> str:
    """ "right", "partly", "open" or "wrong"."""
    mine = [fact for fact in facts if joins(finding, fact)]
    if not mine:
        return "wrong"
    if all(fact.doubtful for fact in mine):
        return "open"
    whole = all(any(tells(s, fact.left) for fact in mine) for s in finding.left)
    return "right" if whole and all(any(tells(s, fact.right) for fact in mine) for s in finding.right) else "partly"


def count(findings: Sequence[Joined], facts: Sequence[Fact]) -> Counts:
    """The counts of one pair of articles."""
    verdicts = [verdict(finding, facts) for finding in findings]
    sure = [fact for fact in facts if not fact.doubtful]
    found = [fact for fact in sure if any(joins(finding, fact) for finding in findings)]
    return Counts(
        right=verdicts.count("right"),
        partly=verdicts.count("partly"),
        wrong=verdicts.count("wrong"),
        open=verdicts.count("open"),
        facts=len(sure),
        found=len(found),
        same=sum(fact.note == "same" for fact in sure),
        same_found=sum(fact.note == "same" for fact in found),
    )


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
