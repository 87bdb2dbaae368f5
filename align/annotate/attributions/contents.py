"""What is credited: the words behind a verb of saying, beside it ('..., he said, ...') or around "according to".

Ranges are half-open pairs of token positions. They are read from the tree where it shows a complement, and from commas,
quotation marks and "that" where it does not: long quotations before "said" are what parsers get wrong most.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align import models
from align.annotate.attributions import reach, speakers
from align.annotate.grammar import heads, syntax
from align.annotate.words import inflection, lexicon, voices

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Span, Token

    from align.annotate.grammar.phrases import TokenRange

Range = tuple[int, int]

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_THAT = frozenset({"IN", "WDT"})
_ASIDE = frozenset({"as", "when", "while", "after", "before", "because", "since", "until"})
_UNFINISHED = frozenset(",?!…—–-")  # what a quotation ends with when its "she said" is still to come
_EDGES = frozenset(",.;:!?…-–—")
_NO_OBJECT = frozenset({"say", "insist", "argue", "think", "believe", "contend", "maintain", "hope", "fear"})
_NOTHING_SAID = frozenset("goodbye prayer prayers grace hello mass nothing little much so something yes no".split())
_WORDS = frozenset({"word", "words", "phrase", "term", "name", "line", "thing"})
_REPORTING = frozenset({"report", "confirm", "claim", "note", "acknowledge", "admit", "estimate", "predict"})
_OF_DOING = frozenset({"report", "recall", "deny", "admit", "acknowledge", "mention", "describe", "recount"})
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


@dataclass(frozen=True, slots=True)
class Credit:
    """A credit in tokens: the speaker's and the cue's first and last, and the ranges of what is credited."""

    speaker: TokenRange
    cue: TokenRange
    ranges: tuple[Range, ...]
    elsewhere: tuple[models.Span, ...] = ()  # a quotation beside the sentence


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
    told = _that_behind(verb, around)
    if told is not None:
        return told
    below = syntax.complement(verb)
    if below is None or not verb.i < below.i < around.sentence.end:
        return _start_by_words(verb, around)
    if syntax.is_question(below):
        return _start_by_words(verb, around) if _tells_before(verb, below) else None
    finite = syntax.has_own_subject(below)
    if below.tag_ == "VBG" and below.i <= verb.i + 2 and inflection.lemma(verb) in _OF_DOING:
        return verb.i + 1  # "witnesses reported seeing", "she denied taking"
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


def _tells_before(verb: Token, question: Token) -> bool:
    """Whether a clause of its own stands between `verb` and a question that a parser hung on it: "told the paper *he
    found it odd* where the money had gone"."""
    for token in verb.doc[verb.i + 1 : question.left_edge.i]:
        if token.tag_ in FINITE and syntax.has_own_subject(syntax.clause_of(token)):
            return True
    return False


def _that_behind(verb: Token, around: Context) -> int | None:
    """The "that" which only a day or a place parts from `verb`, whatever the tree makes of what follows."""
    doc, last = verb.doc, min(verb.i + WINDOW, around.sentence.end - 1)
    i = after = _behind_time(verb, around)
    if i < last and doc[i].pos_ == "ADP":
        while i < last and doc[i].pos_ in ("ADP", *reach.NOUN_PHRASE) and doc[i].lower_ != "that":
            i += 1
    if i >= last or doc[i].lower_ != "that" or doc[i].tag_ not in _THAT or around.holds(i) != around.holds(verb.i):
        return None
    relative = i > after and (doc[i + 1].tag_ in FINITE or doc[i].tag_ == "WDT")  # "in a letter that was leaked"
    alone = i == verb.i + 1 and doc[i + 1].tag_ in FINITE  # "said that was all"
    return None if relative or alone else i


def _behind_time(verb: Token, around: Context) -> int:
    """The first token behind `verb` that names no day: "said *that*", "said on Monday *that*", "also said *that*"."""
    i = verb.i + 1
    while i + 1 < around.sentence.end and (
        verb.doc[i].lower_ in voices.TIMES
        or (verb.doc[i].lower_ == "on" and verb.doc[i + 1].lower_ in voices.TIMES)
        or (verb.doc[i].pos_ == "ADV" and verb.doc[i].lower_ != "so")
    ):
        i += 1
    return i


def _start_by_words(verb: Token, around: Context) -> int | None:
    doc, sentence = verb.doc, around.sentence
    stands_beside = inflection.lemma(verb) in lexicon.reporting().beside
    for i in range(verb.i + 1, min(verb.i + WINDOW, sentence.end)):
        token = doc[i]
        if around.opens(i) is not None:
            announced = doc[i - 1].text in (",", ":") or doc[i - 1].lower_ == "that"
            told = inflection.lemma(verb) == "tell" and doc[i - 1].pos_ in ("NOUN", "PROPN", "PRON")
            named = i > verb.i + 1 and doc[i - 1].pos_ in ("NOUN", "PROPN") and doc[i - 1].lower_ not in _WORDS
            if named and inflection.lemma(verb) in _NO_OBJECT and verb.tag_ in ("VBD", "VBZ", "VBP"):
                return verb.i + 1  # 'said the deputy mayor “ignored” the warnings'
            return i if announced or (stands_beside and (i == verb.i + 1 or told)) else None
        if token.text == ":" and i + 1 < sentence.end:
            thing = i > verb.i + 1 and inflection.lemma(verb) in lexicon.reporting().things
            return None if thing else i + 1  # CASE: 'police found a note: "..."'
        if token.text == "," and (aside := _that_behind_aside(i, around)) is not None:
            return aside
        if token.lower_ == "that" and (token.tag_ in _THAT or i == verb.i + 1) and i + 2 < sentence.end:
            return i + 1
        joined = token.pos_ == "CCONJ" and doc[i - 1].pos_ not in reach.NOUN_PHRASE - {"DET"}
        if joined or token.text == ";" or token.tag_ in ("WP", "WRB", "WDT"):
            said = inflection.lemma(verb) == "say" and i > verb.i + 2 and speakers.begins_noun(verb.nbor(1))
            return verb.i + 1 if said else None  # CASE: "said Spain's open to it, and ..." read as a genitive
        told = inflection.lemma(verb) == "tell" and any(t.lower_ == "that" for t in doc[i : min(i + 6, sentence.end)])
        if token.pos_ in ("VERB", "AUX") and not told:
            return _before_finite(token, verb, around)
    return verb.i + 1 if _verbless(verb, around) else None


def _that_behind_aside(comma: int, around: Context) -> int | None:
    """What follows an aside: "reported on Tuesday, citing two officials, that *the bank would close*"."""
    doc, end = around.sentence.doc, around.sentence.end
    for i in range(comma + 1, min(comma + WINDOW, end - 2)):
        if around.opens(i) is not None or around.closes(i):
            return None
        if doc[i].text == ",":
            return i + 2 if doc[i + 1].lower_ == "that" and doc[i + 1].tag_ in _THAT else None
    return None


def _verbless(verb: Token, around: Context) -> bool:
    """CASE: of "said the town faces bigger problems" a tagger made a row of nouns; "said a prayer" is shorter."""
    if inflection.lemma(verb) != "say" or verb.i + _SHORTEST_CLAUSE >= around.sentence.end:
        return False
    following = verb.doc[verb.i + 1 : verb.i + 1 + _SHORTEST_CLAUSE]
    return (
        speakers.begins_noun(following[0])
        and not any(token.is_punct for token in following)
        and not any(token.lower_ in _NOTHING_SAID for token in following[:3])
    )


def _before_finite(token: Token, verb: Token, around: Context) -> int | None:
    """Where the clause of `token` begins that "said" or "told" takes without "that"."""
    lemma, first = inflection.lemma(verb), _behind_time(verb, around)
    if token.tag_ not in FINITE and token.pos_ != "AUX":
        # CASE: of "said the party needed to change" a tagger made a participle
        told = lemma in _NO_OBJECT and token.tag_ == "VBN" and speakers.begins_noun(verb.doc[first])
        return first if told and verb.doc[token.i - 1].lower_ not in _NOTHING_SAID else None
    clause = syntax.clause_of(token)
    subject = syntax.subject(clause)
    if subject is not None and subject.left_edge.i == first and syntax.marker(clause) is None:
        return first  # "confirmed the dam would be built", whatever the tree makes of it
    if lemma not in _NO_OBJECT and lemma != "tell":
        lost = subject is None and token.tag_ in FINITE and speakers.begins_noun(verb.doc[first])
        between = verb.doc[first : token.i]
        plain = not any(word.is_punct or word.pos_ in ("SCONJ", "PART") for word in between)
        return first if lost and plain and lemma in _REPORTING else None  # "reports the club sold its ground"
    if subject is not None and verb.i < subject.i < token.i:
        return subject.left_edge.i if subject.left_edge.i > verb.i else first
    return first if lemma in _NO_OBJECT and token.i > first else None
