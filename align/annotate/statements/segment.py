"""Cuts sentences into statements: a sentence is split where clauses with a subject and a verb of their own meet.

    coordinated clauses    Rain closed the road, | and the mayor asked people to stay at home.
    contrasted clauses     The union wants a rise | while the company offers none.
    halves of a sentence   The vote was close; | nobody had expected that.
    clauses of occasion    After the dam broke, | soldiers moved 300 families.

What depends on its main clause stays with it: conditions ("if", "unless", "until"), what somebody says or thinks,
relative clauses, comparisons, purposes. Every token of the sentence is in exactly one piece.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from align.annotate.grammar import heads, syntax
from align.annotate.grammar.labels import COPULA
from align.annotate.statements import seams
from align.annotate.words import inflection
from align.annotate.words.gazetteer import CALENDAR

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

Range = tuple[int, int]
Piece = tuple[int, int]  # first token and the one behind the last, counted in the document

# Words that introduce a clause with a fact of its own; "before the police came" too says that they came.
OCCASIONS = frozenset({"after", "before", "when", "as", "since", "once", "because"})
CONTRASTS = frozenset({"while", "whereas", "although", "though", "but", "and", "yet", "so"})
_AUXILIARY = frozenset("do does did is are was were be has have had will would can could".split())
MODALS = frozenset("will would can could may might shall should must 'll ’ll 'd ’d".split())
BREAKS = frozenset({",", ";", "—", "–", "--", "”", '"'})
HALVES = seams.DASHES | {";"}
# CASE: "as long as", "so much as", "only when", "just as" compare or limit; they tell nothing by themselves.
LIMITING = frozenset("long soon far much well little many even only just if though especially".split())
WORDS = frozenset({"NOUN", "PROPN", "PRON", "VERB", "ADJ", "ADV", "NUM"})
SHORTEST = 2  # such words of a piece, pronouns not counted: "and you know it" is no statement
SHORTEST_SENTENCE = 7  # tokens: no shorter one is split
ALTERNATIVE = frozenset({"or", "nor"})  # what is said to be so or otherwise is one statement
CARRYING = frozenset({"come", "be", "happen", "occur", "follow"})  # "The vote came after ...": nothing without it
MOMENTS = frozenset("time day night moment week month year season period age era occasion instance hour date".split())
SHORTEST_OCCASION = 4  # words of a clause of occasion
SHORTEST_MAIN = 4  # words before one: what it is told of must be worth a statement by itself
LONGEST = 200  # tokens: no sentence is longer, a table or a list without full stops is, and it is left whole


def split(sentence: Span, kept: Sequence[Range] = ()) -> tuple[Piece, ...]:
    """The pieces of `sentence`, in order, together all of its tokens; one piece where nothing is to be split.

    `kept` are ranges of characters of the document that no piece begins within: what one "she said" reports.
    """
    if len(sentence) < SHORTEST_SENTENCE or len(sentence) > LONGEST:
        return ((sentence.start, sentence.end),)
    clauses = syntax.clause_heads(sentence)
    anchors = [clause.head.i for clause in clauses if _states(clause.head)]
    if len(anchors) < 2:
        return ((sentence.start, sentence.end),)
    cuts = sorted({cut for clause in clauses for cut in _cuts(sentence, clause)})
    pieces: list[Piece] = []
    start = sentence.start
    for cut in cuts:
        if sentence.doc[cut].tag_ in ("WDT", "WP") or sentence.doc[cut].lower_ == "that":
            continue  # a relative clause that the parser has put elsewhere
        if seams.is_in_aside(sentence, cut) or any(first < sentence.doc[cut].idx < last for first, last in kept):
            continue
        if _stands_alone(sentence, start, cut, anchors) and _stands_alone(sentence, cut, sentence.end, anchors):
            pieces.append((start, cut))
            start = cut
    return (*pieces, (start, sentence.end))


def _states(head: Token) -> bool:
    """Whether the clause of `head` has its own subject and a finite verb."""
    subject = syntax.subject(head)
    if subject is None or syntax.is_infinitive(head):
        return False
    if subject.tag_ in ("WP", "WDT") and not syntax.clauses_below(subject):  # but "What he says is wrong"
        return False
    if syntax.auxiliaries(head):
        return True
    if head.tag_ == "VBN":  # taggers confuse "closed" the past with "closed" the participle
        return not syntax.is_passive(head)
    return head.tag_ not in ("VBG", "VB") or syntax.is_copular(head)


def _cuts(sentence: Span, clause: syntax.Clause) -> Iterator[int]:
    """Where a piece begins because of `clause`: at its first word, or behind its last where it comes first."""
    head = clause.head
    if not _states(head):
        return
    first, last = max(head.left_edge.i, sentence.start), min(head.right_edge.i + 1, sentence.end)
    if clause.kind == "conj" and _is_coordinated(sentence, head):
        joined = syntax.conjunction(head)  # what stands before it belongs elsewhere, whatever a parser hung on `head`
        yield max(seams.with_conjunction(sentence, first), joined.i if joined is not None else first)
    elif clause.kind == "parataxis" and _is_half(sentence, head, first, last):
        yield seams.behind_punctuation(sentence, first)
    elif clause.kind == "advcl" and _tells(sentence, head, first, last):
        if seams.only_punctuation(sentence, sentence.start, first):
            behind = seams.behind_punctuation(sentence, last)
            if behind < sentence.end and behind > sentence.start and sentence.doc[behind - 1].pos_ == "PUNCT":
                yield behind
        elif seams.only_punctuation(sentence, last, sentence.end) or _clause_begins(sentence, last):
            yield seams.with_conjunction(sentence, first)


def _is_coordinated(sentence: Span, head: Token) -> bool:
    """Whether `head` is coordinated with the main clause, or with what is said in it by way of a comma.

    "He said the talks failed, and they will not go on" is two; "he said that he came and that he saw" is one.
    """
    first = syntax.first_conjunct(head)
    if not _states(first) or syntax.marker(head) is not None or not _is_verbal(first):
        return False
    start = seams.with_conjunction(sentence, max(head.left_edge.i, sentence.start))
    before = sentence.doc[start - 1].text if start > sentence.start else ""
    joined = syntax.conjunction(head)
    if joined is None and sentence.doc[start].dep_ == "cc" and sentence.doc[start].head == syntax.subject(head):
        joined = sentence.doc[start]  # CASE: a parser hung "and" on the subject of the clause behind it
    if joined is None:
        return _parts(sentence, start) and _is_main(first)
    if joined.lower_ in ALTERNATIVE or (joined.lower_ == "yet" and before not in BREAKS):
        return False
    if before not in BREAKS and _joins_names(first, head):
        return False
    if _is_main(first):
        return True
    return syntax.clause_kind(first) == "ccomp" and (first.head.i > head.i or before in BREAKS)


def _is_verbal(head: Token) -> bool:
    return head.pos_ in ("VERB", "AUX") or syntax.is_copular(head)


def _is_main(head: Token) -> bool:
    return syntax.clause_kind(syntax.first_conjunct(head)) in ("root", "parataxis")


def _joins_names(first: Token, head: Token) -> bool:
    """CASE: "He said the mayor and the council agreed", "..., the firm and the union said": nouns, not clauses."""
    subject = syntax.subject(head)
    if subject is not None and subject.pos_ == "PRON":
        return False
    if heads.reporting_lemma(head) is not None:
        return _only_says(head)
    said = syntax.complement(first)
    return heads.reporting_lemma(first) is not None and (said is None or not _is_verbal(said))


def _only_says(head: Token) -> bool:
    """Whether the clause of a verb of saying holds none of what is said: "the mayor said on Monday"."""
    subject = syntax.subject(head)
    return all(child.pos_ == "PUNCT" or child.dep_ == "obl" or child == subject for child in head.rights)


def _is_half(sentence: Span, head: Token, first: int, last: int) -> bool:
    """Whether a clause beside another is the second half of the sentence, and not "..., she said"."""
    start = seams.behind_punctuation(sentence, first)
    before = sentence.doc[start - 1].text if start > sentence.start else ""
    says = heads.reporting_lemma(head) is not None and _only_says(head)
    if before != ";" and (says or heads.reporting_lemma(head.head) is not None):
        return False
    return _parts(sentence, start) and seams.only_punctuation(sentence, last, sentence.end)


def _parts(sentence: Span, start: int) -> bool:
    """Whether the sign before `start` parts two halves; a colon does before a capital letter, as before a sentence."""
    if start == sentence.start:
        return False
    before, word = sentence.doc[start - 1].text, sentence.doc[start].text
    return before in HALVES or (before == ":" and word[0].isupper())


def _tells(sentence: Span, head: Token, first: int, last: int) -> bool:
    """Whether an adverbial clause tells a fact of its own."""
    mark, governor = syntax.marker(head), head.head
    if mark is None or last - first < SHORTEST_OCCASION or not _is_verbal(governor):
        return False
    told = [token.pos_ for token in sentence.doc[first:last] if token.pos_ in WORDS]
    if len(told) <= SHORTEST or len(told) - told.count("PRON") < SHORTEST:
        return False  # "though times were hard"
    if not (_is_main(governor) or syntax.clause_kind(syntax.first_conjunct(governor)) == "ccomp"):
        return False
    word, following = mark.lower_, mark.nbor().lower_ if mark.i + 1 < last else ""
    if word in CONTRASTS:
        return word != "so" or (following != "that" and not _is_modal(head))  # "so he could" tells what for
    if word not in OCCASIONS or mark.i - first > 2 or governor.lemma_ in CARRYING:
        return False
    before = sentence.doc[_before(sentence, mark.i)]
    if before.i < mark.i and (before.lower_ in LIMITING or _is_compared(sentence, before)):
        return False
    if word in ("when", "since") and before.i < mark.i and _is_moment(before):
        return False
    if word in ("after", "before") and mark.i > sentence.start and _is_moment(mark.nbor(-1)):
        return False  # "began three weeks after the dam broke": when it began, told in one breath
    if mark.i > governor.i and _telling(sentence.doc[sentence.start : first]) < SHORTEST_MAIN:
        return False  # "The mayor spoke shortly after he had met the crews", "Two are dead after a boat sank"
    if word == "when" and mark.i > governor.i and before.text != ",":
        return False  # "Three were killed when a crane fell": one occurrence, told in one breath
    if word == "as" and following in _AUXILIARY:
        return False  # "as did the mayor" says nothing without what was done
    if word == "since" and _lasts(governor) and sentence.doc[max(mark.i - 1, sentence.start)].text != ",":
        return False  # "has worked here since the war began": since when it lasts, no reason
    if _is_vague(head):
        return False
    if word == "as" and (heads.reporting_lemma(head) is not None or following == "if"):
        return False
    if word in ("because", "since", "as"):
        return True
    return not _is_modal(governor) and not _is_modal(head)


def _lasts(governor: Token) -> bool:
    """Whether `governor` is in a perfect tense."""
    return any(inflection.lemma(verb) == "have" for verb in syntax.auxiliaries(governor))


def _is_vague(head: Token) -> bool:
    """CASE: "when he was 19", "as it is now", "after she was there": what a pronoun is says too little by itself."""
    subject = syntax.subject(head)
    if subject is None or subject.pos_ != "PRON" or not syntax.is_copular(head):
        return False
    return len([t for t in head.subtree if t.pos_ in WORDS]) <= SHORTEST_OCCASION


def _telling(before: Span) -> int:
    """The words of what stands before a clause, without those that only lead to the clause or hold the rest together."""
    words = [token for token in before if token.pos_ not in ("AUX", "PUNCT")]
    return len(words) - (bool(words) and words[-1].pos_ == "ADV")


def _is_modal(head: Token) -> bool:
    return any(verb.lower_ in MODALS for verb in syntax.auxiliaries(head))


def _is_compared(sentence: Span, before: Token) -> bool:
    """CASE: "as angry as he had ever been"."""
    return before.pos_ in ("ADJ", "ADV") and before.i > sentence.start and before.nbor(-1).lower_ in ("as", "so")


def _before(sentence: Span, position: int) -> int:
    """The word before `position`, past a comma."""
    position -= position > sentence.start
    return position - (sentence.doc[position].text == "," and position > sentence.start)


def _is_moment(token: Token) -> bool:
    """CASE: in "the season when ...", "in 1977, when ..." the clause only says which."""
    lemma = token.lemma_.lower()
    return lemma in MOMENTS or lemma in CALENDAR or token.pos_ == "NUM" or token.text[0].isdigit()


def _clause_begins(sentence: Span, start: int) -> bool:
    """Whether what follows is a coordinated clause, which will be a piece of its own."""
    doc = sentence.doc
    start = seams.behind_punctuation(sentence, start)
    return start < sentence.end and doc[start].dep_ == "cc" and _is_coordinated(sentence, doc[start].head)


def _stands_alone(sentence: Span, start: int, end: int, anchors: list[int]) -> bool:
    if not any(start <= anchor < end for anchor in anchors):
        return False
    found = [token.pos_ for token in sentence.doc[start:end] if token.pos_ in WORDS or token.dep_ in COPULA]
    return len(found) - found.count("PRON") >= SHORTEST
