"""Which predicate a statement is about: the one beneath saying, planning, beginning, failing and the like."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from align.annotate.grammar import syntax
from align.annotate.grammar.labels import children, remembered
from align.annotate.grammar.labels import governors as positions_above
from align.annotate.words import inflection, lexicon

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_DEPTH = 10  # of governors and complements followed; deeper trees are parsing accidents
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_ACCUSING = frozenset({"accuse", "suspect", "quote", "charge", "convict", "capable"})
UNMISTAKABLE = frozenset({"said", "says", "told", "tweeted"})  # trusted where the tagger takes them for something else


def reporting_lemma(token: Token) -> str | None:
    """The lemma of a verb of saying or believing; None for any other word."""
    words = lexicon.reporting()
    lemma = words.lemmas.get(token.lower_)
    if lemma is None:
        return None
    if not token.tag_.startswith("VB") and token.lower_ not in UNMISTAKABLE and not _takes_that(token, lemma):
        return None
    needed = words.particles.get(lemma)
    if needed is not None and (token.i + 1 >= len(token.doc) or token.nbor().lower_ != needed):
        return None
    if lemma == "go" and token.i + 2 < len(token.doc) and not token.nbor(2).is_punct:
        return None  # CASE: "she went on to win", "talks went on for hours"
    return lemma


def _takes_that(token: Token, lemma: str) -> bool:
    """CASE: "acknowledges that" read as a noun; "claims that", which is one as often, is left to the tagger."""
    followed = token.i + 1 < len(token.doc) and token.nbor(1).lower_ == "that"
    return followed and token.tag_ == "NNS" and lemma not in lexicon.reporting().nouns


def matches_according(token: Token) -> int | None:
    """The number of words of "according to", "in the words of", ... that begin at `token`; None if none does."""
    for phrase in lexicon.reporting().according:
        if token.lower_ == phrase[0] and token.i + len(phrase) < len(token.doc):
            following = token.doc[token.i : token.i + len(phrase)]
            if all(word.lower_ == expected for word, expected in zip(following, phrase, strict=True)):
                return len(phrase)
    return None


def main_head(span: Span, head: Token | None = None) -> Token | None:
    """The token that carries what `span` states: "resign" in "The minister said she would resign on Friday".

    A span without any predicate ("Fourteen dead in ferry accident") gives its top noun; an empty one None.
    `head` is the `top` of the span where it is known.
    """
    head = top(span) if head is None else head
    for _ in range(_DEPTH):
        if head is None:
            return None
        below = content_of(head)
        if below is None or not span.start <= below.i < span.end:
            break
        head = below
    return head


def content_of(head: Token) -> Token | None:
    """The predicate beneath `head` that it only reports, plans, begins, fails to do ...; None where `head` is it."""
    if reporting_lemma(head) is not None:
        return _reported(head)
    accused = _accused_clause(head)
    if accused is not None:
        return accused
    if _is_operator(head) and not _is_full_verb(head):
        found = syntax.complement(head)
        if found is not None and syntax.is_verbal(found):
            return found
    begun_again = _begun_again(head)
    if begun_again is not None:
        return begun_again
    if syntax.is_copular(head):
        predicated = syntax.attribute(head)
        if predicated is not None and predicated.i != head.i and _is_operator(predicated):
            return syntax.complement(predicated) or syntax.complement(head)
    return None


@remembered
def governors(head: Token) -> tuple[Token, ...]:
    """What stands above `head` as verb, adjective or noun with it as complement, nearest first: the way of
    `content_of` back up ("said", "expected" for "win" in "said she was expected to win")."""
    found: list[Token] = []
    for _ in range(_DEPTH):
        if syntax.clause_kind(head) == "conj" and not syntax.has_own_subject(head):
            head = syntax.first_conjunct(head)
        above = syntax.governor(head)
        if above is None:
            break
        # "is likely" in one scheme is "be" over "likely": the adjective's own clause is the next step up.
        if not syntax.is_predicate_word(head):
            kind = syntax.clause_kind(head)
            linked = kind in ("advcl", "acl") and _accused_clause(above) is not None
            if kind not in ("ccomp", "xcomp", "csubj") and not linked:
                break
        found.append(above)
        head = above
    return tuple(found)


def top(span: Span) -> Token | None:
    """The highest word of `span`, a predicate before a noun and an earlier word before a later."""
    first, end, above = span.start, span.end, positions_above(span.doc)
    tops = [span.doc[i] for i in range(first, end) if above[i] == i or not first <= above[i] < end]
    words = [token for token in tops if not token.is_punct and not token.is_space]
    predicates = [token for token in words if syntax.is_predicate(token)]
    if predicates:
        return predicates[0]
    for noun in words:  # a headline's or fragment's noun with a participle: "Man arrested over fire"
        for clause in syntax.clauses_below(noun):
            joined = clause.kind == "conj" and clause.head.tag_ in _FINITE and syntax.marker(clause.head) is None
            told = clause.kind in ("acl", "parataxis") or joined
            if told and span.start <= clause.head.i < span.end:
                return clause.head
    return words[0] if words else None


def _reported(verb: Token) -> Token | None:
    """The head of what `verb` says: a finite complement, or the clause that stands before "..., she said"."""
    below = syntax.complement(verb)
    if below is not None and not syntax.is_question(below):
        if syntax.clause_kind(below) == "ccomp" or syntax.has_own_subject(below):
            return below
        held = lexicon.reporting().stances.get(reporting_lemma(verb) or "") != "demand"
        if (syntax.is_passive(verb) and held) or _is_operator(verb):
            return below  # "is said to have fled", "threatened to leave"; not "was asked to leave"
    for clause in syntax.clauses_below(verb):
        before = clause.head.i < verb.i and clause.kind in ("parataxis", "advcl", "ccomp")
        if before and syntax.marker(clause.head) is None and syntax.has_own_subject(clause.head):
            return clause.head
    return None


def _begun_again(head: Token) -> Token | None:
    """CASE: in speech, "She's - she's still waiting": what stands behind the dash is the sentence."""
    if head.pos_ != "AUX" or syntax.is_copular(head):
        return None
    behind = [c.head for c in syntax.clauses_below(head) if c.kind == "parataxis" and c.head.i > head.i]
    others = [child for child in children(head) if child.i > head.i and not child.is_punct]
    stuck = all(syntax.clause_kind(child) == "parataxis" for child in others)
    return behind[0] if stuck and behind else None


def _accused_clause(head: Token) -> Token | None:
    """The deed in "accused of stealing", "is quoted as saying": a clause behind "of", "as" or "with"."""
    if inflection.lemma(head) not in _ACCUSING:
        return None
    for clause in syntax.clauses_below(head):
        if clause.head.i > head.i and clause.head.tag_ == "VBG":
            mark = syntax.marker(clause.head)
            if mark is not None and mark.lower_ in ("of", "as", "with"):
                return clause.head
    return None


def _is_full_verb(head: Token) -> bool:
    """CASE: "have", "get", "help" hand on to an infinitive alone: "has to leave", but not "has workers leaving"."""
    if inflection.lemma(head) not in lexicon.certainty().transparent or head.tag_[:2] != "VB":
        return False
    below = syntax.complement(head)
    aspect = inflection.lemma(head) in ("begin", "start", "continue", "proceed")
    return below is not None and not aspect and not syntax.is_infinitive(below)


def _is_operator(head: Token) -> bool:
    return inflection.lemma(head) in _operators() or head.lower_ in _operators()


@cache
def _operators() -> frozenset[str]:
    certainty, polarity = lexicon.certainty(), lexicon.polarity()
    return (
        frozenset(certainty.governors)
        | frozenset(certainty.adjectives)
        | certainty.transparent
        | polarity.of_complement
    )
