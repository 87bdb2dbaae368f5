"""Figures with a form of their own: scores ("3-2", "68 to 32"), ages by decade, growth ("doubled"), times of a race."""

from __future__ import annotations

from align.annotate.grammar.numerals import SMALL
from align.annotate.grammar.pieces import Piece, Pieces
from align.annotate.quantities.measures import Amount

CONTESTS = frozenset(
    {"win", "wins", "won", "beat", "beats", "beating", "lost", "lose", "loses", "defeat", "defeated", "victory", "loss",
     "vote", "voted", "votes", "draw", "drew", "tie", "tied", "lead", "led", "score", "scored", "ruled", "ruling",
     "decision", "match", "game", "majority", "defeating", "winning"}
)  # fmt: skip
# How many times the old value the new one is.
GROWTH = {
    "doubled": 2.0, "doubling": 2.0, "double": 2.0, "tripled": 3.0, "tripling": 3.0, "triple": 3.0, "trebled": 3.0,
    "quadrupled": 4.0, "quadruple": 4.0, "halved": 0.5, "halving": 0.5, "twice": 2.0, "twofold": 2.0, "threefold": 3.0,
    "fourfold": 4.0, "fivefold": 5.0, "sixfold": 6.0, "tenfold": 10.0, "thrice": 3.0,
}  # fmt: skip
_COMPARED = frozenset({"as", "the", "its", "their", "more", "that", "what", "his", "her"})
_OWNERS = frozenset({"his", "her", "their", "my", "your", "early", "mid", "late", "-", "our"})
DECADES = {"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70,
            "eighties": 80, "nineties": 90}  # fmt: skip
_PART = {"early": (0, 4), "mid": (3, 7), "late": (5, 9)}


def score(pieces: Pieces, index: int, contest: bool) -> Amount | None:
    """ "won 3-2", "a 5-4 ruling"; figures that grow are a range, unless the sentence tells of a contest."""
    first, sign, second = pieces[index], pieces[index + 1], pieces[index + 2]
    if sign.lower == "to" or (sign.lower in _WON_BY and pieces[index + 2].lower == "to"):
        return _told(pieces, index) if contest or sign.lower in _WON_BY else None
    if not first.numeric:
        return None
    if sign.text not in {"-", "–"} or not sign.glued or not second.numeric or not second.glued:
        return None
    if not (_counted(first) and _counted(second)):
        return None
    behind = pieces[index + 3]
    if first.glued or (behind.glued and (behind.word or behind.text in {"-", "%", "–"})) or behind.lower == "percent":
        return None
    left, right = float(first.text), float(second.text)
    if left < right and not contest:
        return None
    return Amount("score", min(left, right), max(left, right), index, index + 3, index)


def _told(pieces: Pieces, index: int) -> Amount | None:
    """ "voted 68 to 32", "by 68 votes to 32", "three goals to one"."""
    named = pieces[index + 1].lower in _WON_BY
    at = index + (2 if named else 1)
    first, second, behind = _small(pieces[index]), _small(pieces[at + 1]), pieces[at + 2]
    if pieces[at].lower != "to" or first is None or second is None:
        return None
    led = named or pieces[index - 1].lower in CONTESTS | {"by", "of", ","}
    if not led or (behind.glued and behind.text not in {".", ",", ";", ")"}):
        return None
    if behind.lower in {"percent", "per", "people", "years", "months", "million", "billion", "thousand", "hundred"}:
        return None
    return Amount("score", min(first, second), max(first, second), index, at + 2, index)


_WON_BY = frozenset({"votes", "goals", "sets", "games", "runs", "frames", "wickets"})


def _small(piece: Piece) -> float | None:
    if piece.numeric:
        return float(piece.text) if _counted(piece) else None
    return SMALL.get(piece.lower)


def _counted(piece: Piece) -> bool:
    return piece.text.isdecimal() and len(piece.text) <= 3


def decade_of_age(pieces: Pieces, index: int) -> Amount | None:
    """ "in his 40s", "in her late thirties", "a 20-something": an age within ten years."""
    piece, before = pieces[index], pieces[index - 1].lower
    if piece.text.isdecimal() and len(piece.text) == 2 and pieces.follows(index + 1, ("-", "something")):
        return Amount("age", float(piece.text), float(piece.text) + 9, index, index + 3, index, "year")
    if piece.lower in DECADES and before in _OWNERS - {"-"}:
        first, end = float(DECADES[piece.lower]), index + 1
    elif piece.text.isdecimal() and len(piece.text) == 2 and piece.text[1] == "0" and before in _OWNERS:
        if pieces[index + 1].lower != "s" or not pieces[index + 1].glued:
            return None
        first, end = float(piece.text), index + 2
    else:
        return None
    part = pieces[index - 2].lower if before == "-" else before
    low, high = _PART.get(part, (0, 9))
    return Amount("age", first + low, first + high, index, end, index, "year")


def growth(pieces: Pieces, index: int) -> Amount | None:
    """ "profits doubled", "twice as many", "five times the size", "a tenfold rise", "a 10-fold rise"."""
    piece, behind = pieces[index], pieces[index + 1]
    if piece.lower in GROWTH:
        verb = piece.lower.endswith(("ed", "ing", "fold"))
        if not verb and behind.lower not in _COMPARED:
            return None
        return _times(GROWTH[piece.lower], index, index + 1)
    value = float(piece.text.replace(",", "")) if piece.numeric else SMALL.get(piece.lower, 0.0)
    if not value:
        return None
    if behind.lower == "times" and (
        pieces[index + 2].lower in _COMPARED
        or (pieces[index + 2].lower.endswith("er") and len(pieces[index + 2].text) > 4)
    ):
        return _times(value, index, index + 2)
    at = index + 2 if behind.text == "-" else index + 1
    return _times(value, index, at + 1) if pieces[at].lower == "fold" else None


def _times(value: float, index: int, end: int) -> Amount:
    return Amount("measure", value, value, index, end, index, "times")


def elapsed(pieces: Pieces, index: int) -> Amount | None:
    """ "2:03:59", the time of a race."""
    parts = [pieces[index + step] for step in (0, 2, 4)]
    signs = [pieces[index + step] for step in (1, 3)]
    if any(sign.text != ":" or not sign.glued for sign in signs) or pieces[index].glued:
        return None
    if not all(part.numeric and part.text[:2].isdecimal() for part in parts) or len(parts[0].text) > 2:
        return None
    if any(len(part.text.partition(".")[0]) != 2 or not part.glued for part in parts[1:]):
        return None
    hours, minutes, seconds = (float(part.text) for part in parts)
    days = (hours * 3600 + minutes * 60 + seconds) / 86400
    return Amount("duration", days, days, index, index + 5, index, "day")
