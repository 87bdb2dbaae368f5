"""How near an encoder finds two bare texts (align/score/bare.py)."""

from __future__ import annotations

import pytest

from align.models import Span, Statement, Token
from align.score.bare import likeness


def statement(text: str) -> Statement:
    tokens, position = [], 0
    for word in text.split():
        start = text.index(word, position)
        position = start + len(word)
        tokens.append(Token(Span(start, position), word, word.lower(), "NOUN", content=True))
    return Statement("s1.1", "s1", Span(0, len(text)), text, "body", 0, 0, tokens=tuple(tokens))


def test_a_text_is_like_itself_in_every_way() -> None:
    whole = [statement("The council rejected the new bridge")]
    assert likeness(whole, whole)["meaning"] == pytest.approx(1.0, abs=0.02)
    assert likeness(whole, whole)["events_less"] == pytest.approx(1.0, abs=0.02)


def test_one_fact_in_other_words_is_nearer_than_another_of_the_same_story() -> None:
    told = [statement("The council rejected the new bridge")]
    again = likeness(told, [statement("Town leaders voted against the crossing")])
    beside = likeness(told, [statement("The council has nine members")])
    assert again["event_main"] > beside["event_main"]
    assert again["events_less"] > beside["events_less"]


def test_what_names_no_event_tells_nothing_of_events() -> None:
    nothing = likeness([statement("Tuesday")], [statement("The council rejected the bridge")])
    assert nothing["event_main"] <= 0.5
    assert 0.0 <= nothing["events_less"] <= 0.5
