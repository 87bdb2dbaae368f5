"""Dates told by how long ago they were, or by the article "the": "two days ago", "the weekend", "in the spring"."""

from __future__ import annotations

from align.annotate.dates.calendar import SEASONS, Form
from align.annotate.dates.datewords import DAYS, UNITS, WEEKDAYS
from align.annotate.dates.years import day_alone, day_number, year_behind
from align.annotate.grammar.numerals import numeral
from align.annotate.grammar.pieces import Pieces

Read = tuple[Form, int]


def ago(pieces: Pieces, index: int) -> Read | None:
    """ "two days ago", "a week ago", "years ago", "several months earlier", "a day after"."""
    if pieces[index - 1].numeric:
        return None
    amount, at, vague = 1.0, index, False
    part = _part_of_unit(pieces, index)
    if part is not None:
        amount, at = part
    elif pieces[at].lower in {"a", "an"} and pieces[at + 1].lower in UNITS:
        at += 1
    elif pieces[at].lower in UNITS and pieces[at].lower.endswith("s"):
        amount, vague = 3.0, True
    else:
        number = numeral(pieces, at)
        if number is None:
            return None
        amount, at, vague = (number.low + number.high) / 2, number.end, number.approximate
    unit, behind = UNITS.get(pieces[at].lower), pieces[at + 1].lower
    if unit is None:
        named = WEEKDAYS.get(pieces[at].lower.removesuffix("s"))
        if named is not None and behind == "ago" and amount == int(amount) and not vague:  # "two Sundays ago"
            return Form("weekday", weekday=named, amount=amount), at + 2
        return None
    if behind == "ago":
        return Form("ago", amount=amount, unit=unit, vague=vague), at + 2
    if behind in {"earlier", "later", "beforehand", "afterwards"}:
        return Form("unknown", vague=vague), at + 2
    if behind in {"before", "after"} and not vague:
        return Form("unknown", offset=1 if behind == "after" else -1, amount=amount, unit=unit), at + 2
    if behind == "from" and pieces[at + 2].lower == "now":
        return Form("stretch", offset=1, amount=amount, unit=unit, vague=True), at + 3
    if behind == "from" and pieces[at + 2].lower in {*WEEKDAYS, *DAYS}:
        return Form("unknown", offset=1, amount=amount, unit=unit), at + 2
    return None


def _part_of_unit(pieces: Pieces, index: int) -> tuple[float, int] | None:
    """ "half a century", "a quarter of a century", "a quarter-century": the share, and the index of the unit."""
    word = pieces[index].lower
    if word == "half":
        at, part = index + 1, 0.5
    elif word == "a" and pieces[index + 1].lower in {"quarter", "half"}:
        at, part = index + 2, 0.25 if pieces[index + 1].lower == "quarter" else 0.5
    else:
        return None
    at += 1 if pieces[at].lower in {"of", "-"} else 0
    at += 1 if pieces[at].lower == "a" else 0
    return (part, at) if pieces[at].lower in {"century", "decade", "year", "hour"} else None


def the(pieces: Pieces, index: int) -> Read | None:
    """ "the day before", "the weekend", "the 26th of November"."""
    word, behind = pieces[index + 1].lower, pieces[index + 2].lower
    if word in {"day", "night", "week", "month", "year"} and behind in {"before", "after", "earlier", "later"}:
        return Form("unknown", offset=1 if behind in {"after", "later"} else -1, amount=1.0, unit=word), index + 3
    day = day_number(pieces, index + 1)
    if day is not None and pieces[day[1] - 1].lower in {"st", "nd", "rd", "th"}:
        return day_alone(pieces, index, *day)
    if word == "eve" and pieces[index + 2].lower == "of" and pieces[index - 1].lower == "on":
        return Form("unknown", offset=-1, amount=1.0, unit="day"), index + 3
    if word == "weekend" and pieces[index - 1].lower in {"over", "at", "on", "during", "for"}:
        return Form("weekend"), index + 2
    return None


def season(pieces: Pieces, index: int, after: str | None) -> Read | None:
    """ "in the spring", "the summer of 2014", "winter 2013"; "fall" and "spring" alone are verbs and wells."""
    word = pieces[index].lower
    written, end = year_behind(pieces, index + 1)
    if written is not None:
        if pieces[end].text in {"-", "–", "/"} and pieces[end].glued and len(pieces[end + 1].text) == 2:
            end += 2 if pieces[end + 1].text.isdecimal() else 0  # "the winter of 1962-63"
        return Form("season", year=written, month=SEASONS[word], vague=True), end
    led = pieces[index - 1].lower == "the" and pieces[index - 2].lower in {"in", "by", "during", "over", "until"}
    if led and not (pieces[index + 1].word and pieces[index + 1].capital):
        return Form("season", month=SEASONS[word], vague=True), index + 1
    return None
