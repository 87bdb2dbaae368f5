"""The lemma of a verb from its form: for the verbs listed in data/lexicon/verbs.toml, and by spelling for the rest.

A lemmatizer that learns endings makes "declin" of "declined" and "plann" of "planned"; such guesses would hide from
every later stage that two sources use the same word.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

_VOWELS = frozenset("aeiou")
_DOUBLING = frozenset("bdgmnprt")
# Endings of a stem that has lost an "e", and of one that has not; what ends otherwise may be either.
_WITHOUT_E = re.compile(r"[vuc]$|[dr]g$|[aeiouy][sz]$|[bcdfgkpstz]l$|(?<![eo])at$")
_WHOLE = re.compile(r"[aeo][aeiou][^aeiou]$|[^aeiou]{2}$|[wxy]$|(?:[ei]t|[aeo]l|[eo][nr]|om|op|ip)$")


def lemma(token: Token) -> str:
    """The lemma of `token` in lower case."""
    if token.pos_ == "VERB" or token.tag_[:2] == "VB":
        known = known_verbs().get(token.lower_)
        if known is not None:
            return known
        if token.tag_ in ("VBD", "VBN", "VBG"):
            return unlisted(token.lower_, token.lemma_.lower())
    return (token.lemma_ or token.text).lower()


def unlisted(form: str, guessed: str = "") -> str:
    """The lemma of a past or an -ing form by its spelling; `guessed` decides where that leaves a choice."""
    if form.endswith("ied") and len(form) > 4:
        return form[:-3] + "y"
    ending = next((ending for ending in ("ed", "ing") if form.endswith(ending)), "")
    stem = form.removesuffix(ending)
    vowels = sum(letter in _VOWELS for letter in stem)
    if not ending or len(stem) < 3 or not stem.isalpha() or not (vowels or "y" in stem):
        return guessed or form
    if stem[-1] == stem[-2] and stem[-1] in _DOUBLING:
        return stem[:-1]
    if _WITHOUT_E.search(stem):
        return stem + "e"
    if vowels > 1 and _WHOLE.search(stem):
        return stem
    if vowels == 1:  # of one syllable: "pil" has lost an "e", as "pil" itself would have doubled its last letter
        return stem + "e" if stem[-2] in _VOWELS and stem[-1] not in "wxy" else stem
    return guessed if guessed in (stem, stem + "e") else stem + "e"


@cache
def known_verbs() -> Mapping[str, str]:
    """Every form of every listed verb with its lemma; a form of two verbs ("found") goes with the irregular one."""
    data = tomllib.loads((files("align") / "data" / "lexicon" / "verbs.toml").read_text(encoding="utf-8"))
    found: dict[str, str] = {}
    for base, written in data["irregular"].items():
        for form in (base, *written.split(), *forms(base, ())):
            found.setdefault(form, base)
    regular = data["regular"].split()
    for base in regular:
        found.setdefault(base, base)
    for base in regular:
        for form in forms(base):
            found.setdefault(form, base)
    return found


def forms(base: str, irregular: Sequence[str] | None = None) -> tuple[str, ...]:
    """The inflected forms of `base`; with `irregular` those, with the regular ones in -s and -ing."""
    if base.endswith("y") and base[-2] not in _VOWELS:
        third, past = base[:-1] + "ies", base[:-1] + "ied"
    elif base.endswith("e"):
        third, past = base + "s", base + "d"
    else:
        third = base + ("es" if base.endswith(("s", "sh", "ch", "x", "z", "to", "ho")) else "s")
        past = base + "ed"
    stem = base[:-1] if base.endswith("e") and not base.endswith(("ee", "ye", "oe")) else base
    if base.endswith("ie"):
        stem = base[:-2] + "y"
    regular: tuple[str, ...] = (third, past, stem + "ing")
    if _may_double(base):
        regular = (*regular, base + base[-1] + "ed", base + base[-1] + "ing")
        if sum(letter in _VOWELS for letter in base) == 1:  # "plan" has "planned", never "planed"
            regular = (third, *regular[3:])
    if irregular is None:
        return regular
    return tuple(dict.fromkeys((*irregular, *(form for form in regular if not form.endswith("ed")))))


def _may_double(base: str) -> bool:
    """Whether `base` ends in one consonant behind one vowel: "plan", "permit", "cancel"."""
    if len(base) < 3 or base[-1] in _VOWELS or base[-1] in "wxy":
        return False
    return base[-2] in _VOWELS and base[-3] not in _VOWELS
