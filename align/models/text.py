"""What is read: articles, their blocks, and spans of their text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["headline", "body", "furniture"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters into `Article.text`."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words that the span covers in `text`."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def shifted(self, offset: int) -> Span:
        return Span(self.start + offset, self.end + offset)


# ---- read --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that a user should know about an input; `code` is stable ("no-date"), `message` is a sentence."""

    code: str
    message: str
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of an article's text that is one thing: the headline, a paragraph, a speaker's turn, page furniture.

    `speaker` is set on the paragraphs of a transcript's turn; the label ("SHAPIRO:") is furniture of its own.
    `reason` says why furniture is furniture ("navigation", "credit", "bio", "copyright", "byline", "label", ...).
    """

    span: Span
    kind: BlockKind
    speaker: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One source as read. Users may build it from `text` alone: `read` fills in what the text itself tells.

    `published` is an ISO date, with a time and zone where known. `origin` is the path, URL or "-" it was read from.
    `blocks` are in order, do not overlap, and hold every non-blank character of `text`.
    """

    text: str
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    byline: str | None = None
    url: str | None = None
    origin: str | None = None
    blocks: tuple[Block, ...] = ()
    notices: tuple[Notice, ...] = ()


# ---- annotate ----------------------------------------------------------------------------------------------------
