"""Figures of align's scores that no change may lose, each on one version of a corpus, known by its hash.

A floor is what was measured less some room, for a new language pipeline cuts some statements otherwise. When figures
rise, so should these.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from align.evaluate.measure import ALIGN, Measured


@dataclass(frozen=True, slots=True)
class Floors:
    """The least that each figure (a field of `Figures`) of a corpus with this hash may be."""

    corpus: str
    sha256: str
    least: tuple[tuple[str, float], ...]


FLOORS: tuple[Floors, ...] = (
    Floors(
        "ecbplus/dev",
        "660d718835a192ca592d0b9a23fb5167eb109aec8c2fb5b3b78c9e14a3b35909",
        (("auc", 0.78), ("macro_auc", 0.773), ("across_auc", 0.84)),
    ),
    Floors(
        "superpal/dev",
        "882f32fe0f9057fe212813c42c49f93de903c73c64c4a9d03b17d4ccfcc0b71e",
        (("auc", 0.93), ("macro_auc", 0.928), ("average_precision", 0.76)),
    ),
    Floors(
        "nanco",
        "e7a58caa58cd581e36c1935044498752bfd0ecc75ce64d9c52efad3bc55a4ba5",
        (("auc", 0.643), ("macro_auc", 0.647)),
    ),
)


def lost(measured: Sequence[Measured], floors: Sequence[Floors] | None = None) -> list[str]:
    """What has fallen below its floor, a phrase each; the pinned floors unless others are given."""
    return [
        f"{one.corpus}: {name} is {_figure(one, name):.3f}, below {least:.3f}"
        for one in measured
        for floor in (FLOORS if floors is None else floors)
        if (floor.corpus, floor.sha256) == (one.corpus, one.sha256)
        for name, least in floor.least
        if not _figure(one, name) >= least  # also where there is no figure any more
    ]


def unchecked(measured: Sequence[Measured], floors: Sequence[Floors] | None = None) -> list[str]:
    """The measured corpora that have no floors as they are, with the reason."""
    pinned = {floor.corpus: floor.sha256 for floor in (FLOORS if floors is None else floors)}
    return [
        f"{one.corpus}: not checked, {_reason(one, pinned)}" for one in measured if pinned.get(one.corpus) != one.sha256
    ]


def _reason(one: Measured, pinned: dict[str, str]) -> str:
    if one.corpus not in pinned:
        return "it has no floors"
    return f"the file is not the one that the floors are for (its SHA-256 begins with {one.sha256[:12]})"


def _figure(one: Measured, name: str) -> float:
    return float(getattr(one.systems[ALIGN], name))
