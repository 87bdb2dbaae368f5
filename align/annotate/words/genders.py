"""Which pronoun a name or a noun goes with, as far as words alone tell: "he", "she", or nothing said."""

from __future__ import annotations

import tomllib
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Literal

from align.annotate.words import voices
from align.models import Mention

Gender = Literal["m", "f"]
Kind = Literal["person", "body", "place", "thing"]

_PLACES = frozenset(
    """country nation state city town village capital county province region district island kingdom republic territory
    neighborhood neighbourhood municipality suburb borough continent""".split()
)


@cache
def _speaking(section: str) -> frozenset[str]:
    """A section of the nouns that can be speakers."""
    text = (files("align") / "data" / "lexicon" / "speakers.toml").read_text(encoding="utf-8")
    words: str = tomllib.loads(text)[section]
    return frozenset(words.split())


@cache
def _words(section: str) -> frozenset[str]:
    text = (files("align") / "data" / "lexicon" / "firstnames.toml").read_text(encoding="utf-8")
    words: str = tomllib.loads(text)[section]
    return frozenset(words.split())


@cache
def of_name(name: str, title: str | None = None) -> Gender | None:
    """The gender that a title or else a first name tells: "Mrs. Okafor", "Ingrid Solheim"; None for "Dr. Okafor"."""
    for word in reversed((title or "").lower().split()):
        told = of_noun(word.rstrip("."))
        if told is not None:
            return told
    words = name.split()
    if len(words) < 2 and not title:
        return _first(words[0]) if words else None
    return _first(words[0]) if len(words) > 1 else None


@cache
def of_noun(noun: str) -> Gender | None:
    """The gender that a common noun or a title tells ("congresswoman", "father")."""
    if noun in _words("male_words"):
        return "m"
    if noun in _words("female_words") or (noun.endswith("woman") and len(noun) > 5):
        return "f"
    return None


def _first(word: str) -> Gender | None:
    plain = unicodedata.normalize("NFKD", word.lower())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    if plain in _words("male"):
        return "m"
    return "f" if plain in _words("female") else None


@cache
def kind_of_noun(lemma: str) -> Kind:
    """Whether a common noun is a person, a body of persons, a place, or any other thing."""
    last = lemma.rpartition("-")[2]
    if lemma in _PLACES:
        return "place"
    if last in _speaking("bodies"):
        return "body"
    if of_noun(last) is not None:
        return "person"
    return "person" if last not in _speaking("documents") and voices.speaks(lemma) else "thing"


def kind_of_name(mention: Mention) -> Kind:
    """The kind of what a name names."""
    if mention.label == "PERSON":
        return "person"
    if mention.label == "ORG":
        return "body"
    return "place" if mention.label == "PLACE" else "thing"
