"""The part that a noun or pronoun plays in its clause: what `references` weighs when it looks for whom "he" means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from align.annotate.grammar.labels import AGENTS, BESIDE, OBJECTS, PREMODIFIERS, RECIPIENTS, SUBJECTS, first, labelled
from align.annotate.grammar.phrases import preposition

if TYPE_CHECKING:
    from spacy.tokens import Token

Role = Literal["subject", "object", "possessive", "oblique", "modifier", "other"]
_POSSESSIVE = frozenset({"nmod:poss", "poss"})
_RESTRICTING = (BESIDE - {"appos"}) | {"prep"}
_NAMING = frozenset({"flat", "flat:name", "appos"})


def role(noun: Token) -> Role:
    """The part that the phrase of `noun` plays; coordinated nouns and appositions share that of the first."""
    while noun.dep_ in ("conj", "appos", "flat", "flat:name") and noun.head.i < noun.i:
        noun = noun.head
    label = noun.dep_
    if label in SUBJECTS:
        return "subject"
    if label in OBJECTS or label in RECIPIENTS:
        return "object"
    if label in _POSSESSIVE:
        return "possessive"
    if label in PREMODIFIERS and noun.i < noun.head.i:
        return "modifier"
    return "oblique" if label in AGENTS or label.startswith(("obl", "nmod", "pobj")) else "other"


def is_modifier(noun: Token) -> bool:
    """Whether `noun` only stands before another noun: "missile" in "missile attack"."""
    return noun.dep_ in PREMODIFIERS and noun.i < noun.head.i


def is_beside(noun: Token) -> Token | None:
    """The noun before it that `noun` stands beside for the same thing: "the mayor, *Ana Ruiz*,"."""
    return noun.head if noun.dep_ in _NAMING and noun.head.i < noun.i else None


def is_capacity(noun: Token) -> bool:
    """Whether `noun` only says as what: "as president", "as a student"."""
    return preposition(noun) == "as"


def become(noun: Token) -> Token | None:
    """Who becomes or is made what `noun` says: "Ruiz became *mayor*", "She was named *director*"."""
    if noun.dep_ not in ("xcomp", "attr", "oprd"):
        return None
    return first(noun.head, SUBJECTS)


def determiner(noun: Token) -> str:
    """The article, demonstrative or possessive before `noun`, in lower case; empty where none stands there."""
    for label, child in labelled(noun):
        if child.i > noun.i:
            break
        if label == "det":
            return child.lower_
        if label in _POSSESSIVE:
            return "'s"
    return ""


def premodifiers(noun: Token) -> tuple[Token, ...]:
    """The adjectives, numbers and nouns between the article and `noun`."""
    return tuple(
        [c for label, c in labelled(noun) if c.i < noun.i and (label in PREMODIFIERS or label.startswith("num"))]
    )


def is_narrowed(noun: Token) -> bool:
    """Whether something behind `noun` tells which one is meant: "of the club", "who left early"."""
    for label, child in labelled(noun):
        if child.i > noun.i and (label in _RESTRICTING or label.startswith(("nmod", "acl", "obl"))):
            return True
    return False
