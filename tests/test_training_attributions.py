"""The arithmetic of `python -m training.attributions`, on credits made by hand, and the gold file that it reads."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

from align.models import Span

FOLDER = Path(__file__).resolve().parent.parent / "training"
if not FOLDER.is_dir():
    pytest.skip("training/ is not beside the tests", allow_module_level=True)


def _loaded() -> ModuleType:
    """The module, by its path: the tests run where only the installed package can be imported."""
    spec = importlib.util.spec_from_file_location("training_attributions", FOLDER / "attributions.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


scoring = _loaded()
Credit = scoring.Credit


def test_precision_and_recall_count_right_speakers() -> None:
    gold = Credit(Span(0, 8), "Ana Ruiz")
    pairs = [
        (gold, Credit(Span(0, 8), "Ana Ruiz")),  # right
        (gold, Credit(Span(20, 28), "Tom Reed")),  # wrong speaker
        (gold, None),  # missed
        (None, Credit(Span(0, 8), "Ana Ruiz")),  # nobody said it
        (None, None),  # the reporter's own voice
    ]
    result = sum((scoring.score(*pair) for pair in pairs), scoring.Score())
    assert (result.gold, result.found, result.both, result.right) == (3, 3, 2, 1)
    assert result.precision == pytest.approx(1 / 3)
    assert result.recall == pytest.approx(1 / 3)
    assert result.own_precision == pytest.approx(1 / 2)


def test_nothing_is_no_division_by_nothing() -> None:
    assert (scoring.Score().precision, scoring.Score().recall, scoring.Score().own_precision) == (0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("gold", "found", "right"),
    [
        (("he", 50, "Ana Ruiz"), ("he", 50, "Ruiz"), True),  # a pronoun with its name
        (("he", 50, "Ana Ruiz"), ("he", 50, "he"), True),  # a pronoun left open
        (("he", 50, "Ana Ruiz"), ("he", 50, "Reed"), False),  # a pronoun with another's name
        (("he", 50, "Ana Ruiz"), ("he", 90, "he"), False),  # a pronoun elsewhere
        (("Mayor Ruiz", 50, "Mayor Ruiz"), ("Ruiz", 90, "Ana Ruiz"), True),  # the same name in another sentence
        (("the mayor", 50, "the mayor"), ("a banker", 90, "a banker"), False),
    ],
)
def test_who_is_right(gold: tuple[str, int, str], found: tuple[str, int, str], right: bool) -> None:
    ours, theirs = (Credit(Span(start, start + len(words)), name) for words, start, name in (gold, found))
    assert scoring.is_right(ours, theirs) is right


def test_a_statement_is_compared_with_the_one_that_overlaps_it_most() -> None:
    spans = [Span(0, 10), Span(10, 40), Span(40, 50)]
    assert scoring.nearest(Span(5, 30), spans) == 1
    assert scoring.nearest(Span(60, 70), spans) is None
    assert scoring.nearest(Span(0, 5), []) is None


def test_gold_holds_offsets_only() -> None:
    articles = json.loads(scoring.GOLD.read_text(encoding="utf-8"))["articles"]
    rows = [row for article in articles for row in article["statements"]]
    assert len(articles) >= 90
    assert sum(row[1] is not None for row in rows) >= 200
    assert sum(row[1] is None for row in rows) >= 100
    for span, speaker, name in rows:
        for place in (span, speaker, name):
            assert place is None or (len(place) == 2 and 0 <= place[0] < place[1])
        assert speaker is not None or name is None


def test_without_the_corpora_it_says_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.delenv("ALIGN_CORPORA", raising=False)
    assert scoring.main(["--check"]) == 0
    assert capsys.readouterr().err.startswith("skipped: ")
