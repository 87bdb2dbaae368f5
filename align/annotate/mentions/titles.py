"""Titles and occupations beside a person's name: "President Obama", "former Secretary of State John Kerry"."""

from __future__ import annotations

from align.annotate.words.gazetteer import titles

WINDOW = 70  # characters before a name in which its title stands
LONGEST = 5  # words of the longest title


def before(text: str, start: int, floor: int = 0) -> int:
    """Where the title directly before `start` begins, not before `floor`; `start` itself where none stands there."""
    known, modifiers = titles()
    window = text[max(floor, start - WINDOW) : start]
    if not window[-1:].isspace():
        return start
    words = window.split()
    if not words or words[-1][-1] in ",;:)":
        return start
    first = len(words)
    while first > 0:
        size = next((n for n in range(min(LONGEST, first), 0, -1) if _is_title(words[first - n : first], known)), 0)
        if size == 0:
            break
        first -= size
    if first == len(words):
        return start
    while first > 0 and words[first - 1] in modifiers:
        first -= 1
    return start - len(window.split(None, first)[-1] if first else window.lstrip())


def leading(name: str) -> int:
    """How many characters of `name` are a title with the blank behind it; 0 where it begins with the name itself."""
    known, modifiers = titles()
    words = name.split()
    taken = 0
    while taken < len(words) - 1:
        left = words[taken:-1]
        size = next((n for n in range(min(LONGEST, len(left)), 0, -1) if tuple(left[:n]) in known), 0)
        if size == 0 and words[taken] not in modifiers:
            break
        taken += size or 1
    return len(name) - len(name.split(None, taken)[-1]) if taken else 0


def is_title(name: str) -> bool:
    """Whether `name` is nothing but a title."""
    known, modifiers = titles()
    words = [word for word in name.split() if word not in modifiers]
    return not words or _is_title(words, known)


def opens_name(word: str) -> bool:
    """Whether `word` is a title that only ever stands before a person's name: "Mr.", "Sen."."""
    return word in SURE


SURE = frozenset(
    "Mr. Mr Mrs. Mrs Ms. Ms Dr. Sen. Sens. Rep. Reps. Gov. Lt. Gen. Col. Maj. Capt. Sgt. Cmdr. Adm. Rev. Prof."
    " Senator Congressman Congresswoman President Chancellor Sheriff Mayor".split()
)


def _is_title(words: list[str], known: frozenset[tuple[str, ...]]) -> bool:
    if tuple(words) in known:
        return True
    return words[0][:1].isupper() and tuple(word.lower() for word in words) in known  # "Spokesman Lee said"
