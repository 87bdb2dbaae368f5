"""Markdown -> Article: the text stays as given; its markup only helps to tell the blocks apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from align.models import Article, Block, Span
from align.read.dates import parse_published
from align.read.layout import layout

FRONT_MATTER = re.compile(
    r"\A(?:---|\+\+\+)[ \t]*\r?\n(?P<fields>(?:(?!---|\+\+\+|\.\.\.).*\r?\n)*)"
    r"(?:---|\+\+\+|\.\.\.)[ \t]*(?=\r?\n|\Z)"
)
FIELD = re.compile(r"^(?P<key>[A-Za-z_-]{2,20})\s{0,3}[:=]\s{0,3}(?P<value>[^\n]*)$", re.MULTILINE)
HEADING = re.compile(r"^ {0,3}(?P<marks>#{1,6})[ \t]+(?=\S)", re.MULTILINE)
MARKUP = re.compile(
    r"^ {0,3}>[> \t]*|<!--(?:(?!-->)[\s\S]){0,5000}-->|!\[[^\]\n]{0,500}\]\([^)\n]{0,2000}\)"
    r"|\]\([^)\n]{0,2000}\)|(?<![\w\\])\[(?=[^\]\n]{1,500}\]\()"
    r"|(?<![\w*_\\])[*_]{1,3}(?=[^\s*_])|(?<=[^\s*_\\])[*_]{1,3}(?![\w*_])|[ \t]#+[ \t]*$",
    re.MULTILINE,
)
FIELDS = {
    key: field
    for field, keys in {
        "title": "title headline",
        "published": "date published pubdate",
        "byline": "author authors byline",
        "outlet": "outlet site site_name sitename publisher publication",
        "url": "url link",
        "source": "source",
    }.items()
    for key in keys.split()
}


def read_markdown(text: str, origin: str) -> Article:
    """The article in a Markdown text, with what its front matter tells."""
    matter = FRONT_MATTER.match(text)
    fields = _fields(matter["fields"]) if matter else {}
    source = fields.get("source", "")
    address = fields.get("url") or (source if source.startswith(("http://", "https://")) else None)
    title = fields.get("title") or _first_heading(text)
    published = fields.get("published")
    return Article(
        text,
        outlet=fields.get("outlet") or (source if source and source != address else None),
        title=title,
        published=parse_published(published) if published else None,
        byline=fields.get("byline"),
        url=address,
        origin=origin,
        blocks=markdown_blocks(text, title),
    )


def markdown_blocks(text: str, title: str | None) -> tuple[Block, ...]:
    """The blocks of a Markdown text: found on a copy of the same length whose markup is blanked out."""
    matter = FRONT_MATTER.match(text)
    veiled = text
    if matter:
        veiled = _blank(text[: matter.end()]) + text[matter.end() :]
    headings = [match.end() for match in HEADING.finditer(veiled)]
    veiled = HEADING.sub(lambda match: " " * len(match.group()), veiled)
    veiled = MARKUP.sub(lambda match: _blank(match.group()), veiled)
    blocks = [_as_heading(block, headings) for block in layout(veiled, title)]
    return tuple(_with_markup(text, blocks, matter.end() if matter else 0))


def _fields(matter: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in FIELD.finditer(matter):
        field = FIELDS.get(match["key"].casefold())
        value = match["value"].strip().strip("\"'").strip("[]").strip()
        if field and value:
            found.setdefault(field, value)
    return found


def _first_heading(text: str) -> str | None:
    match = re.search(r"^ {0,3}#[ \t]+(\S[^\n]*)$", text, re.MULTILINE)
    return MARKUP.sub("", match[1]).strip(" #\r") or None if match else None


def _blank(markup: str) -> str:
    """As many spaces as there are characters; line breaks stay."""
    return re.sub(r"[^\r\n]", " ", markup)


def _as_heading(block: Block, headings: Sequence[int]) -> Block:
    """A heading other than the headline is no statement, however much it looks like one."""
    if block.kind == "body" and block.span.start in headings:
        return Block(block.span, "furniture", reason="heading")
    return block


def _with_markup(text: str, blocks: Sequence[Block], matter: int) -> Iterator[Block]:
    """`blocks` and the markup between them; marks that touch a block without a space belong to it."""
    start = 0
    for index, block in enumerate(blocks):
        first, last = block.span.start, block.span.end
        while first > start and not text[first - 1].isspace() and first - 1 >= matter and block.kind != "furniture":
            first -= 1
        limit = blocks[index + 1].span.start if index + 1 < len(blocks) else len(text)
        while last < limit and not text[last].isspace() and block.kind != "furniture":
            last += 1
        yield from _between(text, start, first, matter)
        yield Block(Span(first, last), block.kind, block.speaker, block.reason)
        start = last
    yield from _between(text, start, len(text), matter)


def _between(text: str, start: int, end: int, matter: int) -> Iterator[Block]:
    """Furniture for every stretch of non-blank characters between two blocks."""
    if start < matter:
        if text[start:matter].strip():
            yield Block(Span(start, matter), "furniture", reason="front-matter")
        start = matter
    for match in re.finditer(r"\S+(?:[ \t]+\S+)*", text[start:end]) if start < end else ():
        yield Block(Span(start + match.start(), start + match.end()), "furniture", reason="markup")
