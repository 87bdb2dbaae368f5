"""What the report shows, as plain typed values. The templates read these and nothing else.

Text is held as given: escaping and the replacement of control characters happen at one place, where a template prints.
`css` fields hold class names of this project, never words of an article.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of words that looks the same throughout."""

    text: str
    css: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Runs that belong together: a differing value, which `label` names, or (no label) the words around it."""

    runs: tuple[Run, ...]
    label: str = ""
    css: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """A date for readers, with its machine form where it has one."""

    text: str
    iso: str | None


@dataclass(frozen=True, slots=True)
class Bar:
    """One part of a stacked bar, in hundredths of its whole width."""

    css: str
    word: str
    count: int
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class SourceView:
    """One article as the header presents it. `name` is short and unlike that of any other source."""

    id: str
    name: str
    outlet: str | None
    title: str | None
    byline: str | None
    published: Moment | None
    url: str | None
    words: int
    statements: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class StatementView:
    """One statement with its words marked. `credit` is who is said to hold it, `place` its anchor in the full text."""

    id: str
    source: str
    pieces: tuple[Piece, ...]
    headline: bool
    speaker: str | None
    credit: str | None
    modality: str | None
    place: str | None
    reworded: bool = False


@dataclass(frozen=True, slots=True)
class Side:
    """What one source says of a fact."""

    source: str
    name: str
    statements: tuple[StatementView, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One discrepancy, said in a sentence. `weight` is "major", "minor" or "updated"."""

    kind: str
    weight: str
    explanation: str


@dataclass(frozen=True, slots=True)
class Step:
    """One reason of a score: its weight in log-odds, drawn from `x` over `width` hundredths of the waterfall."""

    reason: str
    text: str
    weight: float
    css: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class PairView:
    """Why two statements are held to report one fact."""

    left: str
    right: str
    left_words: str
    right_words: str
    score: float
    total: float
    zero: float
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class FindingView:
    """One fact with everything that the sources say of it. `css` is "differ", "agree" or "perhaps"."""

    id: str
    number: int
    css: str
    verdict: str
    score: float
    gist: str
    explanation: str
    sides: tuple[Side, ...]
    missing: tuple[str, ...]
    differences: tuple[Difference, ...]
    kinds: tuple[str, ...]
    pairs: tuple[PairView, ...]
    pairs_left_out: int


@dataclass(frozen=True, slots=True)
class Lone:
    """What only one source says, the most important first: `first` is shown, `rest` unfolds."""

    source: str
    name: str
    first: tuple[StatementView, ...]
    rest: tuple[StatementView, ...]

    @property
    def count(self) -> int:
        return len(self.first) + len(self.rest)


@dataclass(frozen=True, slots=True)
class EntityView:
    """An entity with the forms that each source uses, in the order of the sources."""

    name: str
    label: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A number behind a passage that leads to its finding."""

    finding: str
    number: int
    css: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a full text: of a statement (`anchors`, `css`, `links`), of page furniture, or of nothing."""

    runs: tuple[Run, ...]
    anchors: tuple[str, ...] = ()
    css: str = ""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a full text; `css` is "", "headline" or "furniture"."""

    css: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Paragraphs in a row; `folded` where they are long page furniture that few will want to read."""

    folded: bool
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class TextView:
    """One full text."""

    source: str
    name: str
    title: str | None
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Warning:
    """Something that a reader must know before trusting the result; `source` is a name or None."""

    source: str | None
    message: str


@dataclass(frozen=True, slots=True)
class ReportView:
    """The whole report."""

    names: tuple[str, ...]
    sources: tuple[SourceView, ...]
    warnings: tuple[Warning, ...]
    differ: tuple[FindingView, ...]
    agree: tuple[FindingView, ...]
    perhaps: tuple[FindingView, ...]
    leading: tuple[FindingView, ...]
    kinds: tuple[tuple[str, int], ...]
    minor: int
    lone: tuple[Lone, ...]
    shared_entities: tuple[EntityView, ...]
    other_entities: tuple[EntityView, ...]
    texts: tuple[TextView, ...]
    created_with: tuple[tuple[str, str], ...]
    settings: tuple[tuple[str, str], ...]

    @property
    def lone_count(self) -> int:
        return sum(one.count for one in self.lone)
