"""In which language a stretch of text is, as far as it matters here: English, another one that has a name, or unclear.

Small words tell: four words in ten of English news stand in `ENGLISH`, one in five of any other language in its list.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

WORD = re.compile(r"[^\W\d_]+")
ENGLISH = frozenset(
    "the of and to in a is that for it was on with as he be by at from his her she they their this have has had not "
    "but or an which were been who will would said its after when there than we you i my our your if are what so about "
    "more up out one all can could do does did into over no how then them him new says us just because where while "
    "these those also only other before under between against during through being".split()
)
FEWEST = 6  # words by which a language can be told
ENOUGH = 0.12  # share of small words that a language needs; .2 to .55 in texts of a paragraph
ENGLISH_ENOUGH = 0.2
DISTINCT = 3  # different small words of it: an address in Mérida has two
MARGIN = 2.0  # times as many small words as English has there
SCRIPT_SHARE = 0.5  # of the letters
FEWEST_LETTERS = 4
# The names of letters begin with the script; what a reader calls it.
SCRIPTS = {
    "CYRILLIC": "the Cyrillic script",
    "ARABIC": "the Arabic script",
    "CJK": "Chinese characters",
    "HIRAGANA": "Japanese",
    "KATAKANA": "Japanese",
    "HANGUL": "Korean",
    "GREEK": "Greek",
    "HEBREW": "Hebrew",
    "DEVANAGARI": "the Devanagari script",
    "BENGALI": "Bengali",
    "TAMIL": "Tamil",
    "TELUGU": "Telugu",
    "GUJARATI": "Gujarati",
    "THAI": "Thai",
    "GEORGIAN": "Georgian",
    "ARMENIAN": "Armenian",
    "ETHIOPIC": "the Ethiopic script",
}
ANOTHER = "another script"


def language_of(text: str) -> str | None:
    """What other language or script `text` is in ("French", "the Cyrillic script"); "English", or None if unclear."""
    script = _script(text)
    if script is not None:
        return script
    words = [word.casefold() for word in WORD.findall(text)]
    if len(words) < FEWEST:
        return None
    english = sum(word in ENGLISH for word in words)
    counts = Counter(name for word in words for name in _small_words().get(word, ()))
    best = max(sorted(counts), key=lambda name: counts[name], default="")
    if counts[best] >= max(3.0, ENOUGH * len(words), MARGIN * english) and _distinct(words, best) >= DISTINCT:
        return best
    return "English" if english >= ENGLISH_ENOUGH * len(words) else None


def leans(text: str, language: str) -> bool:
    """Whether `text` has more small words of `language` than of English: enough where all around it is in that."""
    words = [word.casefold() for word in WORD.findall(text)]
    own = sum(language in _small_words().get(word, ()) for word in words)
    return own > sum(word in ENGLISH for word in words)


def _distinct(words: list[str], language: str) -> int:
    """How many different small words say so that English has not: "La La Land" and "De Niro" make no French."""
    return len({word for word in words if language in _small_words().get(word, ()) and word not in ENGLISH})


def _script(text: str) -> str | None:
    letters = [sign for sign in text if sign.isalpha()]
    foreign = [sign for sign in letters if sign > "\u036f" and not "\u1e00" <= sign <= "\u1eff"]
    if len(foreign) < max(FEWEST_LETTERS, SCRIPT_SHARE * len(letters)):
        return None
    # Japanese mixes three scripts: two of them are its own.
    counts = Counter(_script_of(sign) for sign in foreign[:2000])
    if counts["Japanese"] >= 0.1 * sum(counts.values()):
        return "Japanese"
    best = max(sorted(counts), key=lambda name: counts[name])
    return best or None


@cache
def _script_of(sign: str) -> str:
    name = unicodedata.name(sign, "").split(" ")[0]
    if name in ("LATIN", "MATHEMATICAL", "FULLWIDTH", "MODIFIER"):
        return ""
    return SCRIPTS.get(name, ANOTHER)


@cache
def _small_words() -> Mapping[str, tuple[str, ...]]:
    """Small word -> the languages that have it."""
    text = (files("align") / "data" / "lexicon" / "languages.toml").read_text(encoding="utf-8")
    found: dict[str, list[str]] = {}
    for name, words in tomllib.loads(text).items():
        for word in dict.fromkeys(words.split()):
            found.setdefault(word, []).append(name)
    return {word: tuple(names) for word, names in found.items()}
