"""When two quantities are compatible: intervals that overlap, widened by what rounding and "about" leave open."""

from __future__ import annotations

import math
import re

from align.models import Quantity

Interval = tuple[float, float]
_ABOUT = 0.1  # "about 100" may be 90
_NEARLY = 0.01  # "roughly 218" is no 214: who gives three digits means them
_ROUNDED = 0.05  # most that a round number may be away from the exact one
_CONVERTED = 0.07  # measures come from other units
_CALENDAR = 0.09  # months and weeks do not fit into each other
_SHARE_WORDS = 0.1  # "a third" is not 33.3 %
_COUNTED = frozenset({"day", "night", "week", "month", "year", "decade"})  # lengths of time that are counted
_FIGURE = re.compile(r"\d[\d,]{0,20}(?:\.\d{1,9})?")
_AT_LEAST = re.compile(r"at least|no fewer than|at most|no more than|up to|as many as", re.IGNORECASE)
_LETTERS = re.compile(r"[a-z]+")


def comparable(left: Quantity, right: Quantity) -> bool:
    """Whether two quantities are of one dimension."""
    if {left.kind, right.kind} <= {"percent", "fraction"}:
        return True
    return left.kind == right.kind and left.unit == right.unit


def compatible(left: Quantity, right: Quantity) -> bool:
    """Whether both may be true of one thing."""
    if left.kind == "score":
        return (left.low, left.high) == (right.low, right.high)
    if left.kind == "ordinal":
        return left.low == right.low
    if same_bound(left, right):
        return _one_bound(left, right)
    if left.kind == right.kind == "fraction" and not (left.approximate or right.approximate):
        return gap(left, right) < 0.02 or left.low != left.high or right.low != right.high
    one, other = reach(left), reach(right)
    if left.kind == "percent" and right.kind == "percent":
        one, other = _to_the_digit(one, left), _to_the_digit(other, right)
    if left.kind in ("measure", "duration"):
        return _one_measure(left, one, right, other)
    return one[0] <= other[1] and other[0] <= one[1]


def same_bound(left: Quantity, right: Quantity) -> bool:
    """Whether both are limits on one side ("at least 12", "more than 40"), so that both may be true of one thing."""
    return left.low != left.high and right.low != right.high and (
        (left.high is None and right.high is None) or (left.low is None and right.low is None)
    )  # fmt: skip


def _one_bound(left: Quantity, right: Quantity) -> bool:
    """Whether two limits may be the same: "at least 12" counts, "more than 100" is round and leaves more open."""
    counted = all(_AT_LEAST.match(quantity.text) for quantity in (left, right))
    return gap(left, right) <= (0.02 if counted else 0.5)


def _one_measure(left: Quantity, one: Interval, right: Quantity, other: Interval) -> bool:
    """Whether two measures may be one: converted units leave more open than two figures in the same unit."""
    distance = max(one[0] - other[1], other[0] - one[1], 0.0)
    size = max(abs(middle(left)), abs(middle(right)))
    if _unit_word(left) != _unit_word(right):
        return distance <= size * (_CALENDAR if left.kind == "duration" else _CONVERTED)
    exact = left.kind == "duration" and _unit_word(left) in _COUNTED
    coarse, fine = sorted((left, right), key=lambda quantity: _digits(abs(middle(quantity))))
    if exact or _digits(abs(middle(fine))) == _digits(abs(middle(coarse))) or not _FIGURE.search(coarse.text):
        return distance <= size * 1e-6
    # 40 light years may be 39, 8.9 metres 8.95
    return distance <= min(size * _ROUNDED, _half_place(coarse))


def _half_place(quantity: Quantity) -> float:
    """Half of the place of the last digit that is written, in the quantity's own unit."""
    written = _FIGURE.search(quantity.text)
    if written is None:
        return 0.0
    figure = written[0].replace(",", "")
    value = float(figure) or 1.0
    _, _, decimals = figure.partition(".")
    place = 10.0 ** -len(decimals) if decimals else _last_place(value) or 1.0
    return place / 2 * abs(middle(quantity)) / value


def _unit_word(quantity: Quantity) -> str:
    """The unit as written, in the singular: "hour" of "3-hour" and of "three hours"."""
    words = _LETTERS.findall(quantity.text.lower())
    return words[-1].removesuffix("s") if words else ""


def cut_off(left: Quantity, right: Quantity) -> bool:
    """Whether the one is the other without its last digits: 52 million for 52,871,460, where 53 would be nearer."""
    coarse, fine = sorted((abs(middle(left)), abs(middle(right))), key=_digits)
    place = _last_place(coarse)
    return place >= 1000 and _digits(fine) > _digits(coarse) and fine // place * place == coarse


def reach(quantity: Quantity) -> Interval:
    """The interval of `quantity` with its tolerance; shares in percent."""
    low = -math.inf if quantity.low is None else quantity.low
    high = math.inf if quantity.high is None else quantity.high
    factor = 100.0 if quantity.kind == "fraction" else 1.0
    low, high = low * factor, high * factor
    if low == high:
        slack = _slack(low, quantity)
        return low - slack, high + slack
    return low - _slack(low, quantity), high + _slack(high, quantity)


def _slack(value: float, quantity: Quantity) -> float:
    if math.isinf(value) or value == 0:
        return 0.0
    size = abs(value)
    if quantity.approximate and quantity.kind == "percent":
        return max(size * _ABOUT / 2, 1.0)
    if quantity.approximate:
        return size * (_ABOUT if _digits(size) <= 2 else _NEARLY)
    if quantity.kind == "fraction":
        return size * _SHARE_WORDS
    if quantity.kind in ("age", "percent", "ordinal", "score", "measure", "duration"):
        return 0.0
    if size >= 1000 or (size >= 100 and size % 100 == 0) or (quantity.low is None or quantity.high is None):
        return min(_last_place(size) / 2, size * _ROUNDED)
    return 0.0


def _last_place(value: float) -> float:
    """The place of the last digit that is not zero: 1,200,000 is exact to 100,000."""
    if not value or value != int(value) or value >= 1e15:
        return 0.0
    place, rest = 1, int(value)
    while rest % 10 == 0:
        place, rest = place * 10, rest // 10
    return float(place)


def _digits(value: float) -> int:
    """How many digits are given: 2 for 0.14 and for 1,400,000."""
    return len(f"{value:.6e}".partition("e")[0].replace(".", "").rstrip("0"))


def _to_the_digit(interval: Interval, quantity: Quantity) -> Interval:
    """A whole percentage stands for what rounds to it."""
    whole = quantity.low is not None and quantity.low == int(quantity.low)
    return (interval[0] - 0.5, interval[1] + 0.49) if whole and quantity.low == quantity.high else interval


def normalised(quantity: Quantity) -> str:
    """The value in one form for all spellings: "12", ">=12", "12..15", "~500", "1500000000 USD"."""
    low, high = _number(quantity.low), _number(quantity.high)
    if low == high:
        body = low
    elif quantity.high is None:
        body = f">={low}"
    elif quantity.low is None:
        body = f"<={high}"
    else:
        body = f"{low}..{high}"
    mark = "~" if quantity.approximate else ""
    unit = "" if quantity.unit in (None, "%") else f" {quantity.unit}"
    return mark + body + ("%" if quantity.unit == "%" else "") + unit


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return str(int(value)) if value == int(value) else f"{value:.9g}"


def gap(left: Quantity, right: Quantity) -> float:
    """How far apart two quantities are, as a share of the larger."""
    one, other = middle(left), middle(right)
    return abs(one - other) / max(abs(one), abs(other), 1e-9)


def middle(quantity: Quantity) -> float:
    """One number for the quantity."""
    low = quantity.low if quantity.low is not None else quantity.high
    high = quantity.high if quantity.high is not None else quantity.low
    factor = 100.0 if quantity.kind == "fraction" else 1.0
    return ((low or 0.0) + (high or 0.0)) / 2 * factor
