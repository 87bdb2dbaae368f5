"""Which words of a statement the other sources of a finding lack.

A word is shared if a form of it stands on the other side, or if it belongs to a name, quantity or date that
is there under other words: "the Islamic State" does not differ from "ISIS", nor "twelve" from "12".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from align.models import Statement
from align.render.stem import stem

_WORD = re.compile(r"\w+(?:['’.,/-]\w+)*")

# Words that say nothing alone. They are never marked for themselves, only between words that are. Negations, modal
# verbs and the prepositions that tell where and when ("near", "after") are left out of the list: they are what
# statements differ by.
_SMALL = frozenset(
    "a an the of to in on at by for with from and or that which who whom as is are was were be been being"
    " am has have had do does did it its he him his she her hers they them their this these those there i"
    " me my we us our you your s 's ’s".split()
)
_BRIDGE = 3  # so many small words between two marked ones do not interrupt the mark
_REWORDED = 0.3  # with a smaller part of the words shared, marks would cover nearly all and tell nothing


@dataclass(frozen=True, slots=True)
class Word:
    """A word with everything it may be recognised by; offsets count from the start of its statement."""

    start: int
    end: int
    keys: frozenset[str]
    small: bool


def words(statement: Statement) -> tuple[Word, ...]:
    """The words of a statement with their keys."""
    meanings = sorted(_meanings(statement))
    result = []
    for match in _WORD.finditer(statement.text):
        form = _plain(match.group())
        keys = {form, f"stem {stem(form)}"}
        keys.update(key for start, end, key in meanings if start < match.end() and match.start() < end)
        result.append(Word(match.start(), match.end(), frozenset(keys), form in _SMALL))
    return tuple(result)


def keys_of(statements: Iterable[Statement]) -> frozenset[str]:
    """Every key that the words of these statements have."""
    return frozenset(key for statement in statements for word in words(statement) for key in word.keys)


def lacking(statement: Statement, others: frozenset[str]) -> tuple[tuple[tuple[int, int], ...], bool]:
    """The ranges of words that `others` lack; none, and True, where the statement is worded quite differently."""
    own = words(statement)
    weighty = [word for word in own if not word.small]
    shared = sum(1 for word in weighty if word.keys & others)
    if not weighty or shared < _REWORDED * len(weighty):
        return (), bool(weighty)
    return tuple(_ranges(statement.text, own, others)), False


def _ranges(text: str, own: tuple[Word, ...], others: frozenset[str]) -> Iterator[tuple[int, int]]:
    start = end = -1
    bridged = 0
    for word in own:
        if word.small:
            bridged += 1
        elif word.keys & others:
            bridged = _BRIDGE + 1
        else:
            if start >= 0 and bridged <= _BRIDGE and _unbroken(text[end : word.start]):
                end = word.end
            else:
                if start >= 0:
                    yield start, end
                start, end = word.start, word.end
            bridged = 0
    if start >= 0:
        yield start, end


def _unbroken(between: str) -> bool:
    return all(character.isalnum() or character in " \t\n-'’" for character in between)


def _plain(word: str) -> str:
    """A form that comparison can go by: case, possessive, and the commas of numbers do not count."""
    form = word.casefold().replace("’", "'").removesuffix("'s")
    return form.replace(",", "") if form[:1].isdigit() else form


def _meanings(statement: Statement) -> Iterator[tuple[int, int, str]]:
    """Ranges with a key for what they mean, whatever their words; empty for what is not resolved."""
    base = statement.span.start
    for mention in statement.mentions:
        if mention.entity:
            yield mention.span.start - base, mention.span.end - base, f"entity {mention.entity}"
    for quantity in statement.quantities:
        if quantity.low is not None or quantity.high is not None:
            key = f"quantity {quantity.low} {quantity.high} {quantity.unit}"
            yield quantity.span.start - base, quantity.span.end - base, key
    for date in statement.dates:
        if date.start or date.end:
            yield date.span.start - base, date.span.end - base, f"date {date.start} {date.end}"
