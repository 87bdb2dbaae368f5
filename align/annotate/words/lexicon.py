"""The word lists under data/lexicon that attributions, polarity, certainty and events are read from; loaded once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from align.annotate.words import inflection

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Reporting:
    """Verbs and phrases that credit a speaker; `lemmas` leads from any form of a verb to its lemma."""

    lemmas: Mapping[str, str]
    stances: Mapping[str, str]
    particles: Mapping[str, str]
    beside: Words
    finite_only: Words
    according: tuple[tuple[str, ...], ...]
    views: Words
    nouns: Words
    from_verbs: Words
    no_speakers: Words
    things: Words


@dataclass(frozen=True, slots=True)
class CertaintyWords:
    """`governors`, `adverbs` and `adjectives` lead from a lemma to the certainty it gives."""

    modals: Mapping[str, str]
    adverbs: Mapping[str, str]
    governors: Mapping[str, str]
    adjectives: Mapping[str, str]
    alone: Words
    forecast_should: Words
    before_noun: Mapping[str, str]
    transparent: Words
    conditional: Words
    claims: Words
    rejecting: Words


@dataclass(frozen=True, slots=True)
class PolarityWords:
    """Words that negate, words that undo a negation, verbs negative in themselves or in what they govern."""

    adverbs: Words
    pronouns: Words
    determiners: Words
    not_before: Words
    no_before: Words
    no_circumstances: Words
    of_complement: Words
    of_itself: Words
    raising: Words


@dataclass(frozen=True, slots=True)
class EventNouns:
    """`verbs` leads from an eventive noun to its verb; for those in `patients`, "of" marks who undergoes it."""

    verbs: Mapping[str, str]
    patients: Words
    agent_markers: Words
    patient_markers: Words
    giving: Words


@dataclass(frozen=True, slots=True)
class Speakers:
    """Common nouns that can be credited with what is said, and what only looks like one."""

    nouns: Words
    numbers: Words
    not_persons: Words
    bodies: Words
    documents: Words
    offices: Words  # those who speak for somebody else


@cache
def speakers() -> Speakers:
    data = _read("speakers.toml")
    bodies, documents = _words(data["bodies"]), _words(data["documents"])
    return Speakers(
        nouns=_words(data["persons"]) | bodies | documents,
        numbers=_words(data["numbers"]),
        not_persons=_words(data["not_persons"]),
        bodies=bodies,
        documents=documents,
        offices=_words(data["offices"]),
    )


@cache
def reporting() -> Reporting:
    data = _read("reporting.toml")
    irregular: dict[str, list[str]] = data["irregular"]
    stances: dict[str, str] = {}
    lemmas: dict[str, str] = {}
    for stance, verbs in data["verbs"].items():
        for lemma in verbs.split():
            stances.setdefault(lemma, stance)
            for form in (lemma, *inflection.forms(lemma, irregular.get(lemma))):
                lemmas.setdefault(form, lemma)
    phrases = data["phrases"]
    return Reporting(
        lemmas=lemmas,
        stances=stances,
        particles=data["particles"],
        beside=_words(data["position"]["beside"]),
        finite_only=_words(data["position"]["finite_only"]),
        according=tuple(tuple(phrase.split()) for phrase in phrases["according"]),
        views=_words(phrases["views"]),
        nouns=_words(phrases["nouns"]),
        from_verbs=_words(phrases["from_verbs"]),
        no_speakers=_words(phrases["no_speakers"]),
        things=_words(phrases["things"]),
    )


@cache
def certainty() -> CertaintyWords:
    data = _read("certainty.toml")
    return CertaintyWords(
        modals=data["modals"],
        adverbs=_inverted(data["adverbs"]),
        governors=_inverted(data["governors"]),
        adjectives=_inverted(data["adjectives"]),
        alone=_words(data["alone"]["verbs"]),
        forecast_should=_words(data["alone"]["forecast_should"]),
        before_noun=_inverted(data["before_noun"]),
        transparent=_words(data["transparent"]["verbs"]),
        conditional=_words(data["markers"]["conditional"]),
        claims=_words(data["claims"]["nouns"]),
        rejecting=_words(data["claims"]["rejecting"]),
    )


@cache
def polarity() -> PolarityWords:
    data = _read("polarity.toml")
    words, verbs = data["words"], data["verbs"]
    return PolarityWords(
        adverbs=_words(words["adverbs"]),
        pronouns=_words(words["pronouns"]),
        determiners=_words(words["determiners"]),
        not_before=_words(words["not_before"]),
        no_before=_words(words["no_before"]),
        no_circumstances=_words(words["no_circumstances"]),
        of_complement=_words(verbs["of_complement"]),
        of_itself=_words(verbs["of_itself"]),
        raising=_words(verbs["raising"]),
    )


@cache
def events() -> EventNouns:
    data = _read("events.toml")
    roles = data["roles"]
    return EventNouns(
        verbs={**data["agent"], **data["patient"]},
        patients=frozenset(data["patient"]),
        agent_markers=_words(roles["agent"]),
        patient_markers=_words(roles["patient"]),
        giving=_words(roles["giving"]),
    )


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((files("align") / "data" / "lexicon" / name).read_text(encoding="utf-8"))


def _words(value: str | list[str]) -> Words:
    return frozenset(value.split() if isinstance(value, str) else value)


def _inverted(table: Mapping[str, str]) -> dict[str, str]:
    """{"planned": "plan aim"} -> {"plan": "planned", "aim": "planned"}; the first to name a word keeps it."""
    found: dict[str, str] = {}
    for key, words in table.items():
        for word in words.split():
            found.setdefault(word, key)
    return found
