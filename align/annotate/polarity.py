"""Whether a statement says that something is so or that it is not, and which words make it negative.

Only what reaches the statement's main predicate counts: a "not" in a condition, a relative clause or beside a noun
leaves the statement affirmed, and two negations cancel ("did not deny").
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from align import models
from align.annotate.grammar import heads, participants, phrases, syntax
from align.annotate.grammar.labels import lowered
from align.annotate.words import inflection, lexicon

if TYPE_CHECKING:
    from spacy.tokens import Span, Token


def find(span: Span, offset: int = 0, main: Token | None = None) -> tuple[models.Polarity, models.Span | None]:
    """The polarity of what `span` states, with the negating words; `main` is its main head where it is known."""
    if not may_negate(span):
        return "affirmed", None
    main = heads.main_head(span) if main is None else main
    found = () if main is None else negations(main)
    if len(found) % 2 == 0:
        return "affirmed", None
    first, last = found[0]
    return "negated", phrases.span(first, last, offset)


def may_negate(span: Span) -> bool:
    """Whether `span` holds any word that can negate: most sentences do not, and need no look at their tree."""
    return not _negative_words().isdisjoint(lowered(span))


@cache
def _negative_words() -> frozenset[str]:
    words = lexicon.polarity()
    verbs = words.of_complement | {phrase.split()[0] for phrase in words.of_itself}
    forms = {form for form, verb in inflection.known_verbs().items() if verb in verbs}
    forms.update(form for verb in verbs for form in (verb, *inflection.forms(verb)))
    return words.adverbs | words.pronouns | words.determiners | {"no", "without"} | forms


def negations(head: Token) -> tuple[phrases.TokenRange, ...]:
    """Every negation that reaches `head`, its own before those of the verbs above it; an even number cancel."""
    words = lexicon.polarity()
    found: list[phrases.TokenRange] = []
    own = of_head(head)
    if own is not None:
        found.append((own, own))
    inherent = _negative_in_itself(head)
    if inherent is not None:
        found.append(inherent)
    for governor in heads.governors(head):
        lemma = inflection.lemma(governor)
        after = governor.nbor(1).lower_ if governor.i + 1 < len(governor.doc) else ""
        if lemma in words.of_complement or f"{lemma} {after}" in words.of_itself:
            found.append((governor, governor))  # "failed to", "stopped short of"
        elif lemma not in words.raising and governor.lower_ not in words.raising:
            continue
        above = of_head(governor)
        if above is not None:
            found.append((above, above))
    return tuple(found)


def of_head(head: Token) -> Token | None:
    """The word that negates the clause of `head` itself: "not", "never", "no longer", "nobody", "no"."""
    verb = head.head if syntax.is_predicate_word(head) else head
    return (
        _beside_verb(verb)
        or _adverb(verb)
        or _shared(verb)
        or _participant(verb)
        or _of_predicate_noun(head)
        or _circumstance(verb)
    )


def _beside_verb(verb: Token) -> Token | None:
    copula = syntax.copula(verb)
    auxiliaries = syntax.auxiliaries(verb)
    for token in syntax.negations(verb):
        if (token.i < verb.i or copula is not None or verb.pos_ == "AUX") and _negates(token):
            return token
    # CASE: a parser that lost the "not" still left it beside the verb or its auxiliary.
    doc = verb.doc
    beside = [doc[verb.i - 1]] if verb.i > 0 and not verb.is_sent_start else []
    beside += [doc[token.i + 1] for token in auxiliaries if token.i + 1 < min(verb.i, len(doc))]
    words = lexicon.polarity().adverbs
    return next((t for t in beside if t.lower_ in words and _negates(t)), None)


def _adverb(verb: Token) -> Token | None:
    words = lexicon.polarity().adverbs
    for token in syntax.adverbs(verb):
        if token.lower_ in words and token.i < verb.i and _negates(token):
            return token
        if token.lower_ == "longer" and token.i > 0 and token.nbor(-1).lower_ == "no":
            return token.nbor(-1)
    for token in syntax.auxiliaries(verb):  # "no longer" below the auxiliary, or beside it
        after = token.nbor(1) if token.i + 1 < len(token.doc) else token
        if after.lower_ == "no" and after.i + 1 < len(token.doc) and after.nbor(1).lower_ == "longer":
            return after
    first = verb.left_edge
    return first if first.lower_ in ("nor", "neither") and first.i < verb.i and first.head.i == verb.i else None


def _shared(verb: Token) -> Token | None:
    """The negation of "did not eat or drink" for "drink"."""
    joined = syntax.conjunction(verb)
    if joined is None or joined.lower_ not in ("or", "nor") or syntax.has_own_subject(verb):
        return None
    if joined.lower_ == "nor":
        return joined
    first = syntax.first_conjunct(verb)
    return None if first.i == verb.i else of_head(first)


def _participant(verb: Token) -> Token | None:
    """ "no", "none", "nobody" as or before the subject or an object."""
    nouns = [participants.governing_subject(verb), *participants.objects(verb), *syntax.predicate_words(verb)]
    for noun in nouns:
        found = None if noun is None else _negative_noun(noun)
        if found is not None:
            return found
    return None


def _of_predicate_noun(head: Token) -> Token | None:
    """ "is no expert"."""
    if not (syntax.is_copular(head) or syntax.is_predicate_word(head)):
        return None
    return _negative_noun(head) if head.pos_ == "NOUN" else None


def _circumstance(verb: Token) -> Token | None:
    """ "at no point", "under no circumstances"."""
    for _, noun in participants.obliques(verb):
        if inflection.lemma(noun) in lexicon.polarity().no_circumstances:
            determiner = phrases.determiner(noun)
            if determiner is not None and determiner.lower_ == "no":
                return determiner
    return None


def _negative_noun(noun: Token) -> Token | None:
    words = lexicon.polarity()
    if noun.lower_ in words.pronouns:
        return noun
    first = noun.left_edge
    if first.lower_ in ("not", "neither") and first.i < noun.i:
        after = first.nbor(1).lower_
        return first if first.lower_ == "neither" or after in ("a", "one", "all", "every", "everyone", "many") else None
    determiner = phrases.determiner(noun)
    if determiner is None or determiner.lower_ not in words.determiners:
        return None
    if inflection.lemma(noun) in words.no_before or determiner.nbor(1).lower_ in words.no_before:
        return None
    return determiner


def _negative_in_itself(head: Token) -> phrases.TokenRange | None:
    """ "ruled out", "lacks", "are without power"; not "denied that", which negates what is below it."""
    words = lexicon.polarity().of_itself
    if syntax.is_copular(head) and phrases.preposition(head) == "without":
        without = next((token for token in head.lefts if token.lower_ == "without"), head)
        return (without, without)
    if head.pos_ != "VERB" or heads.content_of(head) is not None:
        return None
    lemma = inflection.lemma(head)
    if lemma in words:
        return (head, head)
    after = syntax.particle(head) or (head.nbor(1) if head.i + 1 < len(head.doc) else None)
    return (head, after) if after is not None and f"{lemma} {after.lower_}" in words else None


def _negates(token: Token) -> bool:
    """Whether a "not" is one: not that of "not only", "not until"."""
    after = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
    return token.lower_ not in ("not", "n't", "n’t") or after not in lexicon.polarity().not_before
