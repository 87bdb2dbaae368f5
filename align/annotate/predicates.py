"""What a statement says to happen or to be, with who takes part: verbs, copular clauses and nouns that name events.

Passives are undone ("was arrested by police": police is the agent), coordinated verbs and infinitives get the subject
that they share, and one predicate is marked as what the statement is about (see `heads.main_head`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from align import models
from align.annotate import certainty, polarity
from align.annotate.grammar import heads, participants, phrases, syntax
from align.annotate.grammar.labels import kinds, tokens
from align.annotate.words import inflection, lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span, Token

_RELATIVE_TAGS = frozenset({"WDT", "WP"})
_TENSES: dict[str, models.Tense] = {"VBD": "past", "VBP": "present", "VBZ": "present"}
_NEVER = frozenset({"PUNCT", "SPACE", "CCONJ", "SCONJ", "PART"})  # parts of speech that predicate nothing
_LINKING = frozenset({"become", "remain", "stay"})
_FUTURE = frozenset({"will", "wo", "shall", "'ll", "’ll"})


def find(span: Span, offset: int = 0, main: Token | None = None) -> tuple[models.Predicate, ...]:
    """The predicates of `span` in text order; at most one is `main` (none where `span` predicates nothing)."""
    main = heads.main_head(span) if main is None else main
    found: list[models.Predicate] = []
    negatable = polarity.may_negate(span)
    words = list(zip(tokens(span), kinds(span), strict=True))
    below_be = {token.head.i for token, pos in words if pos == "AUX"}  # copulas are among them
    for token, pos in words:
        if pos in _NEVER:
            continue
        if _is_verbal_predicate(token, pos, below_be):
            found.append(_verbal(token, offset, main, negatable))
        elif pos == "NOUN" and inflection.lemma(token) in lexicon.events().verbs:
            found.append(_eventive(token, offset, main))
    return tuple(found)


def _is_verbal_predicate(token: Token, pos: str, below_be: set[int]) -> bool:
    if pos in ("VERB", "AUX") or token.tag_ == "VBD":
        return syntax.clause_kind(token) is not None
    return token.i in below_be and (syntax.is_copular(token) or syntax.is_passive(token))


def _verbal(head: Token, offset: int, main: Token | None, negatable: bool) -> models.Predicate:
    copula = syntax.copula(head)
    verb = head if copula is None else copula
    after = syntax.particle(head)
    base = inflection.known_verbs().get(verb.lower_) if verb.pos_ == "ADJ" else None  # "was overturned" read as one
    lemma = " ".join((base or inflection.lemma(verb), *(() if after is None else (after.lower_,))))
    last = after if after is not None and after.i == verb.i + 1 else verb
    predicated = syntax.attribute(head)
    return models.Predicate(
        span=phrases.span(verb, last, offset),
        lemma=lemma if copula is None else "be",
        arguments=tuple(_sorted(_arguments(head, offset))),
        negation=_negation(head, offset) if negatable else None,
        certainty=certainty.of_head(head)[0],
        tense=tense(head),
        main=main is not None and (head.i == main.i or (predicated is not None and predicated.i == main.i)),
    )


def _eventive(noun: Token, offset: int, main: Token | None) -> models.Predicate:
    negation = phrases.determiner(noun)
    negated = negation is not None and negation.lower_ == "no"
    return models.Predicate(
        span=phrases.span(noun, noun, offset),
        lemma=lexicon.events().verbs[inflection.lemma(noun)],
        arguments=tuple(_sorted(_noun_arguments(noun, offset))),
        negation=phrases.span(negation, negation, offset) if negated and negation is not None else None,
        certainty=certainty.of_head(noun)[0] if not syntax.is_copular(noun) else "asserted",
        main=main is not None and noun.i == main.i and not syntax.is_copular(noun),
    )


def _arguments(head: Token, offset: int) -> Iterator[models.Argument]:
    passive = syntax.is_passive(head)
    subject = participants.governing_subject(head)
    if subject is not None and not syntax.is_expletive(subject):
        yield _nominal("patient" if passive else "agent", subject, offset)
    doer = participants.agent(head)
    if doer is not None:
        yield _nominal("agent", doer, offset, "by")
    if not syntax.is_copular(head):
        for word in participants.objects(head):
            yield _nominal("attribute" if inflection.lemma(head) in _LINKING else "patient", word, offset)
    for word in participants.recipients(head):
        yield _nominal("recipient", word, offset)
    giving = inflection.lemma(head) in lexicon.events().giving
    for marker, word in participants.obliques(head):
        yield _nominal("recipient" if giving and marker == "to" else "oblique", word, offset, marker)
    predicated = syntax.attribute(head)
    for word in (predicated,) if predicated is not None else syntax.predicate_words(head):
        yield _nominal("attribute", word, offset, phrases.preposition(word))
    below = syntax.complement(head)
    if below is not None and syntax.is_verbal(below):
        first, last = phrases.subtree_range(below)
        yield models.Argument("clause", phrases.span(first, last, offset), inflection.lemma(below))


def _noun_arguments(noun: Token, offset: int) -> Iterator[models.Argument]:
    words = lexicon.events()
    standing: models.Role = "patient" if inflection.lemma(noun) in words.patients else "agent"
    owner = phrases.possessor(noun)
    if owner is not None:
        yield _nominal(standing, owner, offset)
    for word in phrases.modifiers(noun):
        if word.ent_type_ and owner is None:
            yield _nominal(standing, word, offset)
    if syntax.is_copular(noun):
        return  # what stands behind belongs to the copular clause
    for marker, word in participants.obliques(noun):
        if marker == "of":
            yield _nominal(standing if owner is None else "patient", word, offset, marker)
        elif marker in words.agent_markers:
            yield _nominal("agent", word, offset, marker)
        elif marker in words.patient_markers and standing == "agent":
            yield _nominal("patient", word, offset, marker)
        else:
            yield _nominal("oblique", word, offset, marker)


def _nominal(role: models.Role, word: Token, offset: int, marker: str | None = None) -> models.Argument:
    if word.tag_ in _RELATIVE_TAGS:
        word = participants.antecedent(word)
    first, last = phrases.noun_phrase(word)
    return models.Argument(role, phrases.span(first, last, offset), inflection.lemma(word), marker)


def _sorted(arguments: Iterator[models.Argument]) -> list[models.Argument]:
    return sorted(arguments, key=lambda argument: argument.span.start)


def _negation(head: Token, offset: int) -> models.Span | None:
    found = polarity.negations(head)
    return phrases.span(*found[0], offset) if len(found) % 2 else None


def tense(head: Token) -> models.Tense | None:
    """Past, present or future, from the first finite word of the verb group; None for infinitives and participles."""
    auxiliaries = syntax.auxiliaries(head)
    if any(token.lower_ in _FUTURE for token in auxiliaries):
        return "future"
    for token in (*auxiliaries, head):
        if token.tag_ in _TENSES:
            # "has signed" tells of something past; "is signing" and "is signed" of the present.
            perfect = inflection.lemma(token) == "have" and token.i != head.i
            return "past" if perfect else _TENSES[token.tag_]
    if head.tag_ == "VBN" and not auxiliaries and syntax.is_passive(head):
        joined = syntax.first_conjunct(head)
        return tense(joined) if joined.i != head.i else "past"
    return None
