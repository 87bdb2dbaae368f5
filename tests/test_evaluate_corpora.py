"""Readers of corpora: which pairs have a label, and which."""

from __future__ import annotations

import hashlib
from pathlib import Path

import labelled_corpora
import pytest

from align.errors import InputError
from align.evaluate import corpora, ecbplus, nanco, superpal
from align.evaluate.samples import Sample, text_of
from align.models import Span, Statement


def same(sample: Sample) -> set[tuple[str, str]]:
    """The beginnings of the units that are labelled the same."""
    return {
        (left[:10], right[:10])
        for i, left in enumerate(sample.left.units)
        for j, right in enumerate(sample.right.units)
        if sample.labels[i, j] == 1
    }


def test_ecbplus_sentences_that_share_an_event(tmp_path: Path) -> None:
    found = list(ecbplus.samples(labelled_corpora.ecbplus(tmp_path / "dev.jsonl")))
    hollin, marwick = (s for s in found if not s.across)
    assert (hollin.group, marwick.group) == ("1-ecb", "1-ecbplus")
    assert hollin.labels.tolist() == [[1, 0], [-1, -1], [0, 0]]
    assert same(hollin) == {("The river ", "Hollin's m")}
    # The second sentences share only that the mayor told something: an act of reporting, no event.
    assert marwick.labels.tolist() == [[1, 0], [1, 0]]


def test_ecbplus_across_subtopics_nothing_is_the_same(tmp_path: Path) -> None:
    documents = {key: [s.replace("B1", "A1") for s in sentences] for key, sentences in labelled_corpora.FLOODS.items()}
    documents[("2_1ecb", 2, "ecb")] = documents[("2_2ecb", 2, "ecb")] = ["*A comet [passed|C1]."]
    found = list(ecbplus.samples(labelled_corpora.ecbplus(tmp_path / "dev.jsonl", documents)))
    across = [s for s in found if s.across]
    assert [(s.left.name, s.right.name) for s in across] == [
        ("1_1ecb", "1_1ecbplus"),
        ("1_1ecb", "1_2ecbplus"),
        ("1_2ecb", "1_1ecbplus"),
        ("1_2ecb", "1_2ecbplus"),
    ]
    assert across[0].labels.tolist() == [[0, 0], [-1, -1], [0, 0]]


def test_the_chains_of_a_statement_are_those_inside_it(tmp_path: Path) -> None:
    first = ecbplus.documents(labelled_corpora.ecbplus(tmp_path / "dev.jsonl"))[2]
    text = first.article.text
    start = text.index("Nurses")

    def chains(end: int) -> frozenset[str] | None:
        return first.chains(Statement("s1.1", "s1", Span(start, end), text[start:end], "body", 0, 0))

    assert chains(len(text)) == {"B2"}
    assert chains(text.index(" carried")) == frozenset()


def test_superpal_sentences_joined_by_their_propositions(tmp_path: Path) -> None:
    one, two = superpal.samples(labelled_corpora.superpal(tmp_path / "dev.csv"))
    assert one.left.units == ("A fire destroyed the cannery.", "Nobody was hurt.")
    assert one.right.units == ("All workers got out unharmed.", "Flames ate the whole cannery in an hour.")
    assert one.labels.tolist() == [[0, 1], [1, 1]]
    assert two.labels.tolist() == [[1], [0]]
    assert one.group == two.group == "fire"
    assert one.left.name == two.left.name != one.right.name != two.right.name


def test_nanco_answers_of_one_article_are_not_compared(tmp_path: Path) -> None:
    (sample,) = nanco.samples(labelled_corpora.nanco(tmp_path / "nanco.json"))
    assert [unit[:8] for unit in sample.left.units] == ["The brid", "A ship h"]
    assert [unit[:8] for unit in sample.right.units] == ["Rust in ", "Some bla", "The cabl"]
    assert sample.labels.tolist() == [[1, 0, 1], [0, 1, 0]]


def test_units_are_slices_of_the_text() -> None:
    text = text_of("x", ["Sleet fell.", "  ", "Buses stopped."])
    assert text.units == ("Sleet fell.", "Buses stopped.")
    assert text.article.text == "Sleet fell.\n\nBuses stopped."


def test_all_that_are_there_or_those_named(tmp_path: Path) -> None:
    root = labelled_corpora.folder(tmp_path)
    assert [c.name for c in corpora(root)] == ["ecbplus/dev", "superpal/dev", "nanco"]
    assert [c.name for c in corpora(root, ["nanco", "ecbplus", "ecbplus/dev"])] == ["nanco", "ecbplus/dev"]
    path = root / "superpal" / "dev.csv"
    assert corpora(root, ["superpal"])[0].sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    path.unlink()
    assert [c.name for c in corpora(root)] == ["ecbplus/dev", "nanco"]
    with pytest.raises(InputError, match=r"holds no superpal/dev\.csv"):
        corpora(root, ["nanco", "superpal"])


def test_what_is_no_corpus(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such folder"):
        corpora(tmp_path / "gone")
    with pytest.raises(InputError, match=r"holds no ecbplus/dev\.jsonl or superpal"):
        corpora(tmp_path)
    with pytest.raises(InputError, match="novels: is no corpus; use one or more of ecbplus/dev"):
        corpora(tmp_path, ["novels"])


@pytest.mark.parametrize("content", [b"{}", b"not JSON", b'[{"answers": [{"Paragraph": 1}]}]', b"\xff\xfe"])
def test_a_corpus_in_another_shape_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "nanco" / "nanco_dataset.json"
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"nanco_dataset\.json: is not nanco"):
        corpora(tmp_path)
