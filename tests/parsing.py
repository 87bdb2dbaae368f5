"""Sentences of a text as the shipped pipeline reads them, for the tests of what is read from the tree."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from spacy.lang.en import English
from spacy.tokens import Doc
from spacy.tokens import Span as Words

from align.annotate import load_language, quotations
from align.models import Article, Block, Quotation, Span

CASES = Path(__file__).parent / "cases"


class Parsed(NamedTuple):
    words: Words
    offset: int
    quotations: tuple[Quotation, ...]


@cache
def parsed(text: str) -> tuple[Parsed, ...]:
    """The sentences of `text`, a paragraph a line."""
    blocks, start = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            blocks.append(Block(Span(start, start + len(line.rstrip())), "body"))
        start += len(line)
    article = Article(text, blocks=tuple(blocks))
    quoted = quotations.find(text, [block.span for block in blocks])
    found = load_language().parse(article, quoted)
    return tuple(Parsed(words, block.span.start, quoted) for block, doc in found for words in doc.sents)


def cases(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))["case"]
    return found


def tree(rows: str) -> Doc:
    """A parsed text made by hand: a word a line as "word lemma POS TAG head label", heads counted from 0."""
    table = [row.split() for row in rows.strip().splitlines()]
    words, lemmas, pos, tags, heads, labels = (list(column) for column in zip(*table, strict=True))
    doc = Doc(
        English().vocab, words=words, lemmas=lemmas, pos=pos, tags=tags, heads=[int(h) for h in heads], deps=labels
    )
    doc.set_ents([], default="outside")
    return doc
