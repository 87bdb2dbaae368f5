"""Every domain type: plain immutable values, standard library only.

Offsets are characters into `Article.text`, half open: `article.text[span.start:span.end]` gives the words of a span.
Scores are probabilities in 0..1. Dates are ISO 8601 strings ("2015-11-26"), so that values survive JSON unchanged.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

BlockKind = Literal["headline", "body", "furniture"]
StatementKind = Literal["headline", "body"]
Polarity = Literal["affirmed", "negated"]
Certainty = Literal["asserted", "reported", "alleged", "possible", "planned", "expected", "conditional", "denied"]
EntityLabel = Literal["PERSON", "ORG", "PLACE", "NORP", "EVENT", "MISC"]
QuantityKind = Literal["count", "ordinal", "percent", "fraction", "money", "measure", "duration", "age", "score"]
DateKind = Literal["point", "interval", "recurring"]
ReferenceKind = Literal["pronoun", "description"]
Role = Literal["agent", "patient", "recipient", "oblique", "attribute", "clause"]
Tense = Literal["past", "present", "future"]
DiscrepancyKind = Literal[
    "number", "date", "place", "name", "quotation", "attribution", "polarity", "certainty", "detail"
]
Severity = Literal["minor", "major"]
Relation = Literal["conflict", "updated"]
Verdict = Literal["agreement", "discrepancy"]
PairVerdict = Literal["agreement", "discrepancy", "unrelated"]
Band = Literal["likely", "possible"]
EvidenceKind = Literal[
    "prior", "words", "meaning", "entities", "quotation", "numbers", "dates", "predicate", "attribution", "context"
]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters into `Article.text`."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words that the span covers in `text`."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def shifted(self, offset: int) -> Span:
        return Span(self.start + offset, self.end + offset)


# ---- read --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that a user should know about an input; `code` is stable ("no-date"), `message` is a sentence."""

    code: str
    message: str
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of an article's text that is one thing: the headline, a paragraph, a speaker's turn, page furniture.

    `speaker` is set on the paragraphs of a transcript's turn; the label ("SHAPIRO:") is furniture of its own.
    `reason` says why furniture is furniture ("navigation", "credit", "bio", "copyright", "byline", "label", ...).
    """

    span: Span
    kind: BlockKind
    speaker: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One source as read. Users may build it from `text` alone: `read` fills in what the text itself tells.

    `published` is an ISO date, with a time and zone where known. `origin` is the path, URL or "-" it was read from.
    `blocks` are in order, do not overlap, and hold every non-blank character of `text`.
    """

    text: str
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    byline: str | None = None
    url: str | None = None
    origin: str | None = None
    blocks: tuple[Block, ...] = ()
    notices: tuple[Notice, ...] = ()


# ---- annotate ----------------------------------------------------------------------------------------------------


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


# ---- link --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Alias:
    """The surface forms that one source uses for an entity, most frequent first."""

    source: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entity:
    """One person, organisation, place, ... of the story, under one id in every source that names it."""

    id: str
    label: EntityLabel
    name: str
    aliases: tuple[Alias, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """What a user says of one entity: the names that are it (`name`, `aliases`) and those that are not (`apart`).

    `outlets` limits it to what these outlets published (empty: all). `file` and `entry` (from 1) say where it stands,
    `general` that it is one of the user's for all comparisons. `link` fills in `mentions`, how many mentions its entity
    has, and `parted`, how many were kept away from it.
    """

    name: str
    label: EntityLabel | None = None
    aliases: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    file: str = ""
    entry: int = 0
    general: bool = False
    mentions: int = 0
    parted: int = 0


@dataclass(frozen=True, slots=True)
class Story:
    """The sources of one comparison, their mentions pointing at shared entities. What `link` hands on."""

    sources: tuple[AnnotatedArticle, ...]
    entities: tuple[Entity, ...]
    corrections: tuple[Correction, ...] = ()  # all that were given, with what they did


# ---- pair, score, group ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for a score: `weight` in log-odds, `text` the words that it rests on, for a reader."""

    kind: EvidenceKind
    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class Pair:
    """Two statements of two sources, with the probability that they report the same fact and the reasons."""

    left: str
    right: str
    score: float
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Alignment:
    """One fact with every statement that reports it, from two or more sources; `pairs` are the links that hold it."""

    statements: tuple[str, ...]
    pairs: tuple[Pair, ...]
    score: float
    band: Band = "likely"


# ---- judge -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Value:
    """What some sources say of one thing. `span` is None where no words say it (the reporter's own voice)."""

    sources: tuple[str, ...]
    statement: str
    span: Span | None
    text: str
    normalised: str


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """Two or more values that differ, of one kind, with a sentence that a reader understands."""

    kind: DiscrepancyKind
    severity: Severity
    relation: Relation
    explanation: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """An alignment with its verdict. `id` hashes its statements, `fingerprint` also what was found in them."""

    id: str
    fingerprint: str
    band: Band
    verdict: Verdict
    score: float
    statements: tuple[str, ...]
    sources: tuple[str, ...]
    sources_missing: tuple[str, ...]
    pairs: tuple[Pair, ...]
    discrepancies: tuple[Discrepancy, ...]
    explanation: str


@dataclass(frozen=True, slots=True)
class Single:
    """A statement in no finding; `salience` in 0..1 says how much it matters to the story."""

    statement: str
    salience: float


@dataclass(frozen=True, slots=True)
class Judgement:
    """What `judge_pair` says of two bare statements. `kinds` are those of the major discrepancies."""

    verdict: PairVerdict
    kinds: tuple[DiscrepancyKind, ...]
    score: float
    discrepancies: tuple[Discrepancy, ...]
    explanation: str


# ---- the whole result --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Comparison:
    """The whole result: what `store` writes as comparison.json and `render` turns into the report.

    `created_with` and `settings` are flat name/value pairs, as they stand in the JSON.
    """

    schema_version: str
    created_with: tuple[tuple[str, str], ...]
    settings: tuple[tuple[str, float | int | str | bool | None], ...]
    warnings: tuple[Notice, ...]
    sources: tuple[AnnotatedArticle, ...]
    entities: tuple[Entity, ...]
    findings: tuple[Finding, ...]
    single_source: tuple[Single, ...]
    statements: tuple[Statement, ...] = field(default=())
    corrections: tuple[Correction, ...] = ()  # those that named something in the sources
