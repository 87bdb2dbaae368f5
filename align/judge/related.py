"""Whether two bare statements report one fact at all, or are of one story and tell two things of it.

Names, days and numbers are shared by all statements of a story; what happens is not. So what counts most is how near
the two are in meaning and in the events that they name, which the caller asks an encoder, and whether what each mainly
tells has a counterpart in the other. Two statements are also near in meaning because they name the same people and
things: what they share of those counts against one fact, beside the nearness that it brings along.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Protocol

from align.judge.lexicon import alike, concept, exclusive, lexicon, opposite
from align.judge.names import same_mention
from align.judge.pairing import Match, Pairing, predicate_key
from align.judge.quotation import utterances
from align.judge.scenes import scenes_at, scenes_of
from align.judge.sides import Side, View
from align.models import Mention, Span

_RELATED, _SAME = 0.35, 0.75  # cosine of word vectors from which two words have to do with each other, and are one
_OPEN = 0.4  # what a side mainly tells is of no known scene
LIKENESS = ("meaning", "event_main", "events_more", "events_less")  # what the caller tells, 0..1
_MOST = 60  # words of a side that are compared
_EVENTS = frozenset({"VERB"})
_NAMED = frozenset({"PERSON", "ORG", "PLACE", "NORP", "EVENT", "MISC"})


class Vectors(Protocol):
    """What knows of words: a unit vector for each, and how often it is used."""

    def unit(self, words: Sequence[str]) -> Any:
        """Unit vectors, one row a word."""

    def frequency(self, words: Sequence[str]) -> Any:
        """Zipf values, one a word."""


def probability(left: Side, right: Side, likeness: Mapping[str, float], vectors: Vectors) -> float:
    """The probability that two sides report one fact; `likeness` holds the values of LIKENESS."""
    model = _model()
    values = features(left, right, likeness, vectors)
    total = model["prior"] + sum(model["weights"][name] * value for name, value in values.items())
    return round(1 / (1 + math.exp(-max(min(total, 30.0), -30.0))), 4)


def features(left: Side, right: Side, likeness: Mapping[str, float], vectors: Vectors) -> dict[str, float]:
    """What speaks for and against one fact, by name. That one dates or counts and the other does not, says nothing."""
    pairing = Pairing(left, right)
    ours, theirs = _Words(left, vectors), _Words(right, vectors)
    near = ours.likeness(theirs)
    back = [list(column) for column in zip(*near, strict=True)] if near else [[] for _ in theirs.keys]
    told, told_back = ours.told(near, theirs), theirs.told(back, ours)
    events = [value for value in (ours.cover(near, ours.event), theirs.cover(back, theirs.event)) if value is not None]
    plain = [value for value in (ours.cover(near), theirs.cover(back)) if value is not None]
    names, names_back = _names(left, right), _names(right, left)
    return {
        **{name: likeness[name] for name in LIKENESS},
        "told_least": min(told, told_back),
        "told_most": max(told, told_back),
        "events": sum(events) / len(events) if events else 0.5,
        "words_least": min(plain, default=0.5),
        "words_most": max(plain, default=0.5),
        "roles": float(any(match.shared and not match.differing for match in pairing.matches)),
        "main": float(any(_main(match) for match in pairing.matches)),
        "quoted": float(bool(utterances(pairing))),
        "names_other": max(names, names_back),
        "earlier": float(_earlier(left) != _earlier(right)),
        **_shared_scenes(left, right),
        **_in_common(left, right),
    }


def _in_common(left: Side, right: Side) -> dict[str, float]:
    """What of two statements may be near although they tell two things: names, who acts, days, words in all."""
    ours, theirs = (frozenset().union(*(view.concepts for view in side.views)) for side in (left, right))
    days, others = ({day.text.lower() for view in side.views for day in view.statement.dates} for side in (left, right))
    lengths = [max(sum(len(view.statement.tokens) for view in side.views), 1) for side in (left, right)]
    return {
        "common": 2 * len(ours & theirs) / max(len(ours) + len(theirs), 1),
        "common_most": len(ours & theirs) / max(min(len(ours), len(theirs)), 1),
        "common_name": float(any(same_mention(left, a, right, b) for a in left.mentions for b in right.mentions)),
        "common_agent": float(bool(_agents(left) & _agents(right))),
        "common_day": float(bool(days & others)),
        "length": abs(math.log(lengths[0] / lengths[1])),
    }


def _agents(side: Side) -> frozenset[str]:
    return frozenset(concept(a.head) for _, p in side.predicates for a in p.arguments if a.role == "agent")


def _shared_scenes(left: Side, right: Side) -> dict[str, float]:
    ours, theirs = scenes_of(left), scenes_of(right)
    common, fewer = len(ours & theirs), min(len(ours), len(theirs))
    told, told_back = _main_scenes(left), _main_scenes(right)
    found = [bool(told & theirs) if told else _OPEN, bool(told_back & ours) if told_back else _OPEN]
    return {
        "scene_told_least": float(min(found)),
        "scene_told_most": float(max(found)),
        "scene": float(common > 0),
        "scenes": min(common, 3) / 3,
        "scenes_most": common / fewer if fewer else 0.3,
        "scenes_least": common / len(ours | theirs) if ours or theirs else 0.2,
    }


def _main_scenes(side: Side) -> frozenset[str]:
    return frozenset(scene for view in side.views for scene in scenes_at(view, _main_words(view)))


def _earlier(side: Side) -> bool:
    """Whether it tells of what had been before ("had come to power in a coup")."""
    for view, predicate in side.predicates:
        start = max(predicate.span.start - view.statement.span.start, 0)
        before = view.statement.text[max(start - 40, 0) : start]
        if predicate.main and predicate.lemma != "have" and "had" in before.lower().split()[-4:]:
            return True
    return False


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

    def cover(self, near: list[list[float]], chosen: Sequence[bool] | None = None) -> float | None:
        """How much of what the side says (or of the `chosen` words) the other has, names aside; None of nothing."""
        rows = [i for i, name in enumerate(self.names) if name is None and (chosen is None or chosen[i])]
        total = sum(self.weights[i] for i in rows)
        return sum(self.weights[i] * max(near[i], default=0.0) for i in rows) / total if total else None


def _main_words(view: View) -> set[Span]:
    """Where the words stand that say what the statement mainly tells."""
    found: set[Span] = set()
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
