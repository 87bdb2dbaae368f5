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


def evidence(
    terms: Terms, left: int, right: int, values: Floats, stands: float, near: float, prior: float, model: Model
) -> tuple[Evidence, ...]:
    """The reasons for one pair's score, strongest first behind the prior; their weights sum to its log-odds."""
    sums: dict[EvidenceKind, float] = {}
    for name, value, weight in zip(NAMES, values, model.weights, strict=True):
        sums[KINDS[name]] = sums.get(KINDS[name], 0.0) + float(value) * float(weight)
    sums["context"] = sums.get("context", 0.0) + stands * model.standing + near
    texts = _texts(terms, left, right, stands, near)
    reasons = [Evidence(kind, texts[kind], round(weight, 4)) for kind, weight in sums.items() if abs(weight) >= 0.005]
    reasons.sort(key=lambda e: (-abs(e.weight), e.kind))
    rest = prior - sum(e.weight for e in reasons) + sum(sums.values())
    return (Evidence("prior", "any two statements of two reports of one event", round(rest, 4)), *reasons)


def _texts(terms: Terms, left: int, right: int, stands: float, near: float) -> dict[EvidenceKind, str]:
    a, b = terms.statements[left], terms.statements[right]
    return {
        "words": _shared_words(terms, left, right),
        "meaning": "alike in meaning" + _list(_related(terms, left, right)),
        "entities": _shared_entities(a, b),
        "quotation": "words in quotation marks that the other says too",
        "numbers": _numbers(a, b),
        "dates": _dates(a, b),
        "predicate": _verbs(terms, a, b),
        "attribution": _speakers(a, b),
        "context": _context(stands, near),
    }


def _context(stands: float, near: float) -> str:
    place = "a better match than its neighbours" if stands >= 0 else "other statements match better"
    return place + (", and what stands next to it matches too" if near >= 0.75 else "")


def _list(items: Sequence[str]) -> str:
    return f": {', '.join(items[:_SHOWN])}" if items else ""


def _shared_words(terms: Terms, left: int, right: int) -> str:
    both = [t for t in terms.of[left] if t in set(terms.of[right]) and not terms.names[t].startswith("@")]
    both.sort(key=lambda t: (-float(terms.weights[t]), terms.names[t]))
    return ", ".join(terms.names[t] for t in both[:_SHOWN]) if both else "none, but words and letters that are alike"


def _related(terms: Terms, left: int, right: int) -> list[str]:
    """Word pairs that are related and not the same, the closest first."""
    mine = [t for t in terms.of[left] if t not in terms.of[right]]
    theirs = [t for t in terms.of[right] if t not in terms.of[left]]
    if not mine or not theirs:
        return []
    similar = terms.likeness(mine, theirs)
    found = [
        (float(similar[i, j]), terms.names[mine[i]], terms.names[theirs[j]]) for i, j in np.argwhere(similar > 0.1)
    ]
    found.sort(key=lambda f: (-f[0], f[1], f[2]))
    return [f"{a} ~ {b}" for _, a, b in found]


def _shared_entities(a: Statement, b: Statement) -> str:
    names = {m.entity: m.text for m in a.mentions if m.entity is not None}
    shared = [names[e] for e in dict.fromkeys(m.entity for m in b.mentions if m.entity is not None) if e in names]
    return "both name" + _list(shared).replace(":", "", 1) if shared else "no shared names"


def _numbers(a: Statement, b: Statement) -> str:
    equal = [p.text for p in a.quantities for q in b.quantities if facts.same_number(p, q)]
    if equal:
        return "the same number" + _list(equal)
    return "other numbers" + _list(
        [f"{a.quantities[0].text} / {b.quantities[0].text}"] if a.quantities and b.quantities else []
    )


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
