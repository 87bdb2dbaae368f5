"""Features of stated values: quoted words, numbers, dates and who is credited."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise, product

import numpy as np
from numpy.typing import NDArray

from align.models import DateMention, Quantity, Statement
from align.score.words import Floats


def columns(lefts: Sequence[Statement], rights: Sequence[Statement]) -> dict[str, Floats]:
    """Each feature of this module as float32 (left, right); zero wherever a side states no such value."""
    shape = (len(lefts), len(rights))
    out = {
        n: np.zeros(shape, dtype=np.float32)
        for n in (
            "quotation", "numbers_equal", "dates_apart", "other_speaker"
        )
    }  # fmt: skip
    _mark_quotations(out["quotation"], lefts, rights)
    for i, j in _both(lefts, rights, lambda s: s.quantities):
        out["numbers_equal"][i, j] = any(same_number(p, q) for p in lefts[i].quantities for q in rights[j].quantities)
    for i, j in _both(lefts, rights, lambda s: [d for d in s.dates if d.start]):
        out["dates_apart"][i, j] = not any(meet(p, q) for p in lefts[i].dates for q in rights[j].dates)
    speakers_a, speakers_b = [speaker(s) for s in lefts], [speaker(s) for s in rights]
    for i, one in enumerate(speakers_a):
        for j, other in enumerate(speakers_b):
            out["other_speaker"][i, j] = one is not None and other is not None and one != other
    return out


def _both(
    lefts: Sequence[Statement], rights: Sequence[Statement], of: Callable[[Statement], object]
) -> Iterator[tuple[int, int]]:
    """The pairs in which both statements have something of a kind: few, so that only these are looked at."""
    return product([i for i, s in enumerate(lefts) if of(s)], [j for j, s in enumerate(rights) if of(s)])


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


def _mark_quotations(out: Floats, lefts: Sequence[Statement], rights: Sequence[Statement]) -> None:
    """The longest run of quoted words that the other statement says too, n words as n / (n + 3); from two words on."""
    runs = np.zeros(out.shape, dtype=np.int64)
    _longest(runs, lefts, rights)
    _longest(runs.T, rights, lefts)
    for i, j in np.argwhere(runs >= 2):
        best = int(runs[i, j])
        out[i, j] = best / (best + 3)


def _longest(runs: NDArray[np.int64], quoting: Sequence[Statement], saying: Sequence[Statement]) -> None:
    """Raises `runs` (quoting, saying) to the longest run of words of a quotation of the one that the other says.

    Two words in a row must be the same at least, so only statements that hold two such words are compared.
    """
    quoted = [(i, words) for i, s in enumerate(quoting) for words in _quoted(s)]
    if not quoted:
        return
    words = [_words(s) for s in saying]
    holding: dict[tuple[str, str], list[int]] = {}
    for j, said in enumerate(words):
        for two in set(pairwise(said)):
            holding.setdefault(two, []).append(j)
    for i, quotation in quoted:
        for j in sorted({j for two in set(pairwise(quotation)) for j in holding.get(two, ())}):
            runs[i, j] = max(int(runs[i, j]), longest_run(quotation, words[j]))


def longest_run(left: Sequence[str], right: Sequence[str]) -> int:
    """The length of the longest run of words that both hold in the same order without a gap."""
    said = _lines(right)
    best = 0
    for start in range(len(left)):
        while start + best < len(left) and _lines(left[start : start + best + 1]) in said:
            best += 1
    return best


def _lines(words: Sequence[str]) -> str:
    """The words, one a line: to find lines in a text is much quicker than to compare words one by one."""
    return "\n".join(("", *words, ""))
