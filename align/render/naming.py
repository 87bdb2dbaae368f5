"""How sources, scores, dates, links and people are told to a reader."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlsplit

from align.models import AnnotatedArticle, Attribution
from align.render.view import Moment

_MONTHS = tuple(
    "January February March April May June July August September October November December".split()
)  # strftime's follow the machine's locale
_FIRST_CUES = ("according to", "in the words of", "in the view of", "per")  # these stand before the speaker


def source_names(sources: Sequence[AnnotatedArticle]) -> dict[str, str]:
    """What to call each source: its outlet, with the source's number where several share it, or its number alone.

    These are the names that the sentences of the judge use: a reader must find them again above the columns.
    """
    often = Counter(source.article.outlet for source in sources)
    names = {}
    for number, source in enumerate(sources, start=1):
        outlet = source.article.outlet
        if not outlet or not outlet.strip():
            names[source.id] = f"Source {number}"
        else:
            names[source.id] = f"{outlet} ({number})" if often[outlet] > 1 else outlet
    return names


def shortened(text: str, longest: int) -> str:
    """The first words of `text` on one line, with an ellipsis where some are left out."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    head = line[:longest].rsplit(" ", 1)[0] if " " in line[:longest] else line[:longest]
    return head.rstrip(" ,;:–—-") + "…"


def as_stored(score: float) -> float:
    """A score or weight as comparison.json holds it: a finer figure would make a report that the file cannot."""
    return round(float(score), 4) + 0.0


def safe_url(url: str | None) -> str | None:
    """`url` if it is a plain http(s) address, else None: nothing else may become a link."""
    if not url or any(character.isspace() or not character.isprintable() for character in url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and host else None


def moment(published: str | None) -> Moment | None:
    """An ISO date or time as a reader writes it; anything else as it stands."""
    if not published or not published.strip():
        return None
    try:
        when = datetime.fromisoformat(published)
    except ValueError:
        return Moment(published, None)
    day = f"{when.day} {_MONTHS[when.month - 1]} {when.year}"
    if len(published) <= len("2015-11-26"):
        return Moment(day, published)
    zone = when.strftime("%z")
    return Moment(f"{day}, {when:%H:%M}" + (f" UTC{zone[:3]}:{zone[3:5]}" if zone else ""), published)


def credit(attribution: Attribution | None) -> str | None:
    """Who is said to hold a statement, in the words of the source: "Ana Ruiz said, according to police"."""
    if attribution is None:
        return None
    said = _said(attribution)
    outer = attribution.outer
    while outer is not None:
        said += f"; {_said(outer)}"
        outer = outer.outer
    return said


def _said(attribution: Attribution) -> str:
    cue, speaker = attribution.cue.strip(), attribution.speaker.strip()
    if not any(character.isalpha() for character in cue):  # a colon, or nothing
        return speaker
    return f"{cue} {speaker}" if cue.casefold() in _FIRST_CUES else f"{speaker} {cue}"
