"""The arithmetic of `python -m training.alignments`, on spans made by hand."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from align.models import Span

FOLDER = Path(__file__).resolve().parent.parent / "training"
if not FOLDER.is_dir():
    pytest.skip("training/ is not beside the tests", allow_module_level=True)


def _loaded() -> ModuleType:
    """The module, by its path: the tests run where only the installed package can be imported."""
    spec = importlib.util.spec_from_file_location("training_findings", FOLDER / "findings.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


findings = _loaded()
ONE, TWO, THREE = Span(0, 40), Span(42, 80), Span(82, 120)  # three statements, the same on both sides
CLAUSE = Span(20, 40)  # the second half of the first


def fact(left: list[Span], right: list[Span], **more: Any) -> Any:
    return findings.Fact(tuple(left), tuple(right), **more)


def joined(left: list[Span], right: list[Span]) -> Any:
    return findings.Joined(tuple(left), tuple(right), 0.9)


@pytest.mark.parametrize(
    ("statement", "span", "told"),
    [
        (ONE, ONE, True),
        (ONE, CLAUSE, True),  # a clause of the statement
        (CLAUSE, Span(0, 120), True),  # a fact told over several statements
        (ONE, Span(30, 50), True),  # half of the marked words
        (ONE, Span(31, 51), False),
        (ONE, TWO, False),
    ],
)
def test_a_statement_tells_a_fact_by_half_of_the_shorter(statement: Span, span: Span, told: bool) -> None:
    assert findings.tells(statement, (Span(200, 300), span)) is told


def test_a_finding_joins_a_fact_on_both_sides() -> None:
    shared = fact([ONE], [TWO])
    assert findings.joins(joined([ONE], [TWO]), shared)
    assert not findings.joins(joined([ONE], [ONE]), shared)
    assert not findings.joins(joined([TWO], [TWO]), shared)


def test_two_statements_of_two_facts_are_wrong_together() -> None:
    facts = [fact([ONE], [ONE]), fact([TWO], [TWO])]
    assert findings.verdict(joined([ONE], [TWO]), facts) == "wrong"
    assert findings.verdict(joined([ONE], [ONE]), facts) == "right"
    assert findings.verdict(joined([ONE, TWO], [ONE, TWO]), facts) == "right"


def test_a_statement_too_many_is_partly_right() -> None:
    facts = [fact([ONE], [ONE]), fact([TWO], [TWO])]
    assert findings.verdict(joined([ONE, TWO], [ONE]), facts) == "partly"  # the second is of a fact that is not joined
    assert findings.verdict(joined([ONE], [ONE, THREE]), facts) == "partly"


def test_a_doubtful_fact_counts_neither_way() -> None:
    facts = [fact([ONE], [ONE], doubtful=True), fact([TWO], [TWO])]
    counts = findings.count([joined([ONE], [ONE])], facts)
    assert (counts.open, counts.wrong, counts.facts, counts.found) == (1, 0, 1, 0)
    assert findings.verdict(joined([ONE, TWO], [ONE, TWO]), facts) == "right"


def test_precision_and_recall() -> None:
    facts = [fact([ONE], [ONE]), fact([TWO], [TWO]), fact([THREE], [THREE], note="partly"), fact([CLAUSE], [THREE])]
    made = [joined([ONE], [ONE]), joined([ONE], [ONE, TWO]), joined([TWO], [ONE]), joined([THREE], [THREE])]
    counts = findings.count(made, facts)
    assert (counts.right, counts.partly, counts.wrong) == (2, 1, 1)
    assert counts.precision == 0.75
    assert counts.strict == 0.5
    assert counts.recall == 0.5  # the first and the third
    assert counts.recall_same == pytest.approx(1 / 3)
    assert counts.f1 == pytest.approx(0.6)


def test_counts_add_up_and_nothing_is_nought() -> None:
    once = findings.count([joined([ONE], [ONE])], [fact([ONE], [ONE])])
    both = once + findings.count([], [fact([ONE], [ONE])])
    assert (both.right, both.facts, both.recall) == (1, 2, 0.5)
    assert findings.count([], []).precision == findings.count([], []).f1 == 0.0
