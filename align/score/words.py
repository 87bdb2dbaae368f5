"""Static word vectors and general word frequencies (align/data/vectors): read once, when first used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

# Zipf value (log10 of occurrences in a billion words) given to a word that the list does not hold.
UNLISTED_ZIPF = 2.0


@dataclass(frozen=True, slots=True)
class Words:
    """`rows` maps a lower-case word to its row; `vectors` int8 (words, dimensions); `zipf` float32 (words,)."""

    rows: dict[str, int]
    vectors: NDArray[np.int8]
    zipf: Floats

    def unit(self, words: Sequence[str]) -> Floats:
        """Unit vectors, float32 (len(words), dimensions); a row of zeros for a word that is not listed."""
        rows = np.array([self.rows.get(w, -1) for w in words], dtype=np.int64)
        out = np.zeros((len(words), self.vectors.shape[1]), dtype=np.float32)
        listed = rows >= 0
        if listed.any():
            found = self.vectors[rows[listed]].astype(np.float32)
            out[listed] = found / np.linalg.norm(found, axis=1, keepdims=True)
        return out

    def frequency(self, words: Sequence[str]) -> Floats:
        """Zipf values, float32 (len(words),)."""
        return np.array([self.zipf[self.rows[w]] if w in self.rows else UNLISTED_ZIPF for w in words], dtype=np.float32)


@cache
def words() -> Words:
    """The shipped words, read at first use (about 10 ms)."""
    folder = files("align") / "data" / "vectors"
    listed = (folder / "words.txt").read_text(encoding="utf-8").split()
    with (folder / "vectors.npy").open("rb") as f:
        vectors = np.load(f)
    with (folder / "zipf.npy").open("rb") as f:
        zipf = np.load(f).astype(np.float32) / 25
    return Words({w: i for i, w in enumerate(listed)}, vectors, zipf)
