"""Forms of verbs and the way back to the lemma."""

from __future__ import annotations

import pytest
from parsing import tree

from align.annotate.words import inflection


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("declined", "decline"),
        ("ruled", "rule"),
        ("planned", "plan"),
        ("cancelled", "cancel"),
        ("canceled", "cancel"),
        ("denies", "deny"),
        ("misled", "mislead"),
        ("shot", "shoot"),
        ("visited", "visit"),
        ("dying", "die"),
        ("agreeing", "agree"),
        ("vetoes", "veto"),
    ],
)
def test_known_verbs(form: str, lemma: str) -> None:
    assert inflection.known_verbs()[form] == lemma


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("polarizing", "polarize"),
        ("pored", "pore"),
        ("panned", "pan"),
        ("simmered", "simmer"),
        ("shackled", "shackle"),
        ("rusted", "rust"),
        ("cremated", "cremate"),
        ("queried", "query"),
        ("bloated", "bloat"),
    ],
)
def test_unlisted_verbs_go_by_their_spelling(form: str, lemma: str) -> None:
    assert form not in inflection.known_verbs()
    assert inflection.unlisted(form) == lemma


def test_a_guess_decides_where_spelling_does_not() -> None:
    assert inflection.unlisted("pervaded", "pervade") == inflection.unlisted("pervaded", "perv") == "pervade"
    assert inflection.unlisted("ballooned", "balloone") == "balloon"
    assert inflection.unlisted("wed", "wed") == "wed"


def test_one_vowel_doubles() -> None:
    assert "planned" in inflection.forms("plan")
    assert "planed" not in inflection.forms("plan")


def test_a_noun_keeps_the_lemma_of_the_pipeline() -> None:
    doc = tree("Shots shot NOUN NNS 0 ROOT")
    assert inflection.lemma(doc[0]) == "shot"
    doc = tree("shot shotx VERB VBD 0 ROOT")
    assert inflection.lemma(doc[0]) == "shoot"
