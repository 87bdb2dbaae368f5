"""Evidence for a reader: what each part of a score is, and the words it rests on. The weights sum to the log-odds."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from align.models import Evidence, EvidenceKind, Statement
from align.score import facts
from align.score.features import KINDS, NAMES
from align.score.model import Model
from align.score.terms import Terms
from align.score.words import Floats

_SHOWN = 6  # words named in one piece of evidence
APART = -1.0  # log-odds that a pair loses for its sources, from which a reader is told so


def evidence(
    terms: Terms, left: int, right: int, values: Floats, stands: float, near: float, apart: float, model: Model
) -> tuple[Evidence, ...]:
    """The reasons for one pair's score, strongest first behind the prior; their weights sum to its log-odds."""
    sums: dict[EvidenceKind, float] = {}
    for name, value, weight in zip(NAMES, values, model.weights, strict=True):
        sums[KINDS[name]] = sums.get(KINDS[name], 0.0) + float(value) * float(weight)
    sums["context"] = sums.get("context", 0.0) + stands * model.standing + near + apart
    texts = _texts(terms, left, right)
    texts["context"] = _context(stands, near, apart)
    reasons = [Evidence(kind, texts[kind], round(weight, 4)) for kind, weight in sums.items() if abs(weight) >= 0.005]
    reasons.sort(key=lambda e: (-abs(e.weight), e.kind))
    rest = model.prior - sum(e.weight for e in reasons) + sum(sums.values())
    return (Evidence("prior", "any two statements of two reports of one event", round(rest, 4)), *reasons)


def _texts(terms: Terms, left: int, right: int) -> dict[EvidenceKind, str]:
    a, b = terms.statements[left], terms.statements[right]
    return {
        "words": _shared_words(terms, left, right),
        "meaning": _events(terms, left, right),
        "entities": _shared_entities(a, b),
        "quotation": "words in quotation marks that the other says too",
        "numbers": "the same number"
        + _list([p.text for p in a.quantities for q in b.quantities if facts.same_number(p, q)]),
        "dates": _dates(a, b),
        "predicate": _verbs(terms, a, b),
        "attribution": _speakers(a, b),
    }


def _context(stands: float, near: float, apart: float) -> str:
    if apart <= APART:
        return "the two sources seem to tell of different events"
    place = "a better match than its neighbours" if stands >= 0 else "other statements match better"
    return place + (", and what stands next to it matches too" if near >= 0.75 else "")


def _events(terms: Terms, left: int, right: int) -> str:
    """The two words that most surely name one event, in their sentences."""
    one, other = terms.readings[left], terms.readings[right]
    if not one.tokens or not other.tokens:
        return "alike in meaning"
    near = one.events @ other.events.T * np.sqrt(np.outer(one.weights, other.weights))
    near = near[: len(one.tokens), : len(other.tokens)]
    i, j = divmod(int(near.argmax()), near.shape[1])
    words = (
        terms.statements[row].tokens[reading.tokens[place]].text
        for row, reading, place in ((left, one, i), (right, other, j))
    )
    return "what happens: " + " / ".join(words)


def _list(items: Sequence[str]) -> str:
    return f": {', '.join(items[:_SHOWN])}" if items else ""


def _shared_words(terms: Terms, left: int, right: int) -> str:
    both = [t for t in terms.of[left] if t in set(terms.of[right]) and not terms.names[t].startswith("@")]
    both.sort(key=lambda t: (-float(terms.weights[t]), terms.names[t]))
    return ", ".join(terms.names[t] for t in both[:_SHOWN]) if both else "none, but words and letters that are alike"


def _shared_entities(a: Statement, b: Statement) -> str:
    names = {m.entity: m.text for m in a.mentions if m.entity is not None}
    shared = [names[e] for e in dict.fromkeys(m.entity for m in b.mentions if m.entity is not None) if e in names]
    return "both name" + _list(shared).replace(":", "", 1) if shared else "no shared names"


def _dates(a: Statement, b: Statement) -> str:
    same = [f"{p.text} / {q.text}" for p in a.dates for q in b.dates if facts.meet(p, q)]
    return "the same date" + _list(same) if same else "other dates"


def _verbs(terms: Terms, a: Statement, b: Statement) -> str:
    """The two predicates that are most alike, first in text order among equals."""
    numbers = terms.numbers
    best, told = 0.0, "predicates that are alike"
    for p in a.predicates:
        for q in b.predicates:
            mine, theirs = numbers.get(p.lemma.split(" ")[0], -1), numbers.get(q.lemma.split(" ")[0], -1)
            if mine < 0 or theirs < 0:
                continue
            alike = float(terms.likeness([mine], [theirs])[0, 0])
            if alike > best:
                best, told = alike, f"{p.lemma} / {q.lemma}"
    return told


def _speakers(a: Statement, b: Statement) -> str:
    if a.attribution is None or b.attribution is None:
        return "who is credited"
    same = facts.speaker(a) == facts.speaker(b)
    return f"{'the same' if same else 'another'} speaker: {a.attribution.speaker} / {b.attribution.speaker}"
