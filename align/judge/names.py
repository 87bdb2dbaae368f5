"""When two names stand for one thing, as far as form tells: what the linking of entities may have missed."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from align.judge.sides import Side
from align.models import Mention

_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_EMPTY = frozenset(
    {"the", "of", "and", "for", "al", "el", "de", "van", "von", "mr", "mrs", "ms", "dr", "sir", "jr", "sr", "s"}
)
_SPELLING = 86.0  # "Gaddafi" and "Qaddafi"; "Iran" and "Iraq" are far below
_FIRST_NAME = 75.0  # "Mohammed" and "Muhammad"; "Marcus" and "Martin" are at 50


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name that tell, in small letters, without possessive and dots."""
    plain = name.lower().replace(".", "").replace("’s", "").replace("'s", "")
    found = tuple(word for word in _WORD.findall(plain) if word not in _EMPTY)
    return found or tuple(_WORD.findall(plain))


def same_mention(left: Side, one: Mention, right: Side, other: Mention) -> bool:
    """Whether two mentions may name one thing; True also where that is open."""
    if (one.entity is not None and one.entity == other.entity) or words_of(one.text) == words_of(other.text):
        return True
    ours, theirs = left.forms(one), right.forms(other)
    full, far_full = _full(ours), _full(theirs)
    if full and far_full:  # that both are also called by the same last name proves nothing
        ours, theirs = full, far_full
    return any(same_name(a, b) for a in ours for b in theirs)


def _full(forms: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(form for form in forms if len(words_of(form)) > 1)


def same_name(one: str, other: str) -> bool:
    """Whether two names may be of one thing: one within the other, initials, or another spelling."""
    ours, theirs = words_of(one), words_of(other)
    if not ours or not theirs:
        return True
    if set(ours) <= set(theirs) or set(theirs) <= set(ours):
        return True
    if _initials(ours, theirs) or _initials(theirs, ours):
        return True
    if 1 in (len(ours), len(theirs)) and _spelt_alike(ours[-1], theirs[-1]):
        return True
    if ours[-1] == theirs[-1] and (len(ours) == 1 or len(theirs) == 1 or _given(ours[0], theirs[0])):
        return True
    return len(one) > 4 and len(other) > 4 and fuzz.ratio(" ".join(ours), " ".join(theirs)) >= _SPELLING


def _spelt_alike(one: str, other: str) -> bool:
    """Whether two last names are one in two spellings: "Zelensky" and "Zelenskyy"."""
    return min(len(one), len(other)) > 4 and fuzz.ratio(one, other) >= _SPELLING


def _given(one: str, other: str) -> bool:
    """Whether two first names may be of one person: an initial, a short form ("Tim"), another spelling ("Eric").

    Short forms that no letters tell ("Bill") are known to `link`, which gives both names one entity.
    """
    short, long = sorted((one, other), key=len)
    return long.startswith(short) or (one[0] == other[0] and fuzz.ratio(one, other) >= _FIRST_NAME)


def _initials(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    if len(short) != 1 or len(long) < 2 or not short[0]:
        return False
    initials = "".join(word[0] for word in long)
    return short[0] == initials or (
        len(short[0]) > 2 and short[0][:-1] == initials
    )  # the name may be cut: "World Health"
