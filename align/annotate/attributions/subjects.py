"""Who stands before a verb of saying, read from the words: parsers lose the subject behind a clause or a name between.

Calder Line, which owns the ferry, *says* ...          the phrase before what stands between commas
Two officials briefed on the talks *said* ...          the first noun of a phrase, not the last
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from align.annotate.grammar import heads
from align.annotate.words import voices

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from align.annotate.attributions.contents import Context
    from align.annotate.grammar.phrases import TokenRange

PHRASE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON"})
SEPARATORS = frozenset({",", "—", "–", "―", "--", "(", ")"})
_STOPS = frozenset({";", ":", "...", "…", "?", "!"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_RELATIVE = frozenset({"WDT", "WP", "WP$", "WRB"})
_CLAUSE = frozenset({"that", "because", "although", "though", "if", "while", "when", "after", "before", "since", "as"})
_GOES_ON = frozenset({",", "?", "!", "—", "–"})  # what a quotation ends with when its "she said" follows
_LINKS = frozenset("on also nevertheless nonetheless however meanwhile therefore instead".split())
_PARTY = re.compile(r"[DRI]-[A-Z]")
_FARTHEST = 40  # words between a verb and the subject that an aside has taken from it
_ASIDES = 5  # commas between them

Segment = tuple[int, int]  # first and last token, both included


def named_beside(verb: Token, around: Context) -> TokenRange | None:
    """The person named between commas right before `verb`: "the mayor, *Ana Ruiz*, said"."""
    last = _last_before(verb, around)
    if last is None or verb.doc[last].text not in SEPARATORS:
        return None
    limit = _limit(last, verb, around)
    segment = _segment(verb.doc, limit, last - 1)
    return _person(verb.doc, segment) if limit < segment[0] <= last - 1 else None


def behind_quotation(verb: Token, around: Context) -> TokenRange | None:
    """Who stands right behind the quotation before `verb`, whatever parts them: '"...," *Ana Ruiz*, who ..., said'."""
    doc, i = verb.doc, verb.i - 1
    if around.holds(verb.i) is not None:
        return None
    lowest = max(around.sentence.start, verb.i - _FARTHEST)
    while i >= lowest and not around.closes(i):
        if heads.reporting_lemma(doc[i]) is not None or doc[i].text in _STOPS:
            return None
        i -= 1
    if i <= around.sentence.start or i < lowest or doc[i - 1].text not in _GOES_ON:
        return None
    first = last = i + 1
    while last < verb.i and _is_phrase_word(doc[last]):
        last += 1
    if last in (first, verb.i) or doc[last].text not in SEPARATORS:
        return None  # right before the verb it is read from the tree
    return (doc[first], doc[last - 1]) if voices.can_speak(_head(doc, last - 1)) else None


def before(verb: Token, around: Context) -> TokenRange | None:
    """The speaker that the words before `verb` name; None where they name nobody who could be one."""
    last = _last_before(verb, around)
    if last is None:
        return None
    doc, limit = verb.doc, _limit(last, verb, around)
    if doc[last].text not in SEPARATORS:
        return _phrase(doc, _segment(doc, limit, last))
    right = last - 1
    for number in range(_ASIDES):
        if right < limit:
            return None
        segment = _segment(doc, limit, right)
        if segment[0] < segment[1] and doc[segment[0]].lower_ in _CLAUSE:
            segment = segment[0] + 1, segment[1]  # "As Keller, the mayor, put it, ..."
        if (number or segment[0] == limit) and not (_is_aside(doc[segment[0]]) or _is_label(doc, segment)):
            found = _phrase(doc, segment)
            if found is not None:
                return found
        right = segment[0] - 2
    return None


def _last_before(verb: Token, around: Context) -> int | None:
    """The last token before `verb`, adverbs, auxiliaries and days aside; None where nothing or an "and" is there."""
    doc, start, i = verb.doc, around.sentence.start, verb.i - 1
    while i > start and (
        (doc[i].pos_ in ("ADV", "AUX") and not voices.looks_named(doc[i]))
        or doc[i].lower_ in voices.TIMES
        or doc[i].lower_ in _LINKS
    ):
        i -= 1
    if i < start or doc[i].pos_ == "CCONJ" or doc[i].text in _STOPS:
        return None
    return None if around.closes(i) and around.holds(i) != around.holds(verb.i) else i


def _limit(last: int, verb: Token, around: Context) -> int:
    """The first token that may belong to the clause of `verb`: behind a quotation, a semicolon, far commas."""
    doc, i = verb.doc, last
    lowest = max(around.sentence.start, last - _FARTHEST)
    inside = around.holds(verb.i)
    while i > lowest:
        token = doc[i - 1]
        if token.text in _STOPS or around.holds(i - 1) != inside:
            break
        i -= 1
    return i


def _segment(doc: Doc, limit: int, last: int) -> Segment:
    """The words between commas that end with token `last`."""
    first = last
    while first > limit and doc[first - 1].text not in SEPARATORS:
        first -= 1
    return first, last


def _is_aside(first: Token) -> bool:
    return first.tag_ in _RELATIVE or first.tag_ in ("VBG", "VBN") or first.pos_ in ("ADP", "SCONJ", "ADV", "NUM")


def _is_label(doc: Doc, segment: Segment) -> bool:
    """CASE: "D-Va.", "Republican of Iowa" between commas say which party, no name."""
    first, after = doc[segment[0]], doc[min(segment[0] + 1, segment[1])]
    return (
        (first.text in ("D", "R", "I") and after.text == "-") or bool(_PARTY.match(first.text)) or after.lower_ == "of"
    )


def _person(doc: Doc, segment: Segment) -> TokenRange | None:
    """The person that is all there is between two commas: "the mayor, *Ana Ruiz*, said"."""
    first = last = segment[1]
    while first > segment[0] and doc[first].ent_iob_ == "I":
        first -= 1
    whole = first == segment[0] or (doc[first - 1].tag_ == "POS" and first - segment[0] <= 3)  # "Iowa's Ana Ruiz"
    return (doc[first], doc[last]) if whole and doc[last].ent_type_ == "PERSON" else None


def _phrase(doc: Doc, segment: Segment) -> TokenRange | None:
    """The noun phrase that the segment ends with, from its first noun on: "*a man* close to the family"."""
    i = end = segment[1]
    while i >= segment[0] and _is_phrase_word(doc[i]):
        first = i
        while first > segment[0] and _is_phrase_word(doc[first - 1]):
            first -= 1
        if first == segment[0] or not _hangs_on(doc, segment[0], first - 1):
            first = _with_joined(doc, segment[0], first)
            while first < i and doc[first].pos_ == "CCONJ":
                first += 1
            return (doc[first], doc[end]) if voices.can_speak(_head(doc, i)) else None
        i = first - 1
        while i >= segment[0] and not _is_phrase_word(doc[i]):
            if doc[i].pos_ in ("VERB", "AUX") or doc[i].tag_ in _RELATIVE:
                end = i - 1  # of "two officials briefed on the talks" the first two words
            i -= 1
    return None


def _with_joined(doc: Doc, limit: int, first: int) -> int:
    """Where a coordinated phrase begins: "*detectives* and fire experts"; `first` where other words stand before."""
    if first - 1 <= limit or doc[first - 1].lower_ != "and":
        return first
    i = first - 2
    while i > limit and _is_phrase_word(doc[i]):
        i -= 1
    return limit if i == limit and _is_phrase_word(doc[i]) and voices.can_speak(doc[first - 2]) else first


def _head(doc: Doc, end: int) -> Token:
    while end > 0 and doc[end].tag_ == "POS":
        end -= 1
    return doc[end]


def _is_phrase_word(token: Token) -> bool:
    if token.tag_ in _RELATIVE or token.lower_ in _CLAUSE:
        return False
    hyphen = token.text in ("-", "–", ".", "&") and not token.whitespace_
    return token.pos_ in PHRASE or token.tag_ == "POS" or hyphen or voices.looks_named(token)


def _hangs_on(doc: Doc, first: int, above: int) -> bool:
    """Whether what follows token `above` hangs on a noun before it: behind "of", "close to", "who knew"."""
    token = doc[above]
    if token.tag_ in _FINITE or token.pos_ in ("VERB", "AUX"):
        if token.tag_ in ("VBN", "VBG"):
            return above > first
        relative = above
        while relative > first and doc[relative].tag_ not in _RELATIVE:
            if doc[relative].pos_ == "SCONJ" or doc[relative].pos_ == "CCONJ":
                return False
            relative -= 1
        return relative > first
    if token.pos_ in ("ADP", "PART"):
        return above > first and token.lower_ not in _CLAUSE
    return False
