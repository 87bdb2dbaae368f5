"""Quotations: the readable cases, and what holds for any text."""

from __future__ import annotations

import re
import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.annotate import quotations
from align.models import Span

CASES = tomllib.loads((Path(__file__).parent / "cases" / "quotations.toml").read_text(encoding="utf-8"))["case"]


def blocks(text: str) -> list[Span]:
    return [Span(*match.span()) for match in re.finditer(r"[^\n]+", text)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, Any]) -> None:
    found = quotations.find(case["text"], blocks(case["text"]))
    assert [quotation.text for quotation in found] == case["found"]


def test_the_marks_belong_to_the_span_and_not_to_the_inner_words() -> None:
    text = "The sign says “no entry” today."
    (found,) = quotations.find(text, blocks(text))
    assert found.span.of(text) == "“no entry”"
    assert found.inner.of(text) == found.text == "no entry"
    assert found.speaker is None


def test_an_open_quotation_ends_with_its_block() -> None:
    text = "“The gate is open.\n\nNobody came."
    (found,) = quotations.find(text, blocks(text))
    assert found.span.of(text) == "“The gate is open."


def test_text_outside_the_blocks_is_not_looked_at() -> None:
    text = "“Menu” “Home” The sign says “no entry” today."
    (found,) = quotations.find(text, [Span(text.index("The"), len(text))])
    assert found.text == "no entry"


@given(st.text(alphabet="“”‘’\"'«»` ab.,\n—s", max_size=60))
def test_spans_slice_back_and_hold_each_other(text: str) -> None:
    found = quotations.find(text, blocks(text))
    assert list(found) == sorted(found, key=lambda q: (q.span.start, -q.span.end))
    for quotation in found:
        assert quotation.inner.of(text) == quotation.text
        assert quotation.text.strip() == quotation.text != ""
        assert quotation.span.contains(quotation.inner)
        assert any(block.contains(quotation.span) for block in blocks(text))


@pytest.mark.parametrize("unit", ["“", '"', "'", "’", "“a ", "' a", "“a”", "‘a “b ” "])
def test_linear_in_the_length(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    started = time.perf_counter()
    quotations.find(text, [Span(0, len(text))])
    assert time.perf_counter() - started < 5
