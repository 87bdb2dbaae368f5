"""Dates without a year and without a day of publication: "May 14" and "the third quarter" can still be compared."""

from __future__ import annotations

import re
from datetime import date, timedelta

from align.models import DateMention

_YEAR = 2001  # any one that is no leap year
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = re.compile(
    r"\b(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b",
    re.IGNORECASE,
)
_DAY = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?\b(?! ?[ap]\.?m)(?!:)", re.IGNORECASE)
_QUARTER = re.compile(r"\b(?:(first|second|third|fourth) (quarter|half)|q([1-4]))\b", re.IGNORECASE)
_ORDINALS = ("first", "second", "third", "fourth")
_PARTS = {"early": (0, 15), "mid": (7, 22), "late": (13, 31)}
_PLACING = re.compile(r"\b(?:\d{4}|last|next|this|past|coming|previous|following)\b", re.IGNORECASE)
_WORD = re.compile(r"[a-z]+")


def nominal(mention: DateMention) -> tuple[int, int] | None:
    """The first and the last day in a year that stands for all; None where the words name neither month nor quarter."""
    return None if mention.start is not None or mention.kind == "recurring" else _read(mention.text)


def yearless(mention: DateMention) -> tuple[int, int] | None:
    """The same of a date that names no year, wherever the day of publication has placed it."""
    return None if mention.kind == "recurring" or _PLACING.search(mention.text) else _read(mention.text)


def _read(text: str) -> tuple[int, int] | None:
    quarter = _QUARTER.search(text)
    if quarter is not None:
        number = int(quarter[3]) - 1 if quarter[3] else _ORDINALS.index(quarter[1].lower())
        length = 6 if quarter[2] and quarter[2].lower() == "half" else 3
        return _months(number * length + 1, length) if number * length < 12 else None
    months = _MONTH.findall(text)
    if len(months) != 1:
        return None
    month = _MONTHS.index(months[0][:3].lower()) + 1
    first, last = _months(month, 1)
    days = [int(day) for day in _DAY.findall(text)]
    if days and days[0] <= last - first + 1:
        return first + days[0] - 1, first + days[0] - 1
    part = next((word for word in _WORD.findall(text.lower()) if word in _PARTS), None)
    if part is not None:
        start, end = _PARTS[part]
        return first + start, min(first + end, last)
    return first, last


def apart(one: tuple[int, int], other: tuple[int, int]) -> int:
    """The days between two nominal dates, the turn of the year not counted; 0 where they overlap."""
    first, second = sorted((one, other))
    between = max(second[0] - first[1], 0)
    return min(between, max(first[0] + 365 - second[1], 0)) if between else 0


def _months(month: int, length: int) -> tuple[int, int]:
    behind = date(_YEAR + (month + length - 1) // 12, (month + length - 1) % 12 + 1, 1)
    return date(_YEAR, month, 1).toordinal(), (behind - timedelta(days=1)).toordinal()
