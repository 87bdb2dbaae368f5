"""Years, decades and dates in figures: "in 2014", "the 1990s", "2014-15", "2015-11-26", "11/26/2015", "9/11",
centuries, quarters, days without a month."""

from __future__ import annotations

from align.annotate.dates.calendar import Form
from align.annotate.dates.datewords import AMOUNTS, BEFORE_YEAR, MONTHS, UNITS
from align.annotate.grammar.numerals import ORDINALS
from align.annotate.grammar.pieces import Pieces

Read = tuple[Form, int]


def numeric_date(pieces: Pieces, index: int) -> Read | None:
    """A date in figures with two separators; US order unless the first number can only be a day."""
    dotted = _dotted(pieces, index)
    if dotted is not None:
        return dotted
    first, sign, second = pieces[index], pieces[index + 1].text, pieces[index + 2]
    if sign not in {"-", "/", "."} or not pieces[index + 1].glued or not second.numeric or not second.glued:
        return None
    if first.text == "9" and second.text == "11" and sign == "/":
        return Form("date", year=2001, month=9, day=11), index + 3
    third = pieces[index + 4]
    if pieces[index + 3].text != sign or not third.numeric or not third.glued:
        return None
    if not all(piece.text.isdecimal() for piece in (first, second, third)):
        return None
    a, b, c = int(first.text), int(second.text), int(third.text)
    if len(first.text) == 4 and 1 <= b <= 12 and 1 <= c <= 31:
        return Form("date", year=a, month=b, day=c), index + 5
    if sign == "/" and len(third.text) == 2 and len(first.text) <= 2 and (a > 12) != (b > 12):
        c += 2000  # "11/26/15"; where both may be months it may be a ratio or a score
    elif len(third.text) != 4 or sign == "-":
        return None
    month, day = (b, a) if a > 12 or sign == "." else (a, b)
    return (Form("date", year=c, month=month, day=day), index + 5) if 1 <= month <= 12 and 1 <= day <= 31 else None


def _dotted(pieces: Pieces, index: int) -> Read | None:
    """ "26.11.2015"."""
    day, _, month = pieces[index].text.partition(".")
    dot, written = pieces[index + 1], pieces[index + 2]
    if dot.text != "." or not dot.glued or not written.glued or len(written.text) != 4 or not written.text.isdecimal():
        return None
    if not (day.isdecimal() and month.isdecimal() and len(day) <= 2 and len(month) <= 2):
        return None
    known = 1 <= int(day) <= 31 and 1 <= int(month) <= 12
    return (Form("date", year=int(written.text), month=int(month), day=int(day)), index + 3) if known else None


def century(pieces: Pieces, index: int) -> Read | None:
    """ "12th century", "twelfth century", "twenty-first century"."""
    piece, at = pieces[index], index + 1
    number = int(ORDINALS.get(piece.lower, 0))
    if piece.text.isdecimal() and len(piece.text) <= 2 and pieces[at].lower in {"st", "nd", "rd", "th"}:
        number, at = int(piece.text), at + 1
    elif piece.lower == "twenty" and pieces[at].text == "-" and pieces[at + 1].lower == "first":
        number, at = 21, at + 2
    at += 1 if pieces[at].text == "-" else 0
    if not 1 < number <= 21 or pieces[at].lower != "century" or pieces[at + 1].lower in {"bc", "bce", "b"}:
        return None
    return Form("century", year=100 * number - 99), at + 1


def decade(pieces: Pieces, index: int) -> Read | None:
    """ "1990s", "'90s", "90s" behind "the"."""
    piece, at = pieces[index], index
    if piece.text in {"'", "’", "‘"}:
        at, piece = index + 1, pieces[index + 1]
    if not piece.text.isdecimal() or pieces[at + 1].lower != "s" or not pieces[at + 1].glued:
        return None
    if len(piece.text) == 4 and piece.text.endswith("0") and "1500" <= piece.text < "2200":
        return Form("decade", year=int(piece.text)), at + 2
    if len(piece.text) == 2 and piece.text.endswith("0") and (at > index or pieces[index - 1].lower == "the"):
        short = int(piece.text)
        return Form("decade", year=(1900 if short > 20 else 2000) + short), at + 2
    return None


def year(pieces: Pieces, index: int) -> Read | None:
    """A year in four figures, or a season's two ("2014-15")."""
    piece, before, behind = pieces[index], pieces[index - 1], pieces[index + 1]
    whole = decade(pieces, index)
    if whole is not None:
        return whole
    if not piece.text.isdecimal() or len(piece.text) != 4 or not "1100" < piece.text < "2100":
        return None
    if before.lower in AMOUNTS or (piece.glued and before.text not in {"-", "–", "(", "“", '"', "‘", "'", "—", "/"}):
        return None
    if (
        piece.glued
        and before.text in {"-", "–", "/"}
        and pieces[index - 2].numeric
        and len(pieces[index - 2].text) != 4
    ):
        return None  # a phone number
    if behind.glued and (behind.word or behind.text in {"%", ":", "°"}):
        return None
    number = int(piece.text)
    if behind.text in {"-", "–", "/"} and behind.glued:
        second = pieces[index + 2]
        if second.text.isdecimal() and len(second.text) == 2 and int(second.text) == (number + 1) % 100:
            return Form("year", year=number), index + 3
        if second.text.isdecimal() and len(second.text) == 2 and int(second.text) > number % 100:  # "1914-18"
            last = number - number % 100 + int(second.text)
            return Form("range", base=Form("year", year=number), last=Form("year", year=last)), index + 3
        if not second.text.isdecimal() and second.lower not in UNITS:
            return Form("year", year=number), index + 1
    modern = 1900 <= number < 2060
    # "2000 troops" counts, "the 2012 elections" does not
    plural = behind.word and behind.lower.endswith("s") and not behind.capital and behind.lower not in _NO_PLURALS
    if plural and (number % 100 == 0 or not modern) and before.lower != "the":
        return None
    if behind.lower in UNITS or behind.lower in {"people", "percent", "men", "women", "children", "m", "km"}:
        return None
    return (Form("year", year=number), index + 1) if modern or before.lower in BEFORE_YEAR else None


_NO_PLURALS = frozenset({"was", "is", "has", "as", "does", "this", "his", "its"})


def day_number(pieces: Pieces, index: int) -> tuple[int, int] | None:
    """A day of the month ("26", "26th") and the index behind it."""
    piece = pieces[index]
    if not piece.numeric or len(piece.text) > 2 or not 1 <= int(piece.text) <= 31:
        return None
    end = index + 1
    if pieces[end].glued and pieces[end].lower in {"st", "nd", "rd", "th"}:
        end += 1
    elif pieces[end].glued and (pieces[end].word or pieces[end].text in {":", "%"}):
        return None
    return int(piece.text), end


def year_behind(pieces: Pieces, index: int) -> tuple[int | None, int]:
    """The year of a date or month that ends at `index` (", 2015", "of 2015"), and the index behind it."""
    at = index + 1 if pieces[index].text == "," else index
    at += 1 if pieces[at].lower == "of" else 0
    piece = pieces[at]
    if piece.text.isdecimal() and len(piece.text) == 4 and "1000" < piece.text < "2200":
        return int(piece.text), at + 1
    return None, index


def ordinal(pieces: Pieces, index: int) -> Read | None:
    """ "first quarter of 2014", "second half of the year", "twelfth century", "first of May"."""
    number, behind = int(ORDINALS.get(pieces[index].lower, 0)), pieces[index + 1].lower
    if behind in {"quarter", "half"} and 0 < number <= (4 if behind == "quarter" else 2):
        written, end = year_behind(pieces, index + 2)
        whole = pieces.follows(end, ("of", "the", "year"))
        shape = "quarter" if behind == "quarter" else "half"
        yearly = pieces.follows(end, ("of", "last", "year")) or pieces.follows(end, ("of", "this", "year"))
        if written is None and not whole and not yearly and (behind == "half" or pieces[index - 1].lower != "the"):
            return None
        return Form(shape, year=written, offset=number), end + 3 if whole else end  # type: ignore[arg-type]
    if behind == "of" and pieces[index + 2].lower in MONTHS and pieces[index + 2].capital and number:
        written, end = year_behind(pieces, index + 3)
        return Form("date", year=written, month=MONTHS[pieces[index + 2].lower], day=number), end
    return century(pieces, index)


def day_alone(pieces: Pieces, index: int, number: int, end: int) -> Read | None:
    """ "on the 26th", "the 26th of last month"."""
    behind = pieces[end]
    led = pieces[index - 1].lower in {"on", "until", "by", "before", "after", "since", "from"}
    of_month = pieces.follows(end, ("of", "last", "month")) or pieces.follows(end, ("of", "this", "month"))
    if of_month or (led and not behind.word):
        return Form("day of month", day=number), end
    return None
