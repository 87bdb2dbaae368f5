"""Whether a verb is finite, where taggers take "announced" for a participle or "say" for an infinitive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.annotate.grammar import heads, syntax
from align.annotate.words import inflection, voices

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_IN_NOUN_PHRASE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON"})


def reads_as_finite(verb: Token, sentence: Span, *, quoted: bool = False) -> bool:
    """Whether `verb` is finite, or a participle only to the tagger: the last verb in '... , analysts predicted.'

    `quoted` says that it may stand behind a quotation, where "said" is no participle.
    """
    if quoted and verb.lower_ in heads.UNMISTAKABLE and not syntax.auxiliaries(verb):
        return True
    if verb.tag_ in ("VBD", "VBZ", "VBP"):
        return True
    if verb.tag_ == "VB" and verb.i > sentence.start and verb.lower_ == inflection.lemma(verb):
        parted = verb.nbor(-1).text == ","  # CASE: "Owners, many of them farmers, say" is no infinitive
        return parted and not syntax.auxiliaries(verb) and not syntax.is_infinitive(verb)
    if verb.lower_ == "put" and not syntax.auxiliaries(verb) and not syntax.is_infinitive(verb):
        return True  # all its forms look alike: "as the mayor put it"
    if verb.tag_ != "VBN" or syntax.auxiliaries(verb):
        return False
    if syntax.has_own_subject(verb):
        return True
    following = verb.doc[verb.i + 1 : min(verb.i + 6, sentence.end)]
    before = verb.nbor(-1) if verb.i > sentence.start else verb
    if before.pos_ == "ADV" and before.i > sentence.start:
        before = before.nbor(-1)
    if before.text == "," and any(token.lower_ in ("that", ":") for token in following):
        return True  # "the mayor, Ana Ruiz, tweeted on Friday that ..."
    if before.pos_ in _IN_NOUN_PHRASE and any(token.lower_ == "that" and token.tag_ == "IN" for token in following):
        return True  # "the ministry announced Friday that ..."
    i = verb.i - 1
    while i > sentence.start and verb.doc[i].pos_ in _IN_NOUN_PHRASE:
        i -= 1
    beside = i < verb.i - 1 and verb.doc[i].is_punct and verb.doc[i].text != "("
    after = verb.nbor(1) if verb.i + 1 < sentence.end else None
    return beside and (after is None or after.is_punct or after.pos_ == "ADP" or after.lower_ in voices.TIMES)


def has_finite_auxiliary(verb: Token) -> bool:
    """Whether `verb` is finite with an auxiliary and not passive: "has said", "will say"."""
    return any(token.tag_ in _FINITE for token in syntax.auxiliaries(verb)) and not syntax.is_passive(verb)
