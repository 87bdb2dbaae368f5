"""Whether two sources tell of one event at all: from what they name that is rare in English, and how they are read."""

from __future__ import annotations

from collections.abc import Sequence, Set

import numpy as np

from align.score.terms import Terms
from align.score.words import Floats


def one_story(terms: Terms, left: Sequence[int], right: Sequence[int]) -> dict[str, float]:
    """Features of two sources (numbers of their statements), each 0..1 and the same for all of their pairs.

    `names` and `words` are the share of the rare names, and of the rare words, of the shorter source that the other has
    too; `people` the share of the people, `strangers` 1 where both name people and none of the same; `sense` is the
    cosine of their mean meanings.
    """
    ours, theirs = ({t for i in rows for t in terms.of[i]} for rows in (left, right))
    found = {}
    for feature, names in (("names", True), ("words", False)):
        of_kind = {t for t in ours | theirs if terms.names[t].startswith("@") == names}
        least = min(_mass(terms, ours & of_kind), _mass(terms, theirs & of_kind))
        found[feature] = _mass(terms, ours & theirs & of_kind) / least if least else 0.0
    people = _people(terms, left), _people(terms, right)
    fewer = min(map(len, people))
    found["people"] = len(people[0] & people[1]) / fewer if fewer else 0.0
    found["strangers"] = float(fewer > 0 and not people[0] & people[1])
    sense = [np.sum([terms.readings[i].meaning for i in rows], axis=0) for rows in (left, right)]
    found["sense"] = float(_unit(sense[0]) @ _unit(sense[1]))
    return found


def _people(terms: Terms, rows: Sequence[int]) -> frozenset[str]:
    """The people whom the statements of a source name."""
    return frozenset(
        m.entity for i in rows for m in terms.statements[i].mentions if m.entity is not None and m.label == "PERSON"
    )


def _mass(terms: Terms, some: Set[int]) -> float:
    return float((terms.english[sorted(some)] ** 2).sum())


def _unit(vector: Floats) -> Floats:
    return np.asarray(vector / max(float(np.linalg.norm(vector)), 1e-6), dtype=np.float32)
