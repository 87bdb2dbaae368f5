"""Names, titles and abbreviations that are known without reading: align/data/lexicon, read when first asked for."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from align.models import EntityLabel
from align.world_facts import countries, regions

# Words with a capital that name no entity: days, months, feasts are dates, and dates are `dates`' business.
CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun january"
    " february march april may june july august september october november december jan feb mar apr jun jul aug sep"
    " sept oct nov dec today tomorrow yesterday tonight christmas easter ramadan thanksgiving halloween".split()
)


def _lines(name: str) -> list[str]:
    text = (files("align") / "data" / "lexicon" / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@cache
def labels() -> dict[str, EntityLabel]:
    """The label of every name that is never anything else: countries, demonyms, faiths, institutions."""
    found: dict[str, EntityLabel] = {}
    for place in (*countries(), *regions()):
        names = (place.name, *place.names, *filter(None, (place.capital,)))
        found.update((form, "PLACE") for form in names if form not in place.uncertain)
        found.update((form, "NORP") for form in place.demonyms if form not in place.uncertain)
    found.update((line, "NORP") for line in _lines("peoples.txt") if not line.endswith("?"))
    found.update((line, "ORG") for line in _lines("institutions.txt"))
    return found


@cache
def capitalised() -> frozenset[str]:
    """Every word that a lexicon writes with a capital, uncertain ones too: what a headline keeps capital."""
    words = {word for form in labels() for word in form.split() if word[0].isupper()}
    words.update(line.rstrip("?") for line in _lines("peoples.txt"))
    return frozenset(words | {word.capitalize() for word in CALENDAR - {"may", "march", "sun", "today", "tonight"}})


@cache
def abbreviations() -> dict[str, str]:
    """Abbreviations with a full stop -> title, number or other (see the lexicon's first lines)."""
    return {word: kind for word, _, kind in (line.partition("\t") for line in _lines("abbreviations.txt"))}


@cache
def titles() -> tuple[frozenset[tuple[str, ...]], frozenset[str]]:
    """The titles, each as its words, and the words that go before or between them ("former")."""
    lines = _lines("titles.txt")
    modifiers = frozenset(line[1:] for line in lines if line.startswith("~"))
    return frozenset(tuple(line.split()) for line in lines if not line.startswith("~")), modifiers
