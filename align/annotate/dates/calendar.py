"""What date expressions mean: a closed interval of days, seen from the day on which the article was published.

A `Form` is what the grammar in `dates` read; `resolve` places it. Without a publication date only forms that name
their year can be placed.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from align.annotate.dates.feasts import feast_day

Shape = Literal[
    "date", "month", "year", "decade", "weekday", "day", "week", "weekend", "relative month", "relative year",
    "season", "quarter", "ago", "stretch", "unknown", "recurring", "clock", "century", "half", "feast", "day of month",
    "shifted", "within", "range",
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
    base: Form | None = None  # the date that this one is told by, or the first of a range
    last: Form | None = None  # the whole that `base` lies in, or the last of a range


def day_of(published: str | None) -> date | None:
    """The day of an ISO date or time; None where there is none."""
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


def resolve(form: Form, now: date | None, direction: int) -> Interval | None:
    """The days that `form` may mean; `direction` is -1 where the sentence tells of the past, 1 of what is to come."""
    try:
        if form.base is not None:
            return _anchored(form, form.base, now, direction)
        named = form.year is not None or form.month is not None or form.shape == "feast"
        interval = _absolute(form, now, direction) if named else None
        if interval is None and now is not None:
            interval = _relative(form, now, direction)
    except (ValueError, OverflowError):  # the 31st of June, the year 9999 and a century
        return None
    return _part(interval, form.part, now) if interval is not None else None


def _anchored(form: Form, base: Form, now: date | None, direction: int) -> Interval | None:
    """A date that is told by another one."""
    if form.shape == "within" and form.last is not None:
        whole = resolve(form.last, now, direction)
        return _part_within(base, whole) if whole is not None else None
    first = resolve(base, now, direction)
    if form.shape == "range" and form.last is not None:
        end = resolve(form.last, now, direction)
        if first is None and end is not None and base.year is None and form.last.year is not None:
            first = resolve(replace(base, year=form.last.year), now, direction)  # "from May 3 to June 7, 2014"
        if first is not None and end is not None and end[0] < first[0] and form.last.weekday is not None:
            end = end[0] + timedelta(days=7), end[1] + timedelta(days=7)  # "Thursday through Saturday"
        return (first[0], end[1]) if first is not None and end is not None and first[0] <= end[1] else None
    if first is None:
        return None
    if form.unit == "year" and form.amount == int(form.amount):
        years = int(form.amount) * (form.offset or 1)
        return _years_on(first[0], years), _years_on(first[1], years)
    days = round(_DAYS[form.unit] * form.amount) * (form.offset or 1)
    slack = {"week": 1, "fortnight": 2, "month": 5}.get(form.unit, 0) + (round(abs(days) / 2) if form.vague else 0)
    return first[0] + timedelta(days=days - slack), first[1] + timedelta(days=days + slack)


def _years_on(day: date, years: int) -> date:
    return date(day.year + years, day.month, min(day.day, calendar.monthrange(day.year + years, day.month)[1]))


def _part_within(form: Form, whole: Interval) -> Interval | None:
    """The month, weekday, quarter, ... of a year, month or week."""
    if form.shape == "weekday":
        days = (whole[0] + timedelta(days=step) for step in range(1, 8))  # weeks are widened by a day in front
        return next(((day, day) for day in days if day.weekday() == form.weekday), None)
    if form.shape == "day of month":
        day = whole[0].replace(day=form.day or 1)
        return day, day
    return _part(_in_year(form, whole[0].year), form.part, None) if whole[0].year == whole[1].year else None


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
    if form.shape == "century":
        return date(year, 1, 1), date(year + 99, 12, 31)
    if form.shape == "feast":
        return feast_day(form.unit, year), feast_day(form.unit, year)
    if form.shape == "half":
        return _months(year, 6 * (form.offset or 1) - 5, 6)
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
        case "weekday" if form.weekday is not None and form.amount:
            day = _weekday(form.weekday, None, now - timedelta(days=1), -1)[0] - timedelta(weeks=int(form.amount) - 1)
            return day, day
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
        case "day of month" if form.day:
            months = [_months(now.year, now.month + step, 1)[0] for step in (-1, 0, 1)]
            days = [m.replace(day=form.day) for m in months if form.day <= calendar.monthrange(m.year, m.month)[1]]
            days = [day for day in days if (day - now).days * direction >= 0] or days
            return _nearest([(day, day) for day in days], now, 0)
        case "half" | "quarter" if form.offset:
            years = range(now.year - 1, now.year + 2)
            halves = [_in_year(form, year) for year in years]
            past = [half for half in halves if half[0] <= now] if direction <= 0 else halves
            return _nearest(past, now, 0)
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
    slack = {"week": 3, "fortnight": 4, "month": 16}.get(form.unit, 0)
    if form.unit in ("decade", "century"):
        slack = round(days / 5)
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
