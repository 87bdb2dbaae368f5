"""Cuts text into runs: every mark is a layer over a range, and each run lies wholly inside or outside each layer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from align.render.view import Piece, Run


@dataclass(frozen=True, slots=True, order=True)
class Layer:
    """A mark over the half-open range start..end. Layers may overlap; a run has the classes of all that cover it."""

    start: int
    end: int
    css: str
    title: str = ""


@dataclass(frozen=True, slots=True, order=True)
class ValueLayer:
    """A differing value. These do not overlap each other (see `merged`)."""

    start: int
    end: int
    labels: tuple[str, ...]
    major: bool


def cut(text: str, start: int, end: int, layers: Sequence[Layer]) -> tuple[Run, ...]:
    """The runs of text[start:end]; joined they are exactly those words."""
    inside = sorted(layer for layer in layers if layer.start < end and layer.end > start)
    edges = {start, end}
    for layer in inside:
        edges.update((max(start, layer.start), min(end, layer.end)))
    runs, active, following = [], [], 0
    for left, right in pairwise(sorted(edges)):
        while following < len(inside) and inside[following].start <= left:
            active.append(inside[following])
            following += 1
        active = [layer for layer in active if layer.end > left]
        css = " ".join(dict.fromkeys(layer.css for layer in active))
        title = next((layer.title for layer in active if layer.title), "")
        runs.append(Run(text[left:right], css, title))
    return tuple(runs)


def merged(values: Iterable[ValueLayer]) -> tuple[ValueLayer, ...]:
    """Overlapping values as one, named by all their kinds: marks inside marks cannot be told apart."""
    result: list[ValueLayer] = []
    for value in sorted(values):
        if result and value.start < result[-1].end:
            last = result.pop()
            labels = tuple(dict.fromkeys((*last.labels, *value.labels)))
            value = ValueLayer(last.start, max(last.end, value.end), labels, last.major or value.major)
        result.append(value)
    return tuple(result)


def pieces(text: str, values: Iterable[ValueLayer], layers: Sequence[Layer]) -> tuple[Piece, ...]:
    """All of `text`, the differing values as pieces of their own; ranges count from the start of `text`."""
    result, position = [], 0
    for value in merged(value for value in values if 0 <= value.start < value.end <= len(text)):
        if value.start > position:
            result.append(Piece(cut(text, position, value.start, layers)))
        css = "major" if value.major else "minor"
        result.append(Piece(cut(text, value.start, value.end, layers), ", ".join(value.labels), css))
        position = value.end
    if position < len(text):
        result.append(Piece(cut(text, position, len(text), layers)))
    return tuple(result)
