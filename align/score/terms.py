"""The terms of a story: what each statement says, as weighted terms that can be compared across sources.

A term is the lemma of a content word ("word"), or the id of a linked entity ("@e5"), so that "ISIS" and "Islamic State"
are one term. Its weight is how rare it is: inside this story (what every sentence names says little), drawn towards its
rarity in English where the story is short and cannot tell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

import numpy as np
from numpy.typing import NDArray

from align.models import Mention, Statement
from align.score.readings import Encoder, Reading, shipped
from align.score.words import Floats, words

Numbers = NDArray[np.int64]

# Statements at which the story's own counts and general English weigh the same. Chosen on ecbplus/train.
PRIOR_STATEMENTS = 20.0
# Cosine of two static vectors from which words count as related, and at which they count as the same; synonyms such as
# "vow" and "promise" lie at .49, "killed" and "died" at .76, words that share only a subject mostly below .35.
RELATED, SAME = 0.4, 0.8
FAMILY = 0.45  # cosine from which words that begin alike are one family
# Every statement of a story names its people and places: a name weighs less than a word as rare. ECB+ cannot tell,
# since its hard pairs differ in little but names; chosen by reading basil triples.
ENTITY_SHARE = 0.6
CHARACTERS = 4  # length of character n-grams
# Verbs that report or carry another word; shared by sentences that share nothing.
_LIGHT = frozenset(
    """say tell add be have do get make take go come give put want seem know think see look mean let keep use
    happen become""".split()
)
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

    `names` (terms,) with their `numbers`, `weights` float32 (terms,), `vectors` float32 (terms, d), `families` the
    terms of each term's word family, `of` the sorted term numbers of each statement. `phrases` are the pairs of
    neighbouring terms of each statement, `letters` its character n-grams: each statement's as the sorted numbers that
    they have in this story.
    """

    statements: tuple[Statement, ...]
    names: tuple[str, ...]
    numbers: Mapping[str, int]
    weights: Floats
    vectors: Floats
    families: Mapping[int, tuple[int, ...]]
    of: tuple[tuple[int, ...], ...]
    phrases: tuple[Numbers, ...]
    letters: tuple[Numbers, ...]
    english: Floats
    readings: tuple[Reading, ...]

    @property
    def emphasis(self) -> Floats:
        """The weights to the power of 1.5: one rare word says more than two common ones of the same sum."""
        return np.asarray(self.weights**1.5, dtype=np.float32)

    def likeness(self, left: Sequence[int] | Numbers, right: Sequence[int] | Numbers) -> Floats:
        """How alike terms are, 0..1, 1 for the same: float32 (len(left), len(right)); terms may recur.

        Worked out for what is asked: for all terms of a long text at once it would be a matrix of gigabytes.
        """
        ours, mine = np.unique(np.asarray(left, dtype=np.int64), return_inverse=True)
        theirs, yours = np.unique(np.asarray(right, dtype=np.int64), return_inverse=True)
        similar = np.clip((self.vectors[ours] @ self.vectors[theirs].T - RELATED) / (SAME - RELATED), 0, 1)
        column = {int(term): j for j, term in enumerate(theirs)}
        for i, term in enumerate(ours):
            for other in (int(term), *self.families.get(int(term), ())):
                if other in column:
                    similar[i, column[other]] = 1
        return np.asarray(similar[np.ix_(mine, yours)], dtype=np.float32)


def terms_of(statement: Statement) -> tuple[str, ...]:
    """The terms of one statement in text order; neighbouring words of one entity are one term."""
    found: list[str] = []
    # CASE: in "Vice President Anna Berg" the title is part of who is named; "vice president" alone is a word.
    named = [(replace(m.span, start=m.span.start - _title_length(m)), m) for m in statement.mentions if m.entity]
    for token in statement.tokens:
        inside = next((m for span, m in named if span.overlaps(token.span)), None)
        if inside is not None:
            term = f"@{inside.entity}"
            if found[-1:] != [term]:
                found.append(term)
        elif token.content and token.lemma.lower() not in _LIGHT:
            found.append(token.lemma.lower())
    return tuple(found)


def _title_length(mention: Mention) -> int:
    return len(mention.title) + 1 if mention.title else 0


def terms(statements: Sequence[Statement], encoder: Encoder | None = None) -> Terms:
    """Collects and weighs the terms of all statements of a story; `encoder` is the shipped one where none is given."""
    of_names = [terms_of(s) for s in statements]
    counts = Counter(t for names in of_names for t in set(names))
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
    names_only = np.where([t.startswith("@") for t in names], ENTITY_SHARE, 1.0)
    weights = np.maximum((share * local + (1 - share) * english) * names_only, 0.05).astype(np.float32)
    return Terms(
        tuple(statements),
        names,
        number,
        weights,
        vectors,
        _families(names, vectors),
        tuple(tuple(sorted({number[t] for t in held})) for held in of_names),
        _numbered(pairwise(held) for held in of_names),
        _numbered(_letters(s) for s in statements),
        np.asarray(english, dtype=np.float32),
        (encoder or shipped()).read(statements),
    )


def _numbered(held: Iterable[Iterable[Hashable]]) -> tuple[Numbers, ...]:
    """What each statement holds, every thing as its number in the story, sorted."""
    numbers: dict[Hashable, int] = {}
    return tuple(
        np.array(sorted({numbers.setdefault(thing, len(numbers)) for thing in things}), dtype=np.int64)
        for things in held
    )


def _letters(statement: Statement) -> set[str]:
    """The character n-grams of a statement's words, with the blanks between them."""
    text = f" {' '.join(t.text for t in statement.tokens)} ".lower()
    return {text[i : i + CHARACTERS] for i in range(len(text) - CHARACTERS + 1)}


def _families(names: tuple[str, ...], vectors: Floats) -> dict[int, tuple[int, ...]]:
    """For each term the others of its word family, where it has any.

    CASE: "escalate" and "escalation" say the same; "continue" and "continent" only begin alike.
    """
    found: dict[int, list[int]] = {}
    for group in _by_beginning(names):
        cosine = vectors[group] @ vectors[group].T
        for (m, i), (n, j) in combinations(enumerate(group), 2):
            if (cosine[m, n] >= FAMILY or not cosine[m, m] * cosine[n, n]) and _one_family(names[i], names[j]):
                found.setdefault(i, []).append(j)
                found.setdefault(j, []).append(i)
    return {term: tuple(others) for term, others in found.items()}


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
