"""Whether two bare statements report one fact: pairs of cases/judge_unrelated.toml, scenes, and the training."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import pytest

from align.judge.related import _model
from align.judge.scenes import _follow, scenes_of
from align.judge.sides import Side
from align.models import Judgement, Span, Statement, Token
from align.pipeline import Engine
from training.judge_cases import Case, cases, report

PAIRS = tomllib.loads((Path(__file__).parent / "cases" / "judge_unrelated.toml").read_text(encoding="utf-8"))["pair"]
EVERY = 4  # every so manieth pair is judged here; `python -m training.judge_cases` judges all


@cache
def _engine() -> Engine:
    return Engine()


def _verdicts(unrelated: bool) -> list[str]:
    some = [pair for pair in PAIRS if bool(pair.get("unrelated")) is unrelated][::EVERY]
    return [_engine().judge_pair(pair["left"], pair["right"]).verdict for pair in some]


def test_statements_of_two_facts_of_one_story_are_mostly_unrelated() -> None:
    found = _verdicts(unrelated=True)
    assert found.count("unrelated") >= 0.7 * len(found), found


def test_one_fact_in_other_words_is_mostly_found_and_hardly_ever_contradicted() -> None:
    found = _verdicts(unrelated=False)
    assert found.count("agreement") >= 0.55 * len(found), found
    assert found.count("discrepancy") <= 1, found


def test_half_of_the_pairs_are_of_one_fact() -> None:
    unrelated = sum(bool(pair.get("unrelated")) for pair in PAIRS)
    assert unrelated >= 25
    assert len(PAIRS) - unrelated >= 25


@pytest.mark.parametrize(
    ("left", "right", "verdict"),
    [
        ("The council approved the bridge.", "The council rejected the bridge.", "discrepancy"),
        ("The council approved the bridge.", "The council approved the bridge.", "agreement"),
        ("The orchestra hired a new cellist.", "Snow fell in the hills above Turin.", "unrelated"),
    ],
)
def test_plain_pairs_are_told_apart(left: str, right: str, verdict: str) -> None:
    judgement = _engine().judge_pair(left, right)
    assert judgement.verdict == verdict
    assert bool(judgement.kinds) is (verdict == "discrepancy")


def _side(text: str) -> Side:
    tokens, position = [], 0
    for word in text.split():
        start = text.index(word, position)
        position = start + len(word)
        tokens.append(Token(Span(start, position), word, word.lower(), "NOUN", content=True))
    whole = Statement("s1.1", "s1", Span(0, len(text)), text, "body", 0, 0, tokens=tuple(tokens))
    return Side("s1", "A", (whole,))


def test_scenes_are_evoked_by_words_and_by_phrases() -> None:
    assert "flooding" in scenes_of(_side("river overflow"))
    assert "resigning" in scenes_of(_side("chairman step down"))
    assert scenes_of(_side("purple idea")) == frozenset()


def test_words_of_a_phrase_stand_in_order_and_near_each_other() -> None:
    forms = [{"set"}, {"a"}, {"barn"}, {"on"}, {"fire"}]
    assert _follow(("fire",), forms, 2)
    assert not _follow(("set",), forms, 2)
    assert not _follow(("fire",), [{"set"}, {"a"}, {"b"}, {"c"}, {"d"}, {"fire"}], 0)


def test_every_weight_speaks_for_or_against_as_it_should() -> None:
    weights = _model()["weights"]
    against = {name for name, weight in weights.items() if weight < 0}
    assert against <= {"names_other", "earlier", "length"} | {name for name in weights if name.startswith("common")}
    assert weights["scene_told_least"] > 0


def test_the_report_counts_verdicts_kinds_and_false_alarms() -> None:
    def judgement(verdict: str, *kinds: str) -> Judgement:
        return Judgement(verdict, kinds, 0.9, (), "")  # type: ignore[arg-type]

    def case(verdict: str | None, *kinds: str) -> Case:
        return Case("x", "a", "b", None, None, verdict, frozenset(kinds))

    lines = list(
        report(
            [
                (case("discrepancy", "name"), judgement("discrepancy", "name")),
                (case("discrepancy", "name"), judgement("agreement")),
                (case("agreement"), judgement("discrepancy", "name")),
                (case(None), judgement("unrelated")),
            ]
        )
    )
    assert "verdict right: 0.500" in lines
    assert "true agreements called a discrepancy: 0.500 (1 of 2)" in lines
    assert lines[-1].split() == ["all", "1", "1", "1", "0.500", "0.500", "0.500"]


def test_every_case_has_words_on_both_sides_and_a_known_verdict() -> None:
    for case in cases():
        assert case.left.strip()
        assert case.right.strip()
        assert case.verdict in (None, "agreement", "discrepancy", "unrelated")
