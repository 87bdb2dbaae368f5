"""HTML -> Article: trafilatura finds the article on the page, its markup tells title, outlet, author and date."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any

from align.errors import InputError
from align.models import Article, Notice
from align.read.byline import people
from align.read.dates import parse_published
from align.read.outlets import known_outlet, outlet_like, outlet_name
from align.read.prose import content_words, count_words
from align.read.text import MARKS, decode

DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
DECLARED_XML = re.compile(rb"""<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,40})""")
HEAD = 4096  # bytes in which a page declares its encoding
FALLBACK = "windows-1252"  # what browsers take for a page that declares nothing
FEWEST_WORDS = 20  # a page with less holds no article
BLOCK_TAGS = frozenset({"p", "head", "item", "quote", "list", "row", "table", "ab", "div", "code", "figure", "caption"})
DATES = {"original_date": True, "extensive_search": False, "outputformat": "%Y-%m-%d", "max_date": "2100-01-01"}
GUESS = (
    f"The page does not declare its encoding, so {FALLBACK} was guessed; "
    "check names with accents, or save the page as UTF-8."
)
PAGE_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{1,500})</title>", re.IGNORECASE)
SILENT = logging.NullHandler()  # what these libraries log is no message for the user
SEPARATORS = re.compile(r"\s+[|\-–—·:]\s+")


def read_html(data: bytes, origin: str, name: str, charset: str | None = None) -> Article:
    """The article on a page; `charset` is what the server said. Raises InputError for a page without one."""
    markup, guessed = decode_page(data, name, charset)
    import trafilatura  # loaded here: reading a text file must not wait for it

    for library in ("trafilatura", "htmldate"):
        logging.getLogger(library).addHandler(SILENT)
    page: Any = trafilatura.bare_extraction(
        markup, include_comments=False, include_tables=True, with_metadata=True, date_extraction_params=dict(DATES)
    )
    parts = _parts(page, markup) if page is not None else []
    if count_words(" ".join(parts)) < FEWEST_WORDS:
        raise InputError(f"{name}: no article found on the page; save its text to a .txt file and give that")
    outlet = _outlet(page.sitename) or _outlet_in_title(markup)
    title = _title(page.title, outlet)
    if title and not _holds_title(parts, title):
        parts.insert(0, title)
    url = page.url if page.url and page.url.startswith(("http://", "https://")) else None
    notices = (Notice("guessed-encoding", GUESS),) if guessed else ()
    return Article(
        text="\n\n".join(parts),
        outlet=outlet,
        title=title,
        published=parse_published(page.date) if page.date else None,
        byline=_byline(page.author),
        url=url,
        origin=origin,
        notices=notices,
    )


def decode_page(data: bytes, name: str, charset: str | None = None) -> tuple[str, bool]:
    """The markup, and whether its encoding was guessed: mark, server, declaration, UTF-8, then the web's default."""
    if data.startswith(tuple(mark for mark, _ in MARKS)):
        return decode(data, name), False
    head = data[:HEAD]
    declared = [match[1].decode("ascii") for match in (DECLARED.search(head), DECLARED_XML.search(head)) if match]
    for encoding in (charset, *declared, "utf-8"):
        try:
            if encoding:
                return data.decode(encoding), False
        except (UnicodeDecodeError, LookupError):
            continue
    try:
        return data.decode(FALLBACK), True
    except UnicodeDecodeError:
        raise InputError(f"{name}: the encoding is unknown; save the page as UTF-8 and try again") from None


def _parts(page: Any, markup: str) -> list[str]:
    """The paragraphs in order, each as often as the page shows it: trafilatura may emit one twice."""
    parts = [part for raw in _walk(page.body) if (part := _tidy(raw))]
    shown: str | None = None
    counts: Counter[str] = Counter()
    kept = []
    for part in parts:
        key = "".join(part.split())
        counts[key] += 1
        if counts[key] > 1:
            shown = shown if shown is not None else _visible(markup)
            if counts[key] > max(1, shown.count(key)):
                continue
        kept.append(part)
    return kept


def _walk(body: Any) -> Iterator[str]:
    """The text of each block element of trafilatura's tree; line breaks part lines, cells of a row are one line."""
    buffer: list[str] = []
    steps: list[tuple[str, Any]] = [("open", body)]
    while steps:
        step, element = steps.pop()
        block = element.tag in BLOCK_TAGS
        if step == "open":
            if block and buffer:
                yield "".join(buffer)
                buffer.clear()
            if element.tag == "lb":
                buffer.append("\n")
            buffer.append(element.text or "")
            steps.append(("close", element))
            steps.extend(("open", child) for child in reversed(element))
            continue
        if block and buffer:
            yield "".join(buffer)
            buffer.clear()
        elif element.tag == "cell":
            buffer.append("\t")
        buffer.append(element.tail or "")
    yield "".join(buffer)


def _tidy(raw: str) -> str:
    """A paragraph with single spaces; its lines stay lines."""
    return "\n".join(line for line in (" ".join(line.split()) for line in raw.split("\n")) if line)


def _visible(markup: str) -> str:
    """The text of the whole page without white space, for counting how often it shows a paragraph."""
    from lxml import etree, html

    try:
        tree = html.document_fromstring(markup.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError):
        return ""
    return "".join("".join(_texts(tree)).split())


def _texts(tree: Any) -> Iterable[str]:
    return (str(text) for text in tree.xpath("//body//text()[not(ancestor::script or ancestor::style)]"))


def _holds_title(parts: list[str], title: str) -> bool:
    """Whether one of the first paragraphs is the title, as it is or in other words (the page's own heading)."""
    own = content_words(title)
    for part in parts[:5]:
        if part.casefold() == title.casefold():
            return True
        other = content_words(part)
        if other and len(part) <= 2 * len(title) and len(own & other) >= 0.6 * max(len(own), len(other)):
            return True
    return False


def _title(title: str | None, outlet: str | None) -> str | None:
    """The title without the name of the site that many pages add to it."""
    bare = " ".join((title or "").split())
    pieces = SEPARATORS.split(bare)
    last = pieces[-1]
    if len(pieces) > 1 and (last == outlet or known_outlet(last) or (outlet_like(last) and len(pieces[0].split()) > 2)):
        return bare[: bare.rindex(last)].rstrip(" |-–—·:") or None
    return bare or None


def _outlet(sitename: str | None) -> str | None:
    bare = " ".join((sitename or "").split()).lstrip("@")
    return known_outlet(bare) or bare or None


def _outlet_in_title(markup: str) -> str | None:
    """The name of the site at the end of the page's <title>: "Bridge closed | Leeds Gazette"."""
    match = PAGE_TITLE.search(markup)
    last = SEPARATORS.split(" ".join(unescape(match[1]).split()))[-1] if match else ""
    return outlet_name(last) if match and last != match[1].strip() and outlet_like(last) else None


def _byline(author: str | None) -> str | None:
    names = people((author or "").replace(";", ","))
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names) or None
