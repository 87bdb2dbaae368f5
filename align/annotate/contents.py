"""What is credited: the words behind a verb of saying, beside it ('..., he said, ...') or around "according to".

Ranges are half-open pairs of token positions. They are read from the tree where it shows a complement, and from commas,
quotation marks and "that" where it does not: long quotations before "said" are what parsers get wrong most.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align import models
from align.annotate import heads, inflection, lexicon, reach, speakers, syntax

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Span, Token


Range = tuple[int, int]

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_THAT = frozenset({"IN", "WDT"})
_ASIDE = frozenset({"as", "when", "while", "after", "before", "because", "since", "until"})
_UNFINISHED = frozenset(",?!…—–-")  # what a quotation ends with when its "she said" is still to come
_EDGES = frozenset(",.;:!?…-–—")
_NO_OBJECT = frozenset({"say", "insist", "argue", "think", "believe", "contend", "maintain", "hope", "fear"})
_SHORTEST_CLAUSE = 4  # words of one
_STRAY = frozenset({'"', "”", "''"})
WINDOW = 16  # words between a verb and its "that" or quotation: "told reporters at the airport on Monday that"


@dataclass(frozen=True, slots=True)
class Context:
    """A sentence, where it stands in the article, and the outermost quotations that overlap it."""

    sentence: Span
    offset: int
    quotations: tuple[models.Quotation, ...]
    near: tuple[models.Quotation, ...]  # those that end or begin right beside the sentence
    starts: tuple[int, ...]
    ends: frozenset[int]

    def opens(self, i: int) -> models.Quotation | None:
        """The quotation whose opening mark is token `i`."""
        found = self.holds(i)
        return found if found is not None and found.span.start == self.sentence.doc[i].idx + self.offset else None

    def holds(self, i: int) -> models.Quotation | None:
        """The quotation that token `i` is in."""
        if not self.quotations:
            return None
        start = self.sentence.doc[i].idx + self.offset
        at = bisect_right(self.starts, start) - 1
        return self.quotations[at] if at >= 0 and start < self.quotations[at].span.end else None

    def closes(self, i: int) -> bool:
        """Whether token `i` is the mark that closes a quotation, or one whose opening mark was forgotten."""
        token = self.sentence.doc[i]
        if token.idx + len(token) + self.offset in self.ends:
            return True
        stray = i > self.sentence.start and token.text in _STRAY and self.holds(i) is None
        return stray and self.sentence.doc[i - 1].text in _UNFINISHED and not self.sentence.doc[i - 1].whitespace_


def context(sentence: Span, offset: int, quotations: Sequence[models.Quotation]) -> Context:
    """The context of `sentence`; `quotations` in the order in which they open, as `quotations.find` gives them."""
    first, last = sentence.start_char + offset, sentence.end_char + offset
    outer: list[models.Quotation] = []
    near: list[models.Quotation] = []
    for quotation in quotations:
        span = quotation.span
        if span.start < last and first < span.end:
            if not outer or span.start >= outer[-1].span.end:
                outer.append(quotation)
        elif first - 2 <= span.end <= first or last <= span.start <= last + 2:
            near.append(quotation)
    starts = tuple(quotation.span.start for quotation in outer)
    ends = frozenset(quotation.span.end for quotation in outer)
    return Context(sentence, offset, tuple(outer), tuple(near), starts, ends)


def trimmed(found: Range, around: Context) -> Range:
    """`found` without "that", blank space and punctuation at its edges; quotation marks and brackets stay."""
    start, end = found
    doc = around.sentence.doc
    while start < end and (
        _is_edge(doc[start], around) or (doc[start].lower_ == "that" and doc[start].tag_ in ("IN", "WDT"))
    ):
        start += 1
    while end > start and _is_edge(doc[end - 1], around):
        end -= 1
    return start, end


def _is_edge(token: Token, around: Context) -> bool:
    if token.is_space:
        return True
    if around.opens(token.i) is not None or around.closes(token.i) or token.is_bracket:
        return False
    return token.is_punct and token.text[0] in _EDGES


def adjacent(around: Context) -> tuple[models.Span, ...]:
    """The quotation right before or behind a sentence that only says who speaks: "He asked:", "she said."."""
    sentence = around.sentence
    start, end = sentence.start_char + around.offset, sentence.end_char + around.offset
    if sentence[-1].text == ":":
        return tuple(q.span for q in around.near if end <= q.span.start <= end + 2)[:1]
    unfinished = [q for q in around.near if start - 2 <= q.span.end <= start and q.text.rstrip()[-1:] in _UNFINISHED]
    return tuple(q.span for q in unfinished[-1:])


# ---- behind ------------------------------------------------------------------------------------------------------


def behind(verb: Token, around: Context) -> Range | None:
    """What follows `verb`: "said *the bridge was safe*"; None where nothing does."""
    start = _start_behind(verb, around)
    if start is None:
        return None
    doc = around.sentence.doc
    if start + 1 < len(doc) and doc[start].tag_ == "VBG" and heads.reporting_lemma(doc[start]) is not None:
        return None  # ", she said, adding that": what is added is credited by itself
    if start == verb.i + 1 and doc[start].tag_ in FINITE:
        return None  # "what he said *is* wrong"
    end = reach.end_behind(verb, start, around)
    found = trimmed((start, end), around)
    return found if found[1] > found[0] else None


def _start_behind(verb: Token, around: Context) -> int | None:
    words = lexicon.reporting()
    below = syntax.complement(verb)
    if below is None or not verb.i < below.i < around.sentence.end:
        return _start_by_words(verb, around)
    if syntax.is_question(below):
        return None
    finite = syntax.has_own_subject(below)
    if not finite and (syntax.clause_kind(below) != "ccomp" or inflection.lemma(verb) in words.finite_only):
        return _start_by_words(verb, around)
    mark = syntax.marker(below)
    if mark is not None and mark.lower_ in _ASIDE:
        return None  # "he said as she walked in"
    for token in verb.doc[verb.i + 1 : below.i]:
        if token.lower_ == "that" and token.tag_ in _THAT:
            return token.i
        if token.pos_ in ("VERB", "AUX"):
            break
    if inflection.lemma(verb) in _NO_OBJECT and speakers.begins_noun(verb.nbor(1)):
        return verb.i + 1  # CASE: of "said France and Spain agree" parsers make France an object
    return max(below.left_edge.i, verb.i + 1)


def _start_by_words(verb: Token, around: Context) -> int | None:
    doc, sentence = verb.doc, around.sentence
    stands_beside = inflection.lemma(verb) in lexicon.reporting().beside
    for i in range(verb.i + 1, min(verb.i + WINDOW, sentence.end)):
        token = doc[i]
        if around.opens(i) is not None:
            announced = doc[i - 1].text in (",", ":") or doc[i - 1].lower_ == "that"
            told = inflection.lemma(verb) == "tell" and doc[i - 1].pos_ in ("NOUN", "PROPN", "PRON")
            return i if announced or (stands_beside and (i == verb.i + 1 or told)) else None
        if token.text == ":" and i + 1 < sentence.end:
            return i + 1
        if token.lower_ == "that" and (token.tag_ in _THAT or i == verb.i + 1) and i + 2 < sentence.end:
            return i + 1
        joined = token.pos_ == "CCONJ" and doc[i - 1].pos_ not in reach.NOUN_PHRASE - {"DET"}
        if joined or token.text == ";" or token.tag_ in ("WP", "WRB", "WDT"):
            said = inflection.lemma(verb) == "say" and i > verb.i + 2 and speakers.begins_noun(verb.nbor(1))
            return verb.i + 1 if said else None  # CASE: "said Spain's open to it, and ..." read as a genitive
        told = inflection.lemma(verb) == "tell" and any(t.lower_ == "that" for t in doc[i : min(i + 6, sentence.end)])
        if token.pos_ in ("VERB", "AUX") and not told:
            return _before_finite(token, verb)
    return verb.i + 1 if _verbless(verb, around) else None


def _verbless(verb: Token, around: Context) -> bool:
    """CASE: of "said the town faces bigger problems" a tagger made a row of nouns; "said a prayer" is shorter."""
    if inflection.lemma(verb) != "say" or verb.i + _SHORTEST_CLAUSE >= around.sentence.end:
        return False
    following = verb.doc[verb.i + 1 : verb.i + 1 + _SHORTEST_CLAUSE]
    return speakers.begins_noun(following[0]) and not any(token.is_punct for token in following)


def _before_finite(token: Token, verb: Token) -> int | None:
    """Where the clause of the finite `token` begins that "said" or "told" takes without "that"."""
    if token.tag_ not in FINITE and token.pos_ != "AUX":
        return None
    clause = syntax.clause_of(token)
    subject = syntax.subject(clause)
    if subject is not None and subject.left_edge.i == verb.i + 1 and syntax.marker(clause) is None:
        return verb.i + 1  # "confirmed the dam would be built", whatever the tree makes of it
    if inflection.lemma(verb) not in ("say", "tell"):
        return None
    if subject is not None and verb.i < subject.i < token.i:
        return subject.left_edge.i if subject.left_edge.i > verb.i else verb.i + 1
    return verb.i + 1 if inflection.lemma(verb) == "say" and token.i > verb.i + 1 else None
