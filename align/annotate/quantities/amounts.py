"""What stands around a numeral: bounds ("at least"), ranges ("12 to 15"), units, shares and rates.

`amount` reads one whole expression from the pieces of a sentence; `quantities` adds what only the parse knows.
"""

from __future__ import annotations

from dataclasses import replace

from align.annotate.grammar import numerals
from align.annotate.grammar.numerals import Numeral, numeral
from align.annotate.grammar.pieces import Pieces
from align.annotate.quantities import shares, units
from align.annotate.quantities.measures import Amount, compound, rate, single, with_unit
from align.annotate.quantities.shares import part_of, share

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


_OLDER = frozenset({("or", "older"), ("and", "older"), ("and", "over"), ("or", "over"), ("and", "up")})
_YOUNGER = frozenset({("or", "younger"), ("and", "younger"), ("and", "under"), ("or", "under")})


def amount(pieces: Pieces, index: int) -> Amount | None:
    """The amount that starts at `index`, with its bound."""
    side, at = _bound(pieces, index)
    found = _between(pieces, at) or _plain(pieces, at)
    if found is None:
        return None
    found = rate(pieces, replace(found, first=index))
    if side == "low":
        return replace(found, high=None, bounded=True)
    if side == "high":
        return replace(found, low=None, bounded=True)
    if pieces.follows(found.end, ("-", "odd")) and pieces[found.end].glued:  # "twenty-odd"
        return replace(found, approximate=True, end=found.end + 2)
    near = side == "near" or pieces.follows(found.end, ("or", "so"))
    behind = (pieces[found.end].lower, pieces[found.end + 1].lower)
    if behind in {("or", "more"), ("and", "counting"), ("-", "plus")}:
        return replace(found, high=None, bounded=True, end=found.end + 2)
    if found.kind == "count" and found.high is not None and found.high < 115 and behind in _OLDER:
        return replace(found, kind="age", unit="year", high=None, bounded=True, end=found.end + 2)
    if found.kind == "count" and found.high is not None and found.high < 115 and behind in _YOUNGER:
        return replace(found, kind="age", unit="year", low=None, bounded=True, end=found.end + 2)
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
    aged = 3 if pieces.follows(index + 1, ("the", "ages", "of")) else 0
    low = _plain(pieces, index + 1 + aged, ranges=False)
    if low is None or pieces[low.end].lower not in {"and", "to", "-", "–"}:
        return None
    found = _joined(low, _plain(pieces, low.end + 1, ranges=False), index)
    return replace(found, kind="age", unit="year") if found is not None and aged else found


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
        bare = single(pieces, index)
        if bare is not None:
            return bare
        number = numeral(pieces, index)
    if number is None:
        return None
    found = with_unit(pieces, index, number)
    if ranges and found.unit in ("m", "kg", "day"):
        found = compound(pieces, found)
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
    cut = sign.text == "-" and sign.glued and pieces[low.end + 1].lower in {"to", "or"}  # "18- to 24-year-olds"
    if cut:
        sign = pieces[low.end + 1]
    if sign.lower in {"to", "or"} and pieces[low.first - 1].lower != "from":
        high = _plain(pieces, low.end + (2 if cut else 1), ranges=False)
        close = high is not None and _near(low, high)
        if sign.lower == "or" and high is not None and low.high is not None and high.low != low.high + 1:
            return None
        return _joined(low, high, low.first) if close else None
    return None


def _near(low: Amount, high: Amount) -> bool:
    """Whether two numbers may be the ends of one range: "5 to 6 km", "1.5 to 2 million", but not "3 to 4,000"."""
    if low.high is None or high.high is None:
        return False
    top = high.high / (high.factor if low.unit is None else 1.0)
    return top <= 10 * low.high or (high.scaled and not low.scaled and low.high < 1000)
