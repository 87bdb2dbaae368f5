"""What the world knows of names that their form does not tell: aliases, countries, demonyms. Read at first use."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from align.link.names import Key, key
from align.world_facts import countries, regions


@dataclass(frozen=True, slots=True)
class Known:
    """A thing of the lexicon: a stable `id`, its usual `name` and the section that it stands in."""

    id: str
    name: str
    section: str


@cache
def _lexicon() -> tuple[dict[Key, Known], frozenset[Key]]:
    """Every known name by its key, and the keys that are acronyms (only names in capitals may match those)."""
    folder = files("align") / "data" / "lexicon"
    known: dict[Key, Known] = {}
    acronyms: set[Key] = set()

    def add(thing: Known, forms: list[str]) -> None:
        for form in forms:
            known.setdefault(key(form), thing)
            if form.replace(".", "").isupper():
                acronyms.add(key(form))

    for country in countries():
        thing = Known(f"country:{country.key}", country.name, "countries")
        add(thing, [country.name, *country.names, *country.demonyms])
    for section, rows in tomllib.loads((folder / "aliases.toml").read_text(encoding="utf-8")).items():
        for name, forms in rows.items():
            add(Known(f"{section}:{name}", forms[0], section), forms)
    for region in regions():
        if key(region.name) not in _CITIES_TOO:
            thing = Known(f"region:{region.key}", region.name, "regions")
            add(thing, [region.name, *region.names])  # CASE: the Kurds are not Kurdistan
    return known, frozenset(acronyms)


# States that share their name with a city that news names more often; "Washington" is neither for certain.
_CITIES_TOO = frozenset({("washington",)})


@cache
def _uncertain() -> frozenset[Key]:
    """Names of regions that are ordinary words or given names as well."""
    return frozenset(key(form) for region in regions() for form in region.uncertain)


@cache
def _atlas() -> frozenset[Key]:
    """The keys of all places that the lexicons name: countries, regions, cities."""
    folder = files("align") / "data" / "lexicon"
    lines = (folder / "cities.txt").read_text(encoding="utf-8").splitlines()
    cities = {key(name) for line in lines if not line.startswith("#") for name in line.partition(": ")[2].split("|")}
    named = {key(form) for place in (*countries(), *regions()) for form in (place.name, *place.names, *place.demonyms)}
    capitals = {key(place.capital) for place in (*countries(), *regions()) if place.capital}
    return frozenset(cities | named | capitals)


def is_place(words: Key) -> bool:
    """Whether an atlas knows a name, or a people of that name."""
    return words in _atlas()


def knows(words: Key) -> bool:
    """Whether the lexicon has a thing of this name."""
    return words in _lexicon()[0]


def find(surface: str, place: bool = False) -> Known | None:
    """The known thing that a name in an article stands for, or None; `place` says that it is read as a place there."""
    known, acronyms = _lexicon()
    words = key(surface)
    # CASE: "who", "us", "is" in small letters are words, not names; "Nato" and "Isis" are a house style.
    if words in acronyms and not surface.replace(".", "").isupper() and len(words[0]) <= 3:
        return None
    thing = known.get(words)
    if thing is not None and thing.section == "regions" and not place and words in _uncertain():
        return None
    return thing
