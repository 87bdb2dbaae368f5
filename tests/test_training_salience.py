"""The omissions marked by hand in training/gold/salience.json are well formed, and the measure counts as it says."""

from __future__ import annotations

import json
import re
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

import pytest

GOLD = Path(__file__).resolve().parent.parent / "training" / "gold" / "salience.json"
if not GOLD.is_file():
    pytest.skip("training/ is not beside the tests", allow_module_level=True)

from align.models import Span, Statement  # noqa: E402
from training.salience import by_chance, hits, tells  # noqa: E402

ARTICLES: list[dict[str, Any]] = json.loads(GOLD.read_text(encoding="utf-8"))["articles"]


@pytest.mark.parametrize("entry", ARTICLES, ids=lambda entry: str(entry["index"]))
def test_five_facts_are_marked_by_offsets_alone(entry: dict[str, Any]) -> None:
    assert entry.keys() == {"index", "beside", "sha256", "length", "shown", "picks"}
    assert entry["shown"] in ("article", "singles")
    assert re.fullmatch("[0-9a-f]{64}", entry["sha256"])
    assert len(entry["picks"]) == 5
    spans = sorted(chain.from_iterable(entry["picks"]))
    assert all(0 <= start < end <= entry["length"] for start, end in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    assert len({entry["index"], *entry["beside"]}) == 3


def test_a_fact_counts_once_and_needs_half_of_the_shorter() -> None:
    picks = ((Span(0, 20), Span(40, 60)), (Span(100, 120),))
    assert hits([Span(0, 20), Span(40, 60)], picks) == 1
    assert hits([Span(90, 130)], picks) == 1
    assert tells(Span(10, 30), Span(0, 20))
    assert not tells(Span(11, 40), Span(0, 20))
    assert not tells(Span(20, 40), Span(0, 20))


def test_chance_is_what_five_of_ten_tell() -> None:
    found = [Statement(f"s1.{n}", "s1", Span(10 * n, 10 * n + 9), "x", "body", 0, n) for n in range(10)]
    assert by_chance(found, [(Span(0, 9),)]) == pytest.approx(0.5)
    assert by_chance(found[:4], [(Span(0, 9),), (Span(500, 509),)]) == pytest.approx(1)
