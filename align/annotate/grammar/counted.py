"""What a number counts and what a date dates: the noun and the predicate that the parse hangs it on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.annotate.grammar.labels import children, having
from align.annotate.grammar.phrases import preposition
from align.annotate.grammar.syntax import clause_of, first_conjunct, particle, predicate_words, subject
from align.annotate.words.inflection import lemma

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

# Nouns that only hold a number; with one as subject ("the death toll rose to 12") the number is of that noun.
_HOLDERS = frozenset(
    "toll number total figure count rate price cost value level share age average turnout unemployment inflation "
    "profit revenue sale population temperature magnitude".split()
)
# Nouns of what happens: they govern a number as a verb would ("the deaths of 12 people").
_HAPPENINGS = frozenset(
    "death killing murder arrest injury loss release shooting kidnapping execution resignation evacuation rescue "
    "abduction detention deployment sale purchase theft".split()
)


def root_of(tokens: Sequence[Token]) -> Token:
    """The token that the others hang on: the first whose governor lies outside."""
    inside = {token.i for token in tokens}
    return next((token for token in tokens if token.head.i not in inside or token.head.i == token.i), tokens[-1])


def counted_noun(tokens: Sequence[Token], shared: bool = False) -> Token | None:
    """The noun that the number in `tokens` counts: "people" of "12 people", of "dozens of people".

    `shared` takes "in" for "of", as money and shares have it ("$5 million in aid").
    """
    root = root_of(tokens)
    above = root.head
    modifies = root.dep_ in ("nummod", "quantmod", "amod", "compound", "det", "nmod:unmarked") and above.i > root.i
    if modifies and above.pos_ in ("NOUN", "PROPN"):
        return _partitive(above, shared) if above.lower_ in ("percent", "%", "pc", "cent") else above
    inside = {token.i for token in tokens}
    noun: Token | None = root
    while noun is not None and noun.i in inside:  # "tens of thousands of fans"
        noun = _partitive(noun, shared)
    return noun


def _partitive(token: Token, shared: bool) -> Token | None:
    links = ("of", "among", "in") if shared else ("of", "among")
    for child in children(token):
        if child.i > token.i and child.dep_ in ("nmod", "prep", "nmod:of"):
            noun = child if child.pos_ != "ADP" else next(iter(children(child)), None)
            if noun is not None and noun.pos_ in ("NOUN", "PROPN") and preposition(noun) in links:
                return noun
    return None


def held_noun(tokens: Sequence[Token]) -> str | None:
    """The noun that the number in `tokens` is the value of: "death toll" of "the death toll rose to 12"."""
    root = root_of(tokens)
    noun = root.head if root.dep_ in ("nmod", "appos", "prep") else None
    if noun is None or lemma(noun) not in _HOLDERS:
        noun = subject(clause_of(root))
    if noun is None or lemma(noun) not in _HOLDERS or noun.i in {token.i for token in tokens}:
        return None
    if lemma(noun) in ("number", "total", "figure", "count"):
        told = _partitive(noun, shared=False) or _missing(noun)
        if told is not None:
            return lemma(told)
    before = [child for child in having(noun, ("compound", "amod", "nmod")) if child.pos_ in ("NOUN", "ADJ")]
    return " ".join(lemma(child) for child in (*before, noun))


def _missing(noun: Token) -> Token | None:
    """ "the number of missing", "the number of dead": those whom an adjective names."""
    for child in children(noun):
        inner = child if child.pos_ != "ADP" else next(iter(children(child)), None)
        if inner is not None and inner.i > noun.i and preposition(inner) == "of":
            return inner
    return None


def scope_of(token: Token) -> str | None:
    """The lemma of the predicate that `token` belongs to, with its particle; of "left 12 dead" it is "dead"."""
    base = first_conjunct(token)
    if base.dep_ in ("nmod", "prep", "nmod:poss", "compound") and lemma(base.head) in _HAPPENINGS:
        return lemma(base.head)
    modifier = next((child for child in having(token, ("acl", "amod")) if child.tag_ == "VBN"), None)
    head = clause_of(token)
    if head.i == token.i or head.pos_ not in ("VERB", "AUX", "ADJ"):
        # a bare noun phrase ("12 people killed in the fire"), or a predicate noun ("the toll was 12")
        return lemma(modifier) if modifier is not None else lemma(head) if head.i != token.i else None
    state = next((word for word in predicate_words(head) if word.pos_ == "ADJ" and word.i > token.i), None)
    if state is not None and token.head.i == head.i:
        return lemma(state)
    return predicate_lemma(head)


def predicate_lemma(head: Token) -> str:
    """The lemma of a predicate with its particle: "shoot down"."""
    extra = particle(head)
    return f"{lemma(head)} {lemma(extra)}" if extra is not None else lemma(head)


def dated_scope(token: Token) -> str | None:
    """The lemma of what the date in `token` dates: the noun of "Tuesday's meeting", else the predicate."""
    noun = token.head
    if noun.pos_ == "NOUN" and token.dep_ != "conj" and (token.dep_ in _BESIDE_NOUN or is_event_noun(noun)):
        return lemma(noun)
    return scope_of(token)


def is_event_noun(noun: Token) -> bool:
    """Whether a noun names something that happens, so that a date behind it dates it."""
    word = lemma(noun)
    return word in _EVENTS or word in _HAPPENINGS or word.endswith(("tion", "sion", "ment"))


def direction_of(token: Token) -> int:
    """-1 where what `token` belongs to is told as past, 1 where it is to come ("will meet", "is due to"), else 0."""
    if token.head.pos_ == "NOUN" and (token.dep_ in _BESIDE_NOUN or is_event_noun(token.head)):
        return 0
    inner = head = clause_of(token)
    for _ in range(4):  # as deep as clauses govern one another's time
        left = [child for child in children(head) if child.dep_.startswith("aux") or child.dep_ in ("cop", "mark")]
        words = {child.lower_ for child in left}
        ahead = (lemma(head) in _AHEAD or lemma(head) in _ASKING) and inner.i != head.i
        if words & _IS and lemma(head) in _SCHEDULED and any(child.lower_ == "due" for child in children(head)):
            return 1  # CASE: "is due to begin", where "begin" is read as a noun
        if words & _WILL or (ahead and (head.tag_ != "VBG" or words & _IS)):
            return 1
        past = words & _WAS or head.tag_ == "VBD"
        if past or (head.tag_ == "VBN" and head.dep_ in ("acl", "advcl") and lemma(head) not in _AHEAD):
            return -1 if head.i == inner.i else 0
        if lemma(head) in _AHEAD and head.tag_ in ("VBZ", "VBP", "VBN", "VBG"):
            return 1
        if lemma(head) in _SCHEDULED and head.tag_ in ("VBZ", "VBP"):  # "the strike starts on Friday"
            return 1
        if head.tag_ == "VBG" and words & _IS:
            return 1
        infinitive = any(child.tag_ == "TO" for child in left)
        if head.head.i == head.i or not (infinitive or head.dep_ in ("xcomp", "acl", "advcl")):
            return 1 if infinitive else 0
        head = clause_of(head.head)
    return 0


_WILL = frozenset("will shall 'll ’ll wo would could may might must should".split())
_ASKING = frozenset("ask order propose urge invite tell require decide".split())
_WAS = frozenset("had was were did has have 'd ’d".split())
_IS = frozenset("is are 's ’s 're ’re am be".split())
_SCHEDULED = frozenset("start begin open end expire close resume kick depart".split())
_BESIDE_NOUN = frozenset("nmod:poss poss compound nummod amod nmod:desc nmod:unmarked nmod:npmod".split())
_EVENTS = frozenset(
    "meeting vote attack talk visit summit trip crash strike raid hearing trial deal speech war game match race "
    "debate rally protest march conference bombing fire flood earthquake storm launch ceremony funeral wedding "
    "ruling verdict sentence poll interview call session event incident accident explosion blast riot coup concert "
    "festival report letter tweet briefing referendum ballot primary convention clash".split()
)
_AHEAD = frozenset(
    "plan expect schedule due set intend hope want prepare slate agree promise vow likely poise aim".split()
)
