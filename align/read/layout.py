"""Text -> blocks: headline, paragraphs with their speakers, and the furniture of the page around them.

The passes only look and mark; the text itself is never changed, and every non-blank character lands in a block.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from align.models import Block, Span
from align.read.byline import people
from align.read.dateline import find_dateline
from align.read.ending import find_ending, find_links
from align.read.furniture import furniture
from align.read.opening import find_opening
from align.read.outlets import outlet_like
from align.read.paragraphs import Paragraph, paragraphs
from align.read.prose import trimmed
from align.read.repeated import find_repeated
from align.read.speakers import speaker_names
from align.read.stage import stage_directions
from align.read.tail import Tail, find_tail
from align.read.transcript import Label, find_labels

TITLE_SEPARATORS = (" | ", " - ", " – ", " — ", " · ")


@dataclass(frozen=True, slots=True)
class Page:
    """What the passes found out about the paragraphs of a text; the keys are their indices."""

    text: str
    paragraphs: tuple[Paragraph, ...]
    labels: Mapping[int, Sequence[Label]]
    speakers: Mapping[str, str | None]
    furniture: Mapping[int, str]
    headline: int | None
    tails: Mapping[int, Tail]
    closed: int | None  # the paragraph in which a transcript's own credit ends its last turn


def layout(text: str, title: str | None = None) -> tuple[Block, ...]:
    """The blocks of `text`; a `title` known from elsewhere helps to find the headline."""
    return tuple(_blocks(_page(text, " ".join(title.split()) if title else None)))


def _page(text: str, title: str | None) -> Page:
    units = paragraphs(text)
    labels = find_labels(text, units)
    by_unit: dict[int, list[Label]] = {}
    for label in labels:
        by_unit.setdefault(label.index, []).append(label)
    speakers = speaker_names(text, labels)
    turns = by_unit.keys()

    known: dict[int, str] = {}
    for index, unit in enumerate(units):
        if index not in turns and unit.text != title and (rule := furniture(unit)):
            known[index] = rule.reason
    certain = dict(known)
    known.update(find_repeated(units, known, turns))
    opening = find_opening(units, known, turns, title)
    known.update(opening.reasons)
    tails = {
        index: tail
        for index in range(len(units))
        if index not in known and index != opening.headline and (tail := find_tail(text, units[index].span))
    }
    closed = max((index for index, tail in tails.items() if tail.closes), default=None) if turns else None
    authors = _authors(units, known, speakers)
    known.update(find_ending(units, known, opening.body, turns, authors, closed))
    known.update(find_links(units, known, opening.body, turns))
    if all(index in known or index == opening.headline for index in range(len(units))):
        known = certain  # all that is left would be furniture: then only the sure rules hold
    return Page(text, units, by_unit, speakers, known, opening.headline, tails, closed)


def _authors(
    units: Sequence[Paragraph], known: Mapping[int, str], speakers: Mapping[str, str | None]
) -> frozenset[str]:
    """The words of the names that bylines and speakers' labels credit, for knowing a note on an author."""
    credited = [name for index, reason in known.items() if reason == "byline" for name in people(units[index].text)]
    spoken = [name for name in speakers.values() if name]
    parts = (part.casefold().strip(".,'’") for name in (*credited, *spoken) for part in name.split())
    return frozenset(part for part in parts if len(part) > 2)


def _blocks(page: Page) -> Iterator[Block]:
    speaker: str | None = None
    bodies = 0
    for index, unit in enumerate(page.paragraphs):
        if index in page.furniture:
            yield Block(unit.span, "furniture", reason=page.furniture[index])
        elif index == page.headline:
            yield from _headline(page.text, unit.span)
        else:
            for piece, label in _pieces(page, index):
                if label is not None:
                    yield Block(label.span, "furniture", reason="label")
                    speaker = page.speakers[label.name]
                if len(piece):
                    yield from _body(page, index, piece, speaker, first=bodies < 2 and not page.labels)
                    bodies += 1
            if index == page.closed:
                speaker = None


def _headline(text: str, span: Span) -> Iterator[Block]:
    """The headline, without the name of the site that a saved page's title ends in ("... | Leeds Gazette")."""
    line = span.of(text)
    for separator in TITLE_SEPARATORS:
        title, found, outlet = line.rpartition(separator)
        if found and outlet_like(outlet) and len(title.split()) >= 3:
            head = trimmed(text, Span(span.start, span.start + len(title)))
            yield Block(head, "headline")
            yield Block(trimmed(text, Span(head.end, span.end)), "furniture", reason="outlet")
            return
    yield Block(span, "headline")


def _pieces(page: Page, index: int) -> Iterator[tuple[Span, Label | None]]:
    """The paragraph cut at its speakers' labels: (words without the label, label)."""
    span = page.paragraphs[index].span
    labels = page.labels.get(index, ())
    start = span.start
    current: Label | None = None
    for label in labels:
        if label.span.start > start:
            yield trimmed(page.text, Span(start, label.span.start)), current
        elif current is not None:
            yield Span(start, start), current
        current, start = label, label.span.end
    yield trimmed(page.text, Span(start, span.end)), current


def _body(page: Page, index: int, piece: Span, speaker: str | None, *, first: bool) -> Iterator[Block]:
    """A paragraph of the text: its dateline, stage directions and closing credits apart."""
    text = page.text
    tail = page.tails.get(index)
    rest = piece
    if (dateline := find_dateline(piece.of(text), first=first)) and not speaker:
        split = trimmed(text, Span(piece.start, piece.start + dateline.length))
        yield Block(split, "furniture", reason="dateline")
        rest = trimmed(text, Span(split.end, piece.end))
    if tail is not None and tail.span.start < rest.end:
        end = max(rest.start, tail.span.start)
        after = trimmed(text, Span(end, rest.end))
        rest = trimmed(text, Span(rest.start, end))
        yield from _spoken(page, rest, speaker)
        yield Block(after, "furniture", reason=tail.reason)
    else:
        yield from _spoken(page, rest, speaker)


def _spoken(page: Page, span: Span, speaker: str | None) -> Iterator[Block]:
    """Words of the text; in a transcript the stage directions between its sentences apart."""
    if not len(span):
        return
    parts = stage_directions(page.text, span) if page.labels or page.text[span.start] in "([" else ((span, False),)
    for part, direction in parts:
        if direction:
            yield Block(part, "furniture", reason="stage")
        else:
            yield Block(part, "body", speaker)
