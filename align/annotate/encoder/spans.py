"""Names out of the scores of their marks: the best sequence that begins and ends every name (BILOU, Viterbi)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def may_follow(marks: Sequence[str]) -> NDArray[np.float32]:
    """0 where mark j may follow mark i, else minus infinity; the last row and column stand for the text's edges."""
    import numpy as np

    edge = "O"
    table = np.full((len(marks) + 1, len(marks) + 1), -np.inf, dtype=np.float32)
    for i, first in enumerate([*marks, edge]):
        for j, second in enumerate([*marks, edge]):
            inside = first[0] in "BI"
            fits = second[0] in "IL" and second[2:] == first[2:] if inside else second[0] in "OBU"
            if fits:
                table[i, j] = 0
    return table


def best_names(
    scores: NDArray[np.float32], marks: Sequence[str], follow: NDArray[np.float32]
) -> list[tuple[int, int, str]]:
    """Half-open (start, end, label) of the names in a row of words, from `scores` (words x marks)."""

    size = len(marks)
    if not len(scores) or not scores.argmax(1).any():
        return []
    best = follow[size, :size] + scores[0]
    back: list[NDArray[np.intp]] = []
    for row in scores[1:]:
        paths = best[:, None] + follow[:size, :size]
        back.append(paths.argmax(0))
        best = paths.max(0) + row
    mark = int((best + follow[:size, size]).argmax())
    found = [mark]
    for pointers in reversed(back):
        mark = int(pointers[mark])
        found.append(mark)
    found.reverse()
    names: list[tuple[int, int, str]] = []
    start = 0
    for i, number in enumerate(found):
        kind, label = marks[number][0], marks[number][2:]
        if kind in "BU":
            start = i
        if kind in "LU":
            names.append((start, i + 1, label))
    return names
