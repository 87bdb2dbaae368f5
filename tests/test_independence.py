"""Independence: the same words twice are recognised, told from quotations and from chance, and said."""

from __future__ import annotations

import time
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import align
from align.annotate.quotations import find
from align.independence import noted, notices, shared_text
from align.independence.runs import Run, Vocabulary, runs, words_in
from align.models import AnnotatedArticle, Article, Block, Finding, SharedText, Span, Statement, Story
from align.read import read
from align.settings import Settings

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "independence.toml").read_text(encoding="utf-8")
)["case"]
COPY = (
    "The harbour master of Port Ansel closed both basins on Friday after divers found that the lock gate had come off "
    "its lower hinge during the night."
)


def story(*articles: Article) -> Story:
    """A story as annotate would hand it on, with a statement a paragraph."""
    sources = []
    for number, article in enumerate(articles, 1):
        name, told = f"s{number}", read(article, Settings())
        body = [block for block in told.blocks if block.kind != "furniture"]
        quotations = find(told.text, [block.span for block in body])
        statements = tuple(
            Statement(
                f"{name}.{n}", name, block.span, block.span.of(told.text), "body", n, n,
                quotations=tuple(q for q in quotations if block.span.contains(q.span)),
            )
            for n, block in enumerate(body, 1)
        )  # fmt: skip
        sources.append(AnnotatedArticle(name, told, statements, name))
    return Story(tuple(sources), ())


def found(left: str, right: str) -> SharedText | None:
    (shared, *_) = shared_text(story(Article(left), Article(right))) or (None,)
    return shared


def plain(*texts: str) -> list[list[str]]:
    """The words of the runs of at least four words that two texts share."""
    vocabulary = Vocabulary()
    left, right = (vocabulary.words(Article(text)) for text in texts)
    return [[w for _, w in words_in(texts[1], right.span(run.right, run.length))] for run in runs(left, right, 4)]


# ---- cases -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, Any]) -> None:
    told = story(
        Article(case["left"], outlet=case.get("name_left")), Article(case["right"], outlet=case.get("name_right"))
    )
    shared = shared_text(told)
    own = [one for one in shared if one.words]
    assert [one.origin for one in own] == ([] if case["origin"] == "none" else [case["origin"]])
    assert case["least"] <= 100 * sum(one.right_share for one in own) <= case["most"]
    assert sum(run.quoted for one in shared for run in one.runs) == case.get("quoted", 0)
    assert bool(notices(told, shared)) == case["warned"]
    left, right = (source.article.text for source in told.sources)
    for run in (run for one in shared for run in one.runs):
        ours, theirs = ([w for _, w in words_in(*side)] for side in ((left, run.left), (right, run.right)))
        assert ours == theirs
        assert len(ours) == run.words


# ---- runs --------------------------------------------------------------------------------------------------------


def test_a_run_is_as_long_as_the_words_agree() -> None:
    assert plain("one two three four five six", "zero two three four five nine") == [["two", "three", "four", "five"]]
    assert plain("one two three four", "one two three five") == []


def test_of_two_places_the_longer_run_is_taken() -> None:
    assert plain("a b c d x. a b c d e f", "a b c d e f") == [["a", "b", "c", "d", "e", "f"]]


def test_a_word_of_the_right_is_in_one_run_at_most() -> None:
    vocabulary = Vocabulary()
    left, right = vocabulary.words(Article("a b c d e f g")), vocabulary.words(Article("a b c d. d e f g"))
    assert runs(left, right, 4) == [Run(0, 0, 4), Run(3, 4, 4)]


def test_marks_case_and_white_space_break_no_run() -> None:
    assert plain("“Don't go,” she said", '"DON’T GO" –\n\nshe   said') == [["don't", "go", "she", "said"]]


def test_a_headline_and_furniture_end_a_run() -> None:
    text = "one two three four five six"
    vocabulary = Vocabulary()
    cut = (Block(Span(0, 13), "body"), Block(Span(14, 18), "furniture"), Block(Span(19, 27), "body"))
    whole, parted = vocabulary.words(Article(text)), vocabulary.words(Article(text, blocks=cut))
    assert [run.length for run in runs(whole, parted, 2)] == [3, 2]
    assert parted.count == 5


@pytest.mark.parametrize("unit", ["a ", "a b c ", "“", "'’", "A\n\n", "(AP "])
def test_a_text_that_repeats_itself_does_not_take_long(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    vocabulary = Vocabulary()
    begun = time.process_time()
    runs(vocabulary.words(Article(text)), vocabulary.words(Article(text + "end")), 8)
    shared_text(Story(tuple(AnnotatedArticle(n, Article(text), (), n) for n in ("s1", "s2")), ()))
    assert time.process_time() - begun < 5


# ---- what may be concluded -----------------------------------------------------------------------------------------


def test_names_and_quoted_words_are_no_copy() -> None:
    names = "Ada Boll, Cyr Dent, Eva Falk, Gus Hald, Ida Jorn, Kai Lund, Mia Noor, Olaf Pihl, Quin Rask and Siv Thorn"
    assert found(f"Among the winners are {names}.", f"These have won: {names}.") is None
    speech = COPY.replace("The harbour", "our harbour")
    shared = found(f"“{speech}” said the mayor.", f"The mayor told us that {speech}")
    assert shared is not None
    assert (shared.words, [run.quoted for run in shared.runs]) == (0, [True])


def test_short_runs_count_where_a_long_one_shows_that_words_were_taken() -> None:
    short = "ships now wait outside for a pilot to lead them."
    assert found(f"Grey {short}", f"Three {short}") is None
    shared = found(f"{COPY} Grey {short}", f"{COPY} Three {short}")
    assert shared is not None
    assert [run.words for run in shared.runs] == [27, 10]
    assert shared.left_share == pytest.approx(37 / 38)


def test_a_word_that_is_copied_twice_counts_once_on_the_left() -> None:
    shared = found(COPY, f"{COPY} Nobody was hurt. {COPY}")
    assert shared is not None
    assert shared.left_share == 1
    assert shared.words == 54


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("PORT ANSEL (AP) - ", "PORT ANSEL, Source: AP", ("third", "Associated Press")),
        ("By our reporters and Agence France-Presse. ", "This story includes material of AFP.", ("unknown", None)),
        ("He saw a play. ", "She took the AP class.", ("unknown", None)),
        ("He read it in Coast Weekly. ", "", ("right", "Coast Weekly")),
        ("", "As The Harbour Times wrote: ", ("left", "Harbour Times")),
        ("As Coast Weekly wrote: ", "As the Harbour Times wrote: ", ("unknown", None)),
    ],
)
def test_the_origin_is_what_the_texts_say(left: str, right: str, expected: tuple[str, str | None]) -> None:
    ours, theirs = Article(f"{left}{COPY}", outlet="Harbour Times"), Article(f"{COPY}\n{right}", outlet="Coast Weekly")
    (shared,) = shared_text(story(ours, theirs))
    assert (shared.origin, shared.credit) == expected


def test_an_agency_that_is_a_source_is_the_origin() -> None:
    (shared,) = shared_text(story(Article(COPY, outlet="Reuters"), Article(f"{COPY} (Reuters)", outlet="Coast Weekly")))
    assert (shared.origin, shared.credit) == ("left", "Reuters")


def test_the_outlet_sun_is_not_the_star() -> None:
    for words, origin in (("Before sunrise the Sun wrote it.", "right"), ("Sun was predicted.", "unknown")):
        (shared,) = shared_text(story(Article(f"{COPY} {words}"), Article(COPY, outlet="Sun")))
        assert shared.origin == origin


def test_every_two_of_three_sources_are_compared() -> None:
    shared = shared_text(story(Article(COPY), Article(f"News. {COPY}"), Article(f"Today: {COPY}")))
    assert [(one.left, one.right) for one in shared] == [("s1", "s2"), ("s1", "s3"), ("s2", "s3")]


def test_nothing_in_common_is_no_shared_text() -> None:
    assert shared_text(story(Article("A short text."), Article("Another one."))) == ()
    assert shared_text(Story((), ())) == ()


# ---- what is said --------------------------------------------------------------------------------------------------


def finding(*statements: str) -> Finding:
    sources = tuple(dict.fromkeys(s.split(".")[0] for s in statements))
    return Finding("f1", "x", "likely", "agreement", 0.9, statements, sources, (), (), (), "Both say so.")


def test_the_warning_names_both_and_how_much() -> None:
    told = story(Article(COPY, outlet="Harbour Times"), Article(f"{COPY}\n\nNobody was hurt in the port."))
    (notice,) = notices(told, shared_text(told))
    assert notice.code == "shared-text"
    assert notice.source is None
    assert notice.message.startswith(
        "Harbour Times and Source 2 share 27 words word for word (100% of Harbour Times, 82% of Source 2)"
    )


def test_a_finding_that_rests_on_shared_words_says_so_and_no_other_does() -> None:
    own = "\n\nShips now wait outside until the gate is mended."
    told = story(Article(f"Lock\n\n{COPY}{own}"), Article(f"Gate\n\n{COPY}\n\nVessels have to wait for the repair."))
    texts = {s.id: s.text for source in told.sources for s in source.statements}
    copied = [name for name, text in texts.items() if text == COPY]
    other = [b for a, b in pairwise(texts) if a in copied and a[:2] == b[:2]]
    made = [finding(*copied), finding(*other), finding(copied[0], other[1])]
    first, second, third = noted(made, told, shared_text(told))
    assert first.explanation == (
        "Both say so. Source 1 and Source 2 tell it in the same words: these two are not two confirmations."
    )
    assert (second, third) == (made[1], made[2])
    assert (first.id, first.fingerprint, first.verdict) == ("f1", "x", "agreement")


def test_a_comparison_says_it_and_keeps_it() -> None:
    left = Article(
        f"{COPY} Nobody was hurt.\n\nThe owner of the yacht Meriel praised the crew.", outlet="Harbour Times"
    )
    right = Article(f"Gate breaks at port\n\n{COPY}\n\nTrains were late as well.", outlet="Coast Weekly")
    comparison = align.compare([left, right])
    (shared,) = comparison.shared_text
    assert (shared.left, shared.right, shared.words) == ("s1", "s2", 27)
    assert [n.code for n in comparison.warnings].count("shared-text") == 1
    assert any("not two confirmations" in found.explanation for found in comparison.findings)
    alone = align.compare(
        [left, Article("The lock at Port Ansel is broken, and ships must wait.", outlet="Radio Four")]
    )
    assert alone.shared_text == ()
    assert not any("confirmations" in found.explanation for found in alone.findings)
