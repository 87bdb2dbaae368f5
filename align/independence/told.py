"""What a reader is told of shared text: a warning for two sources, a sentence for a finding that rests on it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace

from align.independence.runs import words_in
from align.models import Finding, Notice, SharedRun, SharedText, Span, Statement, Story

# Two sources are warned of when this part of either one's words is shared, or so many words whatever part they are:
# one sentence that two reports share (12 percent of a short one) is only said at the finding that it concerns.
MATTERS, MANY = 0.15, 60
RESTS = 0.5  # of the words of the shorter of two statements: from here on their agreement rests on the shared words


Starts = Mapping[str, Sequence[int]]  # of each source, where its words begin


def notices(story: Story, shared: Sequence[SharedText]) -> tuple[Notice, ...]:
    """A warning for every two sources that share so much that they are not two witnesses."""
    names = _names(story)
    found = []
    for one in shared:
        if one.words >= MANY or max(one.left_share, one.right_share) >= MATTERS:
            left, right = names[one.left], names[one.right]
            message = (
                f"{left} and {right} share {one.words} words word for word "
                f"({one.left_share:.0%} of {left}, {one.right_share:.0%} of {right}): their agreement on these is "
                f"not two confirmations. {_whence(one, left, right)}"
            )
            found.append(Notice("shared-text", message))
    return tuple(found)


def noted(findings: Sequence[Finding], story: Story, shared: Sequence[SharedText]) -> tuple[Finding, ...]:
    """`findings`, the explanation saying so where what two of the sources tell is the same shared words."""
    if not any(one.words for one in shared):
        return tuple(findings)
    names = _names(story)
    starts = {source.id: _starts(source.article.text) for source in story.sources}
    statements = {s.id: s for source in story.sources for s in source.statements}
    found = []
    for finding in findings:
        members = [statements[identifier] for identifier in finding.statements]
        told = [
            f"{names[one.left]} and {names[one.right]} tell it in the same words: these two are not two confirmations."
            for one in shared
            if one.left in finding.sources and one.right in finding.sources and _rests(one, members, starts)
        ]
        found.append(replace(finding, explanation=" ".join([finding.explanation, *told]).strip()) if told else finding)
    return tuple(found)


def _rests(shared: SharedText, members: Sequence[Statement], starts: Starts) -> bool:
    """Whether a statement of either source is, for the greater part, the same shared words."""
    ours = [s for s in members if s.source == shared.left]
    theirs = [s for s in members if s.source == shared.right]
    for left in ours:
        for right in theirs:
            common = sum(_common(run, left, right, starts) for run in shared.runs if not run.quoted)
            shorter = min(_count(starts[s.source], s.span.start, s.span.end) for s in (left, right))
            if common and common >= RESTS * shorter:
                return True
    return False


def _common(run: SharedRun, left: Statement, right: Statement, starts: Starts) -> int:
    """How many words of `run` both statements hold: the nth word of the run is the nth on both sides."""
    if not run.left.overlaps(left.span) or not run.right.overlaps(right.span):
        return 0
    first, end = 0, run.words
    for statement, whole in ((left, run.left), (right, run.right)):
        before = starts[statement.source]
        first = max(first, _count(before, whole.start, statement.span.start))
        end = min(end, _count(before, whole.start, statement.span.end))
    return max(0, end - first)


def _starts(text: str) -> list[int]:
    """Where each word of `text` begins."""
    return [span.start for span, _ in words_in(text, Span(0, len(text)))]


def _count(starts: Sequence[int], first: int, end: int) -> int:
    """How many words begin from the character `first` on and before the character `end`."""
    return bisect_left(starts, end) - bisect_left(starts, first)


def _whence(shared: SharedText, left: str, right: str) -> str:
    """One sentence on where the words come from: what the texts say of it, and no more."""
    if shared.origin == "third":
        return f"Both name {shared.credit}, from where both may have them."
    if shared.origin == "left":
        return f"{right} names {shared.credit}, from where it may have them."
    if shared.origin == "right":
        return f"{left} names {shared.credit}, from where it may have them."
    return "The texts do not say whether one took them from the other, or both from a third."


def _names(story: Story) -> dict[str, str]:
    """What a reader knows each source by: its outlet, or its number where it has none or shares it."""
    outlets = [source.article.outlet for source in story.sources]
    return {
        source.id: f"Source {number}" if not outlet else f"{outlet} ({number})" if outlets.count(outlet) > 1 else outlet
        for number, (source, outlet) in enumerate(zip(story.sources, outlets, strict=True), 1)
    }
