"""Clock times ("9 a.m.", "10:30", "at noon"), and their joining to the day that they stand beside."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from align.annotate.dates.calendar import Form
from align.annotate.grammar.numerals import SMALL
from align.annotate.grammar.pieces import Pieces

_HALVES = frozenset({"a.m.", "p.m.", "a.m", "p.m", "am", "pm"})
_ZONES = frozenset({"et", "est", "edt", "pst", "pdt", "gmt", "bst", "utc", "cet", "local", "time", "eastern",
                    "pacific", "pt", "mst", "mdt", "cst", "cdt", "cest", "jst", "ist", "msk"})  # fmt: skip
_ABBREVIATED = _ZONES - {"local", "time", "eastern", "pacific"}
_BETWEEN = frozenset({"on", ",", "at", "in", "the", "("})


class Spanning(Protocol):
    """A form with the pieces that say it."""

    @property
    def form(self) -> Form: ...
    @property
    def first(self) -> int: ...
    @property
    def end(self) -> int: ...


S = TypeVar("S", bound=Spanning)


def clock(pieces: Pieces, index: int) -> tuple[Form, int] | None:
    """The time that starts at `index`."""
    piece = pieces[index]
    if piece.lower in {"noon", "midnight"} and pieces[index - 1].lower in {"at", "by", "before", "after", "until"}:
        return Form("clock"), index + 1
    if piece.text.isdecimal() and len(piece.text) == 4 and pieces[index + 1].lower in _ABBREVIATED:  # "0400 GMT"
        return (Form("clock"), index + 2) if piece.text < "2400" and piece.text[2] < "6" else None
    told = _in_words(pieces, index)
    if told:
        return Form("clock"), told
    if not piece.text.isdecimal() or len(piece.text) > 2 or (piece.glued and pieces[index - 1].text == ":"):
        return None
    end, sign = index + 1, pieces[index + 1].text
    minutes = pieces[index + 2]
    timed = False
    if sign in {":", "."} and pieces[end].glued and minutes.glued and minutes.text.isdecimal():
        timed = sign == ":" and len(minutes.text) == 2
        end = index + 3
    elif sign == ":" and minutes.text[:2].isdecimal() and minutes.glued and len(minutes.text) == 2:
        timed, end = True, index + 3
    if timed and pieces[end].text == ":" and pieces[end].glued and pieces[end + 1].numeric:
        return None  # "2:03:59" lasts
    if pieces[end].lower in _HALVES:
        end += 1
    elif pieces[end].lower == "o" and pieces[end + 2].lower == "clock":
        end += 3
    elif not timed:
        return None
    for _ in range(2):
        end += 1 if pieces[end].lower in _ZONES or (pieces.follows(end + 1, ("time",)) and pieces[end].capital) else 0
    return Form("clock"), end


def _in_words(pieces: Pieces, index: int) -> int:
    """The index behind "half past ten", "a quarter to five"; 0 where no such time starts at `index`."""
    if pieces[index].lower not in {"half", "quarter"} or pieces[index + 1].lower not in {"past", "to"}:
        return 0
    hour = pieces[index + 2]
    named = 1 <= SMALL.get(hour.lower, 0) <= 12 or (hour.text.isdecimal() and 1 <= int(hour.text[:3]) <= 12)
    return index + 3 if named else 0


def joined(pieces: Pieces, found: list[S], make: Callable[[Form, int, int], S]) -> list[S]:
    """`found` with each clock time taken into the day beside it ("9 a.m. on Tuesday", "Tuesday at noon")."""
    result: list[S] = []
    for item in found:
        before = result[-1] if result else None
        near = before is not None and item.first - before.end <= 2
        if before is not None and near and (before.form.shape == "clock") != (item.form.shape == "clock"):
            between = {pieces[at].lower for at in range(before.end, item.first)}
            if between <= _BETWEEN:
                day = item if before.form.shape == "clock" else before
                result[-1] = make(day.form, before.first, item.end)
                continue
        result.append(item)
    return result
