"""Titles beside names."""

from __future__ import annotations

import pytest

from align.annotate.mentions import titles


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("He met President Obama", "President"),
        ("a letter to former Secretary of State Kerry", "former Secretary of State"),
        ("Senate Majority Leader McConnell", "Senate Majority Leader"),
        ("the actor Hanks", "actor"),
        ("Spokesman Hanks", "Spokesman"),
        ("Rev. Dr. King", "Rev. Dr."),
        ("French President Macron", "President"),
        ("a day after the White House Macron", ""),
        ("said the president, Macron", ""),
        ("Macron", ""),
        ("ex-President Macron", ""),
    ],
)
def test_before(text: str, title: str) -> None:
    start = text.rindex(" ") + 1 if " " in text else 0
    assert text[titles.before(text, start) : start].strip() == title


def test_before_does_not_look_past_the_floor() -> None:
    text = "President Obama"
    assert titles.before(text, 10, 5) == 10


@pytest.mark.parametrize(
    ("name", "rest"),
    [
        ("President Barack Obama", "Barack Obama"),
        ("Former Vice President Joe Biden", "Joe Biden"),
        ("Martin Luther King", "Martin Luther King"),
        ("Sen.  Elizabeth Warren", "Elizabeth Warren"),
        ("Prince", "Prince"),
    ],
)
def test_leading(name: str, rest: str) -> None:
    assert name[titles.leading(name) :] == rest


def test_is_title() -> None:
    assert titles.is_title("Prime Minister")
    assert titles.is_title("Former President")
    assert not titles.is_title("Prime Minister Modi")
