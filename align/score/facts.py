"""Features of stated values: quoted words, numbers, dates and who is credited."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from align.models import DateMention, Quantity, Statement
from align.score.words import Floats


def columns(lefts: Sequence[Statement], rights: Sequence[Statement]) -> dict[str, Floats]:
    """Each feature of this module as float32 (left, right); zero wherever a side states no such value."""
    shape = (len(lefts), len(rights))
    out = {
        n: np.zeros(shape, dtype=np.float32)
        for n in (
            "quotation", "numbers_equal", "numbers_other", "dates_meet", "dates_apart", "same_speaker", "other_speaker"
        )
    }  # fmt: skip
    words_a, words_b = [_words(s) for s in lefts], [_words(s) for s in rights]
    quoted_a, quoted_b = [_quoted(s) for s in lefts], [_quoted(s) for s in rights]
    speakers_a, speakers_b = [speaker(s) for s in lefts], [speaker(s) for s in rights]
    for i, left in enumerate(lefts):
        for j, right in enumerate(rights):
            if quoted_a[i] or quoted_b[j]:
                out["quotation"][i, j] = _shared_quotation(quoted_a[i], words_b[j], quoted_b[j], words_a[i])
            if left.quantities and right.quantities:
                equal = any(same_number(p, q) for p in left.quantities for q in right.quantities)
                out["numbers_equal" if equal else "numbers_other"][i, j] = 1
            if left.dates and right.dates:
                known = [(p, q) for p in left.dates for q in right.dates if p.start and q.start]
                if known:
                    out["dates_meet" if any(meet(p, q) for p, q in known) else "dates_apart"][i, j] = 1
            if speakers_a[i] is not None and speakers_b[j] is not None:
                out["same_speaker" if speakers_a[i] == speakers_b[j] else "other_speaker"][i, j] = 1
    return out


_PRONOUNS = frozenset(
    {"he", "she", "they", "it", "i", "we", "you", "who", "that", "this", "one", "some", "many", "others"}
)


def speaker(statement: Statement) -> str | None:
    """Who the statement's own words credit: the linked entity, else the last word; None for an open pronoun."""
    credit = statement.attribution
    if credit is None or (credit.entity is None and credit.speaker.lower() in _PRONOUNS):
        return None
    return credit.entity or _head(credit.speaker.lower())


def _head(speaker_: str) -> str:
    """The last word before a phrase that hangs on it: "office" of "his office in Paris"."""
    words = speaker_.replace(",", " ,").split()
    end = next(
        (n for n, w in enumerate(words) if n and w in {"of", "in", "for", "at", "from", "who", "with", ","}), len(words)
    )
    return words[end - 1] if words else speaker_


def same_number(left: Quantity, right: Quantity) -> bool:
    """Whether two quantities state the same value in the same unit, and count like things where both say what."""
    if left.kind != right.kind or left.unit != right.unit or None in (left.low, right.low):
        return False
    return left.low == right.low and left.high == right.high


def meet(left: DateMention, right: DateMention) -> bool:
    """Whether two resolved dates share a day."""
    if left.start is None or right.start is None:
        return False
    return left.start <= (right.end or right.start) and right.start <= (left.end or left.start)


def _words(statement: Statement) -> tuple[str, ...]:
    return tuple(t.text.lower() for t in statement.tokens)


def _quoted(statement: Statement) -> tuple[tuple[str, ...], ...]:
    """The words of each quotation, as far as they stand in the statement, where there are at least two."""
    found = []
    for quotation in statement.quotations:
        inside = tuple(t.text.lower() for t in statement.tokens if quotation.inner.contains(t.span))
        if len(inside) >= 2:
            found.append(inside)
    return tuple(found)


def _shared_quotation(
    quoted_left: tuple[tuple[str, ...], ...],
    words_right: tuple[str, ...],
    quoted_right: tuple[tuple[str, ...], ...],
    words_left: tuple[str, ...],
) -> float:
    """The longest run of quoted words that the other statement says too, n words as n / (n + 3); from two words on."""
    runs = [longest_run(q, words_right) for q in quoted_left] + [longest_run(q, words_left) for q in quoted_right]
    best = max(runs, default=0)
    return best / (best + 3) if best >= 2 else 0.0


def longest_run(left: Sequence[str], right: Sequence[str]) -> int:
    """The length of the longest run of words that both hold in the same order without a gap."""
    best = 0
    lengths = [0] * (len(right) + 1)
    for word in left:
        before = 0
        for j, other in enumerate(right, 1):
            before, lengths[j] = lengths[j], before + 1 if word == other else 0
            best = max(best, lengths[j])
    return best
