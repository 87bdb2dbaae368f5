"""When do two names name the same thing? Rules of form only; what the story says of them is `cluster`'s business.

A key is a name as a tuple of lower-case words without accents, possessives, particles, generic endings or dots. Names
are never joined on string similarity alone: "South Korea" and "North Korea" are 91 % alike.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler

from align.link.given import groups

Key = tuple[str, ...]

# Particles that outlets write or leave out ("Bashar al-Assad", "Bashar Assad"; "Ursula von der Leyen" keeps its own).
_PARTICLES = frozenset({"al", "el", "ul", "ad", "ar", "as", "bin", "ibn"})
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
# Titles in front of a name that the language pipeline left inside it; those that are no first name of anybody.
_TITLES = frozenset(
    """mr mrs ms miss mme dr prof sir sen rep gov lt gen col maj capt sgt adm rev president senator congressman
    congresswoman governor mayor minister secretary chancellor spokesman spokeswoman spokesperson attorney lawyer judge
    justice sheriff detective officer coach actor actress singer fellow former then professor doctor captain colonel
    """.split()
)
# Endings of organisations that add nothing to who they are.
_GENERIC_ENDINGS = frozenset("inc corp corporation co company ltd llc plc ag gmbh sa nv group".split())
# Countries that organisations bear in their names in two spellings ("United States Navy", "U.S. Navy").
_COUNTRIES = {("united", "states"): "us", ("united", "kingdom"): "uk"}
_SKIPPED_IN_ACRONYMS = frozenset({"of", "the", "and", "for", "in", "on", "to", "de", "du", "des", "la", "le"})
# One word in British and in American spelling, as names have it ("World Trade Centre", "Ministry of Defence").
_SPELLINGS = dict(
    pair.split("=")
    for pair in """centre=center defence=defense labour=labor organisation=organization theatre=theater harbour=harbor
    programme=program licence=license organisations=organizations centres=centers""".split()
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


@lru_cache(maxsize=20_000)
def key(name: str) -> Key:
    """The words of a name in the form in which names are compared; empty for a name without letters or digits."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'"))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    plain = re.sub(r"\b((?:\w\.)+\w?)(?!\w)", lambda m: m.group(1).replace(".", ""), plain)  # U.S. -> us, D.C. -> dc
    words = [w.removesuffix("'s").replace("'", "") for w in _WORD.findall(plain)]
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return tuple(_SPELLINGS.get(w, w) for w in words if w)


def person(words: Key) -> Key:
    """The key of a person's name without titles, particles and suffixes; initials that follow each other are one word.

    The last word is the last name, those before it are given names, middle names and initials.
    """
    kept = [w for w in words if w not in _PARTICLES and w not in _SUFFIXES] or list(words)
    while len(kept) > 1 and kept[0] in _TITLES:
        del kept[0]
    joined: list[str] = []
    for at, word in enumerate(kept):
        # CASE: "H. W." and "W." are two people's initials, so the first must not be read as holding the second.
        if at and at < len(kept) - 1 and len(word) == len(kept[at - 1]) == 1:
            joined[-1] += word
        else:
            joined.append(word)
    return tuple(joined)


def suffix(words: Key) -> str | None:
    """What tells a son from a father of the same name: "jr", "sr", "iii"."""
    return words[-1] if len(words) > 1 and words[-1] in _SUFFIXES else None


def organisation(words: Key) -> Key:
    """The key of an organisation without legal and other generic endings, its country in front in one spelling."""
    if len(words) > 2 and words[:2] in _COUNTRIES:
        words = (_COUNTRIES[words[0], words[1]], *words[2:])
    while len(words) > 1 and words[-1] in _GENERIC_ENDINGS:
        words = words[:-1]
    return words


def same_person(left: Key, right: Key) -> bool:
    """Two full names (two words or more, see `person`) of one person: same last name, given names that agree.

    They agree if those of one are found in order among those of the other, an initial or a usual short form counting as
    the name: "Ana Ruiz" is "Ana Sofia Ruiz" but "Ana B. Ruiz" is not "Ana S. Ruiz". A last name may differ in
    transliteration ("Gaddafi", "Qaddafi") where the first names are equal and longer than an initial.
    """
    if len(left) < 2 or len(right) < 2:
        return left == right
    few, many = sorted((left, right), key=lambda name: (len(name), name))
    if few[-1] == many[-1]:
        return _within(few[:-1], many[:-1])
    return left[0] == right[0] and len(left[0]) > 2 and _close(left[-1], right[-1])


def _within(few: Key, many: Key) -> bool:
    """Whether some given names are found in order among others."""
    at = -1
    for number, word in enumerate(few):
        found = (i for i in range(at + 1, len(many)) if _agree(word, many[i], leads=number == 0 and i > 0))
        at = next(found, -1)
        if at < 0:
            return False
    return True


def _agree(word: str, other: str, leads: bool) -> bool:
    """CASE: "B. Ruiz" is not "Ana B. Ruiz", so a name that leads must be the same where the other is no first name."""
    return (word == other and len(word) > 1) if leads else _same_first(word, other)


def _same_first(left: str, right: str) -> bool:
    if left == right or not groups(left).isdisjoint(groups(right)):
        return True
    if min(len(left), len(right)) == 1:
        return left[0] == right[0]
    return _close(left, right)


def _close(left: str, right: str) -> bool:
    """Spelling variants of one word: long enough, and nearly the same letters ("Mohammed", "Muhammad")."""
    return (
        min(len(left), len(right)) >= 5
        and JaroWinkler.similarity(left, right) >= 0.88
        and skeleton(left) == skeleton(right)
    )


@lru_cache(maxsize=20_000)
def skeleton(word: str) -> str:
    """The consonants of a word. CASE: "Martin" and "Marvin", "Hansen" and "Jansen" are close but other names."""
    bare = re.sub(r"[aeiouyhw]", "", word.replace("ph", "f").replace("ck", "k").replace("q", "k").replace("c", "k"))
    return re.sub(r"(.)\1+", r"\1", bare.replace("z", "s").replace("g", "k"))


def initials(words: Key) -> tuple[str, ...]:
    """The acronyms that a name of several words may have: with all words, without small ones, with its article."""
    letters = [(w, w if w in _COUNTRIES.values() else w[0]) for w in words]  # CASE: "USPS" has both letters of "US"
    every = "".join(letter for _, letter in letters)
    large = "".join(letter for w, letter in letters if w not in _SKIPPED_IN_ACRONYMS)
    return tuple(dict.fromkeys(a for a in (every, large, "t" + every) if 2 <= len(a) <= 8))


def is_acronym_of(short: Key, long: Key) -> bool:
    """Whether a one-word name is made of the initials of a longer one ("who", "world health organization")."""
    if len(short) != 1 or not 2 <= len(short[0]) <= 8 or len(long) < 2:
        return False
    return short[0] in initials(long)
