"""The facts marked by hand in training/gold/alignments.json: well formed, offsets only, whichever corpora are there."""

from __future__ import annotations

import itertools
import json
import re
from pathlib import Path
from typing import Any

import pytest

GOLD = Path(__file__).resolve().parent.parent / "training" / "gold" / "alignments.json"
if not GOLD.is_file():
    pytest.skip("training/ is not beside the tests", allow_module_level=True)

Fact = dict[str, Any]
MARKED: dict[str, Any] = json.loads(GOLD.read_text(encoding="utf-8"))
PAIRS = [pytest.param(pair, id=f"{pair['left']}-{pair['right']}") for pair in MARKED["pairs"]]


def faults(fact: Fact, lengths: dict[str, int]) -> list[str]:
    """What is wrong with a fact, given the length of the text on its `left` and on its `right`."""
    found = [f"unknown key {key}" for key in fact.keys() - {"left", "right", "note", "doubtful"}]
    if fact["note"] not in ("same", "partly"):
        found.append(f"note {fact['note']}")
    if fact.get("doubtful", True) is not True:
        found.append("doubtful is true or not there")
    for side, length in lengths.items():
        spans = fact[side]
        if not spans:
            found.append(f"nothing on the {side}")
        if any(len(span) != 2 or not 0 <= span[0] < span[1] <= length for span in spans):
            found.append(f"a span outside the {side} text")
        if any(first[1] > second[0] for first, second in itertools.pairwise(spans)):
            found.append(f"{side} spans overlap or are out of order")
    return found


def test_a_good_fact_has_no_faults() -> None:
    fact = {"left": [[0, 4], [5, 9]], "right": [[2, 8]], "note": "same"}
    assert faults(fact, {"left": 9, "right": 8}) == []


@pytest.mark.parametrize(
    "change",
    [
        {"left": []},
        {"left": [[0, 10]]},
        {"left": [[4, 4]]},
        {"left": [[5, 9], [0, 4]]},
        {"right": [[0, 5], [4, 8]]},
        {"note": "maybe"},
        {"doubtful": False},
        {"text": "words of an article"},
    ],
    ids=str,
)
def test_a_fault_is_seen(change: dict[str, Any]) -> None:
    fact = {"left": [[0, 4]], "right": [[2, 8]], "note": "same"} | change
    assert len(faults(fact, {"left": 9, "right": 8})) == 1


@pytest.mark.parametrize("pair", PAIRS)
def test_the_facts_of_a_pair_are_well_formed(pair: dict[str, Any]) -> None:
    lengths = {side: MARKED["articles"][pair[side]]["length"] for side in ("left", "right")}
    assert pair["facts"]
    assert [(fact, fault) for fact in pair["facts"] for fault in faults(fact, lengths)] == []


@pytest.mark.parametrize("pair", PAIRS)
def test_the_facts_of_a_pair_are_in_order_and_none_is_there_twice(pair: dict[str, Any]) -> None:
    keys = [(fact["left"], fact["right"]) for fact in pair["facts"]]
    assert all(first < second for first, second in itertools.pairwise(keys))


def test_the_articles_are_those_of_the_pairs() -> None:
    sides = [pair[side] for pair in MARKED["pairs"] for side in ("left", "right")]
    assert sides == list(MARKED["articles"])  # each in one pair, so that no article weighs twice
    for name, entry in MARKED["articles"].items():
        assert name.isdecimal()
        assert re.fullmatch("[0-9a-f]{64}", entry["sha256"])
        assert entry.keys() == {"sha256", "length"}


def test_some_pairs_are_kept_in_reserve() -> None:
    assert [pair.get("reserve", False) for pair in MARKED["pairs"]] == [False] * 5 + [True] * 3
