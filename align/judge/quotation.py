"""The same utterance, quoted with other words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rapidfuzz import fuzz

from align.judge.difference import Difference, value
from align.judge.edits import Edit, plain_edits, shared
from align.judge.lexicon import alike, normal, opposite
from align.judge.pairing import Pairing
from align.judge.quoted import ELLIPSES, NEGATIONS, SMALL, Said, Words, said, within, words_of
from align.models import Severity, Span

_FEWEST = 4  # words that two quotations share, to be one utterance
_FRAMED = 0.5  # share of the words around two short quotations, from which they are of one utterance
_SHORT = 12  # words of a short one
_PHRASE = 4  # words of what is no sentence ("a necessary evil")
_SAME_FRAME = 0.8  # share of the words around, from which two such phrases stand in one place
_HALF = 0.4  # share of such a short one that the other has
_SAME = 0.7  # share of the shorter one's words that the other has in the same order
_BOTH = 0.6  # share of both, for other words at an end to be no other cut of a longer speech
_RUN = 6  # words in a row before or behind such an end
_SUPPOSING = frozenset({"if", "unless", "whether", "lest"})
_HOLDING = frozenset("believe think say mean claim suggest accept agree feel know find promise".split())
_REACH = 6  # words in front of a cut that may turn what it says
_LONGER = 1.5  # times as many words
_SPELLING = 65.0  # "Momma" and "Mama"


def differences(pairing: Pairing) -> Iterator[Difference]:
    """The quotations of one utterance whose words differ in more than marks, brackets and cuts."""
    ours, theirs = said(pairing.left), said(pairing.right)
    for one in ours:
        for other in theirs:
            if within(one.words, other.words) or within(other.words, one.words):
                found = _cut(pairing, one, other)
                if found is not None:
                    yield found
    lonely, others = _lonely(ours, theirs), _lonely(theirs, ours)
    for one in lonely:
        for other in others:
            found = _reworded(pairing, one, other)
            if found is not None:
                yield found
                break


class Place(NamedTuple):
    """Where words stand that are quoted: in which statement, from where to where."""

    statement: str
    span: Span


Utterance = tuple[Place, Place]


def utterances(pairing: Pairing) -> list[Utterance]:
    """Where the two sides quote the same utterance, whether in the same words or nearly."""
    return [
        (Place(one.view.statement.id, _inner(one)), Place(other.view.statement.id, _inner(other)))
        for one in said(pairing.left)
        for other in said(pairing.right)
        if _one_utterance(one.words, other.words) or _framed(one, other)
    ]


def _one_utterance(ours: Words, theirs: Words) -> bool:
    shorter = min(len(ours), len(theirs))
    common = shared(ours, theirs) if shorter >= _FEWEST else 0
    return common >= max(_FEWEST, _SAME * shorter) and len((set(ours) & set(theirs)) - SMALL) >= 2


def _framed(one: Said, other: Said) -> bool:
    """Whether two short quotations stand in the same place of the same sentence: "shouted ‘...’ before he fired"."""
    short, long = sorted((one.words, other.words), key=len)
    if not short or len(long) > _SHORT:
        return False
    ours, theirs = _frame(one), _frame(other)
    common, most = len(ours & theirs), max(len(ours), len(theirs))
    if common < 2 or common < _FRAMED * most:
        return False
    held = shared(short, long)
    return held >= max(2, _HALF * len(long)) or (held > 0 and len(long) <= _PHRASE and common >= _SAME_FRAME * most)


def _frame(one: Said) -> frozenset[str]:
    """What the statement says outside of the quotation."""
    return frozenset(key for token, key in one.view.words if not one.quotation.span.overlaps(token.span))


def _lonely(ours: list[Said], theirs: list[Said]) -> list[Said]:
    """The quotations that the other side has not word for word, in one piece or in several."""
    whole = [word for one in theirs for word in one.words]
    return [
        one
        for one in ours
        if not within(one.words, whole) and not any(within(other.words, one.words) for other in theirs if other.words)
    ]


def _cut(pairing: Pairing, one: Said, other: Said) -> Difference | None:
    """A cut right behind a "not" turns what was said."""
    for near, far in ((one, other), (other, one)):
        short, long = near.words, far.words
        if len(short) < 3 or len(short) >= len(long):
            continue
        position = next((i for i in range(len(long)) if long[i : i + len(short)] == short), 0)
        turned = _turns(long[:position]) and near.view.statement.polarity == "affirmed"
        if turned and not NEGATIONS & set(words_of(_before(near))):
            return _difference(pairing, "major", one, other, "The quotation is cut so that its meaning turns")
    return None


def _turns(before: Words) -> bool:
    """Whether what follows is denied, or only supposed: "not", "I do not believe that", "if"."""
    last = before[-1:]
    if not last:
        return False
    if last[0] in NEGATIONS or last[0] in _SUPPOSING:
        return True
    end = before[-_REACH:]
    held = [place for place, word in enumerate(end) if normal(word) in _HOLDING]
    if not held or any(word not in SMALL for word in end[held[-1] + 1 :]):
        return False
    return bool(NEGATIONS & set(end[: held[-1]]))


def _before(one: Said) -> str:
    """The statement's words in front of the quotation."""
    statement = one.view.statement
    return statement.text[: max(one.quotation.span.start - statement.span.start, 0)]


def _reworded(pairing: Pairing, one: Said, other: Said) -> Difference | None:
    same = _one_utterance(one.words, other.words) or _framed(one, other)
    severity = _mildest(one.words, other.words) if same else None
    if severity is None:
        return None
    return _difference(pairing, severity, one, other, "The quotation is worded differently")


def _mildest(ours: Words, theirs: Words) -> Severity | None:
    """The grade of the whole quotations; or of the stretch of a much longer one that the shorter is most like, where
    that is milder: words are not to be matched with others that a longer speech repeats."""
    whole = _grade(ours, theirs)
    if whole is None or max(len(ours), len(theirs)) <= _LONGER * min(len(ours), len(theirs)):
        return whole
    near = _grade(ours, _stretch(ours, theirs)) if len(ours) < len(theirs) else _grade(_stretch(theirs, ours), theirs)
    return "major" if whole == near == "major" else near if near is None else "minor"


def _stretch(short: Words, long: Words) -> Words:
    whole = " ".join(long)
    found = fuzz.partial_ratio_alignment(" ".join(short), whole)
    if found is None:
        return long
    before = whole[: found.dest_start].count(" ")
    return long[before : before + len(short) + 1]


def _grade(ours: Words, theirs: Words) -> Severity | None:
    """Major where a word that carries meaning was replaced; minor where words were left out or are near in meaning."""
    worst: Severity | None = None
    for edit in plain_edits(ours, theirs, SMALL):
        if _is_cut(edit, ours, theirs):
            continue
        before, behind = ours[edit.start : edit.end], theirs[edit.far_start : edit.far_end]
        if len(before) == len(behind) and all(_same_word(a, b) for a, b in zip(before, behind, strict=True)):
            continue
        gone = [word for word in before if word not in SMALL]
        come = [word for word in behind if word not in SMALL]
        if bool(set(gone) & NEGATIONS) != bool(set(come) & NEGATIONS):
            return "major"
        if gone and come:
            if not all(any(_near(a, b) for b in come) for a in gone):
                return "major"
            if any(opposite(a, b) for a in gone for b in come):
                return "major"
            worst = "minor" if any(not _same_word(a, b) for a in gone for b in come) else worst
        elif gone or come:
            worst = "minor"
    return worst


def _is_cut(edit: Edit, ours: Words, theirs: Words) -> bool:
    """Whether the one only begins or ends elsewhere, or says with an ellipsis that it leaves something out."""
    gone, come = ours[edit.start : edit.end], theirs[edit.far_start : edit.far_end]
    if gone and come and max(len(ours), len(theirs)) <= _PHRASE:
        return False  # two phrases in one place, not two cuts of one speech
    if ELLIPSES & {*gone, *come}:
        return True
    first = edit.start == 0 and edit.far_start == 0
    last = edit.end == len(ours) and edit.far_end == len(theirs)
    if not (first or last):
        return False
    if {*gone} <= SMALL or {*come} <= SMALL:
        return not gone or not come or max(len(gone), len(come)) > 2
    if max(len(gone), len(come)) <= 2:
        return False
    return not _ends_otherwise(edit, ours, theirs)


def _ends_otherwise(edit: Edit, ours: Words, theirs: Words) -> bool:
    """Whether nearly all of one sentence is the same and only its end, or its beginning, is another."""
    common = shared(ours, theirs)
    if common < _BOTH * max(len(ours), len(theirs)):
        return False
    if edit.start:
        before = min(_RUN, edit.start)
        return ours[edit.start - before : edit.start] == theirs[max(edit.far_start - before, 0) : edit.far_start]
    return ours[edit.end : edit.end + _RUN] == theirs[edit.far_end : edit.far_end + _RUN]


def _near(one: str, other: str) -> bool:
    """Whether two words are near enough in meaning or sound to be one word heard or translated in two ways."""
    return _same_word(one, other) or alike(one, other) or (one[0] == other[0] and fuzz.ratio(one, other) >= _SPELLING)


def _same_word(one: str, other: str) -> bool:
    """Whether two words are one in another form or spelling: "Sen." and "Senator", "f***" and what it hides."""
    if "*" in one + other:
        return one[0] == other[0]
    if _stem(one) == _stem(other) or normal(one) == normal(other):
        return True
    short, long = sorted((one, other), key=len)
    if len(short) >= 3 and long.startswith(short):
        return True
    return one == other or (one[:3] == other[:3] and fuzz.ratio(one, other) >= 75)


def _stem(word: str) -> str:
    """The word without the ending of a plural or a past."""
    for ending, stem in (("ies", "y"), ("ied", "y"), ("es", ""), ("ed", ""), ("s", ""), ("e", "")):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word[: -len(ending)] + stem
    return word


def _difference(pairing: Pairing, severity: Severity, one: Said, other: Said, lead: str) -> Difference:
    return Difference(
        "quotation",
        severity,
        value(pairing.left, one.view, _inner(one), " ".join(one.words)),
        value(pairing.right, other.view, _inner(other), " ".join(other.words)),
        lead,
    )


def _inner(one: Said) -> Span:
    """The part of the quotation's words that lies in the statement."""
    inner, span = one.quotation.inner, one.view.statement.span
    return Span(max(inner.start, span.start), min(inner.end, span.end))
