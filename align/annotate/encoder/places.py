"""Names of places that are known from a list: what the network leans to, where it is in doubt.

A bit more for a name that is on the list, and a bit less for kinds that the network finds too readily, before the best
sequence of marks is chosen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# In log-odds, chosen on ner/uner_ewt/dev; the figures of align/data/pipeline.md tell what they bring.
LISTED = 2.0
LEANINGS = {"O": 0.5, "ORG": -0.7, "MISC": 1.0, "EVENT": 1.0}


class Places:
    """Names of places, in lower case, by their first word; `marks` are what the scores stand for."""

    def __init__(self, names: Sequence[str], marks: Sequence[str]) -> None:
        import numpy as np

        self._names: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for name in names:
            words = tuple(name.lower().split())
            self._names[words[0]].append(words)
        self._marks = {mark: number for number, mark in enumerate(marks)}
        self._leanings = np.array([LEANINGS.get(mark[2:] or mark, 0.0) for mark in marks], dtype=np.float32)

    @classmethod
    def read(cls, path: Path, marks: Sequence[str]) -> Places:
        """The places of a file, one a line."""
        return cls([line for line in path.read_text(encoding="utf-8").split("\n") if line.strip()], marks)

    def lean(self, scores: NDArray[np.float32], words: Sequence[str]) -> NDArray[np.float32]:
        """The scores of marks, words x marks, with the leanings added."""
        scores = scores + self._leanings
        lower = tuple(word.lower() for word in words)
        for first, word in enumerate(lower):
            for name in self._names.get(word, ()):
                size = len(name)
                # of a single word in lower case hardly any is a place: "nice", "reading"
                if lower[first : first + size] == name and (size > 1 or words[first][0].isupper()):
                    for n in range(size):
                        kind = "U" if size == 1 else "B" if n == 0 else "L" if n == size - 1 else "I"
                        scores[first + n, self._marks[f"{kind}-LOC"]] += LISTED
        return scores
