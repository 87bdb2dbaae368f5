"""Quantities: the sentences of cases/quantities.toml, what they count, and how long odd input takes."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from align.annotate import quantities
from align.annotate.grammar.pieces import Pieces
from align.annotate.language import load_language
from align.models import Quantity

CASES = tomllib.loads((Path(__file__).parent / "cases" / "quantities.toml").read_text(encoding="utf-8"))["case"]
BLANK = spacy.blank("en")
BLANK.add_pipe("sentencizer")


@pytest.fixture(scope="module")
def nlp() -> Any:
    return load_language().nlp


def read(nlp: Any, text: str, offset: int = 0) -> list[Quantity]:
    return [found for sentence in nlp(text).sents for found in quantities.find(sentence, offset)]


def shown(quantity: Quantity) -> str:
    low, high = ("" if value is None else f"{value:.9g}" for value in (quantity.low, quantity.high))
    mark = "~" if quantity.approximate else ""
    return f"{quantity.text} = {mark}{quantity.kind} {low}..{high} {quantity.unit or '-'}"


def expected(line: str) -> str:
    """The line with its numbers written as `shown` writes them."""
    text, _, rest = line.partition(" = ")
    kind, interval, unit = rest.split()
    low, _, high = interval.partition("..")
    low, high = (f"{float(value):.9g}" if value else "" for value in (low, high))
    return f"{text} = {kind} {low}..{high} {unit}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:50])
def test_reads_what_a_person_reads(nlp: Any, case: dict[str, Any]) -> None:
    assert [shown(found) for found in read(nlp, case["text"])] == [expected(line) for line in case.get("found", [])]


@pytest.mark.parametrize(
    ("text", "noun", "scope"),
    [
        ("At least 12 miners were killed in the shaft.", "miner", "kill"),
        ("The blast left 14 sailors dead.", "sailor", "dead"),
        ("The court fined the bank $5 million.", None, "fine"),
        ("Police arrested dozens of students.", "student", "arrest"),
        ("The death toll reached 20.", "death toll", "reach"),
    ],
)
def test_tells_what_is_counted(nlp: Any, text: str, noun: str | None, scope: str) -> None:
    found = read(nlp, text)[0]
    assert found.noun == noun
    assert found.scope is not None
    assert found.scope[:2] == scope[:2]  # the lemma's end is the pipeline's matter


def test_offsets_give_the_words_back(nlp: Any) -> None:
    text = "Rain fell. Some 300 people and 12 dogs were saved for $4m."
    article = "Headline\n\n" + text
    found = read(nlp, text, offset=len("Headline\n\n"))
    assert len(found) == 3
    assert all(article[q.span.start : q.span.end] == q.text for q in found)


@given(st.text(alphabet="0123456789 -.,$%abm", max_size=60))
@settings(max_examples=150, deadline=None)
def test_any_digits_and_signs_give_spans_of_the_text(text: str) -> None:
    for sentence in BLANK(text).sents:
        for found in quantities.find(sentence, 0):
            assert found.text == text[found.span.start : found.span.end]
            assert found.low is None or found.high is None or found.low <= found.high


@pytest.mark.parametrize(
    "text", ["1" * 200_000, "1," * 20_000, "one " * 20_000, "between " * 20_000, "a few " * 20_000]
)
def test_long_repetitions_are_cut_in_linear_time(text: str) -> None:
    start = time.process_time()  # other processes do not count
    pieces = Pieces(text)
    from align.annotate.dates.dategrammar import expressions
    from align.annotate.quantities.amounts import amount

    index = 0
    while index < len(pieces):
        found = amount(pieces, index)
        index = found.end if found is not None else index + 1
    expressions(pieces)
    assert time.process_time() - start < 4
