"""The noun half of `syntax`: what belongs to a noun, and the range of words that a phrase covers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align import models
from align.annotate.grammar.labels import (
    BESIDE,
    CLAUSAL,
    COPULA,
    PREMODIFIERS,
    SUBJECTS,
    first,
    has,
    having,
    lefts,
    rights,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

TokenRange = tuple["Token", "Token"]  # first and last token, both included
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X", "SYM"})


def preposition(noun: Token) -> str | None:
    """The preposition before `noun`, lower case, of several words where it has them ("because of", "out of")."""
    words: list[str] = []
    for case in (child for child in having(noun, ("case",)) if child.i < noun.i and child.tag_ != "POS"):
        words.append(case.lower_)
        words.extend(child.lower_ for child in having(case, ("fixed",)))
    if words or noun.dep_ != "pobj":
        return " ".join(words) or None
    above = noun.head
    while above.dep_ in ("prep", "agent", "dative") and len(words) < 4:
        words.insert(0, above.lower_)
        above = above.head
    return " ".join(words) or None


def object_of(adposition: Token) -> Token | None:
    """The noun below a ClearNLP preposition ("prep", "agent")."""
    found = first(adposition, ("pobj",))
    inner = first(adposition, ("prep",)) if found is None else None
    return found if inner is None else object_of(inner)


def determiner(noun: Token) -> Token | None:
    """The article or other determiner of `noun` ("no" in "no survivors")."""
    return next((child for child in having(noun, ("det", "neg")) if child.i < noun.i), None)


def possessor(noun: Token) -> Token | None:
    """Whose: "Berg" in "Berg's visit", "his" in "his visit"."""
    return next((child for child in having(noun, ("nmod:poss", "poss")) if child.i < noun.i), None)


def modifiers(noun: Token) -> tuple[Token, ...]:
    """Nouns and adjectives before `noun`: "missile" in "missile attack", "Russian" in "Russian attack"."""
    return tuple(child for child in having(noun, PREMODIFIERS) if child.i < noun.i)


def appositions(noun: Token) -> tuple[Token, ...]:
    """Nouns set beside `noun` for the same thing: "Ana Ruiz" in "the mayor, Ana Ruiz"."""
    return having(noun, ("appos",))


# ---- ranges ------------------------------------------------------------------------------------------------------


def subtree_range(token: Token) -> TokenRange:
    """The first and last word below and including `token`, without punctuation or spaces at the edges."""
    return _trimmed(token.left_edge, token.right_edge, token)


def noun_phrase(token: Token, *, coordinated: bool = True) -> TokenRange:
    """The range of a noun with its modifiers: no preposition before it, no relative clause or apposition behind it.

    `coordinated` takes in the nouns joined to it ("France and Russia").
    """
    left, right = token, token
    for child in lefts(token):
        if _is_part(child, coordinated):
            left = child.left_edge
            break
    for child in rights(token):
        if child.is_punct or child.dep_ in ("cc", "punct"):
            continue
        if not _is_part(child, coordinated):
            break
        right = _last_of(child, coordinated)
        if right.i < child.right_edge.i:
            break
    while left.ent_iob_ == "I" and left.i > 0:  # a name is never cut, whatever the tree says
        left = left.nbor(-1)
    while right.i + 1 < len(token.doc) and right.nbor(1).ent_iob_ == "I":
        right = right.nbor(1)
    return _trimmed(left, right, token)


def owner_phrase(token: Token) -> TokenRange:
    """The range of a possessor without its "'s"."""
    first, last = noun_phrase(token)
    while last.i > token.i and last.tag_ == "POS":
        last = last.nbor(-1)
    return first, last


def span(first: Token, last: Token, offset: int = 0) -> models.Span:
    """The characters from `first` to `last`, `offset` characters into the article."""
    return models.Span(first.idx + offset, last.idx + len(last) + offset)


def _is_part(child: Token, coordinated: bool) -> bool:
    label = child.dep_
    if label == "case":
        return child.tag_ == "POS"
    if label == "conj":
        return coordinated and child.pos_ not in ("VERB", "AUX") and not has(child, SUBJECTS)
    if label in ("advmod", "neg"):  # "nearly all", "the year before last"; not the adverbs of a copular clause
        return child.i < child.head.i and not has(child.head, COPULA)
    return label not in BESIDE and label not in CLAUSAL


def _last_of(child: Token, coordinated: bool) -> Token:
    """The last word of a modifier behind its noun, again without clauses behind the nouns in it."""
    if child.dep_ == "prep":
        inner = object_of(child)
        return child.right_edge if inner is None else noun_phrase(inner, coordinated=coordinated)[1]
    if child.pos_ in _NOMINAL:
        return noun_phrase(child, coordinated=coordinated)[1]
    return child.right_edge


def _trimmed(first: Token, last: Token, kept: Token) -> TokenRange:
    doc = kept.doc
    start, end = first.i, last.i
    while start < kept.i and (doc[start].is_punct or doc[start].is_space):
        start += 1
    while end > kept.i and (doc[end].is_punct or doc[end].is_space) and not doc[end].is_bracket:
        end -= 1
    return doc[start], doc[end]
