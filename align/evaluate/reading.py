"""Texts -> statements -> scores of units: read, annotated, linked and scored as in a comparison."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from align.annotate import annotate, load_language
from align.evaluate.samples import Sample, Text
from align.link import link
from align.models import AnnotatedArticle, Story
from align.pair import candidates
from align.score import Scored, score

Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Read:
    """A sample as `align` scores it: `left` and `right` give the unit that each statement stands in."""

    story: Story
    scored: Scored
    left: Places
    right: Places

    def units(self, sample: Sample) -> NDArray[np.float32]:
        """The score of two units: that of their best two statements, for they share a fact if any of these do."""
        return best(self.pieces(), self.left, self.right, sample)

    def pieces(self) -> NDArray[np.float32]:
        """The scores of all statements of the two texts."""
        if not len(self.left) or not len(self.right):
            return np.zeros((len(self.left), len(self.right)), dtype=np.float32)
        return self.scored.matrix("s1", "s2")

    def candidates(self, sample: Sample) -> NDArray[np.bool_]:
        """Whether any two statements of two units are candidates, so that a comparison scores them at all."""
        mask = candidates(self.story).masks["s1", "s2"].astype(np.float32)
        return best(mask, self.left, self.right, sample) > 0


class Reader:
    """Reads each text once and keeps it; counts words and processor seconds."""

    def __init__(self, model: str | None = None) -> None:
        self._language = load_language(model)
        self._known: dict[str, AnnotatedArticle] = {}
        self.words = 0
        self.seconds = 0.0  # of annotating
        self.scoring_seconds = 0.0  # of linking and scoring

    def read(self, sample: Sample) -> Read:
        """The sample's two texts as a story with all its scores."""
        left, right = self._annotated(sample.left), self._annotated(sample.right)
        start = time.process_time()
        story = link([left, _second(right)])
        scored = score(story, {})
        self.scoring_seconds += time.process_time() - start
        one, other = (
            unit_of(source, text) for source, text in zip(story.sources, (sample.left, sample.right), strict=True)
        )
        return Read(story, scored, one, other)

    def _annotated(self, text: Text) -> AnnotatedArticle:
        if text.name not in self._known:
            start = time.process_time()
            self._known[text.name] = annotate(text.article, "s1", self._language)
            self.seconds += time.process_time() - start
            self.words += len(text.article.text.split())
        return self._known[text.name]


def unit_of(source: AnnotatedArticle, text: Text) -> Places:
    """The number of the unit in which each statement begins."""
    starts = [block.span.start for block in text.article.blocks]
    return np.searchsorted(starts, [s.span.start for s in source.statements], side="right").astype(np.int64) - 1


def best(pieces: NDArray[np.float32], left: Places, right: Places, sample: Sample) -> NDArray[np.float32]:
    """The highest value among the statements of each two units; 0 where a unit makes no statement."""
    whole = np.zeros(sample.labels.shape, dtype=np.float32)
    np.maximum.at(whole, (left[:, None], right[None, :]), pieces)
    return whole


def _second(source: AnnotatedArticle) -> AnnotatedArticle:
    """A text that was read as the first source, as the second one."""
    statements = tuple(replace(s, source="s2", id="s2" + s.id[2:]) for s in source.statements)
    return replace(source, id="s2", statements=statements)
