"""The countries and regions that several stages know the names of."""

from __future__ import annotations

from align.world_facts import countries, regions


def test_a_country_with_everything() -> None:
    country = next(place for place in countries() if place.key == "bulgaria")
    assert (country.name, country.names, country.capital) == ("Bulgaria", (), "Sofia")
    assert "Bulgarian" in country.demonyms
    assert country.uncertain == {"Sofia"}


def test_a_region_may_have_no_capital() -> None:
    region = next(place for place in regions() if place.key == "corsica")
    assert region.capital is None
    assert region.demonyms[0] == "Corsican"


def test_the_files_are_read_once() -> None:
    assert countries() is countries()
    assert not {place.key for place in countries()} & {place.key for place in regions()}
