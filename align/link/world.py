"""What the world knows of names that their form does not tell: aliases, countries, demonyms. Read at first use."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from align.link.names import Key, key
from align.world_facts import countries


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
    return known, frozenset(acronyms)


def find(surface: str) -> Known | None:
    """The known thing that a name in an article stands for, or None."""
    known, acronyms = _lexicon()
    words = key(surface)
    # CASE: "who", "us", "is" in small letters are words, not names; "Nato" and "Isis" are a house style.
    if words in acronyms and not surface.replace(".", "").isupper() and len(words[0]) <= 3:
        return None
    return known.get(words)
