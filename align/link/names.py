"""When do two names name the same thing? Rules of form only; what the story says of them is `cluster`'s business.

A key is a name as a tuple of lower-case words without accents, possessives, particles, generic endings or dots. Names
are never joined on string similarity alone: "South Korea" and "North Korea" are 91 % alike.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler

Key = tuple[str, ...]

# Particles that outlets write or leave out ("Bashar al-Assad", "Bashar Assad"; "Ursula von der Leyen" keeps its own).
_PARTICLES = frozenset({"al", "el", "ul", "ad", "ar", "as", "bin", "ibn"})
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
# Endings of organisations that add nothing to who they are.
_GENERIC_ENDINGS = frozenset("inc corp corporation co company ltd llc plc ag gmbh sa nv group".split())
_SKIPPED_IN_ACRONYMS = frozenset({"of", "the", "and", "for", "in", "on", "to", "de", "du", "des", "la", "le"})
# One word in British and in American spelling, as names have it ("World Trade Centre", "Ministry of Defence").
_SPELLINGS = dict(
    pair.split("=")
    for pair in """centre=center defence=defense labour=labor organisation=organization theatre=theater harbour=harbor
    programme=program licence=license organisations=organizations centres=centers""".split()
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
# Usual short forms of first names; each line one name. Facts of English usage.
_SHORT_NAMES = """
abigail abby|alexander alex|andrew andy drew|anthony tony|barbara barb|benjamin ben|bernard bernie|catherine cathy kate
charles charlie chuck|christine chris|christopher chris|daniel dan danny|david dave|deborah deb debbie|donald don
douglas doug|edward ed eddie ted|elizabeth liz beth betsy|eugene gene|frederick fred|gerald gerry jerry|gregory greg
harold harry hal|henry hank|jacob jake|james jim jimmy|jeffrey jeff|jennifer jen|jonathan jon|joseph joe|joshua josh
katherine kate kathy|kenneth ken|lawrence larry|leonard len|margaret maggie meg|matthew matt|michael mike mick
mitchell mitch|nathaniel nathan nate|nicholas nick|pamela pam|patricia pat patty|patrick pat|peter pete|philip phil
raymond ray|rebecca becky|richard rick dick rich|robert bob rob bobby|ronald ron|samuel sam|samantha sam|stephen steve
steven steve|susan sue|theodore ted|thomas tom|timothy tim|victoria vicky|vincent vince|walter walt|william bill will
zachary zach
"""
_SHORT = {
    word: names[0]
    for names in (group.split() for group in _SHORT_NAMES.replace("\n", "|").split("|") if group.strip())
    for word in reversed(names)
}


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
    """The key of a person's name without particles, suffixes and middle names or initials: (first, last) or (only,)."""
    kept = tuple(w for w in words if w not in _PARTICLES and w not in _SUFFIXES) or words
    return kept if len(kept) <= 2 else (kept[0], kept[-1])


def organisation(words: Key) -> Key:
    """The key of an organisation without legal and other generic endings."""
    while len(words) > 1 and words[-1] in _GENERIC_ENDINGS:
        words = words[:-1]
    return words


def same_person(left: Key, right: Key) -> bool:
    """Two full names (two words each, see `person`) of one person: same last name, compatible first names.

    A last name may differ in transliteration ("Gaddafi", "Qaddafi") where the first names are equal and longer than an
    initial; first names may be an initial or a usual short form of each other.
    """
    if len(left) < 2 or len(right) < 2:
        return left == right
    first = _same_first(left[0], right[0])
    if left[-1] == right[-1]:
        return first or _close(left[0], right[0])
    return left[0] == right[0] and len(left[0]) > 2 and _close(left[-1], right[-1])


def _same_first(left: str, right: str) -> bool:
    if left == right or _SHORT.get(left, left) == _SHORT.get(right, right):
        return True
    return min(len(left), len(right)) == 1 and left[0] == right[0]


def _close(left: str, right: str) -> bool:
    """Spelling variants of one word: long enough, and nearly the same letters ("Mohammed", "Muhammad")."""
    return min(len(left), len(right)) >= 5 and JaroWinkler.similarity(left, right) >= 0.88 and _skeleton(left, right)


def _skeleton(left: str, right: str) -> bool:
    """CASE: "Martin" and "Marvin", "Hansen" and "Jansen" are close but other names: their consonants differ."""

    def consonants(word: str) -> str:
        bare = re.sub(r"[aeiouyhw]", "", word.replace("ph", "f").replace("ck", "k").replace("q", "k").replace("c", "k"))
        return re.sub(r"(.)\1+", r"\1", bare.replace("z", "s").replace("g", "k"))

    return consonants(left) == consonants(right)


def is_acronym_of(short: Key, long: Key) -> bool:
    """Whether a one-word name is made of the initials of a longer one ("who", "world health organization")."""
    if len(short) != 1 or not 2 <= len(short[0]) <= 8 or len(long) < 2:
        return False
    letters = short[0]
    every = "".join(w[0] for w in long)
    return letters in (every, "".join(w[0] for w in long if w not in _SKIPPED_IN_ACRONYMS))
