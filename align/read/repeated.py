"""Paragraphs that a page shows twice: a headline above and below the picture, a pulled-out quotation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from align.models import Span
from align.read.paragraphs import Paragraph
from align.read.prose import sentences

SHORTEST = 4  # words of a whole paragraph
SHORTEST_SPOKEN = 12  # words of a paragraph in a transcript, where people do say the same thing twice
SHORTEST_PULLED = 8  # words of a sentence that is shown again on its own
KEY = 40  # characters that find the sentence a pulled-out quotation begins with
QUOTES = "\"'“”‘’«» "


def find_repeated(paragraphs: Sequence[Paragraph], known: Mapping[int, str], turns: Set[int]) -> dict[int, str]:
    """The paragraphs that say nothing new: exact copies of earlier ones, and sentences pulled out of others."""
    spoken = min(turns, default=len(paragraphs))
    reasons: dict[int, str] = {}
    seen: set[str] = set()
    for index, paragraph in enumerate(paragraphs):
        if index in known or paragraph.words < (SHORTEST if index < spoken else SHORTEST_SPOKEN):
            continue
        bare = _bare(paragraph.text)
        if bare in seen:
            reasons[index] = "repeated"
        seen.add(bare)
    if not turns:
        reasons.update(_pulled(paragraphs, {**known, **reasons}))
    return reasons


def _pulled(paragraphs: Sequence[Paragraph], known: Mapping[int, str]) -> dict[int, str]:
    places: dict[str, tuple[int, int]] = {}
    for index, paragraph in enumerate(paragraphs):
        if index in known or paragraph.words < SHORTEST_PULLED:
            continue
        for sentence in sentences(paragraph.text, Span(0, len(paragraph.text)))[:40]:
            key = paragraph.text[sentence.start : sentence.start + KEY + 1].lstrip(QUOTES)[:KEY].casefold()
            places.setdefault(key, (index, sentence.start))
    reasons: dict[int, str] = {}
    for index, paragraph in enumerate(paragraphs):
        if index in known or paragraph.words < SHORTEST_PULLED or len(paragraph.text) > 600:
            continue
        bare = _bare(paragraph.text)
        other, start = places.get(bare[:KEY], (index, 0))
        longer = paragraphs[other]
        if other != index and len(longer.text) > len(paragraph.text) and other not in reasons:
            there = longer.text[start : start + len(bare) + 8].lstrip(QUOTES).casefold()
            if there.startswith(bare.rstrip(".")):
                reasons[index] = "repeated"
    return reasons


def _bare(text: str) -> str:
    return text.strip(QUOTES).casefold()
