"""Negation and its scope, on sentences read by the shipped pipeline (tests/cases/polarity.toml)."""

from __future__ import annotations

from parsing import cases, parsed

from align.annotate import attributions, polarity

ALLOWED_MISSES = 2  # cases that another training of the pipeline may read wrong; see the list that the test prints


def _found(text: str) -> tuple[str, str]:
    words, offset, quoted = parsed(text)[0]
    main = attributions.main_head(words, offset, attributions.find(words, offset, quoted))
    decided, span = polarity.find(words, offset, main)
    return decided, "" if span is None else span.of(text)


def test_cases() -> None:
    listed = cases("polarity")
    assert len(listed) >= 40
    wrong = []
    for case in listed:
        expected = ("negated" if case["negated"] else "affirmed", case["negated"])
        if (found := _found(case["text"])) != expected:
            wrong.append((case["text"], found))
    assert len(wrong) <= ALLOWED_MISSES, wrong


def test_span_is_in_the_article() -> None:
    text = "It rained.\nThe bridge was never repaired."
    words, offset, _ = parsed(text)[1]
    decided, span = polarity.find(words, offset)
    assert decided == "negated"
    assert span is not None
    assert span.of(text) == "never"


def test_nothing_to_negate() -> None:
    words, offset, _ = parsed("...")[0]
    assert polarity.find(words, offset) == ("affirmed", None)
