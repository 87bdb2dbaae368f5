"""The edges between groups while they are being joined, with the best one at hand."""

from __future__ import annotations

from heapq import heappop, heappush


class Edges:
    """What two groups gain by being joined, for those that have anything to do with each other; the best is at hand."""

    def __init__(self) -> None:
        self._gains: dict[int, dict[int, float]] = {}
        self._heap: list[tuple[float, int, int]] = []  # with entries that do not hold any more

    def put(self, x: int, y: int, gain: float) -> None:
        """Set what the groups `x` and `y` gain."""
        self._gains.setdefault(x, {})[y] = gain
        self._gains.setdefault(y, {})[x] = gain
        if gain > 0:
            heappush(self._heap, (-round(gain, 6), min(x, y), max(x, y)))

    def best(self) -> tuple[int, int] | None:
        """The two groups that gain most, the first ones of those that gain as much; None where no two gain."""
        while self._heap:
            loss, x, y = self._heap[0]
            gain = self._gains.get(x, {}).get(y)
            if gain is not None and -round(gain, 6) == loss:
                return x, y
            heappop(self._heap)
        return None

    def take(self, x: int, y: int) -> list[int]:
        """Forget the edges of both groups; the groups that they led to, in order."""
        others = sorted((self._gains.pop(x).keys() | self._gains.pop(y).keys()) - {x, y})
        for other in others:
            self._gains[other].pop(x, None)
            self._gains[other].pop(y, None)
        return others
