"""Who and what takes part in a clause: subjects that are shared, objects, recipients, agents and the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.annotate.grammar.labels import AGENTS, OBJECTS, RECIPIENTS, children, first, having, labelled, remembered
from align.annotate.grammar.phrases import object_of, preposition
from align.annotate.grammar.syntax import (
    PLACES,
    clause_kind,
    clause_of,
    conjuncts,
    first_conjunct,
    is_expletive,
    is_infinitive,
    is_passive,
    marker,
    subject,
)
from align.annotate.words import inflection, lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token


@remembered
def governing_subject(head: Token) -> Token | None:
    """The subject of the clause of `head`, or the one it shares: with the verb it is coordinated with, with the verb
    that governs it ("wants to go"), or with the noun that it modifies ("the man arrested", "the law that bans")."""
    for _ in range(12):  # as deep as sentences go; a bound against odd trees
        own = subject(head)
        kind = clause_kind(head)
        if own is not None:
            relative = own.tag_ in ("WDT", "WP") and kind not in (None, "root", "ccomp", "csubj")
            return antecedent(own) if relative else own
        if kind == "acl":
            return head.head if head.dep_ != "pcomp" else head.head.head
        if kind == "xcomp" or (kind == "advcl" and inflection.lemma(head.head) in lexicon.reporting().stances):
            controlled = next(iter((*objects(head.head), *recipients(head.head))), None)
            if controlled is not None and is_infinitive(head) and inflection.lemma(head.head) != "promise":
                return controlled
        if any(is_expletive(child) for child in children(head)):
            return None  # "there were two victims" without its subject
        if kind in (None, "root", "relcl", "parataxis", "csubj") or head.head.i == head.i:
            return None
        if kind == "ccomp" and marker(head) is not None:
            return None
        head = clause_of(first_conjunct(head) if kind == "conj" else head.head)
    return None


def antecedent(pronoun: Token) -> Token:
    """The noun that "who", "which" or "that" stands for: what its clause hangs on, else the noun right before it."""
    clause = clause_of(pronoun)
    if clause_kind(clause) == "relcl" and clause.head.pos_ not in ("VERB", "AUX"):
        return clause.head
    i = pronoun.i - 1
    while i > 0 and (pronoun.doc[i].is_punct or pronoun.doc[i].pos_ == "ADP"):
        i -= 1
    noun = pronoun.doc[max(i, 0)]
    if noun.pos_ not in ("NOUN", "PROPN", "PRON", "NUM"):
        return pronoun
    while noun.head.i < noun.i and noun.dep_ in ("appos", "flat", "compound"):
        noun = noun.head
    return noun


def objects(verb: Token) -> tuple[Token, ...]:
    """The direct objects of `verb`, the first before those coordinated with it."""
    found = [
        child
        for label, child in labelled(verb)
        if label in OBJECTS or (label == "obl" and _is_object_of_particle(child))
    ]
    return tuple(word for child in found for word in (child, *conjuncts(child)))


def _is_object_of_particle(noun: Token) -> bool:
    if noun.dep_ != "obl" or noun.ent_type_ in PLACES:  # a wreck is found "off Portugal"
        return False
    return any(child.tag_ == "RP" for child in having(noun, ("case",)))


def recipients(verb: Token) -> tuple[Token, ...]:
    """Whom something is given or told without a preposition ("told *reporters* that ...")."""
    return tuple((object_of(child) or child) if child.pos_ == "ADP" else child for child in having(verb, RECIPIENTS))


def obliques(head: Token) -> tuple[tuple[str | None, Token], ...]:
    """(preposition, noun) of what else `head` takes, in order: ("in", Moscow), ("because of", rain), (None, Tuesday).

    `head` may be a verb or a noun ("the attack on the base": ("on", base)); the agent of a passive is not among them.
    """
    found: list[tuple[str | None, Token]] = []
    passive = is_passive(head)
    for label, child in labelled(head):
        if label in AGENTS:
            continue
        if label == "prep" or (label == "dative" and child.pos_ == "ADP"):
            noun = object_of(child)
            if noun is not None:
                found.append((preposition(noun), noun))
        elif _is_object_of_particle(child):
            continue
        elif label in ("npadvmod", "tmod") or label.partition(":")[0] in ("obl", "nmod"):
            if label == "nmod:poss":
                continue
            marked = preposition(child)
            if not (passive and marked == "by"):
                found.append((marked, child))
    return tuple(found)


def agent(verb: Token) -> Token | None:
    """Who does it in a passive: the noun behind "by"."""
    doer = first(verb, AGENTS)
    if doer is not None:
        return object_of(doer) if doer.dep_ == "agent" else doer
    if is_passive(verb):
        for label, child in labelled(verb):
            if label.startswith("obl") and preposition(child) == "by":
                return child
    return None
