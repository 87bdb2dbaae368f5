"""Where what a verb of saying credits ends: with its clause, where somebody else begins to speak, or at a ", but"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.annotate.grammar import finiteness, heads, syntax
from align.annotate.words import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

    from align.annotate.attributions.contents import Context

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD", "VBN"})
BREAKS = frozenset({",", "—", "–", "―", "-", "--"})
NOUN_PHRASE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON", "PART"})
_BACKSHIFTED = frozenset({"would", "could", "might", "had", "'d", "’d", "should"})


def end_behind(verb: Token, start: int, around: Context) -> int:
    """Where what `verb` says ends: with its clause, or where somebody else begins to speak."""
    sentence = around.sentence
    end = sentence.end
    if _in_the_middle(verb) and verb.right_edge.i > start:
        end = min(max(verb.right_edge.i, start) + 1, sentence.end)
        verbless = not any(token.pos_ in ("VERB", "AUX") for token in sentence.doc[start:end])
        if verbless and end < sentence.end and sentence.doc[end].pos_ in ("VERB", "AUX"):
            end = sentence.end  # CASE: a parser gave the credited clause to what stands above "said"
    quoted = around.opens(start)
    if quoted is not None:  # a clause never ends inside the quotation that it opens with
        while end < sentence.end and around.holds(end) == quoted:
            end += 1
    inside = around.holds(verb.i)
    while inside is not None and end - 1 > start and around.holds(end - 1) != inside:
        end -= 1  # what somebody says in a quotation ends with it
    below = syntax.complement(verb)
    relative = verb.i > sentence.start and sentence.doc[verb.i - 1].tag_ == "WP"
    for i in range(start, end):
        token = sentence.doc[i]
        if relative and token.text == "," and i + 1 < end and sentence.doc[i + 1].tag_ in FINITE:
            return i  # "the senator, who said she was tired, *left*"
        if around.holds(i) is not None and around.holds(i) == around.holds(start):
            continue
        if i > start and token.text in BREAKS and i + 2 < end and turns(i + 1, around):
            return i
        if _ends_speech(token, verb, start if below is None else below.i):
            at = _clause_start(token, start)
            if not _is_quoted(at, end, around):
                return at
    return end


def _is_quoted(start: int, end: int, around: Context) -> bool:
    """Whether the clause that turns away holds quoted words, and no other speaker of them: '..., but it is "old".'"""
    words = around.sentence.doc[start:end]
    quoted = any(around.opens(token.i) is not None for token in words)
    return quoted and not any(heads.reporting_lemma(token) is not None for token in words)


def _in_the_middle(verb: Token) -> bool:
    """Whether the sentence goes on behind the clause of `verb`: "X, who said so, left", "While X said so, Y ..."."""
    kind = syntax.clause_kind(verb)
    if kind not in ("relcl", "acl", "csubj") and not (kind == "advcl" and syntax.marker(verb) is not None):
        return False
    return any(above.i > verb.i for above in syntax.ancestors(verb))


def turns(i: int, around: Context) -> bool:
    """Whether another credit begins at token `i`: ", according to ...", ", citing ...", ", officials said"."""
    doc, end = around.sentence.doc, around.sentence.end
    if heads.matches_according(doc[i]) is not None:
        return True
    if doc[i].tag_ == "VBG":
        return heads.reporting_lemma(doc[i]) is not None or doc[i].lower_ in ("citing", "referring")
    j = i  # a last ", officials told reporters." or ", said the mayor."
    while j < end and j < i + 8 and (doc[j].pos_ in NOUN_PHRASE or doc[j].lower_ == "of"):
        j += 1
    if j >= end or heads.reporting_lemma(doc[j]) not in lexicon.reporting().beside:
        return False
    if not finiteness.reads_as_finite(doc[j], around.sentence):
        return False
    return not any(token.pos_ in ("VERB", "AUX") or token.lower_ == "that" for token in doc[j + 1 : end])


def _ends_speech(token: Token, verb: Token, after: int) -> bool:
    """Whether the clause of `token` is beside the credited one, not in it: '... , but the union said ...'."""
    if token.i <= after or _keeps_voice(token, verb):
        return False
    if _turns_away(token, verb):
        return True
    kind = syntax.clause_kind(token)
    if kind not in ("conj", "parataxis", "advcl"):
        return False
    marker = syntax.marker(token)
    if marker is not None and marker.lower_ not in ("while", "whereas", "although", "though"):
        return False
    if token.head.i == verb.i and kind == "conj":
        return True
    return heads.reporting_lemma(token) is not None and syntax.has_own_subject(token)


def _turns_away(token: Token, verb: Token) -> bool:
    """Whether ", but" leads back to the reporter: "She said it was safe, *but engineers closed it*"; not what only
    goes on in the same voice, as "but it would be tested", "but that they had doubts"."""
    joined = syntax.conjunction(token)
    if joined is None or joined.lower_ != "but" or joined.i < 1 or joined.nbor(-1).text not in BREAKS:
        return False
    subject = syntax.subject(token)
    if subject is None or joined.nbor(1).lower_ == "that" or syntax.clause_kind(token) != "conj":
        return False
    return subject.pos_ != "PRON" or verb.tag_ == "VBD"


def _keeps_voice(token: Token, verb: Token) -> bool:
    """Whether the tense of `token` shows that "said" still holds: "but she *would* order tests"."""
    subject = syntax.subject(token)
    if subject is None or subject.pos_ != "PRON" or heads.reporting_lemma(token) in lexicon.reporting().beside:
        return False
    return verb.tag_ == "VBD" and any(a.lower_ in _BACKSHIFTED for a in syntax.auxiliaries(token))


def _clause_start(head: Token, start: int) -> int:
    i = head.left_edge.i
    while i - 1 > start and (head.doc[i - 1].pos_ == "CCONJ" or head.doc[i - 1].text == ","):
        i -= 1
    return max(i, start)
