"""Text that is written in one case throughout, in the case of ordinary prose: a copy for the pipeline, of one length.

A word gets a capital where another text on the event writes it with one in the middle of a sentence, where a lexicon
knows the name, or where it looks like a name: no listed word, or one that is usually written so. What is usually a
name in a name's neighbourhood ("lake" beside "Orrin") follows its neighbour.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from align.annotate.copies.casing import MIDDLE
from align.annotate.words import gazetteer
from align.annotate.words.genders import of_name as gender
from align.vocabulary import known, name_likeness
from align.writing import WORD

# Probability of being a name from which a word is written as one, by itself and beside another one. Words of gum/train
# from .7 on are names in 87 of 100 kinds; .45 takes in "Bay", "Lake", "Queen", which stand alone in lower case as well.
NAME, NAME_BESIDE = 0.75, 0.45
# Of a listed first name, and of what stands behind it: "grace period" is none.
FIRST_NAME, LAST_NAME = 0.35, 0.2
MONTHS_TOO = frozenset({"march", "may"})
BEFORE_MONTH = frozenset("in last next since until till by of early mid late this through before after every".split())
LONGEST_NAME = 5  # words of a name of the lexicon
VOWEL = re.compile(r"[aeiouyäöüáéíóú]", re.IGNORECASE)
SHORT = 4  # letters of what is rather an abbreviation, if it is no word and has no vowel
ENDING = re.compile(r"[.!?…][\"'”’)\]]*\s+[\"'“‘(\[]*$|(?:^|\n)\W*$")
BEFORE = 8  # characters before a word that tell whether a sentence begins with it
POSSESSIVE = frozenset({"s", "t", "re", "ve", "ll", "d", "m"})


@dataclass(frozen=True, slots=True)
class Evidence:
    """How other texts write words within sentences, in lower case -> as usual; `plain` words never have capitals."""

    usual: Mapping[str, str]
    plain: Collection[str]


def learn(texts: Iterable[str], plain: Collection[str]) -> Evidence:
    """What `texts` in ordinary case show."""
    forms: dict[str, Counter[str]] = {}
    for text in texts:
        for word in MIDDLE.findall(text):
            forms.setdefault(word.lower(), Counter())[word] += 1
    return Evidence({lower: min(seen, key=lambda w: (-seen[w], w)) for lower, seen in forms.items()}, plain)


def recased(text: str, evidence: Evidence) -> str:
    """`text` in ordinary case, every character in its place."""
    matches = list(WORD.finditer(text))
    lower = [match.group().lower() for match in matches]
    beside = [
        n > 0 and text[matches[n - 1].end() : matches[n].start()] in (" ", "-") for n in range(len(matches))
    ]  # whether a word directly follows the one before
    written = [_alone(word, evidence) for word in lower]
    _names(lower, beside, written, evidence.plain)
    _initials(text, matches, written)
    _months(lower, beside, text, matches, written)
    _first_names(lower, beside, written, evidence)
    _neighbours(lower, beside, written, evidence)
    parts: list[str] = []
    done = 0
    for match, form in zip(matches, written, strict=True):
        start, word = match.start(), match.group()
        if start and text[start - 1] in "'’" and form.lower() in POSSESSIVE:
            form = form.lower()
        elif _opens(text, start):
            form = form[:1].upper() + form[1:]
        parts.append(text[done:start])
        parts.append(form if len(form) == len(word) else word)
        done = match.end()
    parts.append(text[done:])
    return "".join(parts)


def _opens(text: str, start: int) -> bool:
    """Whether a sentence begins at `start`: behind a sign that ends one and is no part of an abbreviation."""
    if ENDING.search(text[max(0, start - BEFORE) : start]) is None:
        return False
    last = text[max(0, start - 2 * BEFORE) : start].split()[-1:]
    return not last or last[0].lower() not in _abbreviated()


@cache
def _abbreviated() -> Mapping[str, str]:
    """Each abbreviation in lower case -> its usual form, with small letters where it has them too ("a.m.")."""
    return {form.lower(): form for form in sorted(gazetteer.abbreviations())}


def _alone(word: str, evidence: Evidence) -> str:
    """`word` as it stands in a sentence, by itself."""
    if word == "i":
        return "I"
    if word in evidence.usual and word not in evidence.plain:
        return evidence.usual[word]
    if word in evidence.plain or len(word) == 1:
        return word
    if word.capitalize() in gazetteer.capitalised() and word in gazetteer.CALENDAR:
        return word.capitalize()
    likeness = name_likeness(word)
    if likeness is None:
        if known(word):
            return word
        return word.upper() if len(word) <= SHORT and not VOWEL.search(word) else word.capitalize()
    return word.capitalize() if likeness >= NAME else word


@cache
def _lexicon() -> Mapping[str, Sequence[tuple[str, ...]]]:
    """First word in lower case -> the names that begin with it, as words, longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in gazetteer.labels():
        words = tuple(WORD.findall(name))
        if words and " ".join(words) == name.replace("-", " ") and len(words) <= LONGEST_NAME:
            found.setdefault(words[0].lower(), []).append(words)
    return {first: sorted(names, key=lambda words: (-len(words), words)) for first, names in found.items()}


def _names(lower: Sequence[str], beside: Sequence[bool], written: list[str], plain: Collection[str]) -> None:
    """Writes the names of the lexicon as they are written there."""
    for n, word in enumerate(lower):
        for name in _lexicon().get(word, ()):
            end = n + len(name)
            if len(name) == 1 and word in plain:
                continue  # "us", "it"
            if tuple(lower[n:end]) == tuple(part.lower() for part in name) and all(beside[n + 1 : end]):
                written[n:end] = name
                break


def _months(
    lower: Sequence[str], beside: Sequence[bool], text: str, matches: Sequence[re.Match[str]], written: list[str]
) -> None:
    """CASE: "in march", "last may", "march 3" are months, "they march", "it may" are not."""
    for n, word in enumerate(lower):
        if word in MONTHS_TOO:
            dated = text[matches[n].end() + 1 : matches[n].end() + 2].isdigit()
            if dated or (beside[n] and lower[n - 1] in BEFORE_MONTH):
                written[n] = word.capitalize()


def _first_names(lower: Sequence[str], beside: Sequence[bool], written: list[str], evidence: Evidence) -> None:
    """Capitals for a first name and the word behind it: "maria delgado", but not "will he" or "mark the day"."""
    for n, word in enumerate(lower[:-1]):
        behind = lower[n + 1]
        if not beside[n + 1] or word in evidence.plain or behind in evidence.plain or gender(word) is None:
            continue
        if (name_likeness(word) or 1.0) >= FIRST_NAME and (name_likeness(behind) or 1.0) >= LAST_NAME:
            written[n] = word.capitalize()
            if written[n + 1].islower():
                written[n + 1] = behind.capitalize()


def _initials(text: str, matches: Sequence[re.Match[str]], written: list[str]) -> None:
    """Capitals for "u.s." and "j. hill", none for "a.m."."""
    forms = _abbreviated()
    for n, match in enumerate(matches):
        if len(match.group()) > 1 or text[match.end() : match.end() + 1] != ".":
            continue
        start, end = match.start(), match.end() + 1
        while start >= 2 and text[start - 1] == "." and text[start - 2].isalpha() and end - start < 12:
            start -= 2
        while text[end : end + 1].isalpha() and text[end + 1 : end + 2] == "." and end - start < 12:
            end += 2
        whole = forms.get(text[start:end].lower())
        if whole is not None:
            written[n] = whole[match.start() - start]
        elif end - start > 2 or (n + 1 < len(matches) and not written[n + 1].islower()):
            written[n] = match.group().upper()


def _neighbours(lower: Sequence[str], beside: Sequence[bool], written: list[str], evidence: Evidence) -> None:
    """A capital for what is often part of a name where a name stands beside it: "Lake Orrin", "Tarn Bay"."""
    titles = {words[0] for words in gazetteer.titles()[0] if len(words) == 1}
    capital = [not form.islower() for form in written]
    for n, word in enumerate(lower):
        if (
            capital[n]
            or word in evidence.plain
            or word in evidence.usual
            or word.capitalize() in titles
            or word in titles
        ):
            continue
        near = (beside[n] and capital[n - 1]) or (n + 1 < len(lower) and beside[n + 1] and capital[n + 1])
        if near and (name_likeness(word) or 0.0) >= NAME_BESIDE:
            written[n] = word.capitalize()
