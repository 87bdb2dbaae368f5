"""What date expressions mean: a closed interval of days, seen from the day on which the article was published.

A `Form` is what the grammar in `dates` read; `resolve` places it. Without a publication date only forms that name
their year can be placed.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Shape = Literal[
    "date", "month", "year", "decade", "weekday", "day", "week", "weekend", "relative month", "relative year",
    "season", "quarter", "ago", "stretch", "unknown", "recurring", "clock",
]  # fmt: skip
Part = Literal["", "early", "mid", "late", "earlier", "later"]
Interval = tuple[date, date]
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}  # first month, northern half of the world
_DAYS = {"hour": 1 / 24, "minute": 1 / 1440, "day": 1, "night": 1, "week": 7, "fortnight": 14, "month": 30.4375,
         "year": 365.25, "decade": 3652.5, "century": 36525}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Form:
    """One expression, read but not placed. `offset` counts units from now (-1: last, 1: next, None: not said)."""

    shape: Shape
    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_day: int | None = None  # of "Nov. 26-28"
    weekday: int | None = None
    offset: int | None = None
    amount: float = 0.0
    unit: str = ""
    part: Part = ""
    vague: bool = False


def day_of(published: str | None) -> date | None:
    """The day of an ISO date or time; None where there is none."""
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


def resolve(form: Form, now: date | None, direction: int) -> Interval | None:
    """The days that `form` may mean; `direction` is -1 where the sentence tells of the past, 1 of what is to come."""
    try:
        interval = _absolute(form, now, direction) if form.year is not None or form.month is not None else None
        if interval is None and now is not None:
            interval = _relative(form, now, direction)
    except (ValueError, OverflowError):  # the 31st of June, the year 9999 and a century
        return None
    return _part(interval, form.part, now) if interval is not None else None


# ---- with a name of their own ------------------------------------------------------------------------------------


def _absolute(form: Form, now: date | None, direction: int) -> Interval | None:
    if form.year is not None:
        return _in_year(form, form.year)
    if now is None or form.offset is not None:
        return None
    choices = [_in_year(form, year) for year in (now.year - 1, now.year, now.year + 1) if _exists(form, year)]
    if direction > 0:
        choices = [choice for choice in choices if choice[1] >= now] or choices
    if direction < 0:
        choices = [choice for choice in choices if choice[0] <= now + timedelta(days=1)] or choices
    return min(choices, key=lambda choice: (_distance(choice, now), choice), default=None)


def _exists(form: Form, year: int) -> bool:
    return not (form.month == 2 and form.day == 29) or calendar.isleap(year)


def _distance(interval: Interval, now: date) -> int:
    return max((interval[0] - now).days, (now - interval[1]).days, 0)


def _in_year(form: Form, year: int) -> Interval:
    if form.shape == "decade":
        return date(year, 1, 1), date(year + 9, 12, 31)
    if form.shape == "quarter":
        return _months(year, 3 * form.offset - 2, 3) if form.offset else (date(year, 1, 1), date(year, 12, 31))
    if form.shape == "season" and form.month:
        return _months(year, form.month, 3)
    if form.month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if form.day is None:
        return _months(year, form.month, 1)
    return date(year, form.month, form.day), date(year, form.month, form.last_day or form.day)


def _months(year: int, month: int, length: int) -> Interval:
    """The `length` months from `month` on, which may lie beyond the year's end or before its beginning."""
    first = year * 12 + month - 1
    last = first + length
    return date(first // 12, first % 12 + 1, 1), date(last // 12, last % 12 + 1, 1) - timedelta(days=1)


# ---- seen from now -----------------------------------------------------------------------------------------------


def _relative(form: Form, now: date, direction: int) -> Interval | None:
    offset = form.offset or 0
    match form.shape:
        case "day":
            first = now + timedelta(days=offset)
            return first, first + timedelta(days=int(form.amount))
        case "weekday" if form.weekday is not None:
            return _weekday(form.weekday, form.offset, now, direction)
        case "week":
            return _week(now, offset)
        case "weekend":
            return _weekend(now, form.offset, direction)
        case "relative month":
            return _months(now.year, now.month + offset, 1)
        case "month" if form.month:
            years = range(now.year - 2, now.year + 3)
            return _nearest([_months(year, form.month, 1) for year in years], now, offset)
        case "season" if form.month:
            years = range(now.year - 2, now.year + 3)
            return _nearest([_months(year, form.month, 3) for year in years], now, offset)
        case "relative year":
            return date(now.year + offset, 1, 1), date(now.year + offset, 12, 31)
        case "decade":
            return date(now.year - 10, 1, 1), now
        case "ago":
            return _ago(form, now)
        case "stretch":
            reach = timedelta(days=round(_DAYS[form.unit] * form.amount + 0.5))
            return (now - reach, now) if offset < 0 else (now, now + reach)
    return None


def _weekday(weekday: int, offset: int | None, now: date, direction: int) -> Interval:
    back = (now.weekday() - weekday) % 7
    ahead = (weekday - now.weekday()) % 7
    if offset is None or offset == 0:
        day = now + timedelta(days=ahead) if direction > 0 else now - timedelta(days=back)
        return day, day
    # CASE: "last Tuesday", said on a Thursday, is two days ago for some and nine for others; likewise "next"
    if offset < 0:
        back = back or 7
        return now - timedelta(days=back + 7 if back <= 3 else back), now - timedelta(days=back)
    ahead = ahead or 7
    return now + timedelta(days=ahead), now + timedelta(days=ahead + 7 if ahead <= 3 else ahead)


def _week(now: date, offset: int) -> Interval:
    """From Sunday to Sunday, since papers do not agree on which day a week begins."""
    monday = now - timedelta(days=now.weekday())
    return monday + timedelta(days=7 * offset - 1), monday + timedelta(days=7 * offset + 6)


def _weekend(now: date, offset: int | None, direction: int) -> Interval:
    saturday = now - timedelta(days=(now.weekday() - 5) % 7)
    if now.weekday() < 5 and (offset or direction) > 0:
        saturday += timedelta(days=7)
    elif now.weekday() >= 5 and offset:
        saturday += timedelta(days=7 * offset)
    return saturday, saturday + timedelta(days=1)


def _nearest(choices: list[Interval], now: date, offset: int) -> Interval | None:
    """The last one that began (offset -1), the one to come (1), or the nearest of all (0)."""
    if offset < 0:
        return next((choice for choice in reversed(choices) if choice[1] < now), None)
    if offset > 0:
        return next((choice for choice in choices if choice[0] > now), None)
    return min(choices, key=lambda choice: (_distance(choice, now), choice), default=None)


def _ago(form: Form, now: date) -> Interval:
    days = _DAYS[form.unit] * form.amount
    if form.unit in ("hour", "minute"):
        return now - timedelta(days=int(days) + 1), now
    # the longer the unit, the rounder the number: weeks to a few days, months to half a month, years to a year
    slack = {"week": 3, "fortnight": 4, "month": 16, "decade": 1000, "century": 5000}.get(form.unit, 0)
    if form.unit == "year":
        year = now.year - int(form.amount)
        return date(year - (form.amount != int(form.amount)), 1, 1), date(year, 12, 31)
    reach = slack + (round(days / 2) if form.vague else 0)
    day = now - timedelta(days=round(days))
    return day - timedelta(days=reach), min(day + timedelta(days=reach), now)


def _part(interval: Interval, part: Part, now: date | None) -> Interval:
    start, end = interval
    if part == "" or start == end:
        return interval
    half = (end - start) / 2
    match part:
        case "early":
            return start, start + half
        case "late":
            return start + half, end
        case "mid":
            return start + half / 2, end - half / 2
        case "earlier":
            return start, min(end, now) if now is not None and now >= start else end
        case _:
            return max(start, now) if now is not None and now <= end else start, end
