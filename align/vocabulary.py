"""The words that align knows, from align/data/vectors: whether a word is one at all, and whether it is rather a name.

For text that gives no other sign: written in one case throughout, or damaged.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

SHORTEST_PART = 3  # letters of each word that a compound is made of
COMMON = 8000  # words so frequent that two of them make a compound
PREFIXES = (
    "un re non anti pre over under mis dis inter super counter co out semi sub self pro ultra multi mid de fore"
).split()
# ending -> what stands in its place in the word it is formed from ("" for nothing)
ENDINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    *((ending, ("",)) for ending in ("s", "es", "ness", "ment", "less", "like", "ship", "hood", "ful", "wise", "ward")),
    *((ending, ("", "e")) for ending in ("ed", "ing", "er", "ers", "est", "able", "ity", "ion", "ions", "al", "or")),
    *((ending, ("", "e", "y")) for ending in ("ist", "ists", "ism", "ian", "ians", "ish", "ize", "ise", "ized")),
    *((ending, ("y",)) for ending in ("ies", "ied", "ier", "iest", "ily")),
    ("ly", ("", "le")),
    ("ally", ("al", "")),
    ("men", ("man",)),
    ("women", ("woman",)),
    ("isation", ("ize",)),
    ("ization", ("ize", "")),
    ("our", ("or",)),
    ("ours", ("or",)),
    ("re", ("er",)),
    ("ise", ("ize",)),
    ("ised", ("ize",)),
    ("ising", ("ize",)),
)


@cache
def ranks() -> Mapping[str, int]:
    """Every listed word in lower case -> its rank by frequency, from 0."""
    text = (files("align") / "data" / "vectors" / "words.txt").read_text(encoding="utf-8")
    return {word: rank for rank, word in enumerate(text.split())}


@cache
def known(word: str) -> bool:
    """Whether `word`, in any case, is listed or formed from listed words ("re-examined", "boathouse")."""
    lower = word.lower().replace("’", "'")
    if lower in ranks():
        return True
    if "-" in lower:
        return all(known(part) for part in lower.split("-") if part)
    if "'" in lower:
        return known(lower.partition("'")[0]) or lower.replace("'", "") in ranks()
    return _inflected(lower) or _prefixed(lower) or _compound(lower)


def one_word(word: str) -> bool:
    """Whether `word` is listed or a form of a listed word; a compound of two words is not enough."""
    return word.lower() in ranks() or _inflected(word.lower())


def _inflected(lower: str) -> bool:
    listed = ranks()
    for ending, replaced in ENDINGS:
        stem = lower.removesuffix(ending)
        if stem == lower or len(stem) < SHORTEST_PART:
            continue
        if any(stem + letters in listed for letters in replaced):
            return True
        if len(stem) > SHORTEST_PART and stem[-1] == stem[-2] and stem[:-1] in listed:
            return True  # "throttled", "stopped"
    return False


def _prefixed(lower: str) -> bool:
    return any(
        lower.startswith(prefix) and len(lower) - len(prefix) >= SHORTEST_PART + 1 and known(lower[len(prefix) :])
        for prefix in PREFIXES
    )


def _compound(lower: str) -> bool:
    listed = ranks()
    return any(
        listed.get(lower[:cut], COMMON) < COMMON and listed.get(lower[cut:], COMMON) < COMMON
        for cut in range(SHORTEST_PART, min(len(lower), 24) - SHORTEST_PART + 1)
    )


@cache
def name_likeness(word: str) -> float | None:
    """The probability that the listed `word` is usually written with a capital letter; None for one not listed."""
    rank = ranks().get(word.lower())
    return None if rank is None else _likeness()[rank]


@cache
def _likeness() -> list[float]:
    """`name_likeness` of every listed word: a logistic model over its vector (align/data/casing)."""
    import numpy as np

    table = tomllib.loads((files("align") / "data" / "casing" / "weights.toml").read_text(encoding="utf-8"))
    folder = files("align") / "data" / "vectors"
    with (folder / "vectors.npy").open("rb") as file:
        vectors = np.load(file).astype(np.float32)
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
    logits = vectors @ np.array(table["vector"], dtype=np.float32) + float(table["prior"])
    return [float(value) for value in 1 / (1 + np.exp(-logits))]
