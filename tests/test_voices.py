"""Which nouns can be credited with what is said (align/data/lexicon/speakers.toml)."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest
from parsing import tree

from align.annotate.words import voices


@pytest.mark.parametrize(
    "noun",
    "mayor ministry report poll worker lawmaker adviser cellist politician vice-president fisherman officials caucuses"
    " study dozens virologist engineer emails sponsor".split(),
)
def test_speakers(noun: str) -> None:
    assert voices.speaks(noun)


@pytest.mark.parametrize(
    "noun",
    "matter project steering river career trailer counter paperwork rise decline".split(),
)
def test_other_things(noun: str) -> None:
    assert not voices.speaks(noun)


def test_names_and_pronouns_speak_and_days_do_not() -> None:
    doc = tree(
        """
        Keller keller PROPN NNP 0 ROOT
        she she PRON PRP 0 dep
        nobody nobody PRON NN 0 dep
        who who PRON WP 0 dep
        Monday monday PROPN NNP 0 dep
        """
    )
    assert [voices.can_speak(token) for token in doc] == [True, True, False, False, False]


def test_no_word_is_listed_as_speaker_and_as_none() -> None:
    data = tomllib.loads((files("align") / "data" / "lexicon" / "speakers.toml").read_text(encoding="utf-8"))
    lists = {name: words.split() for name, words in data.items()}
    assert all(len(words) == len(set(words)) for words in lists.values())
    assert not set(lists["not_persons"]) & {*lists["persons"], *lists["bodies"]}
