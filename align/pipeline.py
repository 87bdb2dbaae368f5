"""The one line from sources to a comparison: read, annotate, link, score, group, judge. Only this orders them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from align.annotate import annotate, load_language
from align.errors import InputError
from align.group import group
from align.independence import noted, shared_text
from align.independence import notices as of_sharing
from align.judge import judge
from align.judge.related import probability as one_fact
from align.judge.sides import sides
from align.link import link
from align.link.entries import notices, settled
from align.models import (
    Alignment,
    AnnotatedArticle,
    Article,
    Block,
    Comparison,
    Correction,
    Entity,
    Judgement,
    Notice,
    Pair,
    Span,
    Statement,
    Story,
)
from align.pair import candidates
from align.read import check_distinct, read
from align.read.entities import own_entities, read_entities
from align.salience import singles
from align.score import score, score_matrix
from align.score.bare import likeness
from align.score.words import words
from align.settings import Settings
from align.version import SCHEMA_VERSION, __version__

if TYPE_CHECKING:
    from numpy.typing import NDArray

Source = str | Path | Article
Progress = Callable[[str, float], None]  # what is being done, and how much of the whole is done, 0 to 1

# Shares of the time at which reading, annotating and scoring are done, measured on texts of 50,000 words and more.
READ, ANNOTATED, SCORED = 0.02, 0.85, 0.92


def _ignore(doing: str, share: float) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Why:
    """Why two statements did or did not come together: `reason` is a sentence, `pair` holds score and evidence."""

    left: Statement
    right: Statement
    candidate: bool
    shared: tuple[str, ...]  # what both hold that could make them candidates
    pair: Pair | None
    threshold: float
    finding: str | None
    reason: str
    entities: tuple[Entity, ...] = ()  # of the whole story


def corrections(files: Sequence[str | Path], environment: Mapping[str, str] | None = None) -> tuple[Correction, ...]:
    """What the user says of names: in `files`, and in their own file where an `environment` tells of one."""
    given = [correction for file in files for correction in read_entities(file)]
    if environment is None:
        return settled(given)
    try:
        own = settled(own_entities(environment))
    except InputError as error:
        raise InputError(f"{error}, or pass your own file over with --no-entities") from None
    return settled(given, own)


class Engine:
    """Settings and, from its first use on, a loaded language pipeline, for any number of comparisons."""

    def __init__(
        self,
        settings: Settings | None = None,
        corrections: Sequence[Correction] = (),
        progress: Progress | None = None,
    ) -> None:
        self.settings = settings or Settings()
        self.corrections = tuple(corrections)
        self.progress = progress or _ignore

    def compare(
        self,
        sources: Sequence[Source],
        outlets: Sequence[str | None] = (),
        titles: Sequence[str | None] = (),
        published: Sequence[str | None] = (),
    ) -> Comparison:
        """The comparison of two or more sources; the nth outlet, title, date overrides what the nth source tells."""
        if len(sources) < 2:
            raise InputError("a comparison needs two or more sources; name another one")
        articles = [
            read(source, self.settings, outlet=_nth(outlets, n), title=_nth(titles, n), published=_nth(published, n))
            for n, source in enumerate(sources)
        ]
        check_distinct(articles)
        return self._compared(articles)

    def _compared(self, articles: Sequence[Article]) -> Comparison:
        story = self._story(articles)
        scored = score(story, candidates(story).masks, self._telling("comparing", ANNOTATED, SCORED))
        alignments = group(story, scored, self.settings)
        shared = shared_text(story)
        findings = []
        for n, alignment in enumerate(alignments, 1):
            findings.append(judge(story, alignment))
            self.progress("comparing", SCORED + (1 - SCORED) * n / len(alignments))
        aligned = frozenset(chain.from_iterable(f.statements for f in findings))
        applied = tuple(c for c in story.corrections if c.mentions)
        return Comparison(
            schema_version=SCHEMA_VERSION,
            created_with=self._created_with(applied),
            settings=tuple(asdict(self.settings).items()),
            warnings=(*_warnings(story), *notices(story), *of_sharing(story, shared)),
            sources=story.sources,
            entities=story.entities,
            findings=noted(findings, story, shared),
            single_source=singles(story, aligned),
            statements=tuple(s for source in story.sources for s in source.statements),
            corrections=applied,
            shared_text=shared,
        )

    def _story(self, articles: Sequence[Article]) -> Story:
        language = load_language(self.settings.model)
        annotated = []
        total = sum(len(article.text) for article in articles) or 1
        done = 0
        for n, article in enumerate(articles, 1):
            beside = [other.text for other in articles if other is not article]
            share = READ + (ANNOTATED - READ) * done / total
            done += len(article.text)
            told = self._telling(f"reading source {n}", share, READ + (ANNOTATED - READ) * done / total)
            annotated.append(annotate(article, f"s{n}", language, beside, told))
        return link(annotated, self.corrections)

    def _telling(self, doing: str, first: float, last: float) -> Callable[[float], None]:
        """What a stage calls with the share of its work that is done, which leads from `first` to `last` of all."""
        return lambda share: self.progress(doing, first + (last - first) * share)

    def _created_with(self, corrections: Sequence[Correction]) -> tuple[tuple[str, str], ...]:
        chosen = asdict(self.settings) | ({"corrections": list(map(asdict, corrections))} if corrections else {})
        settings = json.dumps(chosen, sort_keys=True)
        return (
            ("align", __version__),
            ("model", load_language(self.settings.model).label),
            ("settings", hashlib.sha256(settings.encode()).hexdigest()[:12]),
        )

    def explain(
        self, source: Source, outlet: str | None = None, title: str | None = None, published: str | None = None
    ) -> AnnotatedArticle:
        """One article as the machine reads it, its entities linked within it."""
        return self.told(source, outlet, title, published).sources[0]

    def told(
        self, source: Source, outlet: str | None = None, title: str | None = None, published: str | None = None
    ) -> Story:
        """One article as the machine reads it, with the entities that it names."""
        return self._story([read(source, self.settings, outlet=outlet, title=title, published=published)])

    def why(self, comparison: Comparison, left: str, right: str) -> Why:
        """Why two statements (by id) of a stored comparison did or did not align, by doing it again on its texts."""
        by_id = {s.id: s for s in comparison.statements}
        for identifier in (left, right):
            if identifier not in by_id:
                raise InputError(f"{identifier}: no such statement in this comparison; `align why` takes ids like s1.3")
        a, b = by_id[left], by_id[right]
        if a.source == b.source:
            raise InputError(f"{left} and {right} are of one source; name statements of two different sources")
        story = self._story([source.article for source in comparison.sources])
        now = {s.id: s for source in story.sources for s in source.statements}
        for statement in (a, b):
            if statement.id not in now or now[statement.id].span != statement.span:
                raise InputError(f"{statement.id} is cut otherwise by this version of align; run the comparison again")
        paired = candidates(story)
        shared = _readable(paired.shared(left, right), story)
        pair = score(story, paired.masks).pair(left, right)
        threshold = self.settings.possible
        found = next((f.id for f in comparison.findings if left in f.statements and right in f.statements), None)
        return Why(
            now[left],
            now[right],
            bool(shared) or pair.score > 0,
            shared,
            pair,
            threshold,
            found,
            _reason(pair, threshold, found),
            story.entities,
        )

    def score_statements(self, left: Sequence[str], right: Sequence[str]) -> NDArray[np.float32]:
        """Probabilities float32 (len(left), len(right)) that two statements of one story report the same fact.

        The statements of each side are read as one article, in order, so that what is common in the story counts less.
        """
        sides = [_bare(left, None), _bare(right, None)]
        story = self._story(sides)
        pieces = score_matrix(story.sources[0].statements, story.sources[1].statements)
        return _whole(pieces, _rows(story.sources[0], left), _rows(story.sources[1], right))

    def judge_pair(
        self, left: str, right: str, left_published: str | None = None, right_published: str | None = None
    ) -> Judgement:
        """Whether two bare statements agree, differ (in what) or do not report the same fact at all."""
        story = self._story([_bare([left], left_published), _bare([right], right_published)])
        members = tuple(s.id for source in story.sources for s in source.statements)
        if not all(source.statements for source in story.sources):
            return Judgement("unrelated", (), 0.0, (), "One of the two makes no statement.")
        ours, theirs = sides(story, members)
        alike = likeness(ours.statements, theirs.statements)
        probability = one_fact(ours, theirs, alike, words())
        if probability < self.settings.pair_threshold:
            return Judgement("unrelated", (), probability, (), "The two do not seem to report the same fact.")
        finding = judge(story, Alignment(members, (), 1.0))  # as if it were sure that they report one fact
        conflicts = (d for d in finding.discrepancies if d.severity == "major" and d.relation == "conflict")
        kinds = tuple(dict.fromkeys(d.kind for d in conflicts))
        return Judgement(finding.verdict, kinds, probability, finding.discrepancies, finding.explanation)


def _readable(keys: Sequence[str], story: Story) -> tuple[str, ...]:
    """What makes two statements candidates, for a reader: names for ids, whole words before beginnings of words."""
    names = {f"@{entity.id}": entity.name for entity in story.entities}
    whole = [names.get(key, key.removeprefix("#")) for key in keys if not key.endswith("…")]
    return tuple(whole or keys)


def _nth(given: Sequence[str | None], n: int) -> str | None:
    return (given[n] or None) if n < len(given) else None


def _bare(texts: Sequence[str], published: str | None) -> Article:
    """An article whose blocks are the given statements, one each."""
    blocks, position = [], 0
    for text in texts:
        blocks.append(Block(Span(position, position + len(text)), "body"))
        position += len(text) + 2
    return Article("\n\n".join(texts), published=published, blocks=tuple(b for b in blocks if len(b.span)))


def _rows(source: AnnotatedArticle, texts: Sequence[str]) -> list[list[int]]:
    """For each given text, the numbers of the statements that it was cut into."""
    rows, position = [], 0
    for text in texts:
        rows.append([n for n, s in enumerate(source.statements) if position <= s.span.start < position + len(text)])
        position += len(text) + 2
    return rows


def _whole(pieces: NDArray[np.float32], left: list[list[int]], right: list[list[int]]) -> NDArray[np.float32]:
    """The score of two texts is that of their best two pieces: they report a fact in common if any of these do."""
    whole = np.zeros((len(left), len(right)), dtype=np.float32)
    for i, rows in enumerate(left):
        for j, columns in enumerate(right):
            if rows and columns:
                whole[i, j] = pieces[np.ix_(rows, columns)].max()
    return whole


def _warnings(story: Story) -> tuple[Notice, ...]:
    """What reading and annotating had to say of each source, under the source's id."""
    return tuple(
        Notice(notice.code, notice.message, source.id) for source in story.sources for notice in source.article.notices
    )


def _reason(pair: Pair, threshold: float, finding: str | None) -> str:
    """One sentence: what became of the pair and why."""
    if finding is not None:
        return f"Both statements are in finding {finding}."
    if pair.score == 0:
        return "They share no rare word, name, number or quoted words, so they were not scored."
    if pair.score >= threshold:
        return (
            f"The score {pair.score:.2f} reaches the threshold {threshold:.2f}, but at least one of the two has a "
            "much better partner elsewhere, and unlike statements are not joined through a third."
        )
    return f"The score {pair.score:.2f} is below the threshold {threshold:.2f}."
