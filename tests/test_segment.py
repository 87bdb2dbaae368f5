"""Sentences and statements: the readable cases through the shipped pipeline, rules on trees built by hand."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from align.annotate import boundaries, load_language, segment
from align.models import Article

CASES = tomllib.loads((Path(__file__).parent / "cases" / "segment.toml").read_text(encoding="utf-8"))["case"]
BLANK = spacy.blank("en")


def tree(*words: str) -> Doc:
    """A document of one sentence; each word is "text/POS/tag/label/head"."""
    parts = [word.split("/") for word in words]
    return Doc(
        BLANK.vocab,
        [part[0] for part in parts],
        pos=[part[1] for part in parts],
        tags=[part[2] for part in parts],
        deps=[part[3] for part in parts],
        heads=[int(part[4]) for part in parts],
        lemmas=[part[0].lower() for part in parts],
    )


def pieces(doc: Doc) -> list[str]:
    (sentence,) = doc.sents
    return [doc[start:end].text for start, end in segment.split(sentence)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, Any]) -> None:
    text = case["text"].replace("|| ", "").replace("| ", "")
    sentences = [
        " | ".join(doc[start:end].text for start, end in segment.split(sentence))
        for _, doc in load_language().parse(Article(text))
        for sentence in doc.sents
    ]
    assert " || ".join(sentences) == case["text"]


RAIN = (
    "Rain/NOUN/NN/nsubj/1",
    "closed/VERB/VBD/ROOT/1",
    "the/DET/DT/det/3",
    "road/NOUN/NN/{object}/1",
    ",/PUNCT/,/punct/{comma}",
    "and/CCONJ/CC/cc/{cc}",
    "mayors/NOUN/NNS/nsubj/7",
    "shut/VERB/VBD/conj/1",
    "schools/NOUN/NNS/{object}/7",
    "!/PUNCT/./punct/1",
)


@pytest.mark.parametrize(
    "scheme", [{"object": "obj", "comma": "7", "cc": "7"}, {"object": "dobj", "comma": "1", "cc": "1"}]
)
def test_both_schemes_of_labels_are_understood(scheme: dict[str, str]) -> None:
    assert pieces(tree(*(word.format(**scheme) for word in RAIN))) == [
        "Rain closed the road ,",
        "and mayors shut schools !",
    ]


def test_a_fragment_without_verb_is_not_cut_off() -> None:
    doc = tree(
        "Rain/NOUN/NN/nsubj/1",
        "closed/VERB/VBD/ROOT/1",
        "roads/NOUN/NNS/obj/1",
        "and/CCONJ/CC/cc/5",
        "old/ADJ/JJ/amod/5",
        "schools/NOUN/NNS/conj/2",
        "today/NOUN/NN/obl/1",
    )
    assert len(pieces(doc)) == 1


def test_a_sentence_without_end_is_left_whole() -> None:
    clause = [
        "rain/NOUN/NN/nsubj/{verb}",
        "closed/VERB/VBD/{label}/{head}",
        "roads/NOUN/NNS/obj/{verb}",
        "and/CCONJ/CC/cc/{next}",
    ]
    words = []
    for number in range(segment.LONGEST // 4 + 1):
        verb = number * 4 + 1
        values = {"verb": verb, "next": verb, "label": "conj" if number else "ROOT", "head": 1}
        words += [word.format(**values) for word in clause]
    assert len(pieces(tree(*words))) == 1


def test_other_pipelines_marks_are_told_by_the_quotations() -> None:
    doc = BLANK.make_doc('He left. "I stay." Nobody else did.')
    boundaries.mark(doc, {doc.text.rindex('"')})
    assert [sentence.text for sentence in doc.sents] == ["He left.", '"I stay."', "Nobody else did."]


def test_the_parser_decides_behind_an_abbreviation() -> None:
    doc = BLANK.make_doc("It belongs to Vantor Inc. Shares rose.")
    boundaries.mark(doc, ())
    assert doc[5].text == "Shares"
    assert doc[5].is_sent_start is None or doc[5].is_sent_start == 0


@given(st.text(alphabet="AaBb .!?…\"'”“)(\n,1’", max_size=60))
def test_any_text_can_be_marked(text: str) -> None:
    doc = BLANK.make_doc(text)
    boundaries.mark(doc, {index for index, character in enumerate(text) if character == '"'})
    assert all(token.is_sent_start for token in doc[:1])
