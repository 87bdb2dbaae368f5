"""Mentions: the readable cases through the shipped pipeline, and the rules on documents built by hand."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.tokens import Doc
from spacy.tokens import Span as SpacySpan

from align.annotate import load_language, mentions
from align.annotate.mentions import Part
from align.models import Article, Mention

CASES = tomllib.loads((Path(__file__).parent / "cases" / "mentions.toml").read_text(encoding="utf-8"))["case"]
MARKED = re.compile(r"\[([^|\]]+)\|([A-Z]+)(?:\|([^\]]+))?\]")
BLANK = spacy.blank("en")


def of_text(text: str) -> tuple[Mention, ...]:
    parts = [Part(doc, block.span.start) for block, doc in load_language().parse(Article(text))]
    return mentions.find(parts, text)


def by_hand(*sentences: tuple[str, dict[str, str]]) -> tuple[tuple[Mention, ...], str]:
    """One paragraph a sentence, every capitalised word a proper noun, with these names found by the pipeline."""
    parts: list[Part] = []
    text = ""
    for words, named in sentences:
        tokens = words.split()
        pos = ["PROPN" if word[0].isupper() else "NOUN" for word in tokens]
        doc = Doc(BLANK.vocab, tokens, pos=pos, sent_starts=[index == 0 for index in range(len(tokens))])
        doc.ents = [_entity(doc, name, label) for name, label in named.items()]
        parts.append(Part(doc, len(text)))
        text += doc.text + "\n\n"
    return mentions.find(parts, text), text


def _entity(doc: Doc, name: str, label: str) -> SpacySpan:
    start = doc.text.index(name)
    found = doc.char_span(start, start + len(name), label=label)
    assert found is not None
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, Any]) -> None:
    text = MARKED.sub(r"\1", case["text"])
    marked, done = "", 0
    for mention in of_text(text):
        title = f"|{mention.title}" if mention.title else ""
        marked += f"{text[done : mention.span.start]}[{mention.text}|{mention.label}{title}]"
        done = mention.span.end
    assert marked + text[done:] == case["text"]


def test_labels_of_other_pipelines_are_understood() -> None:
    found, _ = by_hand(("then Elmford flooded Low Bridge", {"Elmford": "GPE", "Low Bridge": "FAC"}))
    assert [(m.text, m.label) for m in found] == [("Elmford", "PLACE"), ("Low Bridge", "PLACE")]


def test_numbers_and_dates_of_a_pipeline_are_no_names() -> None:
    found, _ = by_hand(("then Elmford paid Ten Million", {"Elmford": "GPE", "Ten Million": "MONEY"}))
    assert [m.text for m in found] == ["Elmford"]


def test_scales_of_measures_are_no_names() -> None:
    found, _ = by_hand(("here it was 40 degrees Celsius in Elmford", {"Celsius": "MISC", "Elmford": "GPE"}))
    assert [m.text for m in found] == ["Elmford"]


def test_a_name_found_once_is_found_everywhere() -> None:
    found, text = by_hand(("then Ana Ruiz spoke", {"Ana Ruiz": "PERSON"}), ("then Ruiz left with Ana Ruiz", {}))
    assert [m.text for m in found] == ["Ana Ruiz", "Ruiz", "Ana Ruiz"]
    assert {m.label for m in found} == {"PERSON"}
    assert all(m.span.of(text) == m.text for m in found)


def test_one_name_has_one_label() -> None:
    found, _ = by_hand(
        ("then Vantor grew", {"Vantor": "ORG"}),
        ("then Vantor shrank", {"Vantor": "PERSON"}),
        ("then Vantor closed", {"Vantor": "ORG"}),
    )
    assert [m.label for m in found] == ["ORG"] * 3


def test_a_last_name_has_the_label_of_the_full_name() -> None:
    found, _ = by_hand(("then Ana Ruiz spoke", {"Ana Ruiz": "PERSON"}), ("then Ruiz left", {"Ruiz": "ORG"}))
    assert [m.label for m in found] == ["PERSON", "PERSON"]


def test_the_lexicon_knows_better_than_the_pipeline() -> None:
    found, _ = by_hand(("then Kenya and Kenyans won", {"Kenya": "PERSON", "Kenyans": "ORG"}))
    assert [(m.text, m.label) for m in found] == [("Kenya", "PLACE"), ("Kenyans", "NORP")]


def test_a_country_in_a_longer_name_is_no_country() -> None:
    found, _ = by_hand(("then Paris Hall sang", {"Paris Hall": "PERSON"}))
    assert [(m.text, m.label) for m in found] == [("Paris Hall", "PERSON")]


def test_parts_of_a_hyphenated_name_belong_together() -> None:
    words = ["then", "Karim", "al", "-", "Hadi", "spoke"]
    doc = Doc(
        BLANK.vocab,
        words,
        spaces=[True, True, False, False, True, False],
        pos=["ADV", "PROPN", "PROPN", "PUNCT", "PROPN", "VERB"],
        sent_starts=[True, *[False] * 5],
    )
    doc.ents = [_entity(doc, "Karim", "ORG")]
    assert [m.text for m in mentions.find([Part(doc, 0)], doc.text)] == ["Karim al-Hadi"]


def test_a_title_makes_a_person() -> None:
    found, _ = by_hand(("here President Washington spoke", {"Washington": "GPE"}))
    assert [(m.text, m.label, m.title) for m in found] == [("Washington", "PERSON", "President")]


def test_offsets_count_from_the_article() -> None:
    text = "Nothing here.\n\nThe boat left Bergen and reached Iceland at noon."
    found = of_text(text)
    assert [m.text for m in found] == ["Bergen", "Iceland"]
    assert [m.span.of(text) for m in found] == ["Bergen", "Iceland"]
