"""What stands around a numeral: bounds ("at least"), ranges ("12 to 15"), units, shares and rates.

`amount` reads one whole expression from the pieces of a sentence; `quantities` adds what only the parse knows.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from align.annotate.grammar import numerals
from align.annotate.grammar.numerals import ORDINALS, Numeral, numeral
from align.annotate.grammar.pieces import Pieces
from align.annotate.quantities import shares, units
from align.annotate.quantities.shares import part_of, share
from align.models import QuantityKind

_UP = ("at least", "more than", "over", "no fewer than", "no less than", "not less than",
       "a minimum of", "upwards of", "upward of", "above", "in excess of", "well over", "greater than", "exceeding",
       "topping", "north of", "not fewer than")  # fmt: skip
_DOWN = ("up to", "at most", "fewer than", "less than", "under", "no more than", "not more than", "a maximum of",
         "below", "as many as", "as much as", "just under", "as high as", "as few as", "only up to")  # fmt: skip
_NEAR = ("about", "around", "some", "nearly", "almost", "roughly", "approximately", "an estimated", "estimated",
         "close to", "just over", "more or less", "approx", "circa", "~", "an average of", "virtually",
         "something like", "in the region of", "slightly more than", "a little more than", "slightly less than",
         "a little over", "just short of", "little more than", "slightly over", "barely")  # fmt: skip
_BOUNDS: dict[str, list[tuple[tuple[str, ...], str]]] = {}
for _side, _phrases in (("low", _UP), ("high", _DOWN), ("near", _NEAR)):
    for _phrase in _phrases:
        _words = tuple(_phrase.split())
        _BOUNDS.setdefault(_words[0], []).append((_words, _side))
for _list in _BOUNDS.values():
    _list.sort(key=lambda entry: -len(entry[0]))
# What an amount begins with, beside a figure or a currency.
OPENINGS = frozenset({*_BOUNDS, *numerals.OPENINGS, *shares.OPENINGS, "between", "from", "u"})
_DASHES = frozenset({"-", "–", "—"})
_PERCENT = frozenset({"%", "percent", "pct", "pc"})
_PER = frozenset({"per", "a", "an", "each", "every"})
_LASTING = frozenset({"for", "within", "than", "nearly", "almost", "about", "over", "lasted", "lasts", "took"})
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


def amount(pieces: Pieces, index: int) -> Amount | None:
    """The amount that starts at `index`, with its bound."""
    side, at = _bound(pieces, index)
    found = _between(pieces, at) or _plain(pieces, at)
    if found is None:
        return None
    found = _rate(pieces, replace(found, first=index))
    if side == "low":
        return replace(found, high=None, bounded=True)
    if side == "high":
        return replace(found, low=None, bounded=True)
    near = side == "near" or pieces.follows(found.end, ("or", "so"))
    behind = (pieces[found.end].lower, pieces[found.end + 1].lower)
    if behind in {("or", "more"), ("and", "counting"), ("-", "plus")}:
        return replace(found, high=None, bounded=True, end=found.end + 2)
    if behind in {("or", "fewer"), ("or", "less")}:
        return replace(found, low=None, bounded=True, end=found.end + 2)
    if pieces[found.end].text == "+" and pieces[found.end].glued:
        return replace(found, high=None, bounded=True, end=found.end + 1)
    return replace(found, approximate=found.approximate or near, bounded=bool(side))


def _bound(pieces: Pieces, index: int) -> tuple[str, int]:
    for words, side in _BOUNDS.get(pieces[index].lower, ()):
        if pieces.follows(index, words):
            at = index + len(words)
            inner, behind = _bound(pieces, at) if at - index < 4 and words[0] in {"at", "up", "only"} else ("", at)
            return (side, behind) if not inner else (inner, behind)
    return "", index


def _between(pieces: Pieces, index: int) -> Amount | None:
    """ "between 12 and 15", "anywhere from 12 to 15", "ranging from 5 to 9"."""
    word = pieces[index].lower
    ranged = word == "from" and pieces[index - 1].lower in {"anywhere", "ranging", "range", "ranged"}
    if word != "between" and not ranged:
        return None
    low = _plain(pieces, index + 1, ranges=False)
    if low is None or pieces[low.end].lower not in {"and", "to", "-", "–"}:
        return None
    return _joined(low, _plain(pieces, low.end + 1, ranges=False), index)


def _joined(low: Amount, high: Amount | None, first: int) -> Amount | None:
    """The range from `low` to `high`, where the one takes the other's unit or scale ("$3-5 million", "5 to 6 km")."""
    if high is None or low.low is None or high.high is None or low.one or high.one:
        return None
    bottom, top = low.low, high.high
    if low.unit is None and high.unit is not None:
        low = replace(low, unit=high.unit, kind=high.kind)
        bottom *= high.factor
    elif high.unit is None and low.unit is not None:
        high = replace(high, unit=low.unit, kind=low.kind)
    if high.scaled and not low.scaled and bottom < 1000 <= top:
        for scale in (1e3, 1e6, 1e9, 1e12):
            if bottom * scale < top <= bottom * scale * 1000:
                bottom *= scale
                break
    if low.unit != high.unit or not bottom < top:
        return None
    return replace(high, low=bottom, first=first, core=low.core)


def _plain(pieces: Pieces, index: int, ranges: bool = True) -> Amount | None:
    """A numeral with its unit or currency, and its range."""
    money = units.currency(pieces, index)
    if money is not None:
        code, at = money
        number = numeral(pieces, at)
        if number is None or not number.digits:
            return None
        number = _millions(pieces, number)
        end = number.end
        behind = units.currency(pieces, end)  # "$5 dollars", "$5 US"
        end = behind[1] if behind is not None and behind[0] == code else end
        found = Amount("money", number.low, number.high, index, end, at, code, scaled=number.scaled)
        return (_range(pieces, found) or found) if ranges else found
    number = part_of(pieces, index)
    if number is None:
        part = share(pieces, index)
        if part is not None:
            return Amount("fraction", part.low, part.high, index, part.end, index)
        single = _single(pieces, index)
        if single is not None:
            return single
        number = numeral(pieces, index)
    if number is None:
        return None
    found = _with_unit(pieces, index, number)
    return (_range(pieces, found) or found) if ranges and not number.approximate else found


def _millions(pieces: Pieces, number: Numeral) -> Numeral:
    """ "£3m", "$20b": behind a currency these are millions and billions."""
    after = pieces[number.end]
    factor = {"m": 1e6, "b": 1e9}.get(after.lower, 0.0) if after.glued else 0.0
    if not factor:
        return number
    return replace_numeral(number, factor)


def replace_numeral(number: Numeral, factor: float) -> Numeral:
    """`number` times `factor`, with the piece behind it that says so."""
    return number._replace(low=number.low * factor, high=number.high * factor, end=number.end + 1, scaled=True)


def _range(pieces: Pieces, low: Amount) -> Amount | None:
    """ "12-15", "12 to 15", "two or three"."""
    sign = pieces[low.end]
    if sign.text in _DASHES and sign.glued and pieces[low.end + 1].glued and pieces[low.end + 1].text != "$":
        return _joined(low, _plain(pieces, low.end + 1, ranges=False), low.first)
    if sign.text in _DASHES and pieces[low.end + 1].text in "$€£":
        return _joined(low, _plain(pieces, low.end + 1, ranges=False), low.first)
    if sign.lower in {"to", "or"} and pieces[low.first - 1].lower != "from":
        high = _plain(pieces, low.end + 1, ranges=False)
        close = high is not None and low.high is not None and high.high is not None and high.high <= 10 * low.high
        if sign.lower == "or" and high is not None and low.high is not None and high.low != low.high + 1:
            return None
        return _joined(low, high, low.first) if close else None
    return None


def _single(pieces: Pieces, index: int) -> Amount | None:
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


def _with_unit(pieces: Pieces, index: int, number: Numeral) -> Amount:
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


def _rate(pieces: Pieces, found: Amount) -> Amount:
    """ "$15 an hour", "200 a day": so many per something."""
    if pieces[found.end].lower not in _PER or found.kind not in ("count", "money", "measure", "percent"):
        return found
    base = pieces[found.end + 1].lower
    if base not in _TIMES or (found.kind == "count" and pieces[found.end].lower == "every"):
        return found
    return replace(found, unit=f"{found.unit or ''}/{base}", end=found.end + 2)
