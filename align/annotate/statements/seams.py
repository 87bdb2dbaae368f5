"""Where in a sentence a piece may begin: what punctuation and conjunctions go with, and what they hold together."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

DASHES = frozenset({"—", "–", "--"})


def with_conjunction(sentence: Span, start: int) -> int:
    """`start`, moved so that punctuation goes with the piece before and the conjunction with the one behind."""
    doc = sentence.doc
    start = behind_punctuation(sentence, start)
    while start > sentence.start and doc[start - 1].dep_ == "cc":
        start -= 1
    return start


def behind_punctuation(sentence: Span, start: int) -> int:
    doc = sentence.doc
    while start < sentence.end and doc[start].pos_ in ("PUNCT", "SPACE") and not _opens(doc[start]):
        start += 1
    return start


def only_punctuation(sentence: Span, start: int, end: int) -> bool:
    return all(sentence.doc[i].pos_ in ("PUNCT", "SPACE", "CCONJ") for i in range(start, end))


def is_in_aside(sentence: Span, cut: int) -> bool:
    """Whether a piece from `cut` on would tear what stands between two dashes, or between brackets."""
    before, behind = sentence.doc[sentence.start : cut], sentence.doc[cut : sentence.end]
    if sum(map(_is_dash, before)) % 2 and any(map(_is_dash, behind)):
        return True
    return _depth(before) > 0


def _is_dash(token: Token) -> bool:
    if token.text == "-":  # between blanks
        return bool(token.whitespace_) and token.i > 0 and bool(token.nbor(-1).whitespace_)
    return token.text in DASHES


def _depth(words: Span) -> int:
    return sum((token.text in "([") - (token.text in ")]") for token in words if len(token.text) == 1)


def _opens(token: Token) -> bool:
    return token.is_left_punct and not (token.is_right_punct and bool(token.whitespace_))
