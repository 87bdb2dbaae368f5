"""Quotations as sequences of words, without what outlets do to them: marks, capitals, brackets, cuts, contractions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from align.judge.sides import Side, View
from align.models import Quotation, Span

Words = list[str]
ELLIPSES = frozenset({"…", "..."})
NEGATIONS = frozenset("not never no nobody nothing without neither nor".split())
SMALL = ELLIPSES | frozenset(
    "the a an of to in on at and that this it is was are were be been we i he she they you our my his her their its as "
    "for with by so have has had will would but or very really just do does did who which there from if then than what "
    "these those your us them me him am it's that's he's she's also too uh um well let's there's what's oh s up".split()
)
_WORD = re.compile(r"[^\W_](?:[^\W_]|[’'*](?=[^\W_*]|\*))*|\.\.\.|…|%")
_BRACKET = re.compile(r"[\[(][^\[\]()]{0,80}[\])]")
_LONGEST = 400  # words compared; what is longer is a document
_CONTRACTED = {"re": "are", "ll": "will", "ve": "have", "m": "am"}
_SPOKEN: dict[str, tuple[str, ...]] = {
    "gonna": ("going", "to"),
    "wanna": ("want", "to"),
    "gotta": ("got", "to"),
    "won't": ("will", "not"),
    "can't": ("can", "not"),
    "cannot": ("can", "not"),
    "ain't": ("is", "not"),
    "okay": ("ok",),
}
_UNITS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_FIGURES: dict[str, tuple[str, ...]] = {word: (str(number),) for number, word in enumerate(_UNITS, start=1)}
_FIGURES |= {word: (str(number * 10),) for number, word in enumerate(_TENS, start=2)}
_FIGURES |= {"percent": ("per", "cent"), "%": ("per", "cent"), "colour": ("color",), "favour": ("favor",)}


class Said(NamedTuple):
    """A quotation with the statement that it stands in; `words` are those that lie in the statement."""

    view: View
    quotation: Quotation
    words: Words


def said(side: Side) -> list[Said]:
    """The quotations of a side, each as far as its statement holds it."""
    found: list[Said] = []
    for view in side.views:
        span = view.statement.span
        for quotation in view.statement.quotations:
            inner = quotation.inner
            if span.overlaps(inner):
                part = Span(max(inner.start, span.start), min(inner.end, span.end))
                found.append(Said(view, quotation, words_of(view.text(part))))
    return found


def words_of(text: str) -> Words:
    """The words of a quotation in small letters, without marks and without what an editor put in brackets."""
    plain = (word.lower().replace("’", "'") for word in _WORD.findall(_BRACKET.sub(" … ", text.replace("O.K.", "ok"))))
    return [part for word in plain for part in _spelt_out(word)][:_LONGEST]


def _spelt_out(word: str) -> tuple[str, ...]:
    """ "don't" as "do not", "we're" as "we are", "gonna" as "going to"."""
    if word in _SPOKEN or word in _FIGURES:
        return _SPOKEN.get(word) or _FIGURES[word]
    if word.endswith("n't"):
        return (word[:-3], "not")
    stem, mark, ending = word.partition("'")
    return (stem, _CONTRACTED[ending]) if mark and ending in _CONTRACTED else (word,)


def within(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether `short` is a stretch of `long`, leaving out where it has an ellipsis."""
    text = " " + " ".join(word for word in long if word not in ELLIPSES) + " "
    at = 0
    part: list[str] = []
    for word in (*short, "…"):
        if word not in ELLIPSES:
            part.append(word)
            continue
        if part:
            found = text.find(f" {' '.join(part)} ", at)
            if found < 0:
                return False
            at = found
        part = []
    return True
