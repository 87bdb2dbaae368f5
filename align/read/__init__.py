"""Reads sources: a path, a URL, "-" or an Article built by hand becomes an Article with blocks and metadata.

Each kind of input has its own reader; what all of them hand to `complete` is text with what the markup told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from align.errors import InputError
from align.models import Article, Notice
from align.read.dates import parse_published
from align.read.layout import layout
from align.read.metadata import told_by
from align.read.roughness import CODES, notices, without_foreign
from align.read.sources import load
from align.settings import Settings

__all__ = ["check_distinct", "read"]

BROKEN = re.compile("[\ud800-\udfff]")  # halves of characters, which no encoding can write
LONG = 80  # characters of a paragraph whose copy is worth a word
NO_DATE = 'No publication date was found, so words such as "Thursday" cannot be resolved; give it with --published.'
OWN_NOTICES = CODES | {
    "no-date", "ambiguous-date", "no-outlet", "no-title", "repeated-paragraph", "corrected", "no-text"
}  # fmt: skip


def read(
    source: str | Path | Article,
    settings: Settings,
    *,
    outlet: str | None = None,
    title: str | None = None,
    published: str | None = None,
) -> Article:
    """The article at `source`: a path, an http(s) URL, "-" for standard input, or an Article to be completed.

    `outlet`, `title` and `published` override what is found; None and "" leave it as found. Raises InputError.
    """
    article = source if isinstance(source, Article) else load(source, settings)
    name = _name(article)
    if not article.text.strip():
        raise InputError(f"{name}: the text is empty; give a source that holds an article")
    if BROKEN.search(article.text):
        raise InputError(f"{name}: the text holds broken characters (lone surrogates); read it again with its encoding")
    if len(article.text) > settings.max_characters:
        raise InputError(
            f"{name}: the text has {len(article.text):,} characters, "
            f"more than the {settings.max_characters:,} allowed; give a shorter text"
        )
    given = replace(
        article,
        outlet=_given(outlet) or _given(article.outlet),
        title=_given(title) or _given(article.title),
        published=_date(published or article.published, name),
    )
    return _complete(given)


def check_distinct(articles: Sequence[Article]) -> None:
    """Raises InputError unless there are two or more articles, each with a content of its own."""
    if len(articles) < 2:
        given = "one source was" if articles else "no source was"
        raise InputError(f"{given} given: a comparison needs two or more; add another path or URL")
    seen: dict[str, str] = {}
    for number, article in enumerate(articles, start=1):
        content = _content(article)
        name = article.origin or f"source {number}"
        if content in seen:
            raise InputError(f"{seen[content]} and {name} hold the same content; give two different articles")
        seen[content] = name


def _complete(article: Article) -> Article:
    """`article` with its blocks, and with what its text tells where nothing better is known."""
    blocks = article.blocks or layout(article.text, article.title)
    told = told_by(article.text, blocks)
    complete = replace(
        article,
        blocks=without_foreign(article.text, blocks),
        title=article.title or told.title,
        outlet=article.outlet or told.outlet,
        byline=article.byline or told.byline,
        published=article.published or told.published,
    )
    earlier = tuple(notice for notice in article.notices if notice.code not in OWN_NOTICES)
    return replace(complete, notices=(*earlier, *_notices(complete, told.ambiguous)))


def _notices(article: Article, ambiguous: str | None) -> list[Notice]:
    """What a user should know, and can mend. The messages do not name the source: `Notice.source` does, later."""
    found: list[Notice] = []
    if article.published is None and ambiguous:
        message = f'The date "{ambiguous}" can be read two ways; give it with --published.'
        found.append(Notice("ambiguous-date", message))
    elif article.published is None:
        found.append(Notice("no-date", NO_DATE))
    if article.outlet is None:
        found.append(Notice("no-outlet", "The outlet is unknown; give its name with --outlet."))
    if article.title is None:
        found.append(Notice("no-title", "No headline was found; give one with --title."))
    repeated = sum(block.reason == "repeated" and len(block.span) > LONG for block in article.blocks)
    if repeated:
        times = "A paragraph stands" if repeated == 1 else f"{repeated} paragraphs stand"
        message = f"{times} in the text twice; the copy is left out of the comparison."
        found.append(Notice("repeated-paragraph", message))
    if any(block.reason == "correction" for block in article.blocks):
        found.append(Notice("corrected", "The article carries a correction; read it before you trust what differs."))
    found.extend(notices(article))
    if all(block.kind == "furniture" for block in article.blocks) and not any(n.code == "language" for n in found):
        found.append(Notice("no-text", "Only page furniture was found, no paragraph of an article; check the input."))
    return found


def _content(article: Article) -> str:
    """What makes two sources the same: the words of the article, however the page around them differs."""
    spans = [block.span.of(article.text) for block in article.blocks if block.kind == "body"]
    return " ".join(" ".join(spans).split()).casefold() or " ".join(article.text.split()).casefold()


def _name(article: Article) -> str:
    return article.origin or article.title or "the given text"


def _given(value: str | None) -> str | None:
    return value.strip() or None if value else None


def _date(value: str | None, name: str) -> str | None:
    if not (value and value.strip()):
        return None
    date = parse_published(value)
    if date is None:
        raise InputError(f'{name}: "{value}" is no publication date; give it as 2015-11-26')
    return date
