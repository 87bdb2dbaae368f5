"""Text -> paragraphs: the units that the layout rules look at, with their places in the text as given.

Text saved from a page has one paragraph (or one menu item) a line; text from a mail or a terminal breaks its lines at
a fixed width. Both are told apart here, so that no later rule has to think of line breaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from align.models import Span
from align.read.prose import count_words, ends_sentence, title_case
from align.writing import case_of, unmarked

LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")

NARROWEST_WRAP = 20  # characters of a line of captions
RAGGED = 2  # characters by which a caption line may end early
FILLED_SHARE = 0.7  # share of lines that end where the next word did not fit, from which such a text counts as wrapped
LINE_WORDS, SENTENCE_WORDS = 6, 4  # words of the lines of a text without full stops, on the average and at least
WIDEST_WRAP = 130  # no mail or terminal breaks lines later than this
FULL_ENOUGH = 0.65  # a wrapped line that ends before this share of the width ends its paragraph
RUN_ON_SHARE = 0.25  # share of line ends that run on in lower case, from which a text counts as wrapped
LONG_LINE = 40  # characters; a menu item is shorter
PROSE_WORDS = 25  # so many words are prose even where the full stop is missing


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its margins; `blank_before` is set where an empty line, or nothing, stands above it."""

    span: Span
    indent: int
    blank_before: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, menu item, label or other unit. `text` has its white space collapsed: for rules, not for offsets.

    `alone` is set where empty lines (or the ends of the text) stand on both sides.
    """

    span: Span
    text: str
    words: int
    sentence: bool
    alone: bool

    @property
    def prose(self) -> bool:
        """Reads like running text: a sentence of some length, or long. Menu items, names and headlines do not."""
        enough = 8 if self.text.endswith(":") else 4
        if self.sentence:
            return self.words >= enough
        return self.words >= PROSE_WORDS and not title_case(self.text)


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of `text` in order; every non-blank character lies in one of them."""
    lines = list(_lines(text))
    # where every line begins with a small letter, or none does, that tells nothing
    telling = case_of(text) in ("mixed", "title")
    width = _wrap_width(text, lines) if telling else _filled_width(text, lines)
    groups: list[list[Line]] = []
    for line in lines:
        if groups and not line.blank_before and _runs_on(text, groups[-1][-1], line, width, telling):
            groups[-1].append(line)
        else:
            groups.append([line])
    found = []
    for index, group in enumerate(groups):
        span = Span(group[0].span.start, group[-1].span.end)
        below = groups[index + 1][0].blank_before if index + 1 < len(groups) else True
        found.append(_paragraph(text, span, alone=group[0].blank_before and below))
    return _without_marks(found) if unmarked(text) else tuple(found)


def _paragraph(text: str, span: Span, *, alone: bool) -> Paragraph:
    collapsed = " ".join(span.of(text).split())
    return Paragraph(span, collapsed, count_words(collapsed), ends_sentence(collapsed), alone)


def _without_marks(found: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """The paragraphs of a text without full stops: all but the first line count as sentences, if they are no menu."""
    lines = [paragraph for paragraph in found if paragraph.words]
    if sum(paragraph.words for paragraph in lines) < LINE_WORDS * len(lines):
        return tuple(found)
    return tuple(
        replace(paragraph, sentence=paragraph.sentence or (index > 0 and paragraph.words >= SENTENCE_WORDS))
        for index, paragraph in enumerate(found)
    )


def _lines(text: str) -> Iterator[Line]:
    breaks = 2  # the start of the text counts as an empty line
    end = 0
    for found in LINE.finditer(text):
        raw = found.group()
        breaks += len(BREAK.findall(text, end, found.start()))
        end = found.end()
        stripped = raw.strip()
        if not stripped:
            continue
        indent = len(raw) - len(raw.lstrip())
        start = found.start() + indent
        yield Line(Span(start, start + len(stripped)), indent, breaks >= 2)
        breaks = 0


def _wrap_width(text: str, lines: list[Line]) -> int | None:
    """The width at which the lines of `text` are broken, None where a line is a paragraph of its own."""
    width = max((len(line.span) for line in lines if " " in line.span.of(text)), default=0)
    if not LONG_LINE <= width <= WIDEST_WRAP:
        return None
    joints = run_on = 0
    for above, below in pairwise(lines):
        if below.blank_before:
            continue
        joints += 1
        lower = text[below.span.start].islower()
        if lower and len(above.span) >= FULL_ENOUGH * width and not ends_sentence(above.span.of(text)):
            run_on += 1
    return width if run_on >= 2 and run_on >= RUN_ON_SHARE * joints else None


def _filled_width(text: str, lines: list[Line]) -> int | None:
    """The width of captions and wire copy in one case: that of lines which the next line's first word did not fit."""
    width = max((len(line.span) for line in lines if " " in line.span.of(text)), default=0)
    if not NARROWEST_WRAP <= width <= WIDEST_WRAP:
        return None
    joints = [(above, below) for above, below in pairwise(lines) if not below.blank_before]
    full = sum(len(above.span) + 1 + len(_first_word(text, below)) > width - RAGGED for above, below in joints)
    return width if full >= 3 and full >= FILLED_SHARE * len(joints) else None


def _first_word(text: str, line: Line) -> str:
    return line.span.of(text).split(maxsplit=1)[0]


def _runs_on(text: str, above: Line, below: Line, width: int | None, telling: bool) -> bool:
    """Whether `below` goes on with the paragraph of `above`: its first word would not have fitted there any more."""
    if width is None:
        if not telling:
            return False
        # CASE a word broken at the end of a line: "inspec-", "tion"
        end = above.span.end
        if text[end - 1] == "-" and text[end - 2].isalpha() and text[below.span.start].islower():
            return len(above.span) >= LONG_LINE
        # CASE one sentence broken in two where nothing else is: it goes on in lower case
        torn = len(above.span) >= LONG_LINE and text[above.span.end - 1].isalpha() and text[below.span.start].islower()
        return torn and len(below.span) >= LONG_LINE
    if below.indent > above.indent + 1:
        return False
    if len(above.span) + 1 + len(_first_word(text, below)) > width:
        return True
    return len(above.span) >= FULL_ENOUGH * width and not ends_sentence(above.span.of(text))
