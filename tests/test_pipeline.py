"""The whole line on short articles written here: findings, order of sources, determinism, bad input."""

from __future__ import annotations

import dataclasses
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import align
from align.models import Comparison, Finding
from align.pipeline import Engine

AGENCY = align.Article(
    "Two dead as crane falls on Tarnow market\n\n"
    "A crane fell onto a covered market in Tarnow on Monday, killing two people, police said. "
    "Eleven others were taken to hospital. "
    "The mayor, Ewa Lis, called the accident “a wound in the heart of our town.”\n\n"
    "The crane belonged to Baltic Lifting, a company from Gdansk. Inspectors had not approved the crane for use in "
    "strong winds, the labour inspectorate said. The market will stay closed until Friday.",
    outlet="Northern Wire",
    title="Two dead as crane falls on Tarnow market",
    published="2021-03-09",
)
PAPER = align.Article(
    "Crane collapse kills three at market\n\n"
    "Three people were killed when a crane collapsed onto the covered market in Tarnow on Monday. "
    "Mayor Ewa Lis spoke of “a wound in the heart of our town”.\n\n"
    "The owner of the crane, Baltic Lifting, declined to comment. Traders have collected money for the families. "
    "A choir sang on the square in the evening.",
    outlet="Tarnow Courier",
    title="Crane collapse kills three at market",
    published="2021-03-09",
)
RADIO = align.Article(
    "After the crane accident\n\n"
    "Police in Tarnow say two people died on Monday when a crane fell onto the covered market. "
    "Baltic Lifting of Gdansk owns the crane.",
    outlet="Radio Wave",
    title="After the crane accident",
    published="2021-03-10",
)


@pytest.fixture(scope="module")
def engine() -> Engine:
    return align.load()


@pytest.fixture(scope="module")
def comparison(engine: Engine) -> Comparison:
    return engine.compare([AGENCY, PAPER])


def holding(found: Comparison, *phrases: str) -> list[Finding]:
    """The findings whose statements hold every phrase."""
    texts = {s.id: s.text for s in found.statements}
    return [f for f in found.findings if all(any(p in texts[i] for i in f.statements) for p in phrases)]


def test_a_different_toll_is_a_major_discrepancy_with_both_values(comparison: Comparison) -> None:
    (finding, *_) = holding(comparison, "killing two people", "Three people were killed")
    assert finding.verdict == "discrepancy"
    (number,) = [d for d in finding.discrepancies if d.kind == "number"]
    assert {v.normalised for v in number.values} >= {"2", "3"} or len(number.values) == 2
    text = {s.id: s.article.text for s in comparison.sources}
    for value in number.values:
        assert value.span is not None
        assert value.span.of(text[value.sources[0]]) == value.text


def test_the_same_quotation_agrees(comparison: Comparison) -> None:
    (finding, *_) = holding(comparison, "called the accident", "spoke of")
    assert finding.verdict == "agreement"


def test_what_one_source_tells_alone_is_single(comparison: Comparison) -> None:
    texts = {s.id: s.text for s in comparison.statements}
    alone = [texts[s.statement] for s in comparison.single_source]
    assert any("choir" in t for t in alone)
    assert all(0 <= s.salience <= 1 for s in comparison.single_source)


def test_every_statement_is_in_a_finding_or_single(comparison: Comparison) -> None:
    aligned = {i for f in comparison.findings for i in f.statements}
    single = {s.statement for s in comparison.single_source}
    assert aligned.isdisjoint(single)
    assert aligned | single == {s.id for s in comparison.statements}


def test_one_fact_of_three_sources_is_one_finding(engine: Engine) -> None:
    found = engine.compare([AGENCY, PAPER, RADIO])
    tolls = holding(found, "killing two people", "Three people were killed", "two people died")
    assert len(tolls) == 1
    (number,) = [d for d in tolls[0].discrepancies if d.kind == "number"]
    assert sorted(len(v.sources) for v in number.values) == [1, 2]


def mirrored(found: Comparison) -> list[object]:
    """The findings of a two-source comparison by the words of their statements, without ids."""
    texts = {s.id: (s.span, s.text) for s in found.statements}
    return sorted(
        (
            sorted(texts[i] for i in f.statements),
            f.verdict,
            f.score,
            sorted((d.kind, d.severity, d.relation, sorted(v.text for v in d.values)) for d in f.discrepancies),
        )
        for f in found.findings
    )


def test_swapping_the_sources_mirrors_the_result(engine: Engine, comparison: Comparison) -> None:
    assert mirrored(engine.compare([PAPER, AGENCY])) == mirrored(comparison)


def test_the_same_answer_for_any_hash_seed() -> None:
    code = "import align, test_pipeline as t; print(align.to_json(align.compare([t.AGENCY, t.PAPER])))"
    outputs = set()
    for seed in ("1", "77"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parent)}
        run = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment, check=True)
        outputs.add(run.stdout)
    assert len(outputs) == 1


def test_scores_are_symmetrical_and_probabilities(engine: Engine) -> None:
    left = ["A crane fell onto the market.", "Two people died.", "The choir sang."]
    right = ["Two people were killed.", "The crane collapsed onto the covered market."]
    scores = engine.score_statements(left, right)
    assert scores.shape == (3, 2)
    assert ((scores >= 0) & (scores <= 1)).all()
    assert (scores == engine.score_statements(right, left).T).all()
    assert scores[1, 0] > scores[2, 0]
    assert scores[0, 1] > scores[2, 1]


def test_nothing_scores_nothing(engine: Engine) -> None:
    empty = engine.score_statements([], ["A crane fell."])
    assert empty.shape == (0, 1)
    assert engine.score_statements(["", "A crane fell."], ["A crane fell."])[0, 0] == 0


@pytest.mark.parametrize(
    ("left", "right", "verdict"),
    [
        ("Police said 12 people died in the blast.", "Police said 20 people died in the blast.", "discrepancy"),
        ("The council approved the budget Monday.", "The budget was approved by the council Monday.", "agreement"),
        ("The council approved the budget on Monday.", "A choir from Gdansk sang on the square.", "unrelated"),
    ],
)  # fmt: skip
def test_bare_pairs(left: str, right: str, verdict: str) -> None:
    judgement = align.judge_pair(left, right)
    assert judgement.verdict == verdict
    assert (judgement.kinds != ()) is (verdict == "discrepancy")


def test_why_tells_score_evidence_and_finding(engine: Engine, comparison: Comparison) -> None:
    (finding, *_) = holding(comparison, "killing two people", "Three people were killed")
    left, right = finding.pairs[0].left, finding.pairs[0].right
    why = engine.why(comparison, left, right)
    assert why.finding == finding.id
    assert why.pair is not None
    assert why.pair.score == finding.pairs[0].score
    logit = sum(e.weight for e in why.pair.evidence)
    assert why.pair.score == pytest.approx(1 / (1 + 2.718281828459045**-logit), abs=2e-3)


@pytest.mark.parametrize(("left", "right"), [("s1.1", "s1.2"), ("s1.1", "s9.9")])
def test_why_refuses_what_it_cannot_answer(engine: Engine, comparison: Comparison, left: str, right: str) -> None:
    with pytest.raises(align.InputError):
        engine.why(comparison, left, right)


def test_markup_in_an_article_never_becomes_markup(engine: Engine) -> None:
    hostile = dataclasses.replace(
        PAPER,
        text=PAPER.text.replace("Traders", "<script>alert(1)</script> Traders <img src=x onerror=alert(1)>"),
        title="</title><script>alert(2)</script>",
        outlet='"><b onclick=alert(3)>',
    )
    page = align.to_html(engine.compare([AGENCY, hostile]))
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "<b onclick" not in page


@pytest.mark.parametrize("sources", [[], [AGENCY], [AGENCY, AGENCY]])
def test_too_few_or_the_same_source_twice_is_refused(engine: Engine, sources: list[align.Article]) -> None:
    with pytest.raises(align.InputError) as caught:
        engine.compare(sources)
    assert "\n" not in str(caught.value)


WORDS = st.sampled_from(
    "The A Ewa Lis said two 12 dead . , “ ” market crane on Monday not if until fell and but \n \n\n".split(" ")
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(left=st.lists(WORDS, min_size=3, max_size=60), right=st.lists(WORDS, min_size=3, max_size=60))
def test_any_text_goes_through_and_offsets_hold(left: list[str], right: list[str]) -> None:
    sources = [align.Article(" ".join(left) + " Alpha came."), align.Article(" ".join(right) + " Omega came.")]
    found = align.compare(sources)
    text = {s.id: s.article.text for s in found.sources}
    for statement in found.statements:
        assert statement.span.of(text[statement.source]) == statement.text
        for mention in statement.mentions:
            assert mention.span.of(text[statement.source]) == mention.text
    align.to_json(found)
