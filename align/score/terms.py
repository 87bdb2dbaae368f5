"""The terms of a story: what each statement says, as weighted terms that can be compared across sources.

A term is the lemma of a content word ("word"), or the id of a linked entity ("@e5"), so that "ISIS" and "Islamic State"
are one term. Its weight is how rare it is: inside this story (what every sentence names says little), drawn towards its
rarity in English where the story is short and cannot tell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from align.models import Statement
from align.score.words import Floats, words

# Statements at which the story's own counts and general English weigh the same. Chosen on ecbplus/train.
PRIOR_STATEMENTS = 20.0
# Cosine of two static vectors from which words count as related, and at which they count as the same. Unrelated words
# of one story stay under the first in 99 % of pairs; inflections and synonyms ("vow", "promise") start near it.
RELATED, SAME = 0.45, 0.85
CHARACTERS = 4  # length of character n-grams
_VALUES = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december zero one two three four five six seven eight nine ten eleven twelve thirteen
    fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred
    thousand million billion trillion dozen first second third fourth fifth sixth seventh eighth ninth tenth north
    south east west northern southern eastern western""".split()
)


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a story's statements, in the order of `statements`.

    `names` (terms,), `weights` float32 (terms,), `vectors` float32 (terms, d), `of` the sorted term numbers of each
    statement, `similar` float32 (terms, terms) in 0..1 with ones on the diagonal.
    """

    statements: tuple[Statement, ...]
    names: tuple[str, ...]
    weights: Floats
    vectors: Floats
    similar: Floats
    of: tuple[tuple[int, ...], ...]

    def matrix(self, rows: Sequence[int]) -> Floats:
        """0/1 float32 (len(rows), terms): which terms the statements hold."""
        out = np.zeros((len(rows), len(self.names)), dtype=np.float32)
        for i, row in enumerate(rows):
            out[i, list(self.of[row])] = 1
        return out


def terms_of(statement: Statement) -> tuple[str, ...]:
    """The distinct terms of one statement, in order of first appearance."""
    found: dict[str, None] = {}
    mentions = [m for m in statement.mentions if m.entity is not None]
    for token in statement.tokens:
        inside = next((m for m in mentions if m.span.overlaps(token.span)), None)
        if inside is not None:
            found[f"@{inside.entity}"] = None
        elif token.content:
            found[token.lemma.lower()] = None
    return tuple(found)


def terms(statements: Sequence[Statement]) -> Terms:
    """Collects and weighs the terms of all statements of a story."""
    of_names = [terms_of(s) for s in statements]
    counts = Counter(t for names in of_names for t in names)
    names = tuple(sorted(counts))
    number = {t: i for i, t in enumerate(names)}
    lexicon = words()
    surfaces = ["" if t.startswith("@") else t for t in names]
    # CASE: the vectors of "Monday" and "Friday", "two" and "ten" are near; said of a fact they are opposites.
    vectors = lexicon.unit(["" if t in _VALUES else t for t in surfaces])
    total = len(statements)
    local = np.log((total + 1) / (np.array([counts[t] for t in names], dtype=np.float32) + 0.5))
    # Half of the surprisal (nats) of meeting the word in a statement of twelve content words: the scale of `local`.
    english = np.clip(-np.log(12 * 10.0 ** (lexicon.frequency(surfaces) - 9)), 0.5, 8.0) / 2
    share = total / (total + PRIOR_STATEMENTS)
    weights = np.maximum(share * local + (1 - share) * english, 0.05).astype(np.float32)
    return Terms(
        tuple(statements),
        names,
        weights,
        vectors,
        _similar(names, vectors),
        tuple(tuple(sorted(number[t] for t in names_)) for names_ in of_names),
    )


def _similar(names: tuple[str, ...], vectors: Floats) -> Floats:
    cosine = vectors @ vectors.T
    similar: Floats = np.clip((cosine - RELATED) / (SAME - RELATED), 0, 1).astype(np.float32)
    for group in _by_beginning(names):
        for i in group:
            for j in group:
                # CASE: "escalate" and "escalation" say the same; "continue" and "continent" only begin alike.
                if i < j and cosine[i, j] >= RELATED and _one_family(names[i], names[j]):
                    similar[i, j] = similar[j, i] = 1
    np.fill_diagonal(similar, 1)
    return similar


def _by_beginning(names: tuple[str, ...]) -> list[list[int]]:
    groups: dict[str, list[int]] = {}
    for i, name in enumerate(names):
        if len(name) >= 6 and name.isalpha():
            groups.setdefault(name[:5], []).append(i)
    return [g for g in groups.values() if len(g) > 1]


def _one_family(left: str, right: str) -> bool:
    """Whether two words share at least three fifths of the longer one from its beginning."""
    shared = next((i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))
    return shared >= 0.6 * max(len(left), len(right))
