"""Which places lie in which, who speaks for them, which body is part of which: read at the first two that differ."""

from __future__ import annotations

import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from align.world_facts import countries, regions

_DEPTH = 4  # city, state, country, continent


def related(one: str, other: str) -> bool:
    """Whether one place lies in the other, or stands for it; a sea or a range with what it touches."""
    ours, theirs = _key(one), _key(other)
    if ours == theirs or ours in _above(theirs) or theirs in _above(ours):
        return True
    touched, touched_there = _touched().get(ours), _touched().get(theirs)
    if touched is not None and touched_there is None:
        return not touched.isdisjoint({theirs, *_above(theirs)})
    if touched_there is not None and touched is None:
        return not touched_there.isdisjoint({ours, *_above(ours)})
    return False


def undecided(one: str, other: str) -> bool:
    """Whether a city, of which only the country is known, may lie in a region of that country."""
    ours, theirs = _key(one), _key(other)
    for city, region in ((ours, theirs), (theirs, ours)):
        if city in _cities() and region not in _cities() and region in _parents():
            home = _parents()[city]
            if len(home) == 1 and home[0] in _above(region):
                return True
    return False


@cache
def _cities() -> frozenset[str]:
    """The places of cities.txt that lie in a country."""
    return frozenset(_plain(name) for _, inside in _city_lines() for name in inside)


@cache
def _city_lines() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each country, state or continent of cities.txt with what lies in it."""
    text = (files("align") / "data" / "lexicon" / "cities.txt").read_text(encoding="utf-8")
    lines = (line.partition(": ") for line in text.splitlines() if not line.startswith("#"))
    return tuple((home, tuple(inside.split("|"))) for home, _, inside in lines)


def known(name: str) -> bool:
    """Whether the lexicons say where the place lies."""
    return _key(name) in _parents() or _key(name) in _touched()


def _above(key: str) -> frozenset[str]:
    """Every place that the one under `key` lies in."""
    found: set[str] = set()
    level = {key}
    for _ in range(_DEPTH):
        level = {parent for name in level for parent in _parents().get(name, ())} - found
        found |= level
    return frozenset(found)


@cache
def _tables() -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
    """What each place lies in, and the usual name for each other name."""
    parents: dict[str, tuple[str, ...]] = {}
    names: dict[str, str] = {}

    def add(place: str, within: str) -> None:
        parents[place] = (*parents.get(place, ()), within)

    for area in (*countries(), *regions()):
        main = _plain(area.name)
        parents.setdefault(main, ())
        for form in (*area.names, *area.demonyms):
            names[_plain(form)] = main
        if area.capital:
            add(_plain(area.capital), main)
    places = _read("places.toml")
    for section in ("within", "speaks", "bodies"):
        for place, inside in places[section].items():
            for name in inside.split("|"):
                add(_plain(name), _plain(place))
    for home, inside in _city_lines():
        within = _plain(home)
        parents.setdefault(within, ())
        for name in inside:
            add(_plain(name), names.get(within, within))
    return parents, names


@cache
def _touched() -> dict[str, frozenset[str]]:
    """Seas, rivers and mountains with the countries and states that they touch."""
    spans = _read("places.toml")["spans"]
    return {_key(place): frozenset(_key(name) for name in inside.split("|")) for place, inside in spans.items()}


def _parents() -> dict[str, tuple[str, ...]]:
    return _tables()[0]


def _key(name: str) -> str:
    plain = _plain(name)
    return _tables()[1].get(plain, plain)


@lru_cache(maxsize=65536)
def _plain(name: str) -> str:
    lower = name.lower().replace("’", "'").replace("'s", "").removeprefix("the ").replace(".", "").strip()
    if not lower.isascii():
        lower = "".join(c for c in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(c))
    for ending in (" sea", " ocean", " river", " mountains", " city"):
        if lower.endswith(ending) and lower.removesuffix(ending) in _SHORT:
            return lower.removesuffix(ending)
    return lower


_SHORT = frozenset(
    "aegean adriatic baltic mediterranean atlantic pacific danube rhine nile volga seine mekong ganges indus andes "
    "thames amazon".split()
) | {"new york"}


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((files("align") / "data" / "lexicon" / name).read_text(encoding="utf-8"))
