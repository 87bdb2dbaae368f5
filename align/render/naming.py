"""How sources, dates, links and people are named for a reader."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlsplit

from align.models import AnnotatedArticle, Article, Attribution
from align.render.view import Moment

_LONGEST_NAME = 40
_MONTHS = tuple(
    "January February March April May June July August September October November December".split()
)  # strftime's follow the machine's locale
_FIRST_CUES = ("according to", "in the words of", "in the view of", "per")  # these stand before the speaker


def source_names(sources: Sequence[AnnotatedArticle]) -> dict[str, str]:
    """A short name for each source id, no two alike: the outlet, else the site, the title, or a number."""
    names = {source.id: _name(source.article, number) for number, source in enumerate(sources, start=1)}
    often = Counter(names.values())
    seen: Counter[str] = Counter()
    for id_, name in names.items():
        if often[name] > 1:
            seen[name] += 1
            names[id_] = f"{name} ({seen[name]})"
    return names


def _name(article: Article, number: int) -> str:
    if article.outlet and article.outlet.strip():
        return shortened(article.outlet, _LONGEST_NAME)
    if (link := safe_url(article.url)) and (host := urlsplit(link).hostname):
        return shortened(host.removeprefix("www."), _LONGEST_NAME)
    if article.title and article.title.strip():
        return shortened(article.title, _LONGEST_NAME)
    return f"Article {number}"


def shortened(text: str, longest: int) -> str:
    """The first words of `text` on one line, with an ellipsis where some are left out."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    head = line[:longest].rsplit(" ", 1)[0] if " " in line[:longest] else line[:longest]
    return head.rstrip(" ,;:–—-") + "…"


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
