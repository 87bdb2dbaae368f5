"""Words between quotation marks: curly, straight, single, guillemets, nested, unbalanced, over several paragraphs.

Every block is scanned once from left to right with a stack of open quotations. A mark that can only open or only
close (“ ”) is still checked against the characters beside it, because typists and converters mix them up.

- An open double quotation runs to the end of its block: in a quotation over several paragraphs each paragraph opens
  with a mark and only the last one closes, so every paragraph gives one `Quotation`.
- A single mark opens only where a matching close follows in the same block, since most of them are apostrophes.
- A closing mark with nothing open is dropped.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from align.models import Quotation, Span

MARK = re.compile(r"``|''|[“”„‟\"«»‹›‘’‚'`]")
ELIDED = re.compile(r"(?:\d\ds?|em|til|till|cause|tis|twas|twere|n|round|bout|cos|cuz|nuff|course)\b", re.IGNORECASE)
SENTENCE_END = re.compile(r"(?<!\b[A-Z])[.!?…](?=\s+[^a-z\s])")

OPENING = frozenset("“„‟«‹‘‚`")
CLOSING = frozenset("”»›’")
SINGLE = frozenset("‘’‚'`")
ANGLE = frozenset("«»‹›")
# Beside blank space, what may stand directly before an opening mark and directly behind a closing one.
BEFORE_OPENING = frozenset("([{—–-/:;,…\"'") | OPENING
AFTER_CLOSING = frozenset(".,;:!?)]}—–-/…\"'") | CLOSING
DEEPEST = 6  # quotations inside one another: more is noise


@dataclass(frozen=True, slots=True)
class _Mark:
    """One mark in a block, with what the characters beside it allow it to be."""

    start: int
    end: int
    family: str  # "double", "single" or "angle"
    opens: bool
    closes: bool

    @property
    def single(self) -> bool:
        return self.family == "single"


def find(text: str, block_spans: Iterable[Span]) -> tuple[Quotation, ...]:
    """The quotations of the blocks of `text`, in the order in which they open; nested ones follow the outer one."""
    found: list[Quotation] = []
    for span in block_spans:
        found.extend(_of_block(text, span))
    return tuple(sorted(found, key=lambda q: (q.span.start, -q.span.end)))


def _of_block(text: str, block: Span) -> list[Quotation]:
    marks = [_mark(text, block, match) for match in MARK.finditer(text, block.start, block.end)]
    single_closes = [mark.start for mark in marks if mark.single and mark.closes]
    stack: list[_Mark] = []
    found: list[Quotation] = []
    for position, mark in enumerate(marks):
        level = _partner(mark, stack)
        if level >= 0 and mark.closes and not _is_possessive(text, mark, marks, position):
            found.extend(_quotation(text, stack[level].start, stack[level].end, mark.start, mark.end))
            del stack[level:]  # whatever was left open inside is unbalanced: forget it
        elif mark.opens and len(stack) < DEEPEST and (not mark.single or _closes_later(mark, single_closes, block)):
            if level >= 0 and not mark.single and not _closes_twice(marks, position):
                found.extend(_cut_off(text, stack[level], mark))
                del stack[level:]
            stack.append(mark)
    for mark in stack:
        if not mark.single:
            found.extend(_quotation(text, mark.start, mark.end, block.end, block.end))
    return found


def _mark(text: str, block: Span, match: re.Match[str]) -> _Mark:
    start, end, sign = match.start(), match.end(), match.group()
    before = text[start - 1] if start > block.start else " "
    after = text[end] if end < block.end else " "
    family = "angle" if sign in ANGLE else "single" if sign in SINGLE else "double"
    opens = not after.isspace() and (before.isspace() or before in BEFORE_OPENING)
    closes = not before.isspace() and (after.isspace() or after in AFTER_CLOSING)
    if sign in OPENING or sign == "``":
        opens, closes = not after.isspace() or not closes, closes and not opens
    elif family == "single":
        opens = opens and not ELIDED.match(text, end) and sign != "’"
        closes = not before.isspace() and not after.isalnum()
    elif sign in CLOSING or sign == "''":
        opens, closes = opens and not closes, closes or not opens
    elif before in ".,!?…":  # `..." he said`, also where the blank space after it is missing
        closes = True
    elif not opens and not closes:  # a straight mark inside a word or between blanks: what is open decides
        opens, closes = not after.isspace() and not before.isalnum(), True
    if family == "single" and opens and ELIDED.match(text, end):
        opens = False
    return _Mark(start, end, family, opens, closes)


def _partner(mark: _Mark, stack: list[_Mark]) -> int:
    """Where in the stack the innermost open mark of the same family is, or -1."""
    for level in range(len(stack) - 1, -1, -1):
        if stack[level].family == mark.family:
            return level
    return -1


def _is_possessive(text: str, mark: _Mark, marks: list[_Mark], position: int) -> bool:
    """CASE: in ‘the miners’ wages are late’ the first ’ is an apostrophe, as a later mark can close instead."""
    if not mark.single or text[mark.start - 1] not in "sS" or not re.match(r" [a-z]", text[mark.end : mark.end + 2]):
        return False
    following = marks[position + 1] if position + 1 < len(marks) else None
    return following is not None and following.single and following.closes and not following.opens


def _closes_later(mark: _Mark, single_closes: list[int], block: Span) -> bool:
    index = bisect_left(single_closes, mark.end + 1)
    return index < len(single_closes) and single_closes[index] < block.end


def _closes_twice(marks: list[_Mark], position: int) -> bool:
    """Whether the next two marks of the family close: then the one at `position` opens a nested quotation."""
    family = marks[position].family
    following: list[_Mark] = []
    for mark in marks[position + 1 : position + 12]:
        if mark.family == family:
            following.append(mark)
    return len(following) >= 2 and all(mark.closes and not mark.opens for mark in following[:2])


def _cut_off(text: str, opened: _Mark, following: _Mark) -> list[Quotation]:
    """A quotation that was never closed before the next one opens: it ends with its first sentence."""
    match = SENTENCE_END.search(text, opened.end, following.start)
    end = match.end() if match else following.start
    return _quotation(text, opened.start, opened.end, end, end)


def _quotation(text: str, start: int, inner_start: int, inner_end: int, end: int) -> list[Quotation]:
    words = text[inner_start:inner_end]
    inner_start += len(words) - len(words.lstrip())
    words = words.strip()
    if not words:
        return []
    inner = Span(inner_start, inner_start + len(words))
    return [Quotation(Span(start, max(end, inner.end) if end > inner_end else inner.end), inner, words)]
