"""Candidate pairs: which statements of two sources could report one fact at all, found by an index of what they hold.

Only candidates are scored. Two statements are candidates when they share a key: a content word or the beginning of a
long one ("escalate", "escalation"), a linked entity, a number, or a pair of quoted words; or when both open their
articles. Keys that very many statements hold make no candidates by themselves in long texts, so that the work grows
with what is shared and not with the square of the statements.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations, pairwise

import numpy as np
from numpy.typing import NDArray

from align.models import AnnotatedArticle, Statement, Story

# A key held by more statements of a source than this, and than this share of them, makes no candidates by itself.
COMMON, COMMON_SHARE = 30, 0.1
MOST_PAIRS = 10_000  # that one key may make: of two texts of over a thousand statements it would be millions
OPENING = 3  # statements at the beginning that are always candidates for each other
BEGINNING = 5  # letters of a long word that make a key

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Candidates:
    """The candidate pairs of a story: `masks` bool (statements left, statements right) by pair of source ids."""

    masks: Mapping[tuple[str, str], Mask]
    keys: Mapping[str, frozenset[str]]

    def shared(self, left: str, right: str) -> tuple[str, ...]:
        """What two statements (by id) have in common that could make them candidates, in alphabetical order."""
        return tuple(sorted(self.keys[left] & self.keys[right]))


def candidates(story: Story) -> Candidates:
    """The candidate pairs of every two sources of a story."""
    keys = {s.id: keys_of(s) for source in story.sources for s in source.statements}
    held = {source.id: _index(source, keys) for source in story.sources}
    masks = {}
    for left, right in combinations(story.sources, 2):
        mask = np.zeros((len(left.statements), len(right.statements)), dtype=np.bool_)
        mask[:OPENING, :OPENING] = True
        for key in held[left.id].keys() & held[right.id].keys():
            rows, columns = held[left.id][key], held[right.id][key]
            if len(rows) * len(columns) <= MOST_PAIRS:
                mask[np.ix_(rows, columns)] = True
        mask.flags.writeable = False
        masks[left.id, right.id] = mask
    return Candidates(masks, keys)


def keys_of(statement: Statement) -> frozenset[str]:
    """What a statement can be found by."""
    words = [t.lemma.lower() for t in statement.tokens if t.content]
    keys = {*words, *(w[:BEGINNING] + "…" for w in words if len(w) > BEGINNING)}
    keys |= {f"@{m.entity}" for m in statement.mentions if m.entity is not None}
    keys |= {f"#{q.low:g}" for q in statement.quantities if q.low is not None}
    for quotation in statement.quotations:
        inside = [t.text.lower() for t in statement.tokens if quotation.inner.contains(t.span)]
        keys |= {f"“{a} {b}”" for a, b in pairwise(inside)}
    return frozenset(keys)


def _index(source: AnnotatedArticle, keys: Mapping[str, frozenset[str]]) -> dict[str, list[int]]:
    """Key -> numbers of the statements that hold it, without the keys that too many hold."""
    index: dict[str, list[int]] = defaultdict(list)
    for number, statement in enumerate(source.statements):
        for key in keys[statement.id]:
            index[key].append(number)
    most = max(COMMON, COMMON_SHARE * len(source.statements))
    return {key: numbers for key, numbers in index.items() if len(numbers) <= most}
