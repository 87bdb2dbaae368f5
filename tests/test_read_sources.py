"""Sources: paths, standard input and articles built by hand; what they may not be; overrides and notices."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest

from align.errors import InputError
from align.models import Article, Block, Span
from align.read import check_distinct, read
from align.settings import Settings

STORY = """Ferry runs aground

By Ada Holm

A ferry with ninety people on board ran aground near Lund on Monday. Nobody was hurt.

The coast guard pulled it free at high tide.
"""


def stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_path_as_string_and_as_path(tmp_path: Path) -> None:
    path = tmp_path / "ferry.txt"
    path.write_text(STORY, encoding="utf-8")
    article = read(str(path), Settings())
    assert article == read(path, Settings())
    assert article.text == STORY
    assert (article.title, article.byline, article.origin) == ("Ferry runs aground", "Ada Holm", str(path))


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin(monkeypatch, STORY.encode())
    article = read("-", Settings())
    assert (article.text, article.origin) == (STORY, "-")


def test_standard_input_may_be_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    page = Path(__file__).parent / "articles" / "read" / "json-ld.html"
    stdin(monkeypatch, page.read_bytes())
    assert read("-", Settings()).title == "Dairy farmers block border crossing"


def test_article_built_by_hand_is_completed_and_its_own_words_win() -> None:
    article = read(Article(STORY, outlet="Leeds Gazette", published="2020-05-04"), Settings())
    assert (article.title, article.byline, article.outlet) == ("Ferry runs aground", "Ada Holm", "Leeds Gazette")
    assert article.published == "2020-05-04"
    assert article.notices == ()


def test_blocks_given_are_kept() -> None:
    blocks = (Block(Span(0, len(STORY) - 1), "body"),)
    assert read(Article(STORY, blocks=blocks), Settings()).blocks == blocks


def test_overrides_win_and_empty_ones_leave_what_was_found() -> None:
    given = Article(STORY, outlet="Echo", published="2020-05-04")
    article = read(given, Settings(), outlet="Gazette", title="Stranded", published="3 May 2019")
    assert (article.outlet, article.title, article.published) == ("Gazette", "Stranded", "2019-05-03")
    article = read(given, Settings(), outlet="", title="", published="")
    assert (article.outlet, article.title, article.published) == ("Echo", "Ferry runs aground", "2020-05-04")


@pytest.mark.parametrize(
    ("published", "iso"),
    [
        ("2015-11-26", "2015-11-26"),
        ("2015-11-26T18:30:00+01:00", "2015-11-26T18:30:00+01:00"),
        ("26 November 2015", "2015-11-26"),
        ("November 26, 2015", "2015-11-26"),
    ],
)
def test_published_is_written_in_one_way(published: str, iso: str) -> None:
    assert read(Article(STORY), Settings(), published=published).published == iso


@pytest.mark.parametrize("published", ["last week", "2015-13-40", "03/04/2015", "2015"])
def test_published_that_is_no_date_is_refused(published: str) -> None:
    with pytest.raises(InputError, match="is no publication date; give it as 2015-11-26"):
        read(Article(STORY), Settings(), published=published)


def test_notices_say_what_to_do() -> None:
    notices = {notice.code: notice.message for notice in read(Article("It rained. Nobody minded."), Settings()).notices}
    assert set(notices) == {"no-date", "no-outlet", "no-title", "few-words"}
    for code, option in (("no-date", "--published"), ("no-outlet", "--outlet"), ("no-title", "--title")):
        assert option in notices[code]
        assert notices[code].endswith(".")


def test_a_date_that_can_be_read_two_ways_is_not_guessed() -> None:
    article = read(Article("Ferry aground\n\n03/04/2015\n\nA ferry ran aground on Monday. All are safe."), Settings())
    assert article.published is None
    assert [notice.code for notice in article.notices if "03/04/2015" in notice.message] == ["ambiguous-date"]


def test_a_copyright_line_is_never_a_date() -> None:
    text = f"{STORY}\n© May 4, 2019 Leeds Gazette. All rights reserved.\n"
    article = read(Article(text), Settings())
    assert article.published is None
    assert article.outlet == "Leeds Gazette"


def test_outlet_of_a_transcript_is_its_provider_not_the_station() -> None:
    text = (
        "© 2024 KXRB Prairie Media\n\nSalt prices\n\nADA HOLM, HOST: Salt is dear again this week.\n\n"
        "BO LUND, BYLINE: It is, Ada.\n\nHOLM: Thank you. Transcript provided by NPR, Copyright NPR.\n"
    )
    assert read(Article(text), Settings()).outlet == "NPR"


def test_repeated_paragraph_is_noticed() -> None:
    long = (
        "The coast guard pulled the ferry free at high tide, and a tug brought it to the yard at Lund in the evening."
    )
    article = read(Article(f"{STORY}\n{long}\n\nIt will stay there.\n\n{long}\n"), Settings())
    assert "repeated-paragraph" in {notice.code for notice in article.notices}
    assert [block.reason for block in article.blocks][-1] == "repeated"


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("missing.txt", "missing.txt: no such file; check the path"),
        ("", "an empty source was given"),
        ("ftp://example.org/a.txt", "only http and https addresses can be read"),
        ("file:///etc/hosts", "only http and https addresses can be read"),
        ("A whole article\ngiven instead of a path, " * 300, "cannot be read"),
        ("nul\x00.txt", "cannot be read"),
    ],
)
def test_sources_that_cannot_be_read(source: str, says: str) -> None:
    with pytest.raises(InputError) as caught:
        read(source, Settings())
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_folder_empty_and_large_files(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is a folder"):
        read(tmp_path, Settings())
    path = tmp_path / "a.txt"
    path.write_bytes(b"")
    with pytest.raises(InputError, match="is empty"):
        read(path, Settings())
    path.write_text(STORY, encoding="utf-8")
    with pytest.raises(InputError, match="more than the 20 allowed"):
        read(path, Settings(max_bytes=20))
    with pytest.raises(InputError, match="characters, more than the 20 allowed"):
        read(path, Settings(max_characters=20))


def test_standard_input_too_large_or_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin(monkeypatch, STORY.encode())
    with pytest.raises(InputError, match="standard input: more than the 20 bytes allowed"):
        read("-", Settings(max_bytes=20))
    stdin(monkeypatch, b"")
    with pytest.raises(InputError, match="standard input: is empty"):
        read("-", Settings())


def test_article_without_text_is_refused() -> None:
    with pytest.raises(InputError, match="the text is empty"):
        read(Article(" \n"), Settings())


def test_article_with_broken_characters_is_refused() -> None:
    with pytest.raises(InputError, match="broken characters"):
        read(Article("A ferry ran aground.\ud83d"), Settings())


def test_two_sources_with_contents_of_their_own() -> None:
    first = read(Article(STORY, origin="a.txt"), Settings())
    other = read(Article(STORY.replace("Monday", "Tuesday"), origin="b.txt"), Settings())
    check_distinct([first, other])
    with pytest.raises(InputError, match="one source was given: a comparison needs two or more"):
        check_distinct([first])
    with pytest.raises(InputError, match="no source was given"):
        check_distinct([])


def test_the_same_story_in_another_page_is_the_same_content() -> None:
    first = read(Article(STORY, origin="a.txt"), Settings())
    dressed = STORY.replace(" on board", "  on board").replace("By Ada Holm", "By Ada Holm\nShare\nMay 4, 2020")
    again = read(Article(f"Play Live Radio\n\n{dressed}\n© 2024 KXRB\n", origin="b.txt"), Settings())
    with pytest.raises(InputError, match=r"a\.txt and b\.txt hold the same content"):
        check_distinct([first, again])


def test_a_text_file_is_read_without_loading_what_pages_need(tmp_path: Path) -> None:
    path = tmp_path / "ferry.txt"
    path.write_text(STORY, encoding="utf-8")
    code = (
        "import sys; from align.read import read; from align.settings import Settings; "
        f"read({str(path)!r}, Settings()); print(sorted({{'trafilatura', 'urllib3', 'lxml'}} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
