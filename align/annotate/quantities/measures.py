"""A numeral with what it is measured in: units, currencies, percent, degrees, rates, and units in two parts."""

from __future__ import annotations

from dataclasses import dataclass, replace

from align.annotate.grammar.numerals import ORDINALS, Numeral, numeral
from align.annotate.grammar.pieces import Pieces
from align.annotate.quantities import units
from align.models import QuantityKind

_PERCENT = frozenset({"%", "percent", "pct", "pc"})
_PER = frozenset({"per", "a", "an", "each", "every"})
_LASTING = frozenset(
    {"for", "within", "than", "nearly", "almost", "about", "over", "lasted", "lasts", "last", "took", "take", "takes",
     "taken", "spent", "spend", "served", "serve", "around", "roughly", "least", "half", "entire", "whole"}
)  # fmt: skip
_TIMES = frozenset(
    {"hour", "day", "week", "month", "year", "night", "person", "minute", "head", "barrel", "litre", "liter", "gallon",
     "ounce", "tonne", "ton", "share", "kilo", "kilogram", "pound", "ticket", "household", "employee", "student"}
)  # fmt: skip
_BELOW = frozenset({"minus", "-", "−"})


@dataclass(frozen=True, slots=True)
class Amount:
    """A number expression read from pieces first..end (end not included); `core` is the index of its numeral."""

    kind: QuantityKind
    low: float | None
    high: float | None
    first: int
    end: int
    core: int
    unit: str | None = None
    approximate: bool = False
    scaled: bool = False
    bounded: bool = False
    one: bool = False  # the word "one", which mostly is a pronoun
    factor: float = 1.0  # of its unit


def single(pieces: Pieces, index: int) -> Amount | None:
    """ "half an hour", "half a mile", "for a year": a unit with no number of its own."""
    word, at, share = pieces[index].lower, index + 1, 1.0
    if word == "half":
        share = 0.5
        at += 1 if pieces[at].lower in {"a", "an", "-"} else 0
    elif word not in {"a", "an", "one"}:
        return None
    known = units.unit(pieces, at)
    if known is not None and share == 1.0 and pieces.follows(known[1], ("and", "a", "half")):  # "a year and a half"
        (kind, canonical, factor), end = known
        return Amount(kind, 1.5 * factor, 1.5 * factor, index, end + 3, index, canonical)
    if share == 1.0 and (word == "one" or pieces[index - 1].lower not in _LASTING):
        return None
    if known is None or (share == 1.0 and known[0].kind != "duration") or pieces[known[1]].lower == "ago":
        return None
    (kind, canonical, factor), end = known
    return Amount(kind, share * factor, share * factor, index, end, index, canonical)


def _one_of(word: str) -> bool:
    """Whether a price may be for one of what `word` names: "$1,000 a pill", but not "paid $5 a little later"."""
    return len(word) > 2 and not word.endswith(("s", "ly")) and word not in _NO_THINGS


_NO_THINGS = frozenset(
    {"day", "few", "little", "lot", "bit", "while", "new", "second", "third", "move", "record", "total", "sum", "deal",
     "fraction", "figure", "drop", "rise", "bargain", "fortune", "decade", "century", "man", "woman", "company", "huge",
     "former", "major", "single", "large", "small", "big"}
)  # fmt: skip


def compound(pieces: Pieces, found: Amount) -> Amount:
    """ "2 hours 24 minutes and 10 seconds", "6ft 2in", "6-foot-2": `found` with the smaller units behind it."""
    for _ in range(2):
        at = found.end
        if found.unit == "m" and pieces[at].text == "-" and pieces[at].glued and pieces[at + 1].numeric:
            inches, end, factor = numeral(pieces, at + 1), at + 2, 0.0254
            if inches is None or inches.low >= 12 or pieces[end].text == "-" or abs(found.factor - 0.3048) > 1e-6:
                return found
        else:
            at += 1 if pieces[at].text == "," and pieces[at + 1].numeric else 0
            at += 1 if pieces[at].lower == "and" else 0
            inches = numeral(pieces, at)
            known = units.unit(pieces, inches.end) if inches is not None else None
            if inches is None or inches.approximate:
                return found
            if known is None and pieces[inches.end].lower == "in" and pieces[inches.end].glued:
                known = units.Unit("measure", "m", 0.0254), inches.end + 1
            if known is None or known[0].canonical != found.unit or pieces[known[1]].lower in _AFTER:
                return found
            end, factor = known[1], known[0].factor
        if found.low is None or found.high is None or inches.high * factor >= found.factor:
            return found
        more = inches.low * factor
        found = replace(found, low=found.low + more, high=found.high + more, end=end, factor=factor)
    return found


_AFTER = frozenset({"ago", "later", "earlier"})  # what a date ends with


def with_unit(pieces: Pieces, index: int, number: Numeral) -> Amount:
    found = Amount(
        "count", number.low, number.high, index, number.end, index,
        approximate=number.approximate, scaled=number.scaled, one=pieces[index].lower == "one" and number.low == 1,
    )  # fmt: skip
    at = number.end + 1 if pieces[number.end].text == "-" and pieces[number.end].glued else number.end
    sign = pieces[at].lower
    if sign == "of" and number.approximate and units.currency(pieces, at + 1) and pieces[at + 1].word:
        at, sign = at + 1, pieces[at + 1].lower  # "billions of dollars"
    if sign in _PERCENT or pieces.follows(at, ("per", "cent")):
        end = at + (2 if sign == "per" else 1)
        if pieces[end].lower in {"point", "points"}:
            return replace(found, kind="measure", unit="point", end=end + 1)
        return _signed(pieces, replace(found, kind="percent", unit="%", end=end))
    money = units.currency(pieces, at)
    if money is not None and pieces[at].word:
        return replace(found, kind="money", unit=money[0], end=money[1])
    if pieces[at].lower in {"pounds", "won", "pesos"} and number.scaled and number.digits:
        return replace(found, kind="money", unit={"pounds": "GBP", "won": "KRW", "pesos": "MXN"}[sign], end=at + 1)
    if sign == "m" and (pieces[at].glued or (number.digits and not number.scaled and pieces[at].text == "m")):
        return _metres(pieces, found, number, at)
    if sign in ORDINALS or (sign in {"points", "point", "stone", "seconds"} and number.approximate):
        return found
    known = units.unit(pieces, at)
    if known is None:
        return _degrees(pieces, found, number, at)
    (kind, canonical, factor), end = known
    if canonical == "degree":
        return _degrees(pieces, found, number, at)
    return replace(
        found, kind=kind, low=number.low * factor, high=number.high * factor, unit=canonical, end=end, factor=factor
    )


def _metres(pieces: Pieces, found: Amount, number: Numeral, at: int) -> Amount:
    """ "3m people" are millions, "a 3m wall" metres."""
    after = pieces[at + 1]
    if after.lower in {"people", "euros", "dollars", "pounds"} or (after.word and after.lower.endswith("s")):
        grown = replace(found, low=number.low * 1e6, high=number.high * 1e6, end=at + 1, scaled=True)
        money = units.currency(pieces, at + 1)
        pounds = ("GBP", at + 2) if after.lower == "pounds" else money
        return replace(grown, kind="money", unit=pounds[0], end=pounds[1]) if pounds else grown
    return replace(found, kind="measure", unit="m", end=at + 1)


def _degrees(pieces: Pieces, found: Amount, number: Numeral, at: int) -> Amount:
    """Temperatures, in degrees Celsius where the scale is named."""
    sign = pieces[at].lower
    if pieces[at].text in {"F", "C"}:
        at -= 1
    elif sign not in {"°", "degree", "degrees"}:
        return found
    scale, end = pieces[at + 1].lower, at + 2
    if scale not in {"c", "f", "celsius", "fahrenheit", "centigrade"}:
        return _signed(pieces, replace(found, kind="measure", unit="degree", end=at + 1))
    found = _signed(pieces, replace(found, kind="measure", unit="°C", end=end))
    low, high = found.low or 0.0, found.high or 0.0
    if scale in {"f", "fahrenheit"}:
        low, high = round((low - 32) / 1.8, 6), round((high - 32) / 1.8, 6)
    return replace(found, low=low, high=high)


def _signed(pieces: Pieces, found: Amount) -> Amount:
    """`found` below zero, where a sign or words say so: "minus 20 degrees", "-2.5%", "5 degrees below zero"."""
    sign = pieces[found.first - 1]
    glued = pieces[found.first].glued and not sign.glued and sign.text in _BELOW
    below = pieces.follows(found.end, ("below", "zero"))
    if not (below or glued or sign.lower == "minus") or found.low is None or found.high is None:
        return found
    return replace(found, low=-found.high, high=-found.low, end=found.end + 2 if below else found.end)


def rate(pieces: Pieces, found: Amount) -> Amount:
    """ "$15 an hour", "200 a day": so many per something."""
    if pieces[found.end].lower not in _PER or found.kind not in ("count", "money", "measure", "percent"):
        return found
    base = pieces[found.end + 1].lower
    per = pieces[found.end].lower
    named = base in _TIMES or (found.kind == "money" and per != "each" and base.isalpha() and _one_of(base))
    if not named or (found.kind == "count" and pieces[found.end].lower == "every"):
        return found
    return replace(found, unit=f"{found.unit or ''}/{base}", end=found.end + 2)
