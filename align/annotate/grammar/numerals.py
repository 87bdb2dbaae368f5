"""Reads numbers, in digits and in words: "1.5bn", "half a million", "two dozen", "a couple of hundred", "dozens".

Every function takes the pieces and an index and answers with the numeral that starts there, or None. Each looks a
bounded number of pieces ahead of what it reads, so reading a sentence takes time in proportion to its length.
"""

from __future__ import annotations

from typing import NamedTuple

from align.annotate.grammar.pieces import Pieces

SMALL = {
    word: float(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
} | {
    word: float(10 * value)
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
SCALES = {"thousand": 1e3, "lakh": 1e5, "million": 1e6, "crore": 1e7, "billion": 1e9, "trillion": 1e12}
SUFFIXES = {"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12, "trn": 1e12} | SCALES
MULTIPLES = {"hundred": 100.0, "dozen": 12.0} | SCALES
ORDINALS = {
    word: float(value)
    for value, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        start=1,
    )
}
FRACTIONS = {
    "half": 2.0,
    "halves": 2.0,
    "third": 3.0,
    "thirds": 3.0,
    "quarter": 4.0,
    "quarters": 4.0,
    "fourth": 4.0,
    "fourths": 4.0,
    "fifth": 5.0,
    "fifths": 5.0,
    "sixth": 6.0,
    "sixths": 6.0,
    "seventh": 7.0,
    "sevenths": 7.0,
    "eighth": 8.0,
    "eighths": 8.0,
    "ninth": 9.0,
    "ninths": 9.0,
    "tenth": 10.0,
    "tenths": 10.0,
}
# Words that name no exact number, as the interval in which a reader takes them.
_LOOSE = {
    "dozens": (20.0, 200.0),
    "scores": (30.0, 400.0),
    "hundreds": (100.0, 5e3),
    "thousands": (1e3, 1e5),
    "millions": (1e6, 1e9),
    "billions": (1e9, 1e12),
    "trillions": (1e12, 1e14),
}
_FEW = {"few": (2.0, 9.0), "several": (3.0, 12.0), "couple": (2.0, 3.0), "handful": (2.0, 9.0), "pair": (2.0, 2.0)}
# What a number in words begins with.
OPENINGS = frozenset({"a", "an", "half", "tens", *SMALL, *_LOOSE, *_FEW})
# More pieces than any number in words has; what goes on longer is not a number.
_LONGEST = 24


class Numeral(NamedTuple):
    """The closed interval low..high, said by the pieces up to `end` (not included)."""

    low: float
    high: float
    end: int
    approximate: bool = False
    scaled: bool = False  # with "million", "bn", ...: never a year, a label or a house number
    digits: bool = False


def numeral(pieces: Pieces, index: int) -> Numeral | None:
    """The number that starts at `index`, in whatever form."""
    first = pieces[index]
    if first.numeric:
        return _in_digits(pieces, index)
    if first.lower not in OPENINGS:
        return None
    return _loose(pieces, index) or _in_words(pieces, index)


def _in_digits(pieces: Pieces, index: int) -> Numeral | None:
    value = float(pieces[index].text.replace(",", ""))
    end, scaled = index + 1, False
    after = pieces[end]
    if after.glued and after.word:
        if after.lower not in SUFFIXES:  # "20th", "49ers", "5km": left to who knows such words
            return Numeral(value, value, end, digits=True)
        if after.lower in {"m", "b"}:  # metres, bytes or millions: only the words around tell
            return Numeral(value, value, end, digits=True)
        return Numeral(value * SUFFIXES[after.lower], value * SUFFIXES[after.lower], end + 1, scaled=True, digits=True)
    if after.text == "000" and not after.glued and value < 1000 and value == int(value):  # "12 000"
        return Numeral(value * 1000, value * 1000, end + 1, digits=True)
    if after.text in "½¼¾":
        value += {"½": 0.5, "¼": 0.25, "¾": 0.75}[after.text]
        end += 1
    value, end = _part_behind(pieces, value, end)
    step = 2 if pieces[end].text == "-" and pieces[end].glued else 1
    scale = pieces[end + step - 1].lower
    if scale in SCALES or scale in {"bn", "mn", "mln", "tn", "trn", "hundred", "dozen"}:
        value *= MULTIPLES.get(scale, SUFFIXES.get(scale, 1.0))
        end, scaled = end + step, True
    return Numeral(value, value, end, scaled=scaled, digits=True)


def _part_behind(pieces: Pieces, value: float, index: int) -> tuple[float, int]:
    """ "12 1/2", "2 and a half": the whole number with the part of one that stands at `index`."""
    half = _and_a_half(pieces, index)
    if half:
        return value + 0.5, half
    top, sign, lower = pieces[index], pieces[index + 1], pieces[index + 2]
    parted = sign.text == "/" and sign.glued and lower.glued and not top.glued
    if not parted or value != int(value) or f"{top.text}/{lower.text}" not in _WRITTEN:
        return value, index
    return value + _WRITTEN[f"{top.text}/{lower.text}"], index + 3


_WRITTEN = {"1/2": 0.5, "1/4": 0.25, "3/4": 0.75, "1/3": 1 / 3, "2/3": 2 / 3, "1/8": 0.125}


def _and_a_half(pieces: Pieces, index: int) -> int:
    """The index behind "and a half", with hyphens or without, at `index`; 0 where something else stands there."""
    at = index
    for word in ("and", "a", "half"):
        at += 1 if pieces[at].text == "-" and pieces[at].glued else 0
        if pieces[at].lower != word:
            return 0
        at += 1
    return at


def _loose(pieces: Pieces, index: int) -> Numeral | None:
    """ "dozens", "tens of thousands", "a couple of hundred", "several", "a few thousand"."""
    word = pieces[index].lower
    if word in {"tens", "hundreds"} and pieces[index + 1].lower == "of" and pieces[index + 2].lower in _LOOSE:
        low = _LOOSE[pieces[index + 2].lower][0] * (10 if word == "tens" else 100)
        return Numeral(low, low * 20, index + 3, approximate=True, scaled=True)
    if word in _LOOSE:
        low, high = _LOOSE[word]
        return Numeral(low, high, index + 1, approximate=True, scaled=True)
    if word == "a" and pieces.follows(index + 1, ("score", "of")) and not pieces[index + 3].numeric:
        return Numeral(20.0, 20.0, index + 2, approximate=True)
    at = index + 1 if word == "a" else index
    kind = pieces[at].lower
    if kind not in _FEW or (kind != "several" and word != "a" and kind != "few"):
        return None
    low, high = _FEW[kind]
    end = at + 1
    if pieces[end].lower == "of" and kind != "several":
        end += 1
    multiple = MULTIPLES.get(pieces[end].lower, 0.0)
    if multiple:
        return Numeral(low * multiple, high * multiple, end + 1, approximate=True, scaled=True)
    if kind in {"couple", "handful", "pair"} and pieces[at + 1].lower != "of":
        return None
    return Numeral(low, high, at + 1, approximate=kind != "pair")


def _in_words(pieces: Pieces, index: int) -> Numeral | None:
    """ "four hundred and twenty", "twenty-one", "a dozen", "half a million", "two and a half million"."""
    first = pieces[index].lower
    if first == "half":
        at = index + 1
        at += 1 if pieces[at].lower in {"a", "an", "-"} else 0
        multiple = MULTIPLES.get(pieces[at].lower)
        return Numeral(multiple / 2, multiple / 2, at + 1, scaled=True) if multiple and at > index else None
    if first in {"a", "an"}:
        multiple = MULTIPLES.get(pieces[index + 1].lower)
        if not multiple:
            return None
        return _rest_in_words(pieces, index + 2, multiple)
    if first not in SMALL or (first == "zero" and pieces[index + 1].lower == "in"):
        return None
    return _rest_in_words(pieces, index + 1, SMALL[first])


def _rest_in_words(pieces: Pieces, index: int, current: float) -> Numeral:
    total, smallest, scaled, end = 0.0, 1e15, current >= 1000, index
    if current >= 1000:
        total, current, smallest = current, 0.0, current
    while index < end + 3 and index - end < _LONGEST:
        word = pieces[index].lower
        half = _and_a_half(pieces, index)
        if half:
            current, index = current + 0.5, half
            end = index
            continue
        if word == "-" and pieces[index].glued and pieces[index + 1].glued:
            index += 1
            continue
        if word == "and" and (current >= 100 or total) and pieces[index + 1].lower in SMALL:
            index += 1
            continue
        elif word in SMALL and _fits(current, SMALL[word], pieces[index - 1].lower):
            current += SMALL[word]
            index += 1
        elif word in {"hundred", "dozen"} and 0 < current < 100:
            current *= MULTIPLES[word]
            index += 1
        elif word in SCALES and current and SCALES[word] < smallest:
            total += current * SCALES[word]
            current, smallest, scaled = 0.0, SCALES[word], True
            index += 1
        else:
            break
        end = index
    value = total + current
    return Numeral(value, value, end, scaled=scaled)


def _fits(current: float, value: float, before: str) -> bool:
    """Whether a small number may follow: "twenty one" and "hundred twelve", but not "five three"."""
    if before not in {"-", "and", "hundred", "thousand", "million", "billion"} and not 20 <= current % 100 < 100:
        return False
    ones = current % 100
    return (ones == 0 and value > 0) or (ones >= 20 and ones % 10 == 0 and 0 < value < 10)
