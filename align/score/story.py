"""Whether two sources tell of one event at all, from what they name that is rare in English."""

from __future__ import annotations

from collections.abc import Sequence, Set

from align.score.terms import Terms


def one_story(terms: Terms, left: Sequence[int], right: Sequence[int]) -> dict[str, float]:
    """The share of the rare names, and of the rare words, of the shorter source that the other one has too, 0..1."""
    ours, theirs = ({t for i in rows for t in terms.of[i]} for rows in (left, right))
    found = {}
    for feature, names in (("story_names", True), ("story_words", False)):
        of_kind = {t for t in ours | theirs if terms.names[t].startswith("@") == names}
        least = min(_mass(terms, ours & of_kind), _mass(terms, theirs & of_kind))
        found[feature] = _mass(terms, ours & theirs & of_kind) / least if least else 0.0
    return found


def _mass(terms: Terms, some: Set[int]) -> float:
    return float((terms.english[sorted(some)] ** 2).sum())
