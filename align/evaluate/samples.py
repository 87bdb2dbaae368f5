"""What every reader of a corpus makes: pairs of texts, with a label for each pair of their units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.models import Article, Block, Span

Labels = NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Text:
    """A text of a corpus under a name of its own; each block of the article is a unit, the thing that is labelled."""

    name: str
    article: Article

    @property
    def units(self) -> tuple[str, ...]:
        """The words of each unit."""
        return tuple(block.span.of(self.article.text) for block in self.article.blocks)


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """Two texts of one story: `labels` int8 (units left, units right), 1 the same, 0 another, -1 nobody has looked.

    `group` is what macro means are taken over: a story, a topic, a question. `across` marks texts of two similar
    stories, whose pairs all report different things: they count only where a figure says so.
    """

    group: str
    left: Text
    right: Text
    labels: Labels
    across: bool = False


def text_of(name: str, units: Sequence[str]) -> Text:
    """A text made of units, a blank line between them; units without words are not kept."""
    blocks, kept, position = [], [], 0
    for unit in units:
        if unit.strip():
            blocks.append(Block(Span(position, position + len(unit)), "body"))
            kept.append(unit)
            position += len(unit) + 2
    return Text(name, Article("\n\n".join(kept), blocks=tuple(blocks)))


def labelled(rows: Sequence[frozenset[str] | None], columns: Sequence[frozenset[str] | None]) -> Labels:
    """1 where two units have something in common, 0 where not, -1 where one of them is None: nobody has looked."""
    labels = np.full((len(rows), len(columns)), -1, dtype=np.int8)
    for i, mine in enumerate(rows):
        for j, theirs in enumerate(columns):
            if mine is not None and theirs is not None:
                labels[i, j] = not mine.isdisjoint(theirs)
    return labels
