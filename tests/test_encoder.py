"""The encoder's small parts on inputs made by hand; the shipped network on texts of every shape."""

from __future__ import annotations

from itertools import pairwise, product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.annotate import load_language
from align.annotate.encoder import lemmas
from align.annotate.encoder.forms import Forms
from align.annotate.encoder.network import LONGEST
from align.annotate.encoder.places import Places
from align.annotate.encoder.spans import best_names, may_follow
from align.annotate.encoder.trees import LONG, best_heads, settled_subjects
from align.wordpieces import BEGIN, BREAK, END, MOST_PIECES, PARAGRAPH, UNKNOWN, Wordpieces, way

MARKS = ("O", "B-ORG", "I-ORG", "L-ORG", "U-ORG", "B-LOC", "I-LOC", "L-LOC", "U-LOC")


def is_tree(heads: tuple[int, ...]) -> bool:
    """One root, and every word leads to it."""
    if heads.count(0) != 1:
        return False
    for word in range(1, len(heads) + 1):
        seen = 0
        while word and seen <= len(heads):
            word, seen = heads[word - 1], seen + 1
        if word:
            return False
    return True


@given(st.integers(1, 4).flatmap(lambda n: st.lists(st.integers(-20, 20), min_size=n * (n + 1), max_size=n * (n + 1))))
def test_the_tree_is_the_best_of_all_trees(numbers: list[int]) -> None:
    size = next(n for n in range(1, 5) if n * (n + 1) == len(numbers))
    scores = np.array(numbers, dtype=np.float32).reshape(size, size + 1)
    found = tuple(best_heads(scores))

    def worth(heads: tuple[int, ...]) -> float:
        return float(sum(scores[word, head] for word, head in enumerate(heads)))

    trees = [heads for heads in product(range(size + 1), repeat=size) if is_tree(heads)]
    assert is_tree(found)
    assert worth(found) == max(map(worth, trees))


def test_a_long_cycle_is_broken_where_it_costs_least() -> None:
    scores = np.full((4, 5), -9.0, dtype=np.float32)
    for word in range(4):
        scores[word, (word + 1) % 4 + 1] = 5.0  # a ring of four
    scores[2, 0] = 1.0
    assert best_heads(scores) == [2, 3, 0, 1]


@given(st.lists(st.lists(st.integers(-9, 9), min_size=9, max_size=9), min_size=1, max_size=4))
def test_names_are_the_best_sequence_of_marks_that_fits(numbers: list[list[int]]) -> None:
    scores = np.array(numbers, dtype=np.float32)
    found = best_names(scores, MARKS, may_follow(MARKS))

    def fits(path: tuple[int, ...]) -> bool:
        marks = ["O", *(MARKS[number] for number in path), "O"]
        return all(
            (second[0] in "IL" and second[2:] == first[2:]) if first[0] in "BI" else second[0] in "OBU"
            for first, second in pairwise(marks)
        )

    def worth(path: tuple[int, ...]) -> float:
        return float(sum(scores[word, mark] for word, mark in enumerate(path)))

    paths = [path for path in product(range(9), repeat=len(numbers)) if fits(path)]
    chosen = ["O"] * len(numbers)
    for start, end, label in found:
        for word in range(start, end):
            kind = "U" if end - start == 1 else "B" if word == start else "L" if word == end - 1 else "I"
            chosen[word] = f"{kind}-{label}"
    assert worth(tuple(MARKS.index(mark) for mark in chosen)) == max(map(worth, paths))


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("Talks", "talk"), ("were", "be"), ("Berlin", "Berlin"), ("cities", "city"), ("NATO", "NATO"), ("'s", "have")],
)
def test_a_lemma_comes_back_from_its_rule(form: str, lemma: str) -> None:
    assert lemmas.apply(form, lemmas.rule(form, lemma)) == lemma


@given(st.text("abCD'é", min_size=1, max_size=8), st.text("abCD'é", min_size=1, max_size=8))
def test_every_lemma_has_a_rule(form: str, lemma: str) -> None:
    assert lemmas.apply(form, lemmas.rule(form, lemma)) == lemma


def test_a_rule_that_takes_more_than_there_is_leaves_the_word() -> None:
    assert lemmas.apply("Go", "l|4|y") == "go"


@given(st.integers(0, 2**32 - 1))
def test_a_long_run_of_words_gets_a_tree(seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(LONG + 20, LONG + 21)).astype(np.float32)
    heads = best_heads(scores)
    assert heads.count(0) == 1
    for word in range(len(heads)):
        seen: set[int] = set()
        while heads[word]:
            assert word not in seen
            seen.add(word)
            word = heads[word] - 1


@pytest.mark.parametrize(
    ("heads", "deps", "pos", "found"),
    [
        # Frost destroyed plums, growers said
        (
            [5, 5, 1, 1, 5, 5],
            ["nsubj", "ccomp", "obj", "punct", "nsubj", "ROOT"],
            ["NOUN", "VERB", "NOUN", "PUNCT", "NOUN", "VERB"],
            [(0, 1, "nsubj")],
        ),
        # Frost, it destroyed plums, growers said: the clause has a subject
        (
            [6, 2, 6, 2, 6, 6, 6],
            ["nsubj", "nsubj", "ccomp", "obj", "punct", "nsubj", "ROOT"],
            ["NOUN", "PRON", "VERB", "NOUN", "PUNCT", "NOUN", "VERB"],
            [],
        ),
        # baker Ana spoke
        ([2, 2, 2], ["nsubj", "nsubj", "ROOT"], ["NOUN", "PROPN", "VERB"], [(0, 1, "nmod:desc")]),
        # the club Rovers won
        ([1, 3, 3, 3], ["det", "nsubj", "nsubj", "ROOT"], ["DET", "NOUN", "PROPN", "VERB"], [(2, 1, "appos")]),
        ([1, 1, 1], ["nsubj", "ROOT", "nsubj"], ["NOUN", "VERB", "NOUN"], []),
    ],
)
def test_a_verb_has_one_subject(
    heads: list[int], deps: list[str], pos: list[str], found: list[tuple[int, int, str]]
) -> None:
    assert list(settled_subjects(heads, deps, pos)) == found


FORMS = Forms(
    {"NNS": {"people": "person"}},
    {"noun": ["company", "bus"], "verb": ["violate", "consider", "stop"], "adjective": ["big"], "adverb": []},
)


@pytest.mark.parametrize(
    ("word", "tag", "told", "lemma"),
    [
        ("People", "NNS", "people", "person"),
        ("companies", "NNS", "companie", "company"),
        ("buses", "NNS", "buse", "bus"),
        ("violating", "VBG", "violat", "violate"),
        ("considering", "VBG", "considere", "consider"),
        ("stopped", "VBD", "stopp", "stop"),
        ("biggest", "JJS", "bigg", "big"),
        ("swizzled", "VBD", "swizzl", "swizzle"),  # known to nobody
        ("Companies", "NNPS", "Companie", "Company"),
        ("lisbon", "NNP", "lisbon", "Lisbon"),
        ("ran", "VBD", "run", "run"),
        ("'s", "VBZ", "have", "have"),
    ],
)
def test_forms_mend_lemmas(word: str, tag: str, told: str, lemma: str) -> None:
    assert FORMS.mended(word, tag, told) == lemma


def test_a_listed_place_is_a_name_where_the_network_is_in_doubt() -> None:
    marks = ["O", "B-LOC", "I-LOC", "L-LOC", "U-LOC", "B-ORG", "I-ORG", "L-ORG", "U-ORG"]
    places = Places(["las vegas", "nice"], marks)
    doubtful = np.zeros((4, len(marks)), dtype=np.float32)
    words = ["in", "Las", "Vegas", "nice"]
    names = best_names(places.lean(doubtful, words), marks, may_follow(marks))
    assert names == [(1, 3, "LOC")]
    assert not doubtful.any()  # what the network said is left as it was


@pytest.fixture
def wordpieces(tmp_path: Path) -> Wordpieces:
    """A vocabulary of a few pieces; the line numbers are the ids."""
    path = tmp_path / "vocabulary.txt"
    path.write_text("\n".join(["[PAD]", "un", "##like", "##ly", "cafe", "a", "##b", "-", "$"]), encoding="utf-8")
    return Wordpieces(path)


def test_the_longest_known_piece_comes_first(wordpieces: Wordpieces) -> None:
    assert wordpieces.word("Unlikely") == (1, 2, 3)
    assert wordpieces.word("Café") == (4,)
    assert wordpieces.word("a-$") == (5, 7, 8)
    assert wordpieces.word("zzz") == (UNKNOWN,)
    assert wordpieces.word("\u200d") == (UNKNOWN,)
    assert wordpieces.word("a" + "b" * 50) == (5,) + (6,) * (MOST_PIECES - 1)


def test_a_row_knows_its_lines_and_what_is_written_together(wordpieces: Wordpieces) -> None:
    row = wordpieces.row(["A", "-", "Cafe", "a"], [False, True, False, True], ["", "", "\n", "\n\n"])
    assert row.ids == [BEGIN, 5, 7, BREAK, 4, PARAGRAPH, 5, END]
    assert row.first == [1, 2, 4, 6]
    assert row.ways == [0, 4, 7 + 8, 0, 2, 0, 1, 0]


def test_ways_of_writing() -> None:
    words = ["lower", "Title", "CAPS", "A", "iPhone", "B2B", "--"]
    assert list(map(way, words)) == [1, 2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "Yes", " He left .\n\nShe stayed.  ", "\u200d \u0301", "😀"])
def test_texts_of_odd_shapes_are_read(text: str) -> None:
    doc = load_language().nlp(text)
    assert doc.text == text
    assert all(token.head.sent == token.sent for token in doc)


def test_a_text_longer_than_one_pass_is_read_to_its_end() -> None:
    sentence = "The minister of transport opened a new bridge over the river in Lisbon on Friday. "
    doc = load_language().nlp(sentence * (LONGEST // 8))
    assert len(list(doc.sents)) == LONGEST // 8
    assert [ent.text for ent in doc.ents] == ["Lisbon"] * (LONGEST // 8)
    assert {sent.root.text for sent in doc.sents} == {"opened"}


def test_where_sentences_are_said_to_begin_they_begin() -> None:
    nlp = load_language().nlp
    doc = nlp.make_doc("The talks ended. They will go on.")
    doc[1].is_sent_start, doc[4].is_sent_start = True, False
    for _, component in nlp.pipeline:
        doc = component(doc)
    assert [sent.text for sent in doc.sents] == ["The", "talks ended. They will go on."]
