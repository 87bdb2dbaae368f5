"""Units and currencies as news writes them, from align/data/lexicon/units.toml, read at first use."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from align.annotate.grammar.pieces import Pieces
from align.models import QuantityKind

_FILE = Path(__file__).parent.parent.parent / "data" / "lexicon" / "units.toml"
_LONGEST = 3  # words in a unit's name
_SQUARED = {"²": "m2", "³": "m3"}


class Unit(NamedTuple):
    """A unit as written: its kind, the canonical unit and how many of that one it is."""

    kind: QuantityKind
    canonical: str
    factor: float


@cache
def _tables() -> tuple[dict[str, Unit], dict[str, str]]:
    import tomllib

    table = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    units: dict[str, Unit] = {}
    kinds: tuple[QuantityKind, ...] = ("measure", "duration")
    for kind in kinds:
        for canonical, names in table[kind].items():
            for spellings, factor in names.items():
                for spelling in spellings.split():
                    units[spelling] = Unit(kind, canonical, float(factor))
    currencies = {name: code for code, names in table["currency"].items() for name in names.split()}
    return units, currencies


def unit(pieces: Pieces, index: int) -> tuple[Unit, int] | None:
    """The unit whose name starts at `index` and the index behind it."""
    units, _ = _tables()
    found = _longest(pieces, index, units)
    if found is None:
        return None
    name, end = found
    if pieces[index + 1].text == "/" and pieces.follows(index + 2, ("h",)) and name == "km":
        return units["km/h"], index + 3
    if pieces[end].text == "." and len(name) <= 3 and pieces[end].glued and pieces[end + 1].lower.islower():
        end += 1  # "ft." in the middle of a sentence
    return units[name], end


def currency(pieces: Pieces, index: int) -> tuple[str, int] | None:
    """The currency whose sign, code or name starts at `index`, and the index behind it."""
    _, currencies = _tables()
    piece = pieces[index]
    if piece.word and pieces[index + 1].text == "$" and pieces[index + 1].glued:
        code = currencies.get(piece.lower + "$")
        return (code or "USD", index + 2) if code or piece.text == "US" else None
    if piece.text == "U" and pieces.follows(index, ("u", ".", "s", ".")):
        behind = index + 4
        named = pieces[behind].lower in {"$", "dollar", "dollars"}
        return ("USD", behind + 1) if named else None
    found = _longest(pieces, index, currencies)
    if found is None or (len(found[0]) == 3 and found[0] in _CODES and not piece.text.isupper()):
        return None
    return currencies[found[0]], found[1]


_CODES = frozenset({"cad", "try", "rub", "pln", "sek", "nok", "inr", "ils", "aud", "chf", "mxn", "zar", "eur", "usd"})


def opens(word: str) -> bool:
    """Whether the name of a unit or a currency begins with `word`, in lower case."""
    return word in _openings()


@cache
def _openings() -> frozenset[str]:
    """The first words of all names, to tell at once where none begins."""
    units, currencies = _tables()
    return frozenset(name.partition("_")[0] for name in (*units, *currencies))


def _longest(
    pieces: Pieces, index: int, names: dict[str, object] | dict[str, Unit] | dict[str, str]
) -> tuple[str, int] | None:
    if pieces[index].lower not in _openings():
        return None
    for length in range(_LONGEST, 0, -1):
        name = "_".join(pieces[index + step].lower for step in range(length))
        if name in names:
            return name, index + length
    return None
