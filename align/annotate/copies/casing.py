"""Headlines in Title Case or CAPITALS brought to sentence case before they are parsed, by the words of the body.

A tagger takes every capitalised word for a name. Here a word keeps its capital only where the body of the same article
writes it with one in the middle of a sentence, or where a lexicon knows it. Lengths never change, so offsets hold.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from align.annotate.words.gazetteer import abbreviations

WORD = re.compile(r"[^\W\d_]+")
MIDDLE = re.compile(r"(?<=[a-z,] )[^\W\d_]+|(?<=-)[^\W\d_]+|(?<=[a-z] [“‘\"'])[^\W\d_]+")  # words that open no sentence
LONG = 4  # letters from which a word of a headline in Title Case has its capital
POSSESSIVE = frozenset({"s", "t", "re", "ve", "ll", "d", "m"})


@dataclass(frozen=True, slots=True)
class Casing:
    """How an article writes its words in the middle of sentences: lower-cased form -> usual form."""

    usual: dict[str, str]
    names: Collection[str]

    def of(self, word: str) -> str:
        """`word` as it would stand in a sentence."""
        lower = word.lower()
        known = self.usual.get(lower)
        if known is not None:
            return known
        for form in (word, word.capitalize()):
            if form in self.names:
                return form
        return lower


def learn(texts: Iterable[str], names: Collection[str] = (), plain: Collection[str] = ()) -> Casing:
    """The casing that the body `texts` show.

    `names` are words that are written with a capital anywhere, `plain` those that never are, such as "after". A word
    that the texts have only where sentences begin is taken for a name unless it is plain.
    """
    middle: Counter[str] = Counter()
    anywhere: Counter[str] = Counter()
    for text in texts:
        middle.update(MIDDLE.findall(text))
        anywhere.update(WORD.findall(text))
    usual = _most_frequent(anywhere) | _most_frequent(middle)
    usual.update((word, word) for word in plain)
    return Casing(usual, names)


def _most_frequent(forms: Counter[str]) -> dict[str, str]:
    """Each word in lower case -> the form that it mostly has, the first in the alphabet where two are even."""
    found: dict[str, str] = {}
    for form, count in sorted(forms.items()):
        lower = form.lower()
        if lower not in found or count > forms[found[lower]]:
            found[lower] = form
    return found


def sentence_case(headline: str, casing: Casing) -> str:
    """`headline` in sentence case, of the same length; unchanged where it already is in sentence case."""
    words = list(WORD.finditer(headline))
    long = [match.group() for match in words if len(match.group()) >= LONG]
    if len(long) < 2:
        return headline
    shouted = sum(word.isupper() for word in long) > 0.7 * len(long)
    if not shouted and sum(word[0].isupper() for word in long) < 0.75 * len(long):
        return headline
    parts: list[str] = []
    done = 0
    for position, match in enumerate(words):
        word = match.group()
        initial = len(word) == 1 and headline[match.end() : match.end() + 1] == "."
        keeps = initial or (not shouted and (word.lower() in POSSESSIVE or (word.isupper() and len(word) > 1)))
        written = word if keeps else casing.of(word)
        if position == 0 or _opens(headline, match.start()):
            written = written[:1].upper() + written[1:]
        parts.append(headline[done : match.start()])
        parts.append(written if len(written) == len(word) else word)
        done = match.end()
    parts.append(headline[done:])
    return "".join(parts)


def _opens(headline: str, start: int) -> bool:
    """Whether a sentence starts here: behind a full stop, a question mark or a colon."""
    before = headline[:start].split()[-1:] or [""]
    sign = before[0].rstrip("“‘\"'")[-1:]
    return sign in ("?", "!", ":") or (sign == "." and before[0] not in abbreviations() and "." not in before[0][:-1])
