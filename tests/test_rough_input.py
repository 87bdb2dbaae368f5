"""Rough input: a clear warning where something is off, none where nothing is, and the best reading that can be had."""

from __future__ import annotations

import io
import re
import textwrap
import tomllib
from pathlib import Path
from typing import Any

import pytest

from align.annotate import annotate, load_language
from align.annotate.copies.mending import mended
from align.annotate.copies.restored import restored
from align.cli.progress import CLEAR, Bar
from align.models import AnnotatedArticle, Article, Mention, Span
from align.pair import candidates
from align.pipeline import Engine
from align.read import read
from align.read.roughness import CODES
from align.score import score
from align.score.terms import Terms
from align.settings import Settings
from align.vocabulary import known
from align.writing import case_of, damage, unmarked

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "rough_input.toml").read_text(encoding="utf-8")
)["case"]
PUBLISHED = "2021-05-05"

STORY = """\
Ferry service on Lake Orrin halted after engine fire

TARN BAY (AP) - A fire in the engine room of a passenger ferry on Lake Orrin forced the evacuation of 214 people on \
Tuesday, the coast guard said.

The blaze broke out at 7:40 a.m. as the Queen Amelia was crossing from Tarn Bay to Port Ellis, officials said. Nine \
people were treated for smoke inhalation and two crew members remained in hospital with burns.

"We heard a bang and then the corridor was black with smoke," said Maria Delgado, a teacher who was travelling with 30 \
pupils. "The crew was calm and nobody was left behind."

Transport Minister Peter Okafor ordered an inspection of all six ferries that Northshore Lines operates on the lake. \
He said service would not resume before Friday.

The company said the ferry had passed its last inspection in March. A union representing crew members, however, said \
it had warned of leaking fuel lines in January.

The Queen Amelia was built in Norway in 1987 and can carry 320 passengers.
"""

OTHER = """\
Fire aboard ferry forces evacuation of passengers

More than 200 passengers were taken off the Queen Amelia on Tuesday after flames were seen in the engine room of the \
ferry.

Peter Okafor, the transport minister, told reporters that every one of the six ferries of Northshore Lines would be \
inspected, and that service would not resume before Friday.
"""


def as_written() -> str:
    return STORY


def in_capitals() -> str:
    return STORY.upper()


def in_small_letters() -> str:
    return STORY.lower()


def in_title_case() -> str:
    return re.sub(r"\b[a-z]", lambda letter: letter.group().upper(), STORY)


def without_marks() -> str:
    return re.sub(r'["“”.,;:!?()-]', "", STORY)


def as_captions() -> str:
    return textwrap.fill(" ".join(re.sub(r"[^\w\s]", "", STORY.lower()).split()), 32)


def as_captions_in_capitals() -> str:
    return textwrap.fill(" ".join(STORY.upper().split()), 32)


def as_scanned() -> str:
    spoiled = {"engine room": "engine roorn", "forced the": "forccd thc", "crossing": "crossing^", "smoke,": "srnoke,",
               "company said": "cornpany said~", "members": "mernbers", "the corridor": "tlie corridor"}  # fmt: skip
    text = STORY
    for right, wrong in spoiled.items():
        text = text.replace(right, wrong)
    return text


def hyphenated() -> str:
    return STORY.replace("last inspection", "last inspec-\ntion").replace("passengers.", "passen-\ngers.")


def with_emoji() -> str:
    return STORY.replace("Tuesday,", "Tuesday 🔥🚢,").replace("officials said.", "officials said 🙏🏽👨‍👩‍👧.")


def with_invisible_signs() -> str:
    text = STORY.replace("He said", "He sa\u00adid").replace("Maria", "Mari\u00ada")
    text = text.replace("Okafor", "\u202bOkafor\u202c")
    return "\u200f" + text.replace("ferry", "ferr\u200by")


def annotated(text: str, beside: tuple[str, ...] = ()) -> AnnotatedArticle:
    return annotate(read(Article(text, published=PUBLISHED), Settings()), "s1", load_language(), beside)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    text = case["text"].strip() if "text" in case else globals()[case["made"]]()
    found = annotated(text)
    about = [notice for notice in found.article.notices if notice.code in CODES]
    assert [notice.code for notice in about] == case["codes"]
    assert case.get("says", "") in " ".join(notice.message for notice in about)
    told = [" ".join(statement.text.split()) for statement in found.statements]
    for wanted in case.get("statements", ()):
        assert wanted in told
    if case["codes"] == ["language"] and "statements" not in case:
        assert not told  # what cannot be read says nothing, rather than nonsense
    named = {mention.text for statement in found.statements for mention in statement.mentions}
    assert named >= set(case.get("names", ()))
    for statement in found.statements:
        for item in (statement, *statement.mentions, *statement.quantities, *statement.dates, *statement.tokens):
            assert item.text == item.span.of(text)


def test_each_notice_is_one_sentence_that_says_what_to_do() -> None:
    for case in CASES:
        text = case["text"] if "text" in case else globals()[case["made"]]()
        for notice in read(Article(text, published=PUBLISHED), Settings()).notices:
            if notice.code in CODES - {"few-words"}:
                assert re.search(r"\b(?:give|check|correct|read)\b", notice.message), notice
                assert notice.message.endswith(".")
                assert "\n" not in notice.message


def test_rough_copies_find_the_facts_of_the_clean_one() -> None:
    engine = Engine()

    def facts(text: str) -> int:
        sources = [Article(text, title="", published=PUBLISHED), Article(OTHER, published=PUBLISHED)]
        return sum(finding.band == "likely" for finding in engine.compare(sources).findings)

    clean = facts(STORY)
    assert clean >= 2
    for made in (in_capitals, in_small_letters, in_title_case, without_marks, with_invisible_signs, hyphenated):
        assert facts(made()) >= clean - 1, made.__name__


def test_names_of_the_other_source_help() -> None:
    def named(found: AnnotatedArticle) -> set[str]:
        return {m.text for s in found.statements for m in s.mentions}

    assert "NORTHSHORE LINES" in named(annotated(in_capitals(), (OTHER,)))


def test_a_copy_has_the_length_of_the_article_and_its_words_in_their_places() -> None:
    language = load_language()
    for made in (in_capitals, in_small_letters, hyphenated, with_emoji, with_invisible_signs, as_scanned):
        article = read(Article(made(), published=PUBLISHED), Settings())
        copy = language.copy(article)
        assert len(copy.text) == len(article.text)
        for place in copy.mended:
            assert (
                copy.text[place.start].casefold() == re.sub("[\u200f\u202b]", "", place.of(article.text))[0].casefold()
            )


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("the inspec-\ntion", "the inspection  "),
        ("a well-\nknown man", "a well-known  man"),
        ("Ana Smith-\nJones", "Ana Smith-Jones "),
        ("sa\u00adid", "said "),
        ("cafe\u0301 bar", "café  bar"),
        ("fine 🙏🏽 now", "fine    now"),
        ("nothing to mend", "nothing to mend"),
    ],
)
def test_mending(text: str, whole: str) -> None:
    found = mended(text)
    assert len(found.text) == len(text)
    assert " ".join(found.text.split()) == " ".join(whole.split())


def test_what_ends_in_a_mended_word_ends_with_it() -> None:
    text = "Peter Oka\u00adfor left."
    mention = Mention(Span(0, 12), "Peter Okafor", "PERSON")
    assert restored([mention], text, [Span(6, 13)]) == (Mention(Span(0, 13), "Peter Oka\u00adfor", "PERSON"),)


def test_ordinary_writing_passes_no_threshold() -> None:
    assert (case_of(STORY), unmarked(STORY), damage(STORY).noisy) == ("mixed", False, False)
    terms = "The enjambment of hendecasyllables in terza rima puzzles prosodists, philologists and metricians. " * 12
    assert not damage(terms).noisy  # rare words are no misread ones
    assert not known("srnoke")
    assert known("re-examined")


# ---- long texts --------------------------------------------------------------------------------------------------


def long_story(paragraphs: int) -> str:
    towns = "Tarn Bay/Port Ellis/Corrie/Harlow/Minster/Ardley/Stanmere/Wick".split("/")
    acts = (
        "opened a school/closed the bridge/sold two ferries/repaired the pier/fined a builder/hired nine nurses".split(
            "/"
        )
    )
    return "\n\n".join(
        f"The council of {towns[n % 8]} {acts[n % 6]} in {1900 + n % 97}, report {n} says. It cost {n} dollars."
        for n in range(paragraphs)
    )


def test_scoring_a_long_text_against_a_short_one_takes_work_that_grows_with_its_length(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Counts cells of the arrays that scoring works on instead of seconds, which a busy machine stretches.
    cells: list[int] = []
    likeness = Terms.likeness

    def counted(self: Terms, left: Any, right: Any) -> Any:
        found = likeness(self, left, right)
        cells.append(found.size)
        return found

    monkeypatch.setattr(Terms, "likeness", counted)
    engine = Engine()
    work = []
    for paragraphs in (60, 240):
        cells.clear()
        engine.compare([Article(long_story(paragraphs), title="Report"), Article(OTHER, title="Fire")])
        work.append((sum(cells), max(cells)))
    assert work[1][0] < 6 * work[0][0]  # four times the text; sixteen where every pair of its statements is looked at
    assert work[1][1] < 6 * work[0][1]


def test_tiles_give_the_scores_of_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Engine()
    story = engine._story([Article(STORY, published=PUBLISHED), Article(OTHER, published=PUBLISHED)])
    whole = score(story, candidates(story).masks).matrix("s1", "s2")
    monkeypatch.setattr("align.score.TILE", 3)
    tiled = score(story, candidates(story).masks)
    assert abs(tiled.matrix("s1", "s2") - whole).max() < 2e-4
    some = story.sources[0].statements[2].id
    other = story.sources[1].statements[1].id
    assert abs(tiled.pair(some, other).score - whole[2, 1]) < 2e-4


def test_progress_is_told_from_beginning_to_end() -> None:
    told: list[tuple[str, float]] = []
    Engine(progress=lambda doing, share: told.append((doing, share))).compare(
        [Article(STORY, published=PUBLISHED), Article(OTHER, published=PUBLISHED)]
    )
    shares = [share for _, share in told]
    assert shares == sorted(shares)
    assert 0 < shares[0] < 0.5 < shares[-1] <= 1


def test_the_bar_waits_a_second_never_goes_back_and_is_cleared() -> None:
    stream, now = io.StringIO(), [0.0]
    bar = Bar(stream, lambda: now[0])
    bar("reading source 1", 0.1)
    now[0] = 0.9
    bar("reading source 1", 0.2)
    bar.clear()
    assert stream.getvalue() == ""  # quick work shows nothing
    now[0] = 1.5
    bar("reading source 1", 0.5)
    now[0] = 2.0
    bar("comparing", 0.4)
    bar.clear()
    assert " 50%  comparing" in stream.getvalue()
    assert "40%" not in stream.getvalue()
    assert stream.getvalue().endswith(CLEAR)
