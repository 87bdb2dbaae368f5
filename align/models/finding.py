"""What comes of comparing: pairs, alignments, findings, a comparison."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from align.models.statement import AnnotatedArticle, Statement
from align.models.story import Correction, Entity
from align.models.text import Notice, Span

DiscrepancyKind = Literal[
    "number", "date", "place", "name", "quotation", "attribution", "polarity", "certainty", "detail"
]
Severity = Literal["minor", "major"]
Relation = Literal["conflict", "updated"]
Verdict = Literal["agreement", "discrepancy"]
PairVerdict = Literal["agreement", "discrepancy", "unrelated"]
Band = Literal["likely", "possible"]
Origin = Literal["left", "right", "third", "unknown"]
EvidenceKind = Literal[
    "prior", "words", "meaning", "entities", "quotation", "numbers", "dates", "predicate", "attribution", "context"
]


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
class SharedRun:
    """Words that two sources have in common, in the same order: `left` and `right` are where they stand.

    `words` is how many they are. A `quoted` run is one speech that both quote, with hardly a word of their own.
    """

    left: Span
    right: Span
    words: int
    quoted: bool


@dataclass(frozen=True, slots=True)
class SharedText:
    """What two sources (`left` and `right` are their ids) share word for word, in the order of the right one.

    `words` counts those of the runs that are not `quoted`; the shares are what part of each source's words they cover,
    0 to 1. `origin` is where the texts themselves say that these may come from: the `left` or the `right` source, which
    the other one names, or a `third`, a news agency that both name; `credit` is that name.
    """

    left: str
    right: str
    runs: tuple[SharedRun, ...]
    words: int
    left_share: float
    right_share: float
    origin: Origin = "unknown"
    credit: str | None = None


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
    shared_text: tuple[SharedText, ...] = ()  # of every two sources that share any
