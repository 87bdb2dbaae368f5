"""Descriptions that lead to a name of the article: "the senator" after "Sen. Ana Ruiz", "the bank", "the 44-year-old".

What a name is, is learnt from the article: titles before it, words set beside it, what it is said to be, words of the
name itself; and of countries and states from what the world knows. A description that fits two names stays open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from align.annotate.references.discourse import Thing
from align.annotate.references.nouns import Phrase
from align.annotate.words import genders
from align.models import Mention, Reference, Span
from align.world_facts import countries

_TITLES = dict(
    pair.split("=")
    for pair in """sen=senator rep=representative gov=governor gen=general col=colonel lt=lieutenant capt=captain
    sgt=sergeant prof=professor dr=doctor rev=reverend pres=president maj=major adm=admiral""".split()
)
_COMPANY = frozenset("inc corp co ltd llc plc company corporation airlines motors".split())
_SAME = {"company": {"firm"}, "country": {"nation"}, "representative": {"congressman", "congresswoman"}}
# Last words of places by which they are called again; a "city" of that name is as often another one.
_GROUNDS = frozenset("island river lake bridge airport park museum hospital stadium prison valley desert canal".split())
_ANY = frozenset({"body", "person", "place"})
_BACK = 12  # sentences over which a description still means who was last named so
_AGE = re.compile(r"\b[Tt]he (\d{1,3})-year-old\b(?: (?=(?:was|is|had|has|said|told|who)\b)|(?! [A-Za-z]))")
_AGED = re.compile(r", (?:aged )?(\d{1,3})(?=[,.;)]| ?[-–—])")


def note(thing: Thing, noun: Phrase) -> None:
    """Notes that `thing` is what `noun` says: "Ruiz, the *mayor*"."""
    if noun.kind in _ANY and noun.kind == thing.kind:
        _add(thing, noun.head)


def note_name(thing: Thing, mention: Mention) -> None:
    """Notes what a name and the title before it say of who bears it."""
    if mention.title:
        last = mention.title.lower().split()[-1].rstrip(".")
        _add(thing, _TITLES.get(last, last))
    words = mention.text.lower().split()
    if mention.label in ("ORG", "PLACE"):
        last = words[-1].rstrip(".")
        if last in _COMPANY and mention.label == "ORG":
            _add(thing, "company")
        if len(words) > 1 and (genders.kind_of_noun(last) == "body" if mention.label == "ORG" else last in _GROUNDS):
            _add(thing, last)
    if mention.label == "PLACE":
        for kind in _known().get(mention.text.removeprefix("the ").removeprefix("The "), ()):
            _add(thing, kind)


def _add(thing: Thing, kind: str) -> None:
    thing.types.add(kind)
    thing.types.update(_SAME.get(kind, ()))


@cache
def _known() -> dict[str, tuple[str, ...]]:
    """The sort of place that the name of a country is."""
    return {name: ("country",) for place in countries() for name in (place.name, *place.names)}


def meant(noun: Phrase, recent: Sequence[Thing], known: Iterable[Thing]) -> Thing | None:
    """The only one that "the `noun`" can mean, or None."""
    if noun.article != "the" or noun.plural or noun.narrowed or noun.kind == "thing":
        return None
    if noun.role == "modifier" or noun.before:  # "the other senator", "the new company" is one more
        return None
    fitting = [
        thing
        for thing in known
        if thing.name is not None
        and noun.head in thing.types
        and noun.sentence - thing.last.sentence <= _BACK
        and (noun.gender is None or thing.gender in (None, noun.gender))
    ]
    return fitting[0] if len(fitting) == 1 else None


def aged(text: str, phrases: Sequence[Phrase]) -> Iterator[Reference]:
    """The references of "the 44-year-old" to the only person of that age: "Ana Ruiz, 44," earlier in the text."""
    spots = list(_AGE.finditer(text))
    if not spots:
        return
    ages: dict[str, list[Mention]] = {}
    for phrase in phrases:
        if phrase.mention is not None and phrase.kind == "person":
            match = _AGED.match(text, phrase.mention.span.end)
            if match is not None:
                ages.setdefault(match.group(1), []).append(phrase.mention)
    for spot in spots:
        people = [m for m in ages.get(spot.group(1), ()) if m.span.end < spot.start()]
        if len({m.text.split()[-1] for m in people}) == 1:
            words = spot.group().rstrip()
            yield Reference(Span(spot.start(), spot.start() + len(words)), words, "description", people[-1].span)


def whole(noun: Phrase, text: str) -> Span:
    """The words of a description with its article."""
    start = noun.span.start
    at = text.lower().rfind(noun.article, max(0, start - 60), start)
    return Span(at if at >= 0 else start, noun.span.end)
