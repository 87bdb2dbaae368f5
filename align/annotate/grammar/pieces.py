"""The words of a sentence as the grammars of numbers and dates read them, whatever the pipeline's tokenizer does.

"$1.5bn", "56-year-old" and "12-15" are cut at the same places in every pipeline; `Anchors` leads from a piece back to
the token that holds it, for what only the parse knows.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from align.annotate.grammar.labels import tokens

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token as SpacyToken

_PIECE = re.compile(
    r"[AaPp]\.[Mm]\.?"  # a.m.
    r"|\d+(?:,\d{3}(?!\d))*(?:\.\d+)?"  # 1,500 and 1.5
    r"|[^\W\d_]\w*"  # a word; G7 and MH17 are words
    r"|[^\w\s]"
)


class Piece(NamedTuple):
    """A word, a number or one sign; `start` and `end` count from the sentence's first character."""

    text: str
    lower: str
    start: int
    end: int
    glued: bool  # nothing stands between it and the piece before

    @property
    def numeric(self) -> bool:
        """Written in digits, and short enough to be a number that somebody counted."""
        return self.text[0].isdecimal() and len(self.text) < 20

    @property
    def capital(self) -> bool:
        """Begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def word(self) -> bool:
        """Begins with a letter."""
        return self.text[0].isalpha()


END = Piece("\n", "\n", 0, 0, False)  # stands for "no such piece", so that a grammar may look past the end


class Pieces:
    """The pieces of one sentence; out of range it answers `END`, so that a grammar may look past the ends."""

    __slots__ = ("_items",)

    def __init__(self, text: str) -> None:
        items: list[Piece] = []
        last = -1
        for match in _PIECE.finditer(text):
            word = match.group()
            items.append(Piece(word, word.lower().replace("’", "'"), match.start(), match.end(), match.start() == last))
            last = match.end()
        self._items = items

    def __len__(self) -> int:
        return len(self._items)

    def __getitem__(self, index: int) -> Piece:
        return self._items[index] if 0 <= index < len(self._items) else END

    def follows(self, index: int, words: Sequence[str]) -> bool:
        """Whether exactly these lower-case words stand from `index` on."""
        return all(self[index + step].lower == word for step, word in enumerate(words))


class Anchors:
    """From a place in the sentence to the spaCy token that holds it."""

    __slots__ = ("_sentence", "_starts")

    def __init__(self, sentence: SpacySpan) -> None:
        self._sentence = sentence
        first = sentence.start_char
        self._starts = [token.idx - first for token in tokens(sentence)]

    def token(self, piece: Piece) -> SpacyToken:
        """The token that holds the first character of `piece`."""
        return self._sentence[max(bisect_right(self._starts, piece.start) - 1, 0)]
