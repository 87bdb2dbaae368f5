"""The case files of the reader: whole pages, transcripts, and sentences that must not be taken for furniture."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from align.models import Article, Block, Span
from align.read import read
from align.read.layout import layout
from align.settings import Settings

CASES = Path(__file__).parent / "cases"
AROUND = (
    "The council of the port met for nine hours on Monday to decide on the future of its ferry.",
    "Its members could not agree on a price, and the session was closed at midnight without a vote.",
    "A new date has not been set, but the mayor said that she expected one before the summer break begins.",
)


def load(name: str) -> dict[str, Any]:
    return tomllib.loads((CASES / name).read_text(encoding="utf-8"))


def pages() -> list[Any]:
    files = ("read_pages.toml", "read_outlets.toml", "read_transcripts.toml")
    return [pytest.param(case, id=case["name"]) for name in files for case in load(name)["case"]]


def blocks_with(text: str, blocks: tuple[Block, ...], words: str) -> list[Block]:
    start = text.find(words)
    assert start >= 0, f"not in the text of the case: {words}"
    return [block for block in blocks if block.span.overlaps(Span(start, start + len(words)))]


@pytest.mark.parametrize("case", pages())
@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["unix", "windows"])
def test_page(case: dict[str, Any], line_end: str) -> None:
    article = read(Article(case["text"].replace("\n", line_end)), Settings())
    headlines = [block.span.of(article.text) for block in article.blocks if block.kind == "headline"]
    if "headline" in case:
        assert headlines == [case["headline"]]
    for words in case.get("body", ()):
        found = blocks_with(article.text, article.blocks, words.replace("\n", line_end))
        assert [block.kind for block in found] == ["body"], words
    for words in case.get("furniture", ()):
        found = blocks_with(article.text, article.blocks, words.replace("\n", line_end))
        assert {block.kind for block in found} == {"furniture"}, words
    for words, speaker in case.get("speakers", {}).items():
        found = blocks_with(article.text, article.blocks, words)
        assert [(block.kind, block.speaker) for block in found] == [("body", speaker or None)], words
    for field in ("outlet", "byline", "published", "title"):
        if field in case:
            assert (getattr(article, field) or "") == case[field], field
    assert set(case.get("notices", ())) <= {notice.code for notice in article.notices}


@pytest.mark.parametrize("sentence", load("read_prose.toml")["sentences"])
def test_sentence_is_never_furniture(sentence: str) -> None:
    a, b, c = AROUND
    places = ((sentence, a, b, c), (a, sentence, b, c), (a, f"{b} {sentence}", c), (a, b, c, sentence))
    for paragraphs in places:
        for gap in ("\n", "\n\n"):
            for headline in ("", "Council delays decision on ferry\n\n"):
                text = headline + gap.join(paragraphs)
                found = blocks_with(text, layout(text), sentence)
                assert "furniture" not in {block.kind for block in found}, (paragraphs, gap, headline)


def test_reasons_are_given_for_furniture_only() -> None:
    for case in load("read_pages.toml")["case"]:
        for block in layout(case["text"]):
            assert (block.reason is not None) == (block.kind == "furniture")
