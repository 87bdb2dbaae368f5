"""The lemma of a verb from its form, for the verbs listed in data/lexicon/verbs.toml.

A lemmatizer that learns endings makes "declin" of "declined" and "plann" of "planned"; such guesses would hide from
every later stage that two sources use the same word.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

_VOWELS = frozenset("aeiou")


def lemma(token: Token) -> str:
    """The lemma of `token` in lower case, for a verb from the list where it has the form."""
    if token.pos_ == "VERB" or token.tag_[:2] == "VB":
        known = known_verbs().get(token.lower_)
        if known is not None:
            return known
    return (token.lemma_ or token.text).lower()


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
