"""The countries and regions of the world with their names (align/data/lexicon), read once for all stages that ask."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Place:
    """A country or region: `key` in its file, usual name, other names, demonyms, capital.

    `uncertain` are those of these forms that are ordinary words or given names as well.
    """

    key: str
    name: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    capital: str | None
    uncertain: frozenset[str]


def countries() -> tuple[Place, ...]:
    """The countries, in the order of countries.toml."""
    return _places("countries.toml")


def regions() -> tuple[Place, ...]:
    """Regions, continents and states of the United States, in the order of regions.toml."""
    return _places("regions.toml")


@cache
def _places(file: str) -> tuple[Place, ...]:
    table = tomllib.loads((files("align") / "data" / "lexicon" / file).read_text(encoding="utf-8"))
    return tuple(
        Place(
            key=key,
            name=row["name"],
            names=tuple(row["names"]),
            demonyms=tuple(row["demonyms"]),
            capital=row.get("capital") or None,
            uncertain=frozenset(row.get("uncertain", ())),
        )
        for key, row in table.items()
    )
