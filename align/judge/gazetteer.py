"""Which places lie in which, who speaks for them, which body is part of which: read at the first two that differ."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from align.world_facts import countries, regions

_DEPTH = 4  # city, state, country, continent


def related(one: str, other: str) -> bool:
    """Whether one place lies in the other, or stands for it."""
    ours, theirs = _key(one), _key(other)
    return ours == theirs or ours in _above(theirs) or theirs in _above(ours)


def known(name: str) -> bool:
    """Whether the lexicons say where the place lies."""
    return _key(name) in _parents()


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
    return parents, names


def _parents() -> dict[str, tuple[str, ...]]:
    return _tables()[0]


def _key(name: str) -> str:
    plain = _plain(name)
    return _tables()[1].get(plain, plain)


def _plain(name: str) -> str:
    return name.lower().replace("’s", "").replace("'s", "").removeprefix("the ").replace(".", "").strip()


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((files("align") / "data" / "lexicon" / name).read_text(encoding="utf-8"))
