"""How a text is written: in which case, with or without punctuation, damaged or not. Thresholds with what they rest on.

Measured on 150 news articles (basil) and the documents of gum/train and ewt/train; none of the articles and none of
gum's documents passes a threshold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from align.vocabulary import known

Case = Literal["mixed", "upper", "lower", "title"]

WORD = re.compile(r"[^\W\d_]+")
TERMINAL = re.compile(r"[.!?…。！？؟]")
TOKEN = re.compile(r"\S+")
FEWEST_LETTERS = 30  # of which a case can be told
FEWEST_CASED_WORDS = 15
# Share of letters that are capitals: .02 to .09 in ordinary articles.
UPPER = 0.7
# Share of words with a capital: over .08 in ordinary articles, 0 to .01 in captions ("I", a few names).
LOWER = 0.015
# Share of the words of four letters and more that begin with a capital: under .45 in ordinary articles.
TITLE, LONG, FEWEST_LONG_WORDS = 0.85, 4, 25
# Words for each mark that can end a sentence: 9 to 35 in ordinary articles.
UNMARKED, FEWEST_UNMARKED = 60, 60
# Share of words that are damaged: under .006 in ordinary articles, .03 and more where one word in ten is misread.
NOISY, FEWEST_DAMAGED, FEWEST_READ = 0.02, 4, 40


def case_of(text: str) -> Case:
    """In which case `text` is written throughout; "mixed" for ordinary writing and where there is too little of it."""
    capitals = sum(map(str.isupper, text))
    small = sum(map(str.islower, text))
    if capitals + small < FEWEST_LETTERS:
        return "mixed"
    if capitals >= UPPER * (capitals + small):
        return "upper"
    words = WORD.findall(text)
    if len(words) < FEWEST_CASED_WORDS:
        return "mixed"
    if sum(word[0].isupper() for word in words) <= LOWER * len(words):
        return "lower"
    long = [word for word in words if len(word) >= LONG]
    if len(long) >= FEWEST_LONG_WORDS and sum(word[0].isupper() for word in long) >= TITLE * len(long):
        return "title"
    return "mixed"


def unmarked(text: str) -> bool:
    """Whether `text` goes on for long without any mark that ends a sentence."""
    words = len(WORD.findall(text))
    return words >= FEWEST_UNMARKED and len(TERMINAL.findall(text)) * UNMARKED < words


# ---- damage ------------------------------------------------------------------------------------------------------

# What a scanner reads -> what stood there. Each is tried alone, at every place of a word that is none.
MISREAD = (
    ("rn", "m"), ("m", "rn"), ("c", "e"), ("e", "c"), ("li", "h"), ("h", "li"), ("1", "l"), ("1", "i"), ("0", "o"),
    ("l", "i"), ("i", "l"), ("I", "l"), ("vv", "w"), ("ii", "n"), ("ii", "u"), ("cl", "d"), ("d", "cl"), ("n", "u"),
    ("u", "n"), ("5", "s"), ("8", "b"), ("6", "b"), ("f", "t"), ("t", "f"), ("b", "h"), ("h", "b"), ("o", "e"),
    ("a", "o"), ("!", "l"), ("|", "l"), ("£", "e"), ("tl", "d"), ("ni", "m"), ("in", "m"),
)  # fmt: skip
STRAY = frozenset("~^|¬¦•■□¤§¶\\<>={}ﬁﬂ�°")
EDGES = "\"'“”‘’„()[],.;:!?…-–—*«»"
ADDRESS = re.compile(r"https?:|www\.|[@#/_=&]|\.(?:com|org|net|edu|gov|html?)\b", re.IGNORECASE)
DIGIT_INSIDE = re.compile(r"[^\W\d_]+[0158!|][^\W\d_]+|[01][^\W\d_]{3,}", re.IGNORECASE)
LONGEST_WORD = 25


@dataclass(frozen=True, slots=True)
class Damage:
    """How many of the words that were `read` are `damaged`, with the first few of these."""

    read: int
    damaged: int
    examples: tuple[str, ...]

    @property
    def noisy(self) -> bool:
        """Whether the text is damaged all over, as by a scanner."""
        return self.read >= FEWEST_READ and self.damaged >= max(FEWEST_DAMAGED, NOISY * self.read)


def damage(text: str) -> Damage:
    """The words of `text` that are none and become one by undoing what scanners misread, and stray signs on words."""
    read = 0
    seen: dict[str, None] = {}
    damaged = 0
    for match in TOKEN.finditer(text):
        token = match.group()
        if not any(map(str.isalpha, token)) or ADDRESS.search(token):
            continue
        read += 1
        if token in seen:
            continue  # one odd word that recurs is a term, not damage
        if _is_damaged(token):
            seen[token] = None
            damaged += 1
    return Damage(read, damaged, tuple(seen)[:3])


def _is_damaged(token: str) -> bool:
    bare = token.strip(EDGES)
    if len(bare) > 1 and (bare[0] in STRAY or bare[-1] in STRAY or any(sign in bare[1:-1] for sign in "~^|¬¦■□�")):
        return True
    if len(bare) > LONGEST_WORD:
        return False
    if DIGIT_INSIDE.fullmatch(bare):
        return any(form.isalpha() and known(form) for form in _corrected(bare))
    # A word with a capital may be a name, which no list knows.
    if len(bare) < 3 or not bare.islower() or not bare.isalpha() or known(bare):
        return False
    return any(known(form) for form in _corrected(bare))


def _corrected(word: str) -> Iterator[str]:
    """`word` with one misreading undone, or with the commonest ones undone wherever they may stand."""
    for wrong, right in MISREAD:
        place = word.find(wrong)
        while place >= 0:
            yield word[:place] + right + word[place + len(wrong) :]
            place = word.find(wrong, place + 1)
    for wrong, right in (("rn", "m"), ("c", "e"), ("1", "l"), ("0", "o"), ("li", "h")):
        if word.count(wrong) > 1:
            yield word.replace(wrong, right)


# ---- figures -----------------------------------------------------------------------------------------------------

FIGURES, FEWEST_FIGURES = 0.5, 20


def mostly_figures(text: str) -> bool:
    """Whether most of `text` are numbers, as in a table."""
    tokens = [token for token in TOKEN.findall(text) if any(map(str.isalnum, token))]
    return len(tokens) >= FEWEST_FIGURES and sum(map(_is_figure, tokens)) >= FIGURES * len(tokens)


def _is_figure(token: str) -> bool:
    return any(map(str.isdigit, token)) and sum(map(str.isalpha, token)) <= 1
