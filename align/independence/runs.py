"""Runs of words that two texts have in common, found by an index and drawn out as far as the words agree.

White space, punctuation, case and the style of quotation marks are no words, so they break no run. The work grows with
the words and not with their square: a word of the right text is in one run at most, and is tried at few places of the
left one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.models import Article, Block, Span

PLACES = 8  # where in the left text a run is tried: only texts that repeat themselves have more
CAPITALS = 0.9  # of the words: where more begin with a capital letter, it tells no names
_WORD = re.compile(r"\w[\w'’]*")
_BASE = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text: where they stand, their numbers in a vocabulary, which are quoted, how many they are.

    `named` are those with a capital letter: names, offices and titles, which everybody writes alike.

    A break, which is no word, stands where a run must end; its number is below 0 and no other break has it.
    """

    spans: tuple[Span, ...]
    numbers: NDArray[np.int64]
    quoted: NDArray[np.bool_]
    named: NDArray[np.bool_]
    count: int

    def span(self, first: int, length: int) -> Span:
        """What `length` words from the word `first` on cover."""
        return Span(self.spans[first].start, self.spans[first + length - 1].end)


@dataclass(frozen=True, slots=True)
class Run:
    """`length` words in a row that are the same from the word `left` of one text and the word `right` of another on."""

    left: int
    right: int
    length: int


class Vocabulary:
    """Numbers for words: one for each word in whatever text, and a new one for each break."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._breaks = 0

    def words(self, article: Article, quotations: Iterable[Span] = ()) -> Words:
        """The words of headline and body, furniture left out. Those in `quotations` are quoted."""
        spans: list[Span] = []
        numbers: list[int] = []
        before: Block | None = None
        for block in article.blocks or (Block(Span(0, len(article.text)), "body"),):
            if before is not None and before.kind != block.kind:
                self._breaks += 1
                spans.append(Span(block.span.start, block.span.start))
                numbers.append(-self._breaks)
            if block.kind != "furniture":
                for span, word in words_in(article.text, block.span):
                    spans.append(span)
                    numbers.append(self._numbers.setdefault(word, len(self._numbers)))
            before = block
        inside = np.zeros(len(article.text) + 1, dtype=np.bool_)
        for quotation in quotations:
            inside[quotation.start : quotation.end] = True
        starts = np.array([span.start for span in spans], dtype=np.int64)
        found = np.array(numbers, dtype=np.int64)
        named = np.array([article.text[start : start + 1].isupper() for start in starts.tolist()], dtype=np.bool_)
        if len(named) and named.mean() > CAPITALS:
            named[:] = False
        return Words(tuple(spans), found, inside[starts], named, int((found >= 0).sum()))


def words_in(text: str, span: Span) -> list[tuple[Span, str]]:
    """The words of a part of `text` with what they are compared by: small letters, one kind of apostrophe."""
    found = []
    for match in _WORD.finditer(text, span.start, span.end):
        word = match.group().rstrip("'’")  # a closing quotation mark
        found.append((Span(match.start(), match.start() + len(word)), word.casefold().replace("’", "'")))
    return found


def runs(left: Words, right: Words, shortest: int) -> list[Run]:
    """The runs of `shortest` words or more, in the order of the right text, as long as they go."""
    if min(len(left.numbers), len(right.numbers)) < shortest:
        return []
    index, wanted = _shingles(left.numbers, shortest), _shingles(right.numbers, shortest)
    order = np.argsort(index, kind="stable")
    first = np.searchsorted(index[order], wanted, side="left")
    last = np.searchsorted(index[order], wanted, side="right")
    ours, theirs = left.numbers.tolist(), right.numbers.tolist()
    found: list[Run] = []
    free = 0  # the first word of the right text behind the run that was found last
    for there in np.flatnonzero(last > first).tolist():
        if there < free:
            continue
        places = order[first[there] : min(last[there], first[there] + PLACES)].tolist()
        length, back = max((_length(ours, theirs, here, there), -here) for here in places)
        if length >= shortest:
            found.append(Run(-back, there, length))
            free = there + length
    return found


def _shingles(numbers: NDArray[np.int64], size: int) -> NDArray[np.uint64]:
    """A number for each `size` words in a row: the same for the same words, and hardly ever for others."""
    values, last = numbers.astype(np.uint64), len(numbers) - size + 1
    hashed = np.zeros(last, dtype=np.uint64)
    for offset in range(size):
        hashed = hashed * _BASE + values[offset : last + offset]
    return hashed


def _length(ours: Sequence[int], theirs: Sequence[int], here: int, there: int) -> int:
    """How many words are the same from the word `here` of one text and the word `there` of the other on."""
    length, most = 0, min(len(ours) - here, len(theirs) - there)
    while length < most and ours[here + length] == theirs[there + length]:
        length += 1
    return length
