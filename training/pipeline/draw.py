"""What an epoch reads: rows of the corpora, grouped into texts and given one of their looks at random."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from training.pipeline.augment import augment
from training.pipeline.rows import Row, cut, join
from training.pipeline.swap import fill, pool_of, swap, templates

LIMITS = (10, 40, 80)
"""Texts end with the paragraph that brings them to so many words."""
MADE = 1500
"""Texts of templates in an epoch."""
GAPS = ("\n\n", "\n\n", "\n\n", "\n", "\n", " \n", "\n \n", "\n\n\n")


def texts(documents: list[list[Row]], rng: random.Random) -> list[Row]:
    """Short texts out of documents, often over the end of a paragraph, so that line ends are seen to end sentences."""
    out: list[Row] = []
    for paragraphs in documents:
        held: list[Row] = []
        limit = rng.choice(LIMITS)
        for paragraph in paragraphs:
            *whole, rest = cut(paragraph, limit)
            for piece in whole:
                out.append(_text([*held, piece], rng))
                held = []
            held.append(rest)
            if sum(len(row.words) for row in held) >= limit:
                out.append(_text(held, rng))
                held, limit = [], rng.choice(LIMITS)
        if held:
            out.append(_text(held, rng))
    return out


def _text(rows: list[Row], rng: random.Random) -> Row:
    return join([augment(row, rng) for row in rows], rng.choice(GAPS))


def treebank_draw(documents: list[list[Row]]) -> Callable[[random.Random], list[Row]]:
    """Syntax only: the layer of names is left out, so that all rows can be joined."""
    bare = [[replace(row, names=None) for row in paragraphs] for paragraphs in documents]
    return lambda rng: texts(bare, rng)


def names_draw(documents: list[list[Row]]) -> Callable[[random.Random], list[Row]]:
    """Names only: a good part of the rows with other names in them, and sentences made of templates."""
    bare = [[Row(words=r.words, spaces=r.spaces, names=r.names) for r in paragraphs] for paragraphs in documents]
    patterns = templates()
    pool = pool_of(row for paragraphs in bare for row in paragraphs)

    def draw(rng: random.Random) -> list[Row]:
        some = [[swap(row, rng, pool) if rng.random() < 0.4 else row for row in paragraphs] for paragraphs in bare]
        made = [[fill(rng.choice(patterns), rng) for _ in range(rng.randint(1, 4))] for _ in range(MADE)]
        return texts(some + [[join(rows, "")] for rows in made], rng)

    return draw
