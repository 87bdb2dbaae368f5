"""Dates of publication: found in date lines ("Published 3 May 2021, 10:15 GMT"), in datelines and in --published.

Dates of the events told are no business of this module: `annotate` resolves those.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Label = Literal["published", "updated"]

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
MONTH = r"(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
ZONE = (
    r"\b(?:GMT|UTC|[ECMP][SD]?T|A[EC][SD]T|AWST|BST|CES?T|EES?T|WES?T|AK[SD]T|IST|JST|KST|SGT|HKT|MSK|PHT|PKT|NZ[SD]T"
    r"|[ECW]AT|SAST|WIB)\b"
)
CLOCK = (
    r"\b\d{1,2}(?:\s?[:.]\s?\d\d){1,2}(?:\s?[ap]\.?\s?m\b\.?|\s?h\b|\b)|\b[ap]\.\s?m\b\.?"
    r"|\b\d{1,2}\s?[ap]\.?m\b\.?|\bnoon\b|\bmidnight\b"
)

WRITTEN = (
    re.compile(rf"\b{MONTH}\s+{DAY}\s*,?\s+{YEAR}", re.IGNORECASE),
    re.compile(rf"\b{DAY}\s+(?:of\s+)?{MONTH}\s*,?\s+{YEAR}", re.IGNORECASE),
    re.compile(r"\b(?P<year>(?:19|20)\d\d)[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)"),
)
# CASE "10/29/09 04:15 PM ET": a year of two digits stands in date lines only, and those are all this module reads
NUMERIC = re.compile(r"\b(?P<first>\d{1,2})([-/.])(?P<second>\d{1,2})\2(?P<year>(?:19|20)\d\d|\d\d)(?![\d/.-]\d|\d)")
MONTH_DAY = re.compile(rf"\b{MONTH}\s+{DAY}(?!\d)", re.IGNORECASE)
DAY_MONTH = re.compile(rf"\b{DAY}\s+{MONTH}", re.IGNORECASE)
TIME = re.compile(rf"{CLOCK}|\d\s+\w+\s+ago\b", re.IGNORECASE)
AMERICAN = re.compile(r"\b[ECMP][SD]?T\b|\d\s?[ap]\.?m\b", re.IGNORECASE)
BRITISH = re.compile(r"\b(?:GMT|BST|CES?T|IST|SAST|AES?T)\b")

PUBLISHED = re.compile(
    r"\b(?:published|posted|first|originally|released?|issued|aired|heard|broadcast|created|date)\b", re.IGNORECASE
)
UPDATED = re.compile(r"\b(?:updated?|modified|revised|edited)\b", re.IGNORECASE)
FILLER = re.compile(
    rf"""{ZONE}|{CLOCK}|\b(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?
    |published|posted|story|article|online|web|updated?|modified|revised|edited|created|released?|issued|aired|heard|broadcast|originally|last
    |\d+\s+(?:second|sec|minute|min|hour|hr|day|week|month|year)s?\s+ago|yesterday|today|\d+[\s-]min(?:ute)?s?[\s-]read
    |first|on|at|of|the|and|in|local|time|date|from|to|am|pm|ago)\b""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A full date in a line; `iso` is None where its two numbers may be read either way ("05/03/2013")."""

    start: int
    end: int
    iso: str | None
    label: Label | None = None


def find_dates(line: str) -> list[FoundDate]:
    """The full dates (day, month, year) that `line` writes, in order, each with the label before it."""
    found: list[tuple[int, int, str | None]] = []
    for pattern in WRITTEN:
        for match in pattern.finditer(line):
            month = match["month"].casefold()
            iso = _iso(int(match["year"]), MONTHS.get(month) or int(month), int(match["day"]))
            if iso and not any(match.start() < end and start < match.end() for start, end, _ in found):
                found.append((match.start(), match.end(), iso))
    for match in NUMERIC.finditer(line):
        if not any(match.start() < end and start < match.end() for start, end, _ in found):
            found.append((match.start(), match.end(), _numeric(match, line)))
    dates = []
    before = 0
    for start, end, iso in sorted(found):
        dates.append(FoundDate(start, end, iso, _label(line[before:start])))
        before = end
    return dates


def without_dates(line: str) -> tuple[str, bool]:
    """What is left of `line` without dates, times and the words around them; and whether there was any."""
    bare = line
    for pattern in (*WRITTEN, NUMERIC, MONTH_DAY, DAY_MONTH):
        bare = pattern.sub(" ", bare)
    dated = bare != line
    rest = FILLER.sub(" ", bare)
    timed = TIME.search(bare) is not None
    return " ".join(re.sub(r"[|/•·:;,.()\[\]\-–—+&]+", " ", rest).split()), dated or timed


def parse_published(given: str) -> str | None:
    """A date given by a user or by markup as ISO 8601, with its time where it has one; None if it is no date."""
    text = given.strip()
    try:
        if len(text) == 10:
            return date.fromisoformat(text).isoformat()
        return datetime.fromisoformat(text).isoformat()
    except ValueError:
        dates = find_dates(text)
        return dates[0].iso if len(dates) == 1 else None


def _label(before: str) -> Label | None:
    published = max((match.end() for match in PUBLISHED.finditer(before)), default=-1)
    updated = max((match.end() for match in UPDATED.finditer(before)), default=-1)
    if published == updated:
        return None
    # CASE "First published ..., last updated ...": the nearer word is the label, but "originally posted" outranks none
    return "published" if published > updated else "updated"


def _numeric(match: re.Match[str], line: str) -> str | None:
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    year += 0 if year > 99 else 2000 if year < 60 else 1900
    month_first, day_first = _iso(year, first, second), _iso(year, second, first)
    if month_first == day_first or not (month_first and day_first):
        return month_first or day_first
    # CASE 05/03/2013 is 3 May in Ohio and 5 March in Kent: only the clock beside it can tell
    american, british = AMERICAN.search(line), BRITISH.search(line)
    if bool(american) == bool(british):
        return None
    return month_first if american else day_first


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
