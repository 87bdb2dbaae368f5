"""Words to what the encoder reads: WordPiece ids, and how each word is written, which the lower-case ids do not tell.

WordPiece as BERT has it (Devlin et al. 2019; Wu et al. 2016): lower case, accents off, the longest known piece first.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

UNKNOWN, BEGIN, END = 100, 101, 102
BREAK, PARAGRAPH = 1, 2  # pieces that the published vocabulary leaves unused: an end of line, an empty line
MOST_PIECES = 8  # of one word: addresses and the like say no more with more of them
WAYS = 16  # see `way`
LONGEST = 100  # characters of a word; longer ones are unknown, as in BERT


class Pieces(NamedTuple):
    """What the encoder is given for a row of words; `first[i]` is the place of the first piece of word i."""

    ids: list[int]
    ways: list[int]
    first: list[int]


class Wordpieces:
    """A vocabulary of pieces; words once cut are remembered."""

    def __init__(self, vocabulary: Path) -> None:
        lines = vocabulary.read_text(encoding="utf-8").split("\n")
        self._numbers = {piece: number for number, piece in enumerate(lines) if piece}
        self._known: dict[str, tuple[int, ...]] = {}

    def word(self, word: str) -> tuple[int, ...]:
        """The pieces of one word, at least one."""
        found = self._known.get(word)
        if found is None:
            found = tuple(number for part in _parts(word) for number in self._cut(part))[:MOST_PIECES] or (UNKNOWN,)
            if len(self._known) < 100_000:
                self._known[word] = found
        return found

    def row(self, words: Sequence[str], spaces: Sequence[bool], before: Sequence[str] = ()) -> Pieces:
        """Pieces of a text; `spaces[i]` tells whether a space follows word i, `before[i]` the white space that
        stands before it as a token of its own ("" mostly)."""
        ids, ways, first = [BEGIN], [0], []
        glued = False
        for i, word in enumerate(words):
            if before and before[i]:
                glued = False
                lines = before[i].count("\n")
                ids += [BREAK if lines == 1 else PARAGRAPH] * (lines > 0)
                ways += [0] * (lines > 0)
            first.append(len(ids))
            pieces = self.word(word)
            ids += pieces
            ways += [way(word) + (WAYS // 2 if glued else 0)] * len(pieces)
            glued = not spaces[i]
        return Pieces([*ids, END], [*ways, 0], first)

    def _cut(self, word: str) -> list[int]:
        if len(word) > LONGEST:
            return [UNKNOWN]
        found: list[int] = []
        start = 0
        while start < len(word):
            for end in range(len(word), start, -1):
                number = self._numbers.get(("##" if start else "") + word[start:end])
                if number is not None:
                    found.append(number)
                    start = end
                    break
            else:
                return [UNKNOWN]
        return found


def way(word: str) -> int:
    """How a word is written: 1 lower, 2 Title, 3 CAPITALS, 4 one capital, 5 mIxed, 6 with digits, 7 without letters.

    In a row 8 is added where no space stands before the word; 0 is for what is no word.
    """
    if word.islower():
        return 6 if any(map(str.isdigit, word)) else 1
    if any(map(str.isdigit, word)):
        return 6
    if not any(map(str.isalpha, word)):
        return 7
    if len(word) == 1:
        return 4
    if word.isupper():
        return 3
    return 2 if word[0].isupper() and word[1:].islower() else 5


def _parts(word: str) -> list[str]:
    """Lower case, without accents, cut at every punctuation mark and ideograph."""
    parts: list[str] = []
    fresh = True
    for character in unicodedata.normalize("NFD", word.lower()):
        kind = unicodedata.category(character)
        if kind == "Mn" or kind in ("Cc", "Cf") or character.isspace():
            continue
        if _alone(character, kind):
            parts.append(character)
            fresh = True
        elif fresh:
            parts.append(character)
            fresh = False
        else:
            parts[-1] += character
    return parts


def _alone(character: str, kind: str) -> bool:
    # CASE: BERT takes every ASCII sign for punctuation, "$" and "+" as well
    code = ord(character)
    if kind.startswith("P") or (33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126):
        return True
    return 0x4E00 <= code <= 0x9FFF or 0x3400 <= code <= 0x4DBF or 0xF900 <= code <= 0xFAFF
