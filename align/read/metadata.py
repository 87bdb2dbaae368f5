"""Who published an article, when, under which title and by whom: as far as the furniture of its own text tells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from align.models import Block
from align.read.byline import outlet_in, people
from align.read.dateline import find_dateline
from align.read.dates import FoundDate, find_dates
from align.read.outlets import known_outlet, outlet_like, outlet_name

NEAR_TOP = 3  # paragraphs of text above which a date line or an outlet's name belongs to this article
PROVIDER = re.compile(
    r"\b(?:transcripts?|content|story|article|report)\s+(?:(?:is|was)\s+)?(?:provided|produced|distributed)\s+by\s+"
    r"(?P<name>(?:the\s+)?[^\s,.;]+(?:\s[^\W\d_a-z][\w&.'’-]*){0,4})",
    re.IGNORECASE,
)
HOLDER = re.compile(
    r"(?:©|\(c\)|copyright)[\s,:]*(?:©|\(c\)|copyright)?[\s,:]*(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)?\d\d)?)?[\s,:]*(?:by\s+)?"
    r"(?P<name>[^\W\d_](?:[^.,;|©]|\.(?=\w))*)",
    re.IGNORECASE,
)
RIGHTS = re.compile(r"\s*\b(?:all rights|inc|ltd|llc|limited|corp|group plc|and its)\b.*", re.IGNORECASE)
REPORTER = re.compile(r"(?P<name>[^,:]+),\s*byline\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Told:
    """What the text itself tells; None where it does not. `ambiguous` is a date that may be read two ways."""

    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    ambiguous: str | None = None


def told_by(text: str, blocks: Sequence[Block]) -> Told:
    """Reads title, outlet, byline and date out of the headline and the furniture among `blocks`."""
    title = next((" ".join(block.span.of(text).split()) for block in blocks if block.kind == "headline"), None)
    published, ambiguous = _published(text, blocks)
    return Told(title, _outlet(text, blocks), _byline(text, blocks), published, ambiguous)


def _lines(text: str, blocks: Sequence[Block], *reasons: str, top: bool = False) -> Iterator[str]:
    """The furniture of the given reasons, line by line; with `top` only what stands above the text or close to it."""
    bodies = 0
    for block in blocks:
        bodies += block.kind == "body"
        if top and bodies > NEAR_TOP:
            return
        if block.kind == "furniture" and block.reason in reasons:
            yield " ".join(block.span.of(text).split())


def _published(text: str, blocks: Sequence[Block]) -> tuple[str | None, str | None]:
    """The date of publication, never one out of a copyright line; or else a date that cannot be read for sure."""
    near = [
        (line, date)
        for line in _lines(text, blocks, "date", "byline", "outlet", "dateline", top=True)
        for date in find_dates(line)
    ]
    far = [(line, date) for line in _lines(text, blocks, "date", "byline") for date in find_dates(line)]
    ranked: list[tuple[str, FoundDate]] = [
        *(found for found in near if found[1].label == "published"),
        *(found for found in far if found[1].label == "published"),
        *(found for found in near if found[1].label is None),
        *near,
        *far,
    ]
    for _, date in ranked:
        if date.iso:
            return date.iso, None
    return None, next((line[date.start : date.end] for line, date in ranked), None)


def _outlet(text: str, blocks: Sequence[Block]) -> str | None:
    for line in _lines(text, blocks, "byline", "outlet", "date", top=True):
        if name := outlet_in(line):
            return name
    for line in _lines(text, blocks, "dateline"):
        if (dateline := find_dateline(line + " X", first=True)) and dateline.agency:
            return outlet_name(dateline.agency)
    for line in _lines(text, blocks, "credit"):
        if (match := PROVIDER.search(line)) and (known_outlet(match["name"]) or match["name"][0].isupper()):
            return outlet_name(match["name"])
    for line in _lines(text, blocks, "signature"):
        if name := known_outlet(line):
            return name
    for line in _lines(text, blocks, "outlet", "byline"):
        if name := outlet_in(line):
            return name
    for line in _lines(text, blocks, "copyright"):
        for date in reversed(find_dates(line)):
            line = line[: date.start] + line[date.end :]
        if (match := HOLDER.search(line)) and (name := RIGHTS.sub("", match["name"]).strip(" -–—")) and _holder(name):
            return outlet_name(name)
    return None


def _holder(name: str) -> bool:
    return bool(known_outlet(name)) or outlet_like(name) or (len(name.split()) <= 6 and name[0].isupper())


def _byline(text: str, blocks: Sequence[Block]) -> str | None:
    names = [name for line in _lines(text, blocks, "byline", top=True) for name in people(line)]
    if not names:
        names = [
            name
            for line in _lines(text, blocks, "byline")
            if line.casefold().startswith("by ")
            for name in people(line)
        ]
    if not names:
        names = [match["name"].title() for line in _lines(text, blocks, "label") if (match := REPORTER.match(line))]
    unique = list(dict.fromkeys(names))
    return " and ".join([", ".join(unique[:-1]), unique[-1]] if len(unique) > 1 else unique) or None
