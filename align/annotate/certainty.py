"""How sure a statement is: asserted, reported, alleged, possible, planned, expected, conditional or denied.

Of several cues the strongest decides: "police said he may have fled" is possible, "denied that he would resign" denied.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from align import models
from align.annotate import polarity
from align.annotate.grammar import heads, participants, phrases, syntax
from align.annotate.grammar.labels import SUBJECTS
from align.annotate.words import inflection, lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span, Token

Cue = tuple[models.Certainty, "Token"]

_STRENGTH: dict[models.Certainty, int] = {
    "asserted": 0,
    "reported": 1,
    "planned": 2,
    "expected": 3,
    "possible": 4,
    "alleged": 5,
    "conditional": 6,
    "denied": 7,
}
_WEIGHED = frozenset({"consider", "weigh"})  # "is considering an offer" leaves open what "is considered a traitor" says
_CHANCES = frozenset("chance odds possibility risk likelihood probability prospect danger".split())
_STANCES: dict[str, models.Certainty] = {
    "say": "reported",
    "opinion": "reported",
    "demand": "reported",
    "promise": "planned",
    "predict": "expected",
    "allege": "alleged",
    "deny": "denied",
}


def find(
    span: Span, offset: int = 0, main: Token | None = None, credited: models.Span | None = None
) -> tuple[models.Certainty, models.Span | None]:
    """The certainty of what `span` states and the word that gives it.

    `main` is the main head where it is known; `credited` the cue of the statement's attribution, if it has one: words
    like "according to" credit a statement from outside the verbs above it.
    """
    main = heads.main_head(span) if main is None else main
    found, cue = ("asserted", None) if main is None else of_head(main, credited is not None)
    if found == "asserted" and credited is not None:
        return "reported", credited
    return found, None if cue is None else phrases.span(cue, cue, offset)


def of_head(head: Token, credited: bool = False) -> tuple[models.Certainty, Token | None]:
    """The strongest cue that reaches `head`; the innermost of equals."""
    best: tuple[models.Certainty, Token | None] = ("asserted", None)
    for found, token in _cues(head, credited):
        if _STRENGTH[found] > _STRENGTH[best[0]]:
            best = (found, token)
    return best


def _cues(head: Token, credited: bool) -> Iterator[Cue]:
    words = lexicon.certainty()
    above = heads.governors(head)
    told = credited or any(heads.reporting_lemma(governor) for governor in above)
    yield from _in_clause(head, told)
    yield from _of_itself(head)
    for governor in above:
        found = words.governors.get(inflection.lemma(governor)) or words.adjectives.get(governor.lower_)
        if found is not None and not _is_negated_denial(governor):
            yield cast("models.Certainty", found), governor
        elif found is not None:
            yield "possible", governor
        lemma = heads.reporting_lemma(governor)
        if lemma is not None and found is None:
            yield _STANCES[lexicon.reporting().stances[lemma]], governor
        if governor.lower_ == "going" and syntax.auxiliaries(governor):
            yield "planned", governor
        yield from _in_clause(governor, told)
    yield from _chance(head)


def _chance(head: Token) -> Iterator[Cue]:
    """CASE: "a chance that they will lose", "'One in Three Chance' They Lose": what a chance is of may come about."""
    verb = head.head if syntax.is_predicate_word(head) else head
    nouns = [verb.head] if verb.dep_.startswith(("acl", "ccomp")) else []
    subject = next((child for child in reversed(list(verb.lefts)) if child.dep_ in SUBJECTS), None)
    if subject is not None:
        before = subject.left_edge.i - 1
        while before >= verb.sent.start and not verb.doc[before].is_alpha and verb.doc[before].text not in ".;:":
            before -= 1
        nouns += [verb.doc[before]] if before >= verb.sent.start else []
    for noun in nouns:
        if noun.pos_ in ("NOUN", "PROPN") and inflection.lemma(noun) in _CHANCES:
            yield "possible", noun


def _in_clause(head: Token, told: bool) -> Iterator[Cue]:
    """Modals, adverbs and conditions beside `head`."""
    words = lexicon.certainty()
    verb = head.head if syntax.is_predicate_word(head) else head
    for auxiliary in syntax.auxiliaries(verb):
        found = words.modals.get(auxiliary.lower_)
        if found == "conditional" and (auxiliary.tag_ != "MD" or told):
            # CASE: "said he would resign" tells of a plan in the past; "'d" may also be "had".
            found = "planned" if auxiliary.tag_ == "MD" else None
        if found is not None and auxiliary.tag_ == "MD":
            yield cast("models.Certainty", found), auxiliary
        if auxiliary.lower_ == "should" and inflection.lemma(verb) in words.forecast_should:
            yield "expected", auxiliary
        if inflection.lemma(auxiliary) == "be" and syntax.is_infinitive(verb) and auxiliary.nbor(1).tag_ == "TO":
            subject = syntax.subject(verb)
            if subject is not None and inflection.lemma(subject) not in ("word", "thing", "way", "point"):
                yield "planned", auxiliary  # "is to visit"
    for adverb in syntax.adverbs(verb):
        found = words.adverbs.get(adverb.lower_)
        if found is not None:
            yield cast("models.Certainty", found), adverb
    yield from _conditions(verb)


def _conditions(verb: Token) -> Iterator[Cue]:
    markers = lexicon.certainty().conditional
    for clause in syntax.clauses_below(verb):
        mark = syntax.marker(clause.head) if clause.kind == "advcl" else None
        if mark is not None and mark.lower_ in markers and not _is_even_if(mark):
            yield "conditional", mark
    first = verb.left_edge  # CASE: a parser that took the verb of "If the river rises, ..." for a noun
    if first.lower_ in markers and first.i + 1 < verb.i and syntax.marker(verb) is None:
        yield "conditional", first
    mark = syntax.marker(verb) if syntax.clause_kind(verb) == "advcl" else None
    if mark is not None and mark.lower_ in markers:
        yield "conditional", mark


def _of_itself(head: Token) -> Iterator[Cue]:
    """A verb that is its own cue ("was charged with murder", "denied wrongdoing"), an adjective before an event."""
    words = lexicon.certainty()
    if head.pos_ == "VERB":
        if inflection.lemma(head) in words.alone and not (
            inflection.lemma(head) in _WEIGHED and syntax.is_passive(head)
        ):
            yield cast("models.Certainty", words.governors[inflection.lemma(head)]), head
        if inflection.lemma(head) in words.rejecting and _rejects_claim(head):
            yield ("possible" if _is_negated_denial(head) else "denied"), head
        ruled_out = inflection.lemma(head) == "rule" and syntax.particle(head) is not None
        if ruled_out and polarity.of_head(head) is not None:
            yield "possible", head  # "cannot rule out a strike"
    elif head.pos_ in ("NOUN", "PROPN"):
        for word in phrases.modifiers(head):
            found = words.before_noun.get(word.lower_)
            if found is not None:
                yield cast("models.Certainty", found), word
    elif head.pos_ == "ADJ":
        found = words.adjectives.get(head.lower_)
        if found in ("possible", "expected"):
            yield cast("models.Certainty", found), head


def _rejects_claim(verb: Token) -> bool:
    if inflection.lemma(verb) == "deny":
        return True
    nouns = [*participants.objects(verb), *((syntax.subject(verb),) if syntax.is_passive(verb) else ())]
    return any(noun is not None and inflection.lemma(noun) in lexicon.certainty().claims for noun in nouns)


def _is_negated_denial(verb: Token) -> bool:
    return inflection.lemma(verb) in lexicon.certainty().rejecting and polarity.of_head(verb) is not None


def _is_even_if(mark: Token) -> bool:
    return mark.i > 0 and mark.nbor(-1).lower_ in ("even", "as")
