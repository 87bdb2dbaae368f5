"""Reads GUM ($ALIGN_CORPORA/gum/*/*.conllu) as raw articles with their gold coreference chains.

GUM marks every mention of an entity in the last column (`Entity=`), nested, with its type and its chain. The text is
put together again from the tokens, a blank line between paragraphs, so that nothing but the words reaches `annotate`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from align.models import Article, Block, Span

Form = Literal["name", "pronoun", "description"]
TYPES = frozenset({"person", "organization", "place"})
_BRACKET = re.compile(r"\(([^()]+)(\))?|([^()]+)\)")


@dataclass(frozen=True, slots=True)
class Gold:
    """A gold mention: its words, its head word, the words that name it, its type, its chain in the document."""

    span: Span
    head: Span
    names: tuple[Span, ...]  # "Ana Ruiz" of "the mayor Ana Ruiz"
    type: str
    chain: str
    form: Form


@dataclass(frozen=True, slots=True)
class Document:
    name: str
    article: Article
    mentions: tuple[Gold, ...]


@dataclass(frozen=True, slots=True)
class _Word:
    span: Span
    pos: str
    head: int  # position in the document; itself for a root


def documents(part: str) -> list[Document]:
    """The documents of "train" or "dev", in the order of their names."""
    folder = Path(os.environ["ALIGN_CORPORA"]) / "gum" / part
    return [_document(path) for path in sorted(folder.glob("*.conllu"))]


def _document(path: Path) -> Document:
    text = ""
    words: list[_Word] = []
    blocks: list[Block] = []
    mentions: list[tuple[int, int, str]] = []
    opened: dict[str, list[tuple[int, str]]] = {}
    start = 0  # of the paragraph
    for sentence in path.read_text(encoding="utf-8").split("\n\n"):
        lines = sentence.splitlines()
        rows = [columns for line in lines if len(columns := line.split("\t")) == 10]
        if not rows:
            continue
        if text and any(line.startswith("# newpar") for line in lines):
            blocks.append(Block(Span(start, len(text.rstrip())), "body"))
            text = text.rstrip() + "\n\n"
            start = len(text)
        first, inside = len(words), 0  # of the words of a token of several ("don't"), how far it has been read
        for columns in rows:
            if "-" in columns[0]:
                low, high = map(int, columns[0].split("-"))
                inside = high - low + 1
                glued = "SpaceAfter=No" in columns[9]
                continue
            if "." in columns[0]:
                continue
            above = int(columns[6])
            here = Span(len(text), len(text) + len(columns[1]))
            words.append(_Word(here, columns[3], first + above - 1 if above else len(words)))
            text += columns[1]
            inside -= 1
            if inside < 0:
                glued = "SpaceAfter=No" in columns[9]
            if inside <= 0 and not glued:
                text += " "
            mentions.extend(_closed(columns[9], len(words) - 1, opened))
    blocks.append(Block(Span(start, len(text.rstrip())), "body"))
    gold = (_gold(words, first, last, label) for first, last, label in mentions)
    found = sorted((g for g in gold if g is not None), key=lambda g: (g.span, g.chain))
    return Document(path.stem, Article(text.rstrip(), blocks=tuple(b for b in blocks if len(b.span))), tuple(found))


def _closed(misc: str, place: int, opened: dict[str, list[tuple[int, str]]]) -> Iterator[tuple[int, int, str]]:
    """The mentions that end at word `place`, as first word, last word and label; begins those that begin there."""
    column = next((part[7:] for part in misc.split("|") if part.startswith("Entity=")), "")
    for match in _BRACKET.finditer(column):
        label, ended, closing = match.groups()
        if label is not None and ended:
            yield place, place, label
        elif label is not None:
            opened.setdefault(label.split("-", 1)[0], []).append((place, label))
        elif opened.get(closing):
            first, label = opened[closing].pop()
            yield first, place, label


def _gold(words: list[_Word], first: int, last: int, label: str) -> Gold | None:
    chain, kind, _, _, _, least = label.split("-")[:6]
    head = next((i for i in range(first, last + 1) if not first <= words[i].head <= last), first)
    roots = [i for i in range(first, last + 1) if words[i].head == i]
    word = words[roots[0] if roots else head]
    naming = [words[first + int(number) - 1] for number in least.split(",") if first + int(number) - 1 <= last]
    if word.pos in ("VERB", "AUX", "ADV", "SCONJ"):
        return None
    form: Form = "description"
    if any(each.pos == "PROPN" for each in naming):
        form = "name"
    elif word.pos in ("PRON", "DET"):
        form = "pronoun"
    whole = Span(words[first].span.start, words[last].span.end)
    return Gold(whole, word.span, tuple(each.span for each in naming), kind, chain, form)
