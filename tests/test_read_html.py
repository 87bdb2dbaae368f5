"""HTML pages: the article out of its page, what the markup tells, and encodings."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
import trafilatura
from lxml import etree

from align.errors import InputError
from align.read import read
from align.read.html import read_html
from align.settings import Settings

PAGES = Path(__file__).parent / "articles" / "read"
BODY = """
<article><h1>{title}</h1>
<p>The café on the quay has been closed since Monday, when a crane fell on its roof and broke two beams.</p>
<p>Nobody was hurt. The owner, Zoë Ålund, says that she will open again before the summer.</p>
<p>The crane belongs to the port, which has promised to pay for the repair of the roof and the kitchen.</p></article>
"""


def page(head: str = "", title: str = "Crane falls on café", heading: str | None = None) -> str:
    body = BODY.format(title=heading or title)
    return f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


def test_json_ld_tells_and_the_page_around_is_left_out() -> None:
    article = read(PAGES / "json-ld.html", Settings())
    assert article.title == "Dairy farmers block border crossing"
    assert (article.outlet, article.byline) == ("Northern Dispatch", "Ida Brandt and Samuel Oyelaran")
    assert (article.published, article.url) == ("2018-02-07", "https://dispatch.example/2018/02/07/dairy")
    assert article.notices == ()
    assert "Mayor sells" not in article.text
    assert "Northern Dispatch" not in article.text
    lines = article.text.split("\n\n")
    assert lines[0] == article.title
    assert lines.count(article.title) == 1
    assert [block.kind for block in article.blocks][:2] == ["headline", "body"]
    heading = next(block for block in article.blocks if block.span.of(article.text) == "Talks on Friday")
    assert heading.reason == "heading"


def test_copyright_year_is_no_date_and_the_title_names_the_site() -> None:
    article = read(PAGES / "copyright-only.html", Settings())
    assert article.published is None
    assert {notice.code for notice in article.notices} == {"no-date"}
    assert article.title == "Bridge crews find second crack"
    assert article.outlet == "Ridge County Herald"


def test_page_without_an_article_is_refused() -> None:
    with pytest.raises(InputError, match=r"no-article\.html: no article found on the page; save its text"):
        read(PAGES / "no-article.html", Settings())


def test_title_is_put_first_where_the_article_does_not_hold_it() -> None:
    head = '<meta property="og:title" content="Port to pay for broken roof"><meta charset="utf-8">'
    article = read_html(page(head, heading="Quay news").encode(), "a.html", "a.html")
    assert article.text.split("\n\n")[0] == "Port to pay for broken roof"


def test_a_paragraph_that_the_extractor_emits_twice_is_kept_once(monkeypatch: pytest.MonkeyPatch) -> None:
    twice = "The owner, Zoë Ålund, says that she will open again before the summer."
    hurt = "Nobody was hurt when the crane fell on the roof."
    body = f"<body><p>{hurt}</p><p>{twice}</p><list><item>One</item></list><p>{twice}</p></body>"
    found = SimpleNamespace(
        body=etree.fromstring(body), title="Crane falls", author=None, date=None, sitename=None, url=None
    )
    monkeypatch.setattr(trafilatura, "bare_extraction", lambda *args, **kwargs: found)
    article = read_html(page().encode(), "a.html", "a.html")
    assert article.text == f"Crane falls\n\n{hurt}\n\n{twice}\n\nOne"


@pytest.mark.parametrize(
    ("encoding", "head", "charset", "guessed"),
    [
        ("utf-8", "", None, False),
        ("utf-8-sig", "", None, False),
        ("utf-16", "", None, False),
        ("iso-8859-1", '<meta charset="iso-8859-1">', None, False),
        ("iso-8859-1", '<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">', None, False),
        ("iso-8859-1", "", "iso-8859-1", False),
        ("windows-1252", "", None, True),
        ("windows-1252", '<meta charset="no-such-encoding">', None, True),
    ],
)
def test_encodings(encoding: str, head: str, charset: str | None, guessed: bool) -> None:
    article = read_html(page(head).encode(encoding), "a.html", "a.html", charset)
    assert "Zoë Ålund" in article.text
    assert [notice.code for notice in article.notices] == (["guessed-encoding"] if guessed else [])


def test_bytes_in_no_encoding_are_refused() -> None:
    with pytest.raises(InputError, match="the encoding is unknown"):
        read_html(page().encode("utf-8") + b"\x81\x8d\xff", "a.html", "a.html")


def test_html_is_known_by_its_beginning_too(tmp_path: Path) -> None:
    path = tmp_path / "saved.txt"
    path.write_text("\n" + page('<meta charset="utf-8">'), encoding="utf-8")
    assert read(path, Settings()).title == "Crane falls on café"


def test_markup_in_a_title_stays_text() -> None:
    article = read_html(page('<meta charset="utf-8">', "Tags &lt;b&gt; and &amp; in café").encode(), "a", "a")
    assert article.title == "Tags <b> and & in café"
