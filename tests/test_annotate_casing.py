"""Headlines brought to sentence case."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.annotate.copies.casing import learn, sentence_case

BODY = [
    "On Monday the city of Bergen closed its old bridge, and Mayor Ida Holm thanked the fire service. "
    "Holm said the FBI and a Vantor lawyer watched. Gulliksen was not there."
]
CASING = learn(BODY, names={"Norway"}, plain={"after", "the", "of", "with", "in"})


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Bergen Closes Old Bridge After Fire", "Bergen closes old bridge after fire"),
        ("BERGEN CLOSES OLD BRIDGE IN NORWAY", "Bergen closes old bridge in Norway"),
        ("Bridge Fire: Mayor Holm Thanks Vantor", "Bridge fire: Mayor Holm thanks Vantor"),
        ("FBI Talks With Gulliksen's Lawyer", "FBI talks with Gulliksen's lawyer"),
        ("Lawyer Of Mayor J. Holm Jr. Closes Bridge", "Lawyer of Mayor J. Holm Jr. closes bridge"),
        ("Bergen closes the old bridge after a fire", "Bergen closes the old bridge after a fire"),
        ("Fire", "Fire"),
        ("", ""),
    ],
)
def test_sentence_case(headline: str, expected: str) -> None:
    assert sentence_case(headline, learn(BODY, {"Norway", "Jr"}, {"after", "the", "of", "with", "in"})) == expected


@given(st.text(max_size=80))
def test_only_the_case_changes(headline: str) -> None:
    found = sentence_case(headline, CASING)
    assert len(found) == len(headline)
    assert found.casefold() == headline.casefold() or found == headline
