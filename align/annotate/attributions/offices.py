"""Whom a spokesperson, a lawyer, an office or a document speaks for: "a spokeswoman for *the governor*".

Read from the words around the office: parsers often hang "for the governor" on the verb, or take the governor for who
speaks. `completed` repairs the second, `owner` tells the first.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from align.annotate.words import lexicon, voices

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from align.annotate.grammar.phrases import TokenRange

_MARKERS = frozenset({"for", "of", "to", "with", "at", "from", "representing"})
_AUTHORS = frozenset({"by", "from", "of"})
_NOMINAL = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM"})
_OWNERS = frozenset({"PERSON", "ORG"})
_ARTICLES = frozenset({"a", "an", "the", "one", "another", "his", "her", "its", "their"})
_RANKS = frozenset("press deputy senior chief top former communications assistant principal first vice acting".split())
_LONGEST = 12  # words of whom somebody speaks for


def completed(found: TokenRange, verb: Token) -> TokenRange:
    """The speaker with all of "a spokesman for the governor", where a parser gave only one half of it."""
    first, last = found
    doc = first.doc
    at = first.i - 1
    if at > 0 and doc[at].lower_ == "for" and _is_office(doc[at - 1]) and last.i < verb.i:
        start = at - 1
        while start > 0 and (doc[start - 1].pos_ in ("DET", "ADJ", "NOUN", "PROPN") or doc[start - 1].tag_ == "POS"):
            start -= 1
        return doc[max(start, first.sent.start)], last
    if last.i + 2 < len(doc) and _is_office(last) and last.nbor(1).lower_ == "for":
        end = _phrase_end(doc, last.i + 2)
        if end >= last.i + 2 and (verb.i < first.i or end < verb.i):
            return first, doc[end]
    return found


def owner(found: TokenRange, sentence_end: int) -> TokenRange | None:
    """Whom the speaker speaks for; None where it speaks for itself, or the words do not tell."""
    first, last = found
    doc = first.doc
    for i in range(first.i, last.i + 1):
        if _is_office(doc[i]):
            told = _owner_of(doc, first.i, i, sentence_end)
            return told or _owner_beside(doc, last.i, sentence_end)
        if doc[i].pos_ == "NOUN" and _is_document(doc[i].lower_):
            return _author(doc, first.i, i, last.i)
        if doc[i].pos_ in ("ADP", "SCONJ"):
            break
    return _owner_beside(doc, last.i, sentence_end) or _owner_before(doc, first)


def _owner_beside(doc: Doc, last: int, end: int) -> TokenRange | None:
    """Behind the name: "Ed Magee, a spokesman for *the prosecutor*, said"."""
    if last + 2 >= end or doc[last + 1].text not in (",", "("):
        return None
    start = last + 2
    for i in range(start, min(start + _LONGEST, end)):
        if _is_office(doc[i]):
            return _owner_of(doc, start, i, end)
        if doc[i].pos_ not in _NOMINAL and doc[i].tag_ not in ("POS", "PRP$", "HYPH"):
            return None
    return None


def _owner_before(doc: Doc, first: Token) -> TokenRange | None:
    """Before the name: "*the governor*'s spokeswoman, Ida Holm, said"."""
    if first.i < 3 or first.nbor(-1).text != "," or not _is_office(doc[first.i - 2]):
        return None
    start = first.i - 2
    lowest = max(first.sent.start, start - _LONGEST)
    while start > lowest and (doc[start - 1].pos_ in _NOMINAL or doc[start - 1].tag_ in ("POS", "PRP$", "HYPH")):
        start -= 1
    return _owner_of(doc, start, first.i - 2, first.i - 2)


def _owner_of(doc: Doc, start: int, office: int, end: int) -> TokenRange | None:
    if office + 2 < len(doc) and office + 2 <= end and doc[office + 1].lower_ in _MARKERS:
        stop = _phrase_end(doc, office + 2)
        if stop >= office + 2 and stop < end:
            return doc[office + 2], doc[stop]
    owned = next((i for i in range(office - 1, start - 1, -1) if doc[i].tag_ == "POS"), None)
    if owned is not None and owned > start:
        return doc[start], doc[owned - 1]
    if doc[start].tag_ == "PRP$" and office > start:
        return doc[start], doc[start]
    last = office - 1
    while last >= start and doc[last].lower_ in _RANKS:
        last -= 1
    i = last
    while i >= start and (_names(doc[i]) or _is_body(doc[i])) and doc[i].lower_ not in _ARTICLES | _RANKS:
        i -= 1
    return (doc[i + 1], doc[last]) if i < last else None


def _author(doc: Doc, start: int, document: int, last: int) -> TokenRange | None:
    """Whose a document is: "*the ministry*'s report", "a letter from *the bishop*"."""
    owned = next((i for i in range(document - 1, start - 1, -1) if doc[i].tag_ == "POS"), None)
    if owned is not None and owned > start:
        return doc[start], doc[owned - 1]
    for i in range(document + 1, min(document + _LONGEST, last, len(doc) - 1)):
        if doc[i].lower_ in _AUTHORS:
            end = min(_phrase_end(doc, i + 1), last)
            written = doc[i].lower_ != "of" and end > i and voices.can_speak(doc[end])
            return (doc[i + 1], doc[end]) if written else None
    return None


def _phrase_end(doc: Doc, start: int) -> int:
    """The last token of the noun phrase that begins at `start`; one before it where none does."""
    i = start
    while i < min(start + _LONGEST, len(doc)):
        token = doc[i]
        inside = token.pos_ in _NOMINAL or token.tag_ in ("POS", "HYPH", "PRP$") or token.lower_ in ("of", "&")
        if not (inside or voices.looks_named(token)) or token.lower_ in voices.TIMES or token.tag_ in ("VBD", "VBZ"):
            break
        i += 1
    while i > start and (doc[i - 1].tag_ == "POS" or doc[i - 1].lower_ in ("of", "&")):
        i -= 1
    return i - 1


def _names(token: Token) -> bool:
    """Whether `token` is part of the name of a person or a body: "*Treasury* spokesman"; not "*French* officials"."""
    return token.ent_type_ in _OWNERS or (token.pos_ == "PROPN" and not token.ent_type_)


def _is_office(token: Token) -> bool:
    word = token.lower_
    if word == "secretary" and token.i > 0 and token.nbor(-1).lower_ == "press":
        return True
    return word in lexicon.speakers().offices or (word.endswith("s") and word[:-1] in lexicon.speakers().offices)


def _is_body(token: Token) -> bool:
    return token.pos_ == "NOUN" and _is_one(token.lower_, "bodies")


def _is_document(word: str) -> bool:
    return _is_one(word, "documents")


@cache
def _is_one(word: str, kind: str) -> bool:
    words = lexicon.speakers()
    known = words.bodies if kind == "bodies" else words.documents
    return word in known or (word.endswith("s") and word[:-1] in known)
