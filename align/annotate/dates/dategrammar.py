"""Reads date expressions from the pieces of a sentence: a small closed grammar, one function a family.

Each function looks at a bounded number of pieces from an index on and answers with the form read there and the index
behind it, or None. `expressions` walks the sentence once.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from align.annotate.dates import feasts
from align.annotate.dates.anchored import anchored
from align.annotate.dates.calendar import SEASONS, Form
from align.annotate.dates.clock import clock, joined
from align.annotate.dates.datewords import (
    ALSO_NAMES,
    BEFORE_MONTH,
    DAYS,
    MONTHS,
    NAMED_DAYS,
    PARTS,
    PARTS_OF_DAY,
    SHIFTS,
    UNITS,
    WEEKDAYS,
)
from align.annotate.dates.fromnow import ago, season, the
from align.annotate.dates.years import century, day_number, decade, numeric_date, ordinal, year, year_behind
from align.annotate.grammar.numerals import OPENINGS, ORDINALS, numeral
from align.annotate.grammar.pieces import Pieces

Read = tuple[Form, int]
# What an expression begins with, beside a figure.
_OPENINGS = frozenset(
    {"noon", "midnight", "recently", "lately", "in", "the", "'", "‘", *PARTS, *WEEKDAYS, *MONTHS, *DAYS, *SHIFTS}
    | {*SEASONS, *ORDINALS, *OPENINGS, *UNITS, *feasts.OPENINGS, "q1", "q2", "q3", "q4", "twenty"}
)


class Expression(NamedTuple):
    """A form with the pieces first..end (end not included) that say it."""

    form: Form
    first: int
    end: int


@lru_cache(maxsize=4)
def read_dates(text: str) -> tuple[Pieces, tuple[Expression, ...]]:
    """The pieces of a sentence and its `expressions`: `quantities` and `dates` ask for those of the same sentence."""
    pieces = Pieces(text)
    return pieces, tuple(expressions(pieces))


def expressions(pieces: Pieces) -> list[Expression]:
    """Every date and clock time of the sentence, in order, without overlaps; a time is joined to the day beside it."""
    found: list[Expression] = []
    index = 0
    while index < len(pieces):
        if not pieces[index].numeric and pieces[index].lower not in _OPENINGS:
            index += 1
            continue
        read = clock(pieces, index) or _with_part(pieces, index) or _core(pieces, index)
        if read is None:
            index += 1
            continue
        found.append(Expression(read[0], index, read[1]))
        index = read[1]
    return anchored(pieces, joined(pieces, found, Expression), Expression)


def _with_part(pieces: Pieces, index: int) -> Read | None:
    """ "early Friday", "mid-2014", "late last month", "the end of the year"."""
    word = pieces[index].lower
    if word not in PARTS:
        return None
    at = index + 1
    if word in {"end", "beginning", "start", "middle"}:
        if pieces[at].lower != "of":
            return None
        at += 1
    elif pieces[at].text == "-" or (pieces[at].lower in {"in", "on"} and word in {"earlier", "later", "early", "late"}):
        at += 1
    at += 1 if pieces[at].lower == "the" else 0
    whole = {"year": "relative year", "month": "relative month", "week": "week"}.get(pieces[at].lower)
    if whole is not None and word in {"end", "beginning", "start", "middle"}:
        return Form(whole, offset=0, part=PARTS[word], vague=True), at + 1  # type: ignore[arg-type]
    read = _core(pieces, at, after="early")
    if read is None:
        return None
    form, end = read
    single = form.shape in {"weekday", "day"} or form.day is not None
    return replace(form, part="" if single else PARTS[word], vague=form.vague or not single), end  # type: ignore[arg-type]


def _core(pieces: Pieces, index: int, after: str | None = None) -> Read | None:
    piece = pieces[index]
    word = piece.lower
    if piece.numeric:
        return (
            numeric_date(pieces, index)
            or _day_month(pieces, index)
            or century(pieces, index)
            or ago(pieces, index)
            or year(pieces, index)
        )
    named = feasts.feast(pieces, index)
    if named is not None:
        written, end = year_behind(pieces, named[1])
        return Form("feast", year=written, unit=named[0]), end
    if word in WEEKDAYS:
        return _weekday(pieces, index)
    if word in MONTHS:
        return _month(pieces, index, after or pieces[index - 1].lower)
    if word in DAYS:
        if piece.capital and pieces[index - 1].capital and index > 1:  # the paper "USA Today"
            return None
        return Form("day", offset=DAYS[word], amount=word == "overnight"), _part_of_day(pieces, index + 1)
    if word in SHIFTS:
        return _shifted(pieces, index)
    if word in SEASONS:
        return season(pieces, index, after)
    if word in {"recently", "lately"}:
        return Form("unknown", vague=True), index + 1
    if word == "in" and pieces[index + 1].lower == "recent" and pieces[index + 2].lower in UNITS:
        return Form("unknown", vague=True), index + 3
    if word == "the":
        return decade(pieces, index + 1) or the(pieces, index)
    if word in ORDINALS or word == "twenty":
        return ordinal(pieces, index)
    if word in {"q1", "q2", "q3", "q4"}:
        written, end = year_behind(pieces, index + 1)
        return Form("quarter", year=written, offset=int(word[1])), end
    return decade(pieces, index) or ago(pieces, index)


# ---- named days and months ---------------------------------------------------------------------------------------


def _weekday(pieces: Pieces, index: int) -> Read | None:
    piece, before = pieces[index], pieces[index - 1]
    if not piece.capital or (before.lower in NAMED_DAYS and before.capital):
        return None
    end = index + 1
    if pieces[end].text == "." and len(piece.text) <= 5:
        end += 1
    end = _part_of_day(pieces, end)
    at = end + 1 if pieces[end].text in {",", "("} else end
    date = _month(pieces, at, "") if pieces[at].lower in MONTHS else None
    date = date or (_day_month(pieces, at) if pieces[at].numeric else None)
    if date is not None and date[0].day is not None:
        return date
    if before.lower in {"every", "each"}:
        return Form("recurring", weekday=WEEKDAYS[piece.lower]), end
    return Form("weekday", weekday=WEEKDAYS[piece.lower]), end


def _part_of_day(pieces: Pieces, index: int) -> int:
    return index + 1 if pieces[index].lower in PARTS_OF_DAY else index


def _month(pieces: Pieces, index: int, before: str) -> Read | None:
    """ "Nov. 26, 2015", "November 26-28", "November 2015", "in November"."""
    piece = pieces[index]
    if not piece.capital:
        return None
    month, end = MONTHS[piece.lower], index + 1
    short = len(piece.text) <= 4 and piece.lower not in {"may", "june", "july"}
    if pieces[end].text == "." and short:
        end += 1
    day = day_number(pieces, end)
    if day is not None:
        number, end = day
        last = None
        if pieces[end].text in {"-", "–"} and pieces[end].glued:
            behind = day_number(pieces, end + 1)
            if behind is not None and behind[0] > number:
                last, end = behind
        written, end = year_behind(pieces, end)
        if written is None and (month, number) == (9, 11) and _attacks(pieces, end):
            written = 2001
        return Form("date", year=written, month=month, day=number, last_day=last), _part_of_day(pieces, end)
    written, after = year_behind(pieces, end)
    if written is not None:
        return Form("month", year=written, month=month), after
    if before not in BEFORE_MONTH and (piece.lower in ALSO_NAMES or short or pieces[end].capital):
        return None
    if piece.lower in ALSO_NAMES and pieces[end].capital and pieces[end].lower not in WEEKDAYS:
        return None
    return Form("month", month=month), end


def _attacks(pieces: Pieces, index: int) -> bool:
    """Whether "Sept. 11" names the attacks of 2001 rather than a day."""
    return any(pieces[index + step].lower in _ATTACKS for step in (0, 1))


_ATTACKS = frozenset({"attack", "attacks", "victims", "hijackers", "terrorist", "terrorists", "families", "memorial"})


def _day_month(pieces: Pieces, index: int) -> Read | None:
    """ "26 November 2015", "the 26th of November"."""
    day = day_number(pieces, index)
    if day is None:
        return None
    number, at = day
    at += 1 if pieces[at].lower == "of" else 0
    if pieces[at].lower not in MONTHS or not pieces[at].capital:
        return None
    month, end = MONTHS[pieces[at].lower], at + 1
    end += 1 if pieces[end].text == "." and len(pieces[at].text) <= 4 and pieces[end + 1].numeric else 0
    if day_number(pieces, end) is not None and pieces[at - 1].lower not in {"of", "st", "nd", "rd", "th"}:
        return None  # "killed 26 November 13", "19 Sept. 11 hijackers": the number in front counts
    written, end = year_behind(pieces, end)
    return Form("date", year=written, month=month, day=number), end


# ---- seen from the day of publication ----------------------------------------------------------------------------


def _shifted(pieces: Pieces, index: int) -> Read | None:
    """ "last week", "this morning", "next March", "last Friday", "the past two weeks", "this summer"."""
    shift_word, at = pieces[index].lower, index + 1
    offset, word = SHIFTS[shift_word], pieces[at].lower
    vague = shift_word in {"previous", "following", "coming"}
    if word in WEEKDAYS and pieces[at].capital:
        return Form("weekday", weekday=WEEKDAYS[word], offset=offset, vague=vague), _part_of_day(pieces, at + 1)
    if word in MONTHS and pieces[at].capital:
        read = _month(pieces, at, "in")
        return (replace(read[0], offset=offset) if read[0].year is None else read[0], read[1]) if read else None
    if word in SEASONS:
        return Form("season", month=SEASONS[word], offset=offset, vague=True), at + 1
    if word in PARTS_OF_DAY and (shift_word == "this" or (shift_word == "last" and word == "night")):
        return Form("day", offset=offset), at + 1
    if word in {"week", "weekend", "month", "year"} and shift_word not in {"past", "previous", "following", "coming"}:
        shape = {"month": "relative month", "year": "relative year"}.get(word, word)
        return Form(shape, offset=offset), at + 1  # type: ignore[arg-type]
    if word in {"day", "days"} and shift_word in {"next", "following", "previous"}:
        return Form("unknown"), at + 1
    if word in UNITS and shift_word in {"past", "last", "coming", "previous", "following", "next"}:
        known = shift_word not in {"previous", "following"}
        form = Form("stretch", offset=offset, amount=1, unit=UNITS[word]) if known else Form("unknown")
        return form, at + 1
    amount = numeral(pieces, at) if shift_word != "this" else None
    if amount is None or pieces[amount.end].lower not in UNITS:
        return None
    unit = UNITS[pieces[amount.end].lower]
    if shift_word in {"previous", "following"}:
        return Form("unknown"), amount.end + 1
    return Form("stretch", offset=offset, amount=amount.high, unit=unit, vague=amount.approximate), amount.end + 1
