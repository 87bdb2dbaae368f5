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


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name that tell, in small letters, without possessive and dots."""
    plain = name.lower().replace(".", "").replace("’s", "").replace("'s", "")
    found = tuple(word for word in _WORD.findall(plain) if word not in _EMPTY)
    return found or tuple(_WORD.findall(plain))


def same_mention(left: Side, one: Mention, right: Side, other: Mention) -> bool:
    """Whether two mentions may name one thing; True also where that is open."""
    if one.entity is not None and one.entity == other.entity:
        return True
    return any(same_name(a, b) for a in left.forms(one) for b in right.forms(other))


def same_name(one: str, other: str) -> bool:
    """Whether two names may be of one thing: one within the other, initials, or another spelling."""
    ours, theirs = words_of(one), words_of(other)
    if not ours or not theirs:
        return True
    if set(ours) <= set(theirs) or set(theirs) <= set(ours):
        return True
    if _initials(ours, theirs) or _initials(theirs, ours):
        return True
    if ours[-1] == theirs[-1] and (len(ours) == 1 or len(theirs) == 1 or ours[0][0] == theirs[0][0]):
        return True
    return len(one) > 4 and len(other) > 4 and fuzz.ratio(" ".join(ours), " ".join(theirs)) >= _SPELLING


def _initials(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    return len(short) == 1 and len(long) > 1 and short[0] == "".join(word[0] for word in long)
