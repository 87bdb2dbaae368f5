"""What a sentence has before its credit, where a parser takes it for what the sentence is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.annotate.grammar import syntax

if TYPE_CHECKING:
    from spacy.tokens import Token

    from align import models

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def is_speaking(noun: Token, speaker: models.Span, offset: int) -> bool:
    """Whether `noun` is who speaks, or nothing is told of it before somebody does: "A *spokesman* said", "The *end*, he
    said"; not "The only *player* he praised was Reed, after Reed said he would leave"."""
    if noun.idx + offset >= speaker.start:
        return True
    between = noun.doc[noun.i + 1 : word_from(speaker.start - offset, noun.doc[noun.sent.end - 1]).i]
    return not any(token.tag_ in _FINITE for token in between)


def is_occasion(verb: Token, speaker: models.Span, offset: int) -> bool:
    """Whether `verb` is that of a phrase before the speaker: "*Reached* by phone, the owner denied", "*To stress* it,
    she wrote"."""
    first = word_from(speaker.start - offset, verb.doc[verb.sent.end - 1]).i
    start = verb.sent.start
    if syntax.subject(verb) is not None or verb.i >= first - 1 or verb.doc[first - 1].text != ",":
        return False
    if verb.tag_ == "VB":
        return verb.i <= start + 2 and syntax.is_infinitive(verb)
    if verb.tag_ not in ("VBN", "VBG", "VBD"):
        return False
    opening = verb.i <= start + 1 and verb.tag_ != "VBD"
    return opening or not any(t.tag_ in _FINITE and syntax.has_own_subject(t) for t in verb.doc[start:first])


def word_from(place: int, before: Token) -> Token:
    """The first word from character `place` of the `Doc` on; one of those before and including `before`."""
    while before.i > 0 and before.nbor(-1).idx >= place:
        before = before.nbor(-1)
    return before
