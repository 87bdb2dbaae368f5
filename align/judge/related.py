"""Whether two bare statements report one fact at all, or are of one story and tell two things of it.

Names, days and numbers are shared by all statements of a story; what happens is not. So what counts most is whether
what each mainly tells has a counterpart in the other, and what is left over.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Protocol

from align.judge.leftover import Leftover
from align.judge.lexicon import alike, exclusive, lexicon, opposite
from align.judge.names import same_mention
from align.judge.pairing import Match, Pairing, predicate_key
from align.judge.quotation import utterances
from align.judge.sides import Side, View
from align.models import Mention

_RELATED, _SAME = 0.35, 0.75  # cosine of word vectors from which two words have to do with each other, and are one
_MOST = 60  # words of a side that are compared
_EVENTS = frozenset({"VERB"})
_NAMED = frozenset({"PERSON", "ORG", "PLACE", "NORP", "EVENT", "MISC"})


class Vectors(Protocol):
    """What knows of words: a unit vector for each, and how often it is used."""

    def unit(self, words: Sequence[str]) -> Any:
        """Unit vectors, one row a word."""

    def frequency(self, words: Sequence[str]) -> Any:
        """Zipf values, one a word."""


def probability(left: Side, right: Side, score: float, vectors: Vectors) -> float:
    """The probability that two sides report one fact; `score` is what the scorer says of them."""
    model = _model()
    values = features(left, right, score, vectors)
    total = model["prior"] + sum(model["weights"][name] * value for name, value in values.items())
    return round(1 / (1 + math.exp(-max(min(total, 30.0), -30.0))), 4)


def features(left: Side, right: Side, score: float, vectors: Vectors) -> dict[str, float]:
    """What speaks for and against one fact, by name."""
    pairing = Pairing(left, right)
    ours, theirs = _Words(left, vectors), _Words(right, vectors)
    near = ours.likeness(theirs)
    back = [list(column) for column in zip(*near, strict=True)] if near else [[] for _ in theirs.keys]
    told, told_back = ours.told(near, theirs), theirs.told(back, ours)
    cover, cover_back = ours.cover(near), theirs.cover(back)
    names, names_back = _names(left, right), _names(right, left)
    clipped = min(max(score, 0.001), 0.999)
    return {
        "score": math.log(clipped / (1 - clipped)),
        "told_least": min(told, told_back),
        "told_most": max(told, told_back),
        "cover_least": min(cover, cover_back),
        "cover_most": max(cover, cover_back),
        "names_other": max(names, names_back),
        "roles": float(any(match.shared and not match.differing for match in pairing.matches)),
        "main_roles": float(any(_main(match) and match.shared for match in pairing.matches)),
        "main": float(any(_main(match) for match in pairing.matches)),
        "quoted": float(bool(utterances(pairing))),
        "alone": math.log1p(min(ours.alone(near), theirs.alone(back))),
        "alone_most": math.log1p(max(ours.alone(near), theirs.alone(back))),
        "nearly": max((Leftover(a, b).shared for a in left.views for b in right.views), default=0.0),
    }


class _Words:
    """The telling words of a side: their keys, how much each weighs, and which of them say what happens."""

    def __init__(self, side: Side, vectors: Vectors) -> None:
        self.vectors = vectors
        self.keys: list[str] = []
        self.lemmas: list[str] = []
        self.weights: list[float] = []
        self.main: list[bool] = []
        self.event: list[bool] = []
        self.names: list[Mention | None] = []
        self.side = side
        for view in side.views:
            self._add(view)
        rare = vectors.frequency(self.lemmas) if self.lemmas else []
        for place, value in enumerate(rare):
            self.weights[place] *= max(7.5 - float(value), 0.5)

    def _add(self, view: View) -> None:
        statement = view.statement
        valued = [q.span for q in statement.quantities] + [d.span for d in statement.dates]
        attribution = statement.attribution
        credit = [attribution.span] if attribution is not None else []
        mains = _main_words(view)
        events = lexicon().events
        for token, key in view.words[:_MOST]:
            if any(span.overlaps(token.span) for span in (*valued, *credit)):
                continue
            named = next((m for m in statement.mentions if m.span.contains(token.span)), None)
            if named is not None and self.keys and self.keys[-1] == key:
                continue
            lemma = token.lemma.lower()
            light = lemma in lexicon().light or lemma in lexicon().saying
            phrase = view.phrase_at(token.span)
            if light and phrase is None:
                continue
            self.keys.append(key)
            self.lemmas.append(lemma)
            self.main.append(token.span in mains)
            self.event.append(token.pos in _EVENTS or lemma in events or phrase is not None)
            self.names.append(named)
            self.weights.append(0.5 if named is not None else 1.0)

    def likeness(self, other: _Words) -> list[list[float]]:
        """How alike each word is to each of the other side, 0..1."""
        if not self.keys or not other.keys:
            return [[] for _ in self.keys]
        cosines = self.vectors.unit(self.lemmas) @ self.vectors.unit(other.lemmas).T
        return [
            [self._alike(i, other, j, float(cosines[i, j])) for j in range(len(other.keys))]
            for i in range(len(self.keys))
        ]

    def _alike(self, i: int, other: _Words, j: int, cosine: float) -> float:
        one, two = self.keys[i], other.keys[j]
        if one == two:
            return 1.0
        mine, yours = self.names[i], other.names[j]
        if mine is not None and yours is not None:
            return float(same_mention(self.side, mine, other.side, yours))
        if alike(one, two) or opposite(one, two) or exclusive(self.lemmas[i], other.lemmas[j]):
            return 1.0
        return min(max((cosine - _RELATED) / (_SAME - _RELATED), 0.0), 1.0) * 0.9

    def told(self, near: list[list[float]], other: _Words) -> float:
        """How well what the side mainly tells has a counterpart among what the other tells, 0..1."""
        rows = [i for i, main in enumerate(self.main) if main] or [i for i, event in enumerate(self.event) if event]
        best = [
            max((value * (1.0 if other.event[j] else 0.6) for j, value in enumerate(near[i])), default=0.0)
            for i in rows
        ]
        return max(best, default=0.0) if best else 0.5

    def cover(self, near: list[list[float]]) -> float:
        """How much of what the side says the other has, names at half weight, 0..1."""
        total = sum(self.weights)
        best = [max(row, default=0.0) for row in near]
        return sum(w * b for w, b in zip(self.weights, best, strict=True)) / total if total else 0.0

    def alone(self, near: list[list[float]]) -> float:
        """How much of it, names aside, the other has nothing like."""
        return sum(
            weight / 3
            for weight, row, name in zip(self.weights, near, self.names, strict=True)
            if name is None and max(row, default=0.0) < 0.3
        )


def _main_words(view: View) -> set[object]:
    """Where the words stand that say what the statement mainly tells."""
    found: set[object] = set()
    for predicate in view.statement.predicates:
        if not predicate.main:
            continue
        key = predicate_key(view, predicate)
        if key is None:
            continue
        for token in view.statement.tokens:
            inside = predicate.span.contains(token.span) and predicate.lemma != "be"
            said_of = any(
                argument.role in ("attribute", "patient")
                and argument.span.contains(token.span)
                and token.lemma.lower() == argument.head.lower()
                and (predicate.lemma == "be" or predicate.lemma in lexicon().light)
                for argument in predicate.arguments
            )
            if inside or said_of:
                found.add(token.span)
    return found


def _main(match: Match) -> bool:
    return match.one.main and match.other.main


def _names(side: Side, far: Side) -> float:
    """Share of the names of a side that the other does not have, while it has others of that sort."""
    found = 0
    own = [mention for mention in side.mentions if mention.label in _NAMED]
    for mention in own:
        others = [m for m in far.mentions if m.label == mention.label]
        free = [m for m in others if not any(same_mention(side, mine, far, m) for mine in own)]
        found += bool(free) and not any(same_mention(side, mention, far, m) for m in far.mentions)
    return found / len(own) if own else 0.0


@cache
def _model() -> dict[str, Any]:
    text = (files("align") / "data" / "judge" / "related.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
