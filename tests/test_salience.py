"""Salience: what only one source says, the central and early and specific first."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from align.models import AnnotatedArticle, Article, Mention, Quantity, Span, Statement, Story, Token
from align.salience import singles


def source(name: str, *lines: str) -> AnnotatedArticle:
    statements = []
    for number, line in enumerate(lines, 1):
        tokens = tuple(Token(Span(n, n + 1), w, w, "NOUN", True) for n, w in enumerate(line.split()))
        quantities = (Quantity(Span(0, 1), "12", "count", 12, 12),) if "12" in line else ()
        statements.append(
            Statement(
                f"{name}.{number}", name, Span(0, 1), line, "body", 0, number, tokens=tokens, quantities=quantities
            )
        )
    return AnnotatedArticle(name, Article("x"), tuple(statements), name)


STORY = Story(
    (
        source("s1", "crane fall market", "choir sing", "market crane owner", "mayor cry", "12 cry"),
        source("s2", "market crane collapse", "dinner"),
    ),
    (),
)


def test_only_what_is_in_no_finding_is_listed_in_text_order() -> None:
    found = singles(STORY, frozenset({"s1.1", "s2.1"}))
    assert [s.statement for s in found] == ["s1.2", "s1.3", "s1.4", "s1.5", "s2.2"]


def test_central_beats_marginal_and_a_number_beats_none() -> None:
    salience = {s.statement: s.salience for s in singles(STORY, frozenset())}
    assert all(0 <= value <= 1 for value in salience.values())
    assert salience["s1.3"] > salience["s1.2"]
    assert salience["s1.5"] > salience["s1.4"]  # the number outweighs one place later


def test_a_question_and_a_greeting_matter_little() -> None:
    lines = ("crane fall market noon", "crane fall market noon ?", "hello")
    salience = {s.statement: s.salience for s in singles(Story((source("s1", *lines),), ()), frozenset())}
    assert salience["s1.1"] > 2 * salience["s1.2"]
    assert salience["s1.3"] < 0.2


def told(*statements: Statement, beside: tuple[str, ...] = ()) -> list[float]:
    """The salience of statements of one source beside another source with the lines `beside`."""
    ours = AnnotatedArticle("s1", Article("x"), statements, "s1")
    others = source("s2", *beside)
    found = {s.statement: s.salience for s in singles(Story((ours, others), ()), frozenset())}
    return [found[s.id] for s in statements]


def line(number: int, words: str, **changes: Any) -> Statement:
    tokens = tuple(Token(Span(n, n + 1), w, w, "NOUN", True) for n, w in enumerate(words.split()))
    return replace(Statement(f"s1.{number}", "s1", Span(0, 1), words, "body", 0, number, tokens=tokens), **changes)


def test_what_one_statement_elsewhere_tells_is_less_new_than_what_is_told_nowhere() -> None:
    scattered = "driver finish shift storm"
    known, new = told(
        line(1, "inspector visit owner brake"),
        line(2, scattered),
        beside=("inspector visit owner brake", *(f"{word} street" for word in scattered.split())),
    )
    assert new > known  # though it is told later


def test_a_charge_and_a_denial_beat_a_plain_fact() -> None:
    plain, charge, denial = told(
        line(1, "Owner greet mayor at office door"),
        line(2, "Owner accuse mayor at court door"),
        line(3, "Owner meet banker at hotel door", certainty="denied"),
    )
    assert charge > plain
    assert denial > plain


def test_a_repetition_in_the_same_source_counts_less() -> None:
    words = "Owner sell crane to brother for nothing"
    first, again = told(line(1, words), line(2, words))
    alone, other = told(line(1, words), line(2, "Choir sing on square until dusk anyway"))
    assert first == pytest.approx(alone, abs=0.15)
    assert again < 0.6 * first
    assert other > again


@pytest.mark.parametrize(
    "change",
    [{"kind": "headline"}, {"text": "owner sell crane to brother for nothing?"}, {"text": "and owner sell crane"}],
    ids=["headline", "question", "clause"],
)
def test_what_cannot_stand_alone_counts_less(change: dict[str, Any]) -> None:
    words = "Owner sell crane to brother for nothing"
    (whole,), (less,) = told(line(1, words)), told(line(1, words, **change))
    assert less < whole


def test_a_name_of_the_story_beats_a_name_in_passing() -> None:
    def named(number: int, words: str, entity: str) -> Statement:
        return line(number, words, mentions=(Mention(Span(0, 1), words.split()[0], "PERSON", entity),))

    known, passing, _ = told(
        named(1, "Lis visit market before noon today", "e1"),
        named(2, "Orb visit harbour after lunch then", "e2"),
        named(3, "Lis leave", "e1"),
    )
    assert known > passing


def test_an_empty_story_has_no_singles() -> None:
    assert singles(Story((), ()), frozenset()) == ()
