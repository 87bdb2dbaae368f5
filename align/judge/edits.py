"""What turns one sequence of words into another: the stretches that are not shared, in order."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from rapidfuzz.distance import LCSseq


class Edit(NamedTuple):
    """A stretch start..end of the one that stands in place of far_start..far_end of the other; one may be empty."""

    start: int
    end: int
    far_start: int
    far_end: int


def edits(ours: Sequence[str], theirs: Sequence[str]) -> list[Edit]:
    """The differences between two sequences, as few words as possible; neighbours are joined to one replacement."""
    found: list[Edit] = []
    for operation in LCSseq.opcodes(ours, theirs):
        if operation.tag == "equal":
            continue
        edit = Edit(operation.src_start, operation.src_end, operation.dest_start, operation.dest_end)
        if found and found[-1].end == edit.start and found[-1].far_end == edit.far_start:
            edit = Edit(found[-1].start, edit.end, found[-1].far_start, edit.far_end)
            found[-1] = edit
        else:
            found.append(edit)
    return found


def plain_edits(ours: Sequence[str], theirs: Sequence[str], small: Collection[str]) -> list[Edit]:
    """`edits`, where small words that both have by chance between two rewritten stretches do not part them."""
    found: list[Edit] = []
    for edit in edits(ours, theirs):
        if found and _by_chance(found[-1], edit, ours, small):
            edit = Edit(found[-1].start, edit.end, found[-1].far_start, edit.far_end)
            found[-1] = edit
        else:
            found.append(edit)
    return found


def _by_chance(before: Edit, behind: Edit, ours: Sequence[str], small: Collection[str]) -> bool:
    between = ours[before.end : behind.start]
    if any(word not in small for word in between):
        return False
    return len(between) <= min(max(e.end - e.start, e.far_end - e.far_start) for e in (before, behind))


def shared(ours: Sequence[str], theirs: Sequence[str]) -> int:
    """How many words stand in both in the same order."""
    return int(LCSseq.similarity(ours, theirs))
