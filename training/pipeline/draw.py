"""What an epoch reads: rows of the corpora, grouped into texts and given one of their looks at random."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from training.pipeline.augment import augment
from training.pipeline.rows import Row, join
from training.pipeline.swap import fill, swap, templates

MADE = 1500
"""Texts of templates in an epoch."""
GAPS = ("\n\n", "\n\n", "\n\n", "\n", "\n", " \n", "\n \n", "\n\n\n")


def texts(documents: list[list[Row]], rng: random.Random) -> list[Row]:
    """Texts of one to five paragraphs out of documents, so that line ends are seen to end sentences."""
    out: list[Row] = []
    for paragraphs in documents:
        at = 0
        while at < len(paragraphs):
            size = rng.choice((1, 1, 2, 3, 5))
            out.append(join([augment(row, rng) for row in paragraphs[at : at + size]], rng.choice(GAPS)))
            at += size
    return out


def treebank_draw(documents: list[list[Row]]) -> Callable[[random.Random], list[Row]]:
    """Syntax only: the layer of names is left out, so that all rows can be joined."""
    bare = [[replace(row, names=None) for row in paragraphs] for paragraphs in documents]
    return lambda rng: texts(bare, rng)


def names_draw(documents: list[list[Row]]) -> Callable[[random.Random], list[Row]]:
    """Names only: a good part of the rows with other names in them, and sentences made of templates."""
    bare = [[Row(words=r.words, spaces=r.spaces, names=r.names) for r in paragraphs] for paragraphs in documents]
    patterns = templates()

    def draw(rng: random.Random) -> list[Row]:
        some = [[swap(row, rng) if rng.random() < 0.4 else row for row in paragraphs] for paragraphs in bare]
        made = [[fill(rng.choice(patterns), rng) for _ in range(rng.randint(1, 4))] for _ in range(MADE)]
        return texts(some + [[join(rows, "")] for rows in made], rng)

    return draw
