"""Years, decades and dates in figures: "in 2014", "the 1990s", "2014-15", "2015-11-26", "11/26/2015", "9/11"."""

from __future__ import annotations

from align.annotate.calendar import Form
from align.annotate.datewords import AMOUNTS, BEFORE_YEAR, UNITS
from align.annotate.pieces import Pieces

Read = tuple[Form, int]


def numeric_date(pieces: Pieces, index: int) -> Read | None:
    """A date in figures with two separators; US order unless the first number can only be a day."""
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
    if len(third.text) != 4 or sign == "-":
        return None
    month, day = (b, a) if a > 12 or sign == "." else (a, b)
    return (Form("date", year=c, month=month, day=day), index + 5) if 1 <= month <= 12 and 1 <= day <= 31 else None


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
