"""Sentences and statements: the readable cases through the shipped pipeline, rules on trees built by hand."""

from __future__ import annotations

import re
import tomllib
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from align.annotate import annotate, boundaries, load_language
from align.annotate.statements import EDGES, formulas, segment
from align.models import Article, Block, BlockKind, Span

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


def statements_of(text: str, kind: BlockKind = "body", speaker: str | None = None) -> list[list[str]]:
    """The statements of a text of one block, those of a sentence together."""
    article = Article(text, blocks=(Block(Span(0, len(text)), kind, speaker),))
    found = annotate(article, "s1", load_language()).statements
    return [[s.text for s in group] for _, group in groupby(found, key=lambda statement: statement.sentence)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, Any]) -> None:
    text = re.sub(r"\|\|? |~ ", "", case["text"])
    sentences = [
        [piece.strip(EDGES) for piece in sentence.split(" | ") if not piece.startswith("~")]
        for sentence in case["text"].split(" || ")
    ]
    found = statements_of(text, case.get("kind", "body"), case.get("speaker"))
    assert found == [sentence for sentence in sentences if sentence]


@pytest.mark.parametrize(
    "text",
    [
        "Happy Easter.",
        "Thank you very much for joining us, Dr. Hill!",
        "“Good evening.",
        "Welcome back to the program.",
        "3.",
        "(b)",
        "It's good to be here.",
    ],
)
def test_what_says_nothing(text: str) -> None:
    assert formulas.says_nothing(text)


@pytest.mark.parametrize(
    "text",
    [
        "Happy crowds filled the square.",
        "Thanks to the rain, the fire is out.",
        "Good night trains are rare.",
        "Welcome rain fell on Orr.",
        "Rain fell.",
        "Yes.",
        "That's Ann Hill in Oslo.",  # unless it is spoken on air
        "Thank you for " + "being so very patient with all of us in this hall " * 3,
    ],
)
def test_what_says_something(text: str) -> None:
    assert not formulas.says_nothing(text)


def test_a_sign_off_is_spoken() -> None:
    assert formulas.says_nothing("That's Vell Radio's Ann Hill in Oslo.", spoken=True)
    assert not formulas.says_nothing("That's a bridge in Oslo.", spoken=True)


def test_words_that_one_reporting_clause_holds_are_kept_together() -> None:
    doc = tree(*(word.format(object="obj", comma="7", cc="7") for word in RAIN))
    (sentence,) = doc.sents
    assert segment.split(sentence, [(0, len(doc.text))]) == ((0, len(doc)),)
    assert len(segment.split(sentence, [(0, doc[5].idx)])) == 2  # a piece may begin where the range ends


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


CLAUSES = [
    "rain closed the road",
    "the mayor said",
    "officials in Orr asked for help",
    "prices fell",
    "thank you, Ann",
    "(it was built in 1911, and it sank",
    "the dam broke)",
    "the cost of it?",
    "never!",
    "3.",
    "Key points:",
]
JOINTS = [
    ", ",
    ", and ",
    "; ",
    " - ",
    " — ",
    ". ",
    "? ",
    "! ",
    ": ",
    "” ",
    " “",
    ", while ",
    " because ",
    ",” ",
    ' "',
    "\n",
]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(CLAUSES), st.sampled_from(JOINTS)), max_size=12), st.booleans())
def test_statements_tile_the_text(parts: list[tuple[str, str]], capital: bool) -> None:
    text = "".join((clause.capitalize() if capital else clause) + joint for clause, joint in parts)
    language = load_language()
    for _, doc in language.parse(Article(text)):
        for sentence in doc.sents:
            pieces = segment.split(sentence)
            assert [pieces[0][0], pieces[-1][1]] == [sentence.start, sentence.end]
            assert all(piece[1] == following[0] for piece, following in pairwise(pieces))
    left, reached = [], 0
    for statement in annotate(Article(text), "s1", language).statements:
        assert statement.span.of(text) == statement.text
        assert statement.span.start >= reached
        left.append(text[reached : statement.span.start])
        reached = statement.span.end
    left.append(text[reached:])
    # What is in no statement is punctuation, a greeting, the number of an item, or a label.
    words = re.sub(r"(?i)thank you, ann|key points:|3\.|the mayor said:", "", " ".join(left))
    assert not re.search(r"\w", words)


@given(st.text(alphabet="AaBb .!?…\"'”“)(\n,1’", max_size=60))
def test_any_text_can_be_marked(text: str) -> None:
    doc = BLANK.make_doc(text)
    boundaries.mark(doc, {index for index, character in enumerate(text) if character == '"'})
    assert all(token.is_sent_start for token in doc[:1])
