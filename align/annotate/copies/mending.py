"""Words that something stands in, made whole in a copy of the same length: what is left over stands behind as blanks.

    soft hyphens and other invisible signs   exam­ine
    words broken at the end of a line        exam-
                                             ine
    accents written as signs of their own    cafe + ´

Emoji and signs of direction between words become blanks. `restored.py` gives the words their full length back.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from align.models import Span
from align.vocabulary import known, one_word

INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
ACCENTS = "\u0300-\u036f"
EMOJI = "\u200d\u20e3\u231a-\u23ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff\U000e0000-\U000e007f"
ODD = re.compile(rf"[{INVISIBLE}{ACCENTS}{EMOJI}]|[^\W\d_]-[ \t]*\r?\n")
BROKEN = r"-[ \t]{0,8}\r?\n[ \t]{0,8}(?=[^\W\d_])"
WORD = re.compile(rf"[{INVISIBLE}]*[^\W_](?:[\w'’]|[{INVISIBLE}{ACCENTS}]|{BROKEN})*")
LINE_END = re.compile(BROKEN)
UNSEEN = re.compile(f"[{INVISIBLE}]")
BLANK = re.compile(f"[{INVISIBLE}{EMOJI}]")


@dataclass(frozen=True, slots=True)
class Mended:
    """`text` in the length of the original; `words` are the places of the original words that became shorter in it."""

    text: str
    words: tuple[Span, ...] = ()


def mended(text: str) -> Mended:
    """`text` with its words whole."""
    if ODD.search(text) is None:
        return Mended(text)
    parts: list[str] = []
    places: list[Span] = []
    done = 0
    for match in WORD.finditer(text):
        word = re.sub(f"[{INVISIBLE}]+$", "", match.group())
        whole = _whole(word)
        if len(whole) >= len(word):
            continue
        parts.append(text[done : match.start()])
        parts.append(whole.ljust(len(word)))
        done = match.start() + len(word)
        places.append(Span(match.start(), done))
    parts.append(text[done:])
    return Mended(BLANK.sub(" ", "".join(parts)), tuple(places))


def _whole(word: str) -> str:
    word = unicodedata.normalize("NFC", UNSEEN.sub("", word))
    while (broken := LINE_END.search(word)) is not None:
        before, after = word[: broken.start()], word[broken.end() :]
        word = f"{before}{_hyphen(before, after)}{after}"
    return word


def _hyphen(before: str, after: str) -> str:
    """CASE: "inspec-" "tion" was one word, "well-" "known" was written with a hyphen, "Smith-" "Jones" too."""
    first, last = before.rpartition("-")[2], LINE_END.split(after)[0]
    if last[:1].isupper():
        return "-"
    if one_word(first + last):
        return ""
    return "-" if known(first) and known(last) else ""
