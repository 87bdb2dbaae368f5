"""Whom pronouns and descriptions of an article mean."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pytest
from parsing import cases

from align.annotate import annotate, load_language
from align.annotate.references.namesakes import same_names
from align.annotate.words import genders
from align.link import link
from align.models import AnnotatedArticle, Article, Mention, Reference, Span

CASES = cases("references")


@cache
def read(text: str) -> AnnotatedArticle:
    return annotate(Article(text), "s1", load_language())


def references(text: str) -> dict[Span, Reference]:
    return {r.span: r for s in read(text).statements for r in s.references}


def place(text: str, word: str) -> Span:
    """Where the word stands; "he2" is the second "he"."""
    match = re.fullmatch(r"(.*?\D)(\d)?", word)
    assert match is not None
    bare, number = match.group(1), int(match.group(2) or 1)
    found = [m.span() for m in re.finditer(rf"\b{re.escape(bare)}\b", text)]
    return Span(*found[number - 1])


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["why"])
def test_cases(case: dict[str, Any]) -> None:
    found = references(case["text"])
    for line in case["means"]:
        word, _, name = line.partition(" = ")
        reference = found.get(place(case["text"], word))
        assert reference is not None, word
        meant = "?" if reference.antecedent is None else reference.antecedent.of(case["text"])
        assert meant == name, word
    for word in case.get("never", ()):
        reference = found.get(place(case["text"], word))
        assert reference is None or reference.antecedent is None, word


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["why"])
def test_references_slice_back_and_lead_to_a_name(case: dict[str, Any]) -> None:
    names = {m.span for s in read(case["text"]).statements for m in s.mentions}
    for span, reference in references(case["text"]).items():
        assert span.of(case["text"]) == reference.text
        assert reference.antecedent is None or reference.antecedent in names


def test_link_gives_references_and_credits_to_them_the_entity_of_their_name() -> None:
    text = "Peter Lindqvist opened the bridge on Monday. He said that the work took three years."
    story = link([read(text)])
    lindqvist = next(e.id for e in story.entities if e.name == "Peter Lindqvist")
    said = next(s for s in story.sources[0].statements if s.references)
    assert [(r.text, r.entity) for r in said.references] == [("He", lindqvist)]
    assert said.attribution is not None
    assert said.attribution.entity == lindqvist
    assert said.entities_in(said.span) == (lindqvist,)


def test_a_pronoun_is_no_surer_than_what_it_goes_on_from() -> None:
    text = (
        "Peter Lindqvist and Karl Hansen met on Monday. Observers near the lake house saw little. "
        "His car left at noon. He was tired."
    )
    assert [r.antecedent for r in references(text).values() if r.text in ("His", "He")] == [None, None]


@pytest.mark.parametrize(
    ("name", "title", "gender"),
    [
        ("Ingrid Solheim", None, "f"),
        ("Solheim", "Mr.", "m"),
        ("Alex Hansen", None, None),
        ("Okafor", "Congresswoman", "f"),
        ("Okafor", "Dr.", None),
        ("José Ruiz", None, "m"),
    ],
)
def test_what_names_and_titles_tell(name: str, title: str | None, gender: str | None) -> None:
    assert genders.of_name(name, title) == gender


def test_a_last_name_means_whom_it_is_mostly_said_of() -> None:
    names = ["Ana Ruiz", "Ruiz", "Ruiz", "Ruiz", "Pedro Ruiz", "Ruiz", "World Bank", "the World Bank"]
    mentions = [
        Mention(Span(20 * n, 20 * n + len(name)), name, "ORG" if "Bank" in name else "PERSON")
        for n, name in enumerate(names)
    ]
    groups = [same_names(mentions)[m.span] for m in mentions]
    assert groups[0] == groups[1] == groups[2] == groups[3] == groups[5] != groups[4]
    assert groups[6] == groups[7] not in groups[:6]


def test_a_long_text_without_names_takes_no_time_that_matters() -> None:
    assert references("He saw it. " * 50 + "\n\n" + "a" * 5000) is not None
