"""Salience: what only one source says, the central and early and specific first."""

from __future__ import annotations

from align.models import AnnotatedArticle, Article, Quantity, Span, Statement, Story, Token
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
    assert salience["s1.1"] > salience["s1.3"]
    assert salience["s1.5"] > salience["s1.4"] - 0.3 * 0.25  # one place later costs a quarter of EARLY


def test_a_question_and_a_greeting_matter_little() -> None:
    lines = ("crane fall market noon", "crane fall market noon ?", "hello")
    salience = {s.statement: s.salience for s in singles(Story((source("s1", *lines),), ()), frozenset())}
    assert salience["s1.1"] > 2 * salience["s1.2"]
    assert salience["s1.3"] < 0.2


def test_an_empty_story_has_no_singles() -> None:
    assert singles(Story((), ()), frozenset()) == ()
