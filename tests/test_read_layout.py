"""Properties of the layout that hold for any text at all, and its speed."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from align.models import Article, Block
from align.read import read
from align.read.layout import layout
from align.read.markdown import markdown_blocks
from align.settings import Settings

# what pages and transcripts are made of, so that random texts meet the rules at all
PIECES = (
    "By Jo Grey", "SMITH: ", "Q: ", "A: ", " (LAUGHTER) ", "© 2020 X", "Transcript provided by NPR, Copyright NPR.",
    " \n", "\n\n", "\r\n", "The cat sat on the mat.", "OSLO (AP) — ", "(CNN)", "Read more: ", "Share", "May 3, 2020",
    "03/04/2020 10:00 AM", "…", "“Hello,” she said.", "\u200b", "\u2028", "\x85", "[laughter]", "ADA HOLM, BYLINE: ",
    "Ada has been a host of The Show.", "# ", "---\n", "**", "](http://x)", "[", "—", "- ", "É", "中文。", "a.", "©",
    "\t", "(", "0:00", "Ada Holm | Leeds Gazette", "Reporting by Ada Holm; Editing by Bo Lund", "Related stories",
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=300), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))


def hold(text: str, blocks: tuple[Block, ...]) -> None:
    """Blocks are in order, in range, apart, without blank edges, and hold every non-blank character."""
    end = 0
    for block in blocks:
        assert end <= block.span.start < block.span.end <= len(text)
        assert block.span.of(text) == block.span.of(text).strip()
        assert not text[end : block.span.start].strip()
        end = block.span.end
    assert not text[end:].strip()


@settings(max_examples=300, deadline=None)
@given(TEXTS)
@example("- SMITH: a. —SMITH: b. JONES, BYLINE: c. SMITH: d")
@example("\ufeff\u00a0\x1c\x1d")
def test_blocks_cover_any_text(text: str) -> None:
    hold(text, layout(text))


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_blocks_cover_any_markdown(text: str) -> None:
    hold(text, markdown_blocks(text, None))


@settings(max_examples=100, deadline=None)
@given(TEXTS, st.text(max_size=20))
def test_reading_never_crashes_and_reads_again_the_same(text: str, title: str) -> None:
    if not text.strip():
        return
    once = read(Article(text, title=title), Settings())
    assert read(once, Settings()) == once


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_one_speaker_to_a_body_block_and_none_elsewhere(text: str) -> None:
    for block in layout(text):
        assert block.kind == "body" or block.speaker is None


def test_a_text_of_chrome_alone_has_no_statement_but_one_line_is_kept() -> None:
    assert {block.kind for block in layout("Share\nAdvertisement\n0:00 0:00")} == {"furniture"}
    assert [block.kind for block in layout("Mayor resigns")] == ["headline"]
    assert [block.kind for block in layout("Mayor resigns\n\nShe had been ill for a year")] == ["headline", "body"]


def test_title_known_from_elsewhere_finds_the_headline() -> None:
    text = (
        "Watch: Lights over the bay\n\nHundreds of people saw lights over the bay on Monday night.\n\nNobody knows why."
    )
    assert layout(text)[0].kind == "furniture"
    assert layout(text, "Watch:  Lights over the bay")[0].kind == "headline"


NEWS = "".join(
    f"Paragraph {number} says that {number * 7} people walked over the bridge on Monday. Nobody counted them twice.\n\n"
    for number in range(2_200)
)


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "A",
        " ",
        ".",
        "(",
        "[",
        "-",
        ":",
        "©",
        '"',
        "X. ",
        "A, ",
        "(A ",
        "1/",
        "By A ",
        "\u200b",
        "word ",
        "A: b. C: ",
    ],
)
def test_a_megabyte_of_one_thing_is_read_in_no_time(piece: str) -> None:
    text = (piece * (200_000 // len(piece)) + "\n\nThe end came at noon.") if piece.strip() else piece * 200_000
    start = time.process_time()
    hold(text, layout(text))
    assert time.process_time() - start < 2.5


def test_time_grows_with_the_text_and_no_faster() -> None:
    def seconds(text: str) -> float:
        start = time.process_time()
        layout(text)
        return time.process_time() - start

    seconds(NEWS[:20_000])
    small = seconds(NEWS[:60_000])
    assert seconds(NEWS[:240_000]) < 4 * small * 2.5 + 0.05
