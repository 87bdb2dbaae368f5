"""Dates seen from other dates: "two days after Christmas", "March of last year", "between May 3 and May 7"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from align.annotate.dates.calendar import Form
from align.annotate.dates.clock import Spanning
from align.annotate.grammar.pieces import Pieces

S = TypeVar("S", bound=Spanning)
_PLACED = frozenset({"date", "month", "year", "weekday", "day", "feast", "season", "quarter", "decade", "century",
                     "relative month", "relative year", "within"})  # fmt: skip
_PARTS = frozenset({"month", "weekday", "season", "quarter", "half", "day of month", "feast", "date"})
_WHOLES = frozenset({"relative year", "relative month", "week", "year"})
_FINE = {"weekday": 1, "day": 1, "date": 1, "feast": 1, "month": 2, "relative month": 2, "within": 2, "year": 3,
         "relative year": 3, "decade": 4, "century": 5, "season": 2, "quarter": 2}  # fmt: skip
_TO = frozenset({"to", "through", "until", "till", "-", "–", "—"})


def anchored(pieces: Pieces, found: list[S], make: Callable[[Form, int, int], S]) -> list[S]:
    """`found` with each date that is told by another one joined to it."""
    result: list[S] = []
    for item in found:
        before = result[-1] if result else None
        form = _joined(pieces, before, item) if before is not None else None
        if before is not None and form is not None:
            result[-1] = make(form, before.first, item.end)
        else:
            result.append(item)
    return result


def _joined(pieces: Pieces, before: S, item: S) -> Form | None:
    between = [pieces[at].lower for at in range(before.end, item.first)]
    if len(between) > 2:
        return None
    one, other = before.form, item.form
    if one.shape == "unknown" and one.unit and other.shape in _PLACED and between in ([], ["the"]):
        return replace(one, shape="shifted", base=other)
    if one.shape == "ago" and not between and other.shape in {"day", "weekday", "relative month"} and not one.vague:
        return replace(one, shape="shifted", offset=-1, base=other)
    if one.shape in _PARTS and one.year is None and one.offset is None and other.shape in _WHOLES:
        led = between in ([], ["of"], ["in"])
        return Form("within", base=one, last=other, vague=one.vague or other.vague, part=one.part) if led else None
    if _ranged(pieces, before, item, between):
        return Form("range", base=one, last=other)
    return None


def _ranged(pieces: Pieces, before: Spanning, item: Spanning, between: list[str]) -> bool:
    """Whether both dates are the ends of one stretch of time."""
    one, other = before.form, item.form
    if len(between) != 1 or _FINE.get(one.shape, 0) != _FINE.get(other.shape, -1) or one.vague or other.vague:
        return False
    led = pieces[before.first - 1].lower
    if between[0] == "and":
        return led == "between"
    return between[0] in _TO and (led == "from" or between[0] not in {"to", "until", "till"})
