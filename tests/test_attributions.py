"""Who is credited with what, on sentences read by the shipped pipeline (tests/cases/attributions.toml)."""

from __future__ import annotations

import re
from typing import Any

from parsing import Parsed, cases, parsed

from align.annotate import attributions
from align.annotate.attributions import continuation, pronouns
from align.models import Attribution, Mention, Span

ALLOWED_MISSES = 3  # cases that another training of the pipeline may read wrong; see the list that the test prints
MARKS = '“”"‘’,.'


def _credits(text: str) -> list[list[str]]:
    found = []
    for words, offset, quoted in parsed(text):
        for item in attributions.find(words, offset, quoted):
            content = " ... ".join(c.of(text).strip(MARKS) for c in item.contents)
            outer = [item.attribution.outer.speaker] if item.attribution.outer else []
            found.append([item.attribution.speaker, item.attribution.cue, content, *outer])
    return found


def _followed(text: str, people: list[str]) -> tuple[continuation.Sentence, ...]:
    sentences = []
    for words, offset, quoted in parsed(text):
        span = Span(words.start_char + offset, words.end_char + offset)
        number = text[: span.start].count("\n")
        credits = attributions.find(words, offset, quoted)
        goes_on = pronouns.continues(words)
        main, lesser = pronouns.subjects(words, offset)
        sentences.append(continuation.Sentence(span, number, credits, main, lesser, goes_on))
    quoted = parsed(text)[0].quotations
    return pronouns.resolved(continuation.carried(sentences, quoted), _people(text, people))


def _people(text: str, names: list[str]) -> list[Mention]:
    found = []
    for name in names:
        title, _, rest = name.rpartition(". ")
        for match in re.finditer(re.escape(name), text):
            place = Span(match.end() - len(rest), match.end())
            found.append(Mention(place, rest, "PERSON", title=f"{title}." if title else None))
    return found


def test_cases() -> None:
    listed = [case for case in cases("attributions") if "credits" in case]
    assert len(listed) >= 100
    wrong = [(case["text"], found) for case in listed if (found := _credits(case["text"])) != case["credits"]]
    print(*wrong, sep="\n")
    assert len(wrong) <= ALLOWED_MISSES, wrong


def test_whom_somebody_speaks_for() -> None:
    listed = [case for case in cases("attributions") if "represents" in case]
    assert len(listed) >= 10
    for case in listed:
        found = [
            item.attribution
            for words, at, quoted in parsed(case["text"])
            for item in attributions.find(words, at, quoted)
        ]
        assert [attribution.represents or "" for attribution in found] == case["represents"], case["text"]
        for attribution in found:
            if attribution.represents_span is not None:
                assert attribution.represents_span.of(case["text"]) == attribution.represents


def test_cases_over_sentences() -> None:
    wrong: list[Any] = []
    for case in cases("attributions"):
        if "by_sentence" in case:
            followed = _followed(case["text"], case.get("people", []))
            found = [sorted({c.attribution.speaker for c in sentence.credits}) for sentence in followed]
            if found != case["by_sentence"]:
                wrong.append((case["name"], found))
    assert not wrong


def test_spans_give_back_the_words() -> None:
    text = "Intro.\nThe mayor said that the bridge was safe, according to the Evening Post."
    for words, offset, quoted in parsed(text):
        for item in attributions.find(words, offset, quoted):
            attribution = item.attribution
            assert attribution.speaker_span is not None
            assert attribution.speaker_span.of(text) == attribution.speaker
            assert item.cue_span.of(text) == attribution.cue
            assert attribution.span.contains(attribution.speaker_span)
            assert attribution.span.contains(item.cue_span)


def test_innermost_credit_of_a_nested_report() -> None:
    text = "The senator tweeted that the governor has confirmed the dam will be built."
    sentence: Parsed = parsed(text)[0]
    found = attributions.find(sentence.words, 0)
    start = text.index("built")
    inner = attributions.innermost(found, Span(start, start + 5))
    assert inner is not None
    assert inner.attribution.speaker == "the governor"
    outer = inner.attribution.outer
    assert isinstance(outer, Attribution)
    assert outer.speaker == "The senator"
    start = text.index("tweeted")
    assert attributions.innermost(found, Span(start, start + 7)) is None


def test_main_head_is_found_beneath_the_credit() -> None:
    text = "The farmer said: “The rain came too late.”"
    words, offset, quoted = parsed(text)[0]
    found = attributions.find(words, offset, quoted)
    head = attributions.main_head(words, offset, found)
    assert head is not None
    assert head.text == "came"


def test_resolved_pronoun_keeps_its_place() -> None:
    text = "Ines Vidal arrived on Monday. “I am done,” she said."
    credit = _followed(text, ["Ines Vidal"])[1].credits[0].attribution
    assert credit.speaker == "Ines Vidal"
    assert credit.speaker_span is not None
    assert credit.speaker_span.of(text) == "she"
