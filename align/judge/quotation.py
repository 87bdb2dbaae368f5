"""The same utterance, quoted with other words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from align.judge.difference import Difference, value
from align.judge.edits import edits, shared
from align.judge.lexicon import alike, opposite
from align.judge.pairing import Pairing
from align.judge.sides import Side, View
from align.models import Quotation, Severity, Span

_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*|\.\.\.|…")
_BRACKET = re.compile(r"[\[(][^\[\]()]{0,80}[\])]")
_FEWEST = 4  # words that two quotations share, to be one utterance
_SAME = 0.7  # share of the shorter one's words that the other has in the same order
_LONGEST = 400  # words compared; what is longer is a document
_NEGATIONS = frozenset("not never no nobody nothing without neither nor".split())
_SMALL = frozenset(
    "the a an of to in on at and that this it is was are were be been we i he she they you our my his her their its as "
    "for with by so have has had will would but or very really just do does did who which there from if then than what "
    "these those your us them me him am i'm it's we're they're that's he's she's i've we've … ... also too uh um "
    "well".split()
)
_CONTRACTED = {"re": "are", "ll": "will", "ve": "have", "m": "am"}
Words = list[str]
Said = tuple[View, Quotation, Words]


def differences(pairing: Pairing) -> Iterator[Difference]:
    """The quotations of one utterance whose words differ in more than marks, brackets and cuts."""
    theirs = _said(pairing.right)
    whole = [word for _, _, words in theirs for word in words]
    for view, quotation, words in _said(pairing.left):
        if _within(words, whole) or any(_within(words, other) or _within(other, words) for _, _, other in theirs):
            found = next((cut for said in theirs if (cut := _cut(pairing, (view, quotation, words), said))), None)
            if found is not None:
                yield found
            continue
        for said in theirs:
            found = _reworded(pairing, (view, quotation, words), said)
            if found is not None:
                yield found
                break


def _said(side: Side) -> list[Said]:
    return [
        (view, quotation, words_of(quotation.text))
        for view in side.views
        for quotation in view.statement.quotations
        if view.statement.span.overlaps(quotation.inner)
    ]


def words_of(text: str) -> Words:
    """The words of a quotation in small letters, without marks and without what an editor put in brackets."""
    plain = (word.lower().replace("’", "'") for word in _WORD.findall(_BRACKET.sub(" … ", text)))
    return [part for word in plain for part in _spelt_out(word)][:_LONGEST]


def _spelt_out(word: str) -> tuple[str, ...]:
    """ "don't" as "do not", "we're" as "we are"."""
    if word in ("can't", "cannot"):
        return ("can", "not")
    if word == "won't":
        return ("will", "not")
    if word.endswith("n't"):
        return (word[:-3], "not")
    stem, mark, ending = word.partition("'")
    return (stem, _CONTRACTED[ending]) if mark and ending in _CONTRACTED else (word,)


def _within(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether `short` is a stretch of `long`, leaving out where it has an ellipsis."""
    if not short:
        return True
    text = " " + " ".join(word for word in long if word not in ("…", "...")) + " "
    at = 0
    part: list[str] = []
    for word in (*short, "…"):
        if word in ("…", "..."):
            if part:
                found = text.find(" " + " ".join(part) + " ", at)
                if found < 0:
                    return False
                at = found
            part = []
        else:
            part.append(word)
    return True


def _cut(pairing: Pairing, one: Said, other: Said) -> Difference | None:
    """A cut right behind a "not" turns what was said."""
    for near, far in ((one, other), (other, one)):
        short, long = near[2], far[2]
        if len(short) < 3 or len(short) >= len(long) or not _within(short, long):
            continue
        position = next((i for i in range(len(long)) if long[i : i + len(short)] == short), -1)
        if position > 0 and long[position - 1] in _NEGATIONS and near[0].statement.polarity == "affirmed":
            return _difference(pairing, "major", one, other, "The quotation is cut so that its meaning turns")
    return None


def _reworded(pairing: Pairing, one: Said, other: Said) -> Difference | None:
    ours, theirs = one[2], other[2]
    shorter = min(len(ours), len(theirs))
    if shorter < _FEWEST:
        return None
    common = shared(ours, theirs)
    content = len({word for word in ours if word not in _SMALL} & {word for word in theirs if word not in _SMALL})
    if common < _FEWEST or common < _SAME * shorter or content < 2:
        return None
    severity = _grade(ours, theirs)
    return (
        None if severity is None else _difference(pairing, severity, one, other, "The quotation is worded differently")
    )


def _grade(ours: Words, theirs: Words) -> Severity | None:
    """Major where a word that carries meaning was replaced; minor where words were left out or are near in meaning."""
    worst: Severity | None = None
    for edit in edits(ours, theirs):
        gone = [word for word in ours[edit.start : edit.end] if word not in _SMALL]
        come = [word for word in theirs[edit.far_start : edit.far_end] if word not in _SMALL]
        turned = bool(set(gone) & _NEGATIONS) != bool(set(come) & _NEGATIONS)
        if turned:
            return "major"
        if gone and come:
            if not all(any(_near(a, b) for b in come) for a in gone):
                return "major"
            if any(opposite(a, b) for a in gone for b in come):
                return "major"
            worst = "minor" if any(not _same_word(a, b) for a in gone for b in come) else worst
        elif (gone or come) and edit.start > 0 and edit.end < len(ours) and edit.far_end < len(theirs):
            worst = "minor"
    return worst


def _near(one: str, other: str) -> bool:
    return _same_word(one, other) or alike(one, other)


def _same_word(one: str, other: str) -> bool:
    """Whether two words are one in another form or spelling, contractions spelt out."""
    return one == other or (one[:3] == other[:3] and fuzz.ratio(one, other) >= 75)


def _difference(pairing: Pairing, severity: Severity, one: Said, other: Said, lead: str) -> Difference:
    return Difference(
        "quotation",
        severity,
        value(pairing.left, one[0], _inner(one), " ".join(one[2])),
        value(pairing.right, other[0], _inner(other), " ".join(other[2])),
        lead,
    )


def _inner(said: Said) -> Span:
    """The part of the quotation's words that lies in the statement."""
    inner, span = said[1].inner, said[0].statement.span
    return Span(max(inner.start, span.start), min(inner.end, span.end))
