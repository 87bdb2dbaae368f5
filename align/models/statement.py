"""What the articles say, statement by statement, with the values found in each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from align.models.text import Article, Span

StatementKind = Literal["headline", "body"]
Polarity = Literal["affirmed", "negated"]
Certainty = Literal["asserted", "reported", "alleged", "possible", "planned", "expected", "conditional", "denied"]
EntityLabel = Literal["PERSON", "ORG", "PLACE", "NORP", "EVENT", "MISC"]
QuantityKind = Literal["count", "ordinal", "percent", "fraction", "money", "measure", "duration", "age", "score"]
DateKind = Literal["point", "interval", "recurring"]
ReferenceKind = Literal["pronoun", "description"]
Role = Literal["agent", "patient", "recipient", "oblique", "attribute", "clause"]
Tense = Literal["past", "present", "future"]


@dataclass(frozen=True, slots=True)
class Token:
    """One word as the language pipeline reads it; `pos` is a Universal POS tag. Punctuation is not kept."""

    span: Span
    text: str
    lemma: str
    pos: str
    content: bool


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names an entity. `entity` is the id of the linked entity, set by `link`."""

    span: Span
    text: str
    label: EntityLabel
    entity: str | None = None
    title: str | None = None  # "President" in "President Obama"; never part of the span


@dataclass(frozen=True, slots=True)
class Reference:
    """A pronoun or a description ("the senator") that stands for a name: `antecedent` is that name in the same article.

    `antecedent` is None where the text does not make it clear. `entity` is the id of the entity, set by `link`.
    """

    span: Span
    text: str
    kind: ReferenceKind
    antecedent: Span | None = None
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts, as the closed interval low..high (None: unbounded) in `unit`.

    `unit` is normalised ("%", "USD", "km", "year", ...; None for plain counts). `noun` is the lemma of what is counted
    ("people"), `scope` the lemma of the predicate it belongs to ("kill"). `approximate` is "about", "nearly", ...
    """

    span: Span
    text: str
    kind: QuantityKind
    low: float | None
    high: float | None
    unit: str | None = None
    noun: str | None = None
    scope: str | None = None
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date or time expression resolved to the closed interval of days start..end (None: not resolvable).

    `scope` is the lemma of the predicate that it dates. `vague` is set for "recently", "earlier this week", ...
    """

    span: Span
    text: str
    kind: DateKind
    start: str | None
    end: str | None
    scope: str | None = None
    vague: bool = False


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks: `span` with the marks, `inner` without. An open one runs to the block's end."""

    span: Span
    inner: Span
    text: str
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is said to hold a statement: `speaker` + `cue` ("said", "according to"); `span` covers both words.

    The innermost speaker is the statement's attribution; `outer` is who reports that ("a French official said ...").
    `entity` is the linked entity of the speaker, set by `link`. `represents` is whom a spokesperson, lawyer, office or
    document speaks for ("the governor" of "a spokeswoman for the governor").
    """

    speaker: str
    cue: str
    span: Span
    speaker_span: Span | None = None
    entity: str | None = None
    outer: Attribution | None = None
    represents: str | None = None
    represents_span: Span | None = None


@dataclass(frozen=True, slots=True)
class Argument:
    """A participant of a predicate. `head` is the lemma of its head word, `marker` its preposition, if any."""

    role: Role
    span: Span
    head: str
    marker: str | None = None


@dataclass(frozen=True, slots=True)
class Predicate:
    """What is said to happen, with its participants; passive voice is undone (the patient is what is acted on).

    `negation` is the span of the word that negates it ("not", "never", "failed"), else None. `particle` is part of the
    lemma ("shoot down"). `main` marks the predicate that the statement is about.
    """

    span: Span
    lemma: str
    arguments: tuple[Argument, ...] = ()
    negation: Span | None = None
    certainty: Certainty = "asserted"
    tense: Tense | None = None
    main: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """The unit that is aligned: one assertion, usually a clause or a sentence.

    `source` is the source's id. `paragraph` and `sentence` count from 0 within the source. `speaker` is the speaker of
    the turn in a transcript; `attribution` is who the words of the statement itself credit. `negation` is the span of
    the words that make `polarity` negated.
    """

    id: str
    source: str
    span: Span
    text: str
    kind: StatementKind
    paragraph: int
    sentence: int
    speaker: str | None = None
    attribution: Attribution | None = None
    quotations: tuple[Quotation, ...] = ()
    mentions: tuple[Mention, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    dates: tuple[DateMention, ...] = ()
    polarity: Polarity = "affirmed"
    negation: Span | None = None
    certainty: Certainty = "asserted"
    certainty_cue: Span | None = None
    tokens: tuple[Token, ...] = ()
    predicates: tuple[Predicate, ...] = ()
    references: tuple[Reference, ...] = ()

    def entities_in(self, span: Span) -> tuple[str, ...]:
        """The ids of the entities that are named, or meant by a pronoun or a description, in `span`; each once."""
        words: tuple[Mention | Reference, ...] = (*self.mentions, *self.references)
        inside = sorted((word.span, word.entity) for word in words if word.entity and span.contains(word.span))
        return tuple(dict.fromkeys(entity for _, entity in inside))


@dataclass(frozen=True, slots=True)
class AnnotatedArticle:
    """An article with its source id ("s1", in the order given) and its statements in text order."""

    id: str
    article: Article
    statements: tuple[Statement, ...]
    sha256: str
