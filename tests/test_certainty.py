"""How sure a sentence is, on sentences read by the shipped pipeline (tests/cases/certainty.toml)."""

from __future__ import annotations

from parsing import cases, parsed

from align.annotate import attributions, certainty
from align.models import Span

ALLOWED_MISSES = 2  # cases that another training of the pipeline may read wrong; see the list that the test prints


def _found(text: str) -> list[str]:
    words, offset, quoted = parsed(text)[0]
    credits = attributions.find(words, offset, quoted)
    main = attributions.main_head(words, offset, credits)
    assert main is not None
    place = Span(main.idx + offset, main.idx + offset + len(main))
    credit = attributions.innermost(credits, place)
    degree, cue = certainty.find(words, offset, main, None if credit is None else credit.cue_span)
    return [degree, "" if cue is None else cue.of(text)]


def test_cases() -> None:
    listed = cases("certainty")
    assert len(listed) >= 40
    wrong = [(case["text"], found) for case in listed if (found := _found(case["text"])) != case["is"]]
    assert len(wrong) <= ALLOWED_MISSES, wrong


def test_a_credit_from_outside_the_tree() -> None:
    text = "The bridge is safe."
    words, offset, _ = parsed(text)[0]
    assert certainty.find(words, offset) == ("asserted", None)
    assert certainty.find(words, offset, None, Span(90, 94)) == ("reported", Span(90, 94))


def test_a_stronger_cue_within_a_credit() -> None:
    text = "The bridge may be safe."
    words, offset, _ = parsed(text)[0]
    degree, cue = certainty.find(words, offset, None, Span(90, 94))
    assert degree == "possible"
    assert cue is not None
    assert cue.of(text) == "may"
