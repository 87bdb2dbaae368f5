"""Whether two sources tell of one event at all: from what they name that is rare in English, and how they are read."""

from __future__ import annotations

from collections.abc import Sequence, Set

import numpy as np

from align.score.terms import Terms
from align.score.words import Floats

TELLING = 5  # best matches that a source is judged by: every article has a few sentences of its own


def one_story(terms: Terms, left: Sequence[int], right: Sequence[int]) -> dict[str, float]:
    """Features of two sources (numbers of their statements), each 0..1 and the same for all of their pairs.

    `story_names` and `story_words` are the share of the rare names, and of the rare words, of the shorter source that
    the other has too; `story_sense` the cosine of their mean meanings; `story_events` how near the events of the
    statements that match best are.
    """
    ours, theirs = ({t for i in rows for t in terms.of[i]} for rows in (left, right))
    found = {}
    for feature, names in (("story_names", True), ("story_words", False)):
        of_kind = {t for t in ours | theirs if terms.names[t].startswith("@") == names}
        least = min(_mass(terms, ours & of_kind), _mass(terms, theirs & of_kind))
        found[feature] = _mass(terms, ours & theirs & of_kind) / least if least else 0.0
    sense = [np.sum([terms.readings[i].meaning for i in rows], axis=0) for rows in (left, right)]
    found["story_sense"] = float(_unit(sense[0]) @ _unit(sense[1]))
    found["story_events"] = _events(terms, left, right)
    return found


def _mass(terms: Terms, some: Set[int]) -> float:
    return float((terms.english[sorted(some)] ** 2).sum())


def _unit(vector: Floats) -> Floats:
    return np.asarray(vector / max(float(np.linalg.norm(vector)), 1e-6), dtype=np.float32)


def _events(terms: Terms, left: Sequence[int], right: Sequence[int]) -> float:
    """The mean of the best matches of the events of each side, the surest of each statement, the lower side's."""
    ours, theirs = (_surest(terms, rows) for rows in (left, right))
    if not len(ours) or not len(theirs):
        return 0.0
    near = np.clip(ours @ theirs.T, 0, 1)
    sides = [-np.sort(-near.max(axis=axis))[:TELLING].mean() for axis in (0, 1)]
    return float(min(sides))


def _surest(terms: Terms, rows: Sequence[int]) -> Floats:
    """The event of each statement that is most surely one, weighed by how surely it is."""
    return np.array(
        [terms.readings[i].events[0] * np.sqrt(terms.readings[i].weights[0]) for i in rows], dtype=np.float32
    )
