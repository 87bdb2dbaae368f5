"""Grouping: sound over all pairs at once, and never a chain through a middle statement."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from align.group import group
from align.models import AnnotatedArticle, Article, Pair, Span, Statement, Story
from align.settings import Settings

SETTINGS = Settings(threshold=0.5, possible=0.5)


class Given:
    """Scores given by hand: {("s1.1", "s2.3"): 0.9}; everything else is 0.01."""

    def __init__(self, story: Story, scores: dict[tuple[str, str], float]) -> None:
        self._ids = {s.id: [x.id for x in s.statements] for s in story.sources}
        self._scores = scores

    def sources(self) -> Sequence[tuple[str, str]]:
        names = list(self._ids)
        return [(a, b) for n, a in enumerate(names) for b in names[n + 1 :]]

    def matrix(self, left: str, right: str) -> np.ndarray:
        return np.array([[self.pair(a, b).score for b in self._ids[right]] for a in self._ids[left]], dtype=np.float32)

    def among(self, source: str, statements: Sequence[str]) -> np.ndarray:
        return np.array([[self.pair(a, b).score for b in statements] for a in statements], dtype=np.float32)

    def pair(self, left: str, right: str) -> Pair:
        return Pair(left, right, self._scores.get((left, right), self._scores.get((right, left), 0.01)))


def story(*sizes: int, names: str = "abcdef") -> Story:
    sources = []
    for n, size in enumerate(sizes, 1):
        text = "x. " * size
        statements = tuple(
            Statement(f"s{n}.{k + 1}", f"s{n}", Span(3 * k, 3 * k + 2), "x.", "body", k, k) for k in range(size)
        )
        sources.append(AnnotatedArticle(f"s{n}", Article(text), statements, names[n - 1] * 64))
    return Story(tuple(sources), ())


def grouped(sizes: tuple[int, ...], scores: dict[tuple[str, str], float], names: str = "abcdef") -> list[set[str]]:
    made = story(*sizes, names=names)
    return [set(a.statements) for a in group(made, Given(made, scores), SETTINGS)]


def test_the_best_whole_wins_over_the_first_good_pair() -> None:
    # s1.1 likes s2.1 a little more than s2.2 does, but s1.2 has only s2.1.
    scores = {("s1.1", "s2.1"): 0.8, ("s1.1", "s2.3"): 0.78, ("s1.3", "s2.1"): 0.95}
    assert grouped((3, 3), scores) == [{"s1.1", "s2.3"}, {"s1.3", "s2.1"}]


def test_a_sentence_that_packs_two_facts_stands_in_an_alignment_for_each() -> None:
    assert grouped((2, 3), {("s1.1", "s2.1"): 0.9, ("s1.1", "s2.3"): 0.85}) == [{"s1.1", "s2.1"}, {"s1.1", "s2.3"}]


def test_two_statements_of_one_source_that_say_the_same_stand_together() -> None:
    scores = {("s1.1", "s2.1"): 0.9, ("s1.1", "s2.3"): 0.85, ("s2.1", "s2.3"): 0.8}
    assert grouped((2, 3), scores) == [{"s1.1", "s2.1", "s2.3"}]


def test_a_sentence_stands_in_a_few_alignments_only() -> None:
    scores = {("s1.1", f"s2.{n}"): 0.9 for n in range(1, 8)}
    assert len(grouped((1, 7), scores)) == 4


def test_no_chain_through_a_middle_statement() -> None:
    scores = {("s1.1", "s2.1"): 0.9, ("s2.1", "s3.1"): 0.9, ("s1.1", "s3.1"): 0.02}
    assert all(len(g) == 2 for g in grouped((1, 1, 1), scores))


def test_three_sources_of_one_fact_are_one_group() -> None:
    scores = {("s1.1", "s2.1"): 0.9, ("s2.1", "s3.1"): 0.7, ("s1.1", "s3.1"): 0.6}
    assert grouped((1, 1, 1), scores) == [{"s1.1", "s2.1", "s3.1"}]


def test_below_the_threshold_nothing_is_grouped() -> None:
    assert grouped((2, 2), {("s1.1", "s2.1"): 0.49}) == []


def test_the_possible_band_takes_what_is_left_over() -> None:
    made = story(3, 3)
    scores = Given(made, {("s1.1", "s2.1"): 0.9, ("s1.3", "s2.3"): 0.3, ("s1.1", "s2.3"): 0.35})
    found = group(made, scores, Settings(threshold=0.5, possible=0.25))
    assert [(set(a.statements), a.band) for a in found] == [
        ({"s1.1", "s2.1"}, "likely"),
        ({"s1.3", "s2.3"}, "possible"),
    ]


def test_every_member_has_a_pair_and_the_score_is_the_best() -> None:
    made = story(2, 3)
    scores = {("s1.1", "s2.2"): 0.9, ("s1.1", "s2.3"): 0.6, ("s2.2", "s2.3"): 0.9}
    found = group(made, Given(made, scores), SETTINGS)
    assert [(p.left, p.right) for p in found[0].pairs] == [("s1.1", "s2.2"), ("s1.1", "s2.3")]
    assert found[0].score == 0.9


@given(data=st.data())
def test_every_group_brings_a_statement_crosses_sources_and_mirrors(data: st.DataObject) -> None:
    sizes = (data.draw(st.integers(1, 4)), data.draw(st.integers(1, 4)))
    scores = {
        (f"s1.{i + 1}", f"s2.{j + 1}"): data.draw(st.floats(0.01, 0.99))
        for i in range(sizes[0])
        for j in range(sizes[1])
    }
    found = grouped(sizes, scores)
    assert len({frozenset(g) for g in found}) == len(found)
    assert all({s[:2] for s in g} == {"s1", "s2"} for g in found)
    swap = {"1": "2", "2": "1"}

    def mirrored(identifier: str) -> str:
        return f"s{swap[identifier[1]]}{identifier[2:]}"

    other = grouped(sizes[::-1], {(mirrored(b), mirrored(a)): p for (a, b), p in scores.items()}, names="ba")
    assert sorted(sorted(map(mirrored, g)) for g in other) == sorted(map(sorted, found))
