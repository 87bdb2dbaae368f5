"""What a dependency tree says, in words that do not depend on the treebank it follows.

The shipped pipeline labels Universal Dependencies ("nsubj:pass", "obl", the copula below its predicate); pipelines that
users install label the ClearNLP way ("nsubjpass", "prep" over "pobj", the copula as head). Only this module and its
noun half, `phrases`, know the labels of either, so the rest of `annotate` asks for subjects, objects and clauses.

A *clause head* is the token that stands for its clause: a verb, or what a copula predicates ("ready" in "is ready";
with ClearNLP labels the form of "be" itself).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.annotate.grammar.labels import (
    ATTRIBUTES,
    AUXILIARY_OR_COPULA,
    CLAUSE_LABELS,
    CLAUSES,
    COMPLEMENTS,
    COPULA,
    COPULA_OR_SUBJECT,
    PASSIVE,
    SUBJECTS,
    VERBAL,
    ClauseKind,
    bearing,
    children,
    first,
    has,
    having,
    lefts,
    remembered,
)
from align.annotate.words import inflection

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span, Token

_NEGATION_LEMMAS = frozenset({"not", "n't", "n’t", "nt", "never"})
_STRIDE = 16  # words of a chain that are walked before what is known of those above is asked
PLACES = frozenset({"GPE", "LOC", "FAC"})


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause head and how its clause hangs on the rest of the sentence."""

    head: Token
    kind: ClauseKind


# ---- clauses -----------------------------------------------------------------------------------------------------


def clause_kind(token: Token) -> ClauseKind | None:
    """How the clause of `token` hangs on its governor; None where `token` is not the head of a clause."""
    label = token.dep_
    if label == "conj":
        return "conj" if _is_clausal_conjunct(token) else None
    if label == "pcomp":
        return ("advcl" if token.head.head.pos_ in ("VERB", "AUX") else "acl") if is_predicate(token) else None
    if label == "parataxis" and not is_predicate(token):
        return None
    return CLAUSES.get(label)


def clause_heads(sentence: Span) -> tuple[Clause, ...]:
    """Every clause of `sentence`, in the order of their heads."""
    found = ((token, clause_kind(token)) for token in bearing(sentence, CLAUSE_LABELS))
    return tuple(Clause(token, kind) for token, kind in found if kind is not None)


@remembered
def clause_of(token: Token) -> Token:
    """The head of the innermost clause that `token` is in: itself, if it is one."""
    for _ in range(_STRIDE):
        if clause_kind(token) is not None or token.head.i == token.i:
            return token
        token = token.head
    return clause_of(token)  # known already, where words before hang on it too: long chains take no longer


def is_predicate(token: Token) -> bool:
    """Whether `token` predicates: a verb, or a noun or adjective with a copula or a subject of its own."""
    if token.pos_ == "VERB":
        return True
    if token.pos_ == "AUX" and token.dep_ not in AUXILIARY_OR_COPULA:
        return True
    return has(token, COPULA_OR_SUBJECT)


@remembered
def first_conjunct(token: Token) -> Token:
    """The first of the coordinated words that `token` is one of: itself, where nothing is coordinated before it."""
    for _ in range(_STRIDE):
        if token.dep_ != "conj" or token.head.i == token.i:
            return token
        token = token.head
    return first_conjunct(token)


def conjuncts(token: Token) -> tuple[Token, ...]:
    """The words coordinated with `token` after it, in order (chained or flat, as the labels have it)."""
    found: list[Token] = []
    for child in children(token):
        if child.dep_ == "conj":
            found.extend((child, *conjuncts(child)))
    return tuple(found)


def conjunction(token: Token) -> Token | None:
    """The "and", "or", "nor" before a coordinated `token`; None for the first of the coordinated words."""
    if token.dep_ != "conj":
        return None
    below = next((child for child in having(token, ("cc",)) if child.i < token.i), None)
    if below is not None:
        return below
    between = (child for child in having(token.head, ("cc",)) if token.head.i < child.i < token.i)
    return next(between, None)


@remembered
def complement(verb: Token) -> Token | None:
    """The head of the clause that `verb` takes: what is said, believed, begun ("said *went*", "wants to *go*")."""
    complements = [child for child in having(verb, COMPLEMENTS) if is_predicate(child)]
    finite = [child for child in complements if child.dep_ == "ccomp"]
    return next(iter(finite or complements), None)


@remembered
def clauses_below(head: Token) -> tuple[Clause, ...]:
    """The clauses that hang on `head` directly, those behind a preposition among them ("accused of *stealing*")."""
    found: list[Clause] = []
    for child in children(head):
        if child.dep_ == "prep":
            found.extend(Clause(below, "advcl") for below in having(child, ("pcomp",)))
            continue
        kind = clause_kind(child)
        if kind is not None:
            found.append(Clause(child, kind))
    return tuple(found)


def governor(head: Token) -> Token | None:
    """What the clause of `head` is a clause of: the verb, adjective or noun above it; None for the sentence's root."""
    above = head.head.head if head.dep_ == "pcomp" else head.head
    return None if head.head.i == head.i else above


def is_predicate_word(token: Token) -> bool:
    """Whether a ClearNLP tree has `token` below "be" as what it predicates: its clause is the verb's."""
    return token.dep_ in ("acomp", "attr", "oprd")


def predicate_words(verb: Token) -> tuple[Token, ...]:
    """What `verb` says its subject is or becomes: "ill" in "fell ill", "chairman" in "was named chairman"."""
    return tuple(
        child
        for child in having(verb, ("acomp", "attr", "oprd", "xcomp"))
        if child.dep_ != "xcomp" or not is_verbal(child)
    )


def is_verbal(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX") or is_copular(token)


def marker(head: Token) -> Token | None:
    """What introduces the clause of `head`: "that", "until", the "from" of "from doing"; not the infinitive's "to"."""
    for child in lefts(head):
        if child.dep_ == "mark" and child.tag_ != "TO":
            return child
        if child.dep_ == "advmod" and child.tag_ == "WRB":
            return child
    return head.head if head.dep_ == "pcomp" else None


def is_question(head: Token) -> bool:
    """Whether the clause of `head` asks: "whether it rains", "what they want"."""
    mark = marker(head)
    if mark is not None and mark.lower_ == "if":
        return inflection.lemma(head.head) in ("ask", "wonder", "know", "see", "doubt", "determine", "decide")
    if mark is not None and (mark.tag_ == "WRB" or mark.lower_ == "whether"):
        return True
    return head.left_edge.tag_ in ("WP", "WRB", "WP$") or head.left_edge.lower_ == "whether"


def is_infinitive(head: Token) -> bool:
    """Whether the clause of `head` is one with "to"."""
    return any(child.tag_ == "TO" and child.i < head.i for child in having(head, ("mark", "aux")))


def _is_clausal_conjunct(token: Token) -> bool:
    first = first_conjunct(token)
    if clause_kind(first) is None:
        return False
    if token.pos_ in ("VERB", "AUX"):
        return True
    return has(token, VERBAL)


# ---- participants ------------------------------------------------------------------------------------------------


@remembered
def subject(head: Token) -> Token | None:
    """The head of the subject that stands in the clause of `head` itself (a noun, or the head of a clause)."""
    found = list(having(head, SUBJECTS))
    inner = [child for child in found if child.dep_ != "nsubj:outer"]
    before = [child for child in inner if child.i < head.i]
    return before[-1] if before else next(iter(inner or found), None)


def has_own_subject(head: Token) -> bool:
    return has(head, SUBJECTS)


def is_expletive(token: Token) -> bool:
    """Whether `token` only fills a place: "there is", "it is said that"."""
    return token.dep_ == "expl" or (token.lower_ in ("there", "it") and token.tag_ == "EX")


@remembered
def is_passive(verb: Token) -> bool:
    """Whether `verb` is passive: by auxiliary or subject, as a bare participle, or coordinated with a passive."""
    if verb.pos_ not in ("VERB", "AUX", "ADJ"):
        return False
    if has(verb, PASSIVE):
        return True
    if verb.tag_ != "VBN" or auxiliaries(verb):
        return False
    if verb.dep_ == "conj":
        return not has_own_subject(verb) and is_passive(first_conjunct(verb))
    return verb.dep_ in ("acl", "advcl", "acl:relcl", "relcl") and not has_own_subject(verb)


def copula(head: Token) -> Token | None:
    """The form of "be" of a copular clause: below the predicate in one scheme, `head` itself in the other."""
    below = first(head, COPULA)
    if below is not None:
        return below
    return head if has(head, ATTRIBUTES) else None


def is_copular(head: Token) -> bool:
    return copula(head) is not None


def attribute(head: Token) -> Token | None:
    """What a copula says of the subject: "ready", "the president" (the head itself in UD)."""
    if has(head, COPULA):
        return head
    return first(head, ATTRIBUTES)


# ---- what stands beside a verb -----------------------------------------------------------------------------------


@remembered
def auxiliaries(head: Token) -> tuple[Token, ...]:
    """The auxiliaries of `head`, those of a passive and the copula among them; not the infinitive's "to"."""
    return tuple(child for child in having(head, AUXILIARY_OR_COPULA) if child.tag_ != "TO")


def negations(head: Token) -> tuple[Token, ...]:
    """The words that negate `head` itself: "not", "n't", "never"."""
    return tuple(
        child
        for child in having(head, ("neg", "advmod", "part"))
        if child.dep_ == "neg" or child.lower_ in _NEGATION_LEMMAS
    )


def adverbs(head: Token) -> tuple[Token, ...]:
    return having(head, ("advmod", "neg"))


def particle(verb: Token) -> Token | None:
    """The "down" of "shot down"."""
    below = first(verb, ("compound:prt", "prt"))
    if below is None and verb.i + 1 < len(verb.doc) and verb.nbor(1).tag_ == "RP":
        # CASE: "called off the vote" read as "called | off the vote"; not "was found off Portugal"
        return verb.nbor(1) if verb.nbor(1).head.ent_type_ not in PLACES else None
    return below


def ancestors(token: Token) -> Iterator[Token]:
    """The governors of `token`, nearest first."""
    while token.head.i != token.i:
        token = token.head
        yield token
