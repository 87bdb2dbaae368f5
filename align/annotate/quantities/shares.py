"""Shares of a whole: "two-thirds", "half of", "three in five", "four in every ten", "most of", "1/2"."""

from __future__ import annotations

from align.annotate.grammar.numerals import FRACTIONS, MULTIPLES, SCALES, Numeral, numeral
from align.annotate.grammar.pieces import Pieces
from align.annotate.quantities import units

_WHOLE = frozenset({"of", "the", "its", "their", "his", "her", "all"})
_THOSE = frozenset({"the", "its", "their", "his", "her", "those", "these", "them", "all"})
# Shares that name no number, as the interval in which a reader takes them.
_LOOSE = {
    ("a", "majority", "of"): (0.5, 1.0), ("the", "majority", "of"): (0.5, 1.0), ("most", "of"): (0.5, 1.0),
    ("the", "bulk", "of"): (0.5, 1.0), ("a", "minority", "of"): (0.0, 0.5),
}  # fmt: skip
OPENINGS = frozenset({"most", "the", "three"})
_LARGEST = 1000  # "three in five": more parts than this nobody counts in


def share(pieces: Pieces, index: int) -> Numeral | None:
    """The share of a whole that is told from `index` on, as a fraction of one."""
    first = pieces[index].lower
    for words, (low, high) in _LOOSE.items():
        if first != words[0] or not pieces.follows(index, words):
            continue
        if words[-2] in {"majority", "minority"} or pieces[index + len(words)].lower in _THOSE:
            return Numeral(low, high, index + len(words) - 1)
    if first == "half" and pieces[index + 1].lower in _WHOLE:
        return Numeral(0.5, 0.5, index + 1)
    if first in {"a", "one"} and pieces[index + 1].lower in FRACTIONS and pieces[index + 2].lower == "of":
        part = 1 / FRACTIONS[pieces[index + 1].lower]
        return Numeral(part, part, index + 2)
    grown = _change(pieces, index)
    if grown is not None:
        return grown
    number = numeral(pieces, index)
    if number is None or number.low != number.high or number.low > _LARGEST:
        return None
    return _parts(pieces, number) or _slashed(pieces, number) or _ratio(pieces, number)


def _change(pieces: Pieces, index: int) -> Numeral | None:
    """ "rose by a third", "fell nearly a quarter", "cut in half": a share of what was before."""
    at = index + 1 if pieces[index].lower in {"a", "one"} else index
    below = FRACTIONS.get(pieces[at].lower)
    alone = at == index and pieces[at].lower == "half"
    if not below or pieces[at].lower.endswith("s") or not (alone or at > index):
        return None
    behind = pieces[at + 1]
    if pieces[index - 1].lower not in _CHANGING or (behind.word and behind.lower not in _GOING_ON):
        return None
    return None if behind.glued and behind.text == "-" else Numeral(1 / below, 1 / below, at + 1)


_CHANGING = frozenset(
    {"by", "nearly", "almost", "about", "around", "roughly", "over", "than", "least", "up", "down", "rose", "fell",
     "dropped", "grew", "climbed", "jumped", "increased", "decreased", "lost", "cut", "plunged", "shrank"}
)  # fmt: skip
_GOING_ON = frozenset(
    {"this", "last", "in", "since", "from", "on", "over", "and", "compared", "as", "at", "during", "between", "to",
     "after", "within", "but", "when", "while", "because", "for", "off"}
)  # fmt: skip


def _parts(pieces: Pieces, number: Numeral) -> Numeral | None:
    """ "two-thirds", "one quarter"."""
    at = number.end
    if pieces[at].text == "-" and pieces[at].glued:
        at += 1
    word = pieces[at].lower
    below = FRACTIONS.get(word)
    plural = word.endswith("s") or number.low == 1
    if not below or not plural or word == "half" or number.low >= below or not pieces[at].text.islower():
        return None
    return Numeral(number.low / below, number.low / below, at + 1)


def _slashed(pieces: Pieces, number: Numeral) -> Numeral | None:
    """ "1/2"."""
    sign, lower = pieces[number.end], pieces[number.end + 1]
    if sign.text != "/" or not sign.glued or not lower.glued or not lower.text.isdecimal():
        return None
    if not number.low < float(lower.text[:9]) <= 10 or pieces[number.end + 2].text == "/":
        return None
    part = number.low / float(lower.text[:9])
    return Numeral(part, part, number.end + 2)


def _ratio(pieces: Pieces, number: Numeral) -> Numeral | None:
    """ "three in five", "2 out of 5", "four in every ten", "one of every six"."""
    at = number.end
    hyphens = pieces[at].text == "-" and pieces[at].glued  # "a one-in-three chance"
    at += hyphens
    word = pieces[at].lower
    every = pieces[at + 1].lower in {"every", "each"}
    if pieces.follows(at, ("out", "of")):
        at += 3 if pieces[at + 2].lower in {"every", "each"} else 2
    elif word in {"in", "of"} and every:
        at += 2
    elif word == "in" and number.low <= 20:
        at += 1
    else:
        return None
    at += hyphens and pieces[at].text == "-"
    whole = numeral(pieces, at)
    if whole is None or whole.approximate or not number.low < whole.low:
        return None
    bare = whole.low < 1100 or "," in pieces[at].text  # "one in 2014" is a year
    return Numeral(number.low / whole.low, number.low / whole.low, whole.end) if bare else None


def part_of(pieces: Pieces, index: int) -> Numeral | None:
    """ "a quarter of a million", "three-quarters of an hour": a share of one scale or unit, which stands at the end."""
    top, at = 1.0, index + 1
    if pieces[index].lower not in {"a", "one"}:
        number = numeral(pieces, index)
        if number is None or number.low != number.high or number.low > 9:
            return None
        top, at = number.low, number.end
    at += 1 if pieces[at].text == "-" and pieces[at].glued else 0
    below = FRACTIONS.get(pieces[at].lower)
    if not below or top >= below:
        return None
    behind = at + 1
    if pieces[behind].text == "-" and pieces[behind].glued:
        behind += 1
    elif pieces.follows(behind, ("of", "a")) or pieces.follows(behind, ("of", "an")):
        behind += 2
    word = pieces[behind].lower
    if word in SCALES:
        value = top / below * MULTIPLES[word]
        return Numeral(value, value, behind + 1, scaled=True)
    if pieces[behind - 1].lower in {"a", "an"} and units.unit(pieces, behind) is not None:
        return Numeral(top / below, top / below, behind)
    return None
