"""Whether two numbers are of one thing: by what is counted, by what happened to it, by the words around."""

from __future__ import annotations

from align.judge.counts import (
    PERSON,
    TOLLS,
    dated_apart,
    described,
    generic,
    heads,
    hyphened,
    nouns,
    outcome,
    part,
)
from align.judge.intervals import comparable
from align.judge.lexicon import alike, lexicon, opposite
from align.judge.pairing import Pairing
from align.judge.scope import apart, replaced
from align.judge.sides import View, closeness, similar_places
from align.models import Quantity


def same_thing(view: View, quantity: Quantity, other_view: View, other: Quantity) -> bool:
    """Whether the two numbers count or measure one thing, as far as the words around them tell."""
    ours, theirs = outcome(quantity), outcome(other)
    if ours != theirs:
        return False
    same = nouns(quantity, other)
    if quantity.kind == "age":
        return _one_age(view, quantity, other_view, other, same)
    if part(view, quantity) != part(other_view, other) or _opposed(quantity.scope or "", other.scope or ""):
        return False
    if same is False or apart(view, other_view) or dated_apart(view, quantity, other_view, other):
        return False
    if replaced(view, quantity.span, other_view, other.span):
        return True
    if ours in TOLLS:
        common = view.concepts & other_view.concepts - {ours, PERSON}
        return closeness(view, other_view) >= 0.15 and bool(common)
    if similar_places(view, quantity.span, other_view, other.span):
        return True
    if hyphened(view, quantity) != hyphened(other_view, other):
        return False
    if hyphened(view, quantity) and same is True and described(view, quantity) == described(other_view, other):
        return closeness(view, other_view) >= 0.2
    scopes = quantity.scope is not None and other.scope is not None and alike(quantity.scope, other.scope)
    light = (quantity.scope or "") in lexicon().light
    if quantity.kind == "score":
        return closeness(view, other_view) >= 0.2
    if scopes or {quantity.scope, other.scope} <= _VALUED or _anchored(view, other_view):
        special = quantity.unit is not None and quantity.kind != "duration" and not light
        if special and closeness(view, other_view) >= 0.3 and _alone(view, quantity) and _alone(other_view, other):
            return True
    if same is True and not generic(quantity):
        return (scopes and not light) or closeness(view, other_view) >= 0.5
    return scopes and not light and closeness(view, other_view) >= 0.4


# Verbs that only bring in a value.
_VALUED = frozenset({"reach", "climb", "hit", "be", "stand", "total", "measure", "rise", "fall", "register", "record",
                     "drop", "top", "touch", "amount", "come", "average", "exceed", None})  # fmt: skip


def one_toll(pairing: Pairing, quantity: Quantity, other: Quantity) -> bool:
    """Whether both are the toll of one event that is told in two statements: "24 were hurt after the tram derailed"."""
    happened = outcome(quantity)
    if happened not in TOLLS or happened != outcome(other) or nouns(quantity, other) is False:
        return False
    if min(len(pairing.left.views), len(pairing.right.views)) > 2 or len(pairing.left.views) == len(
        pairing.right.views
    ):
        return False
    ours, theirs = (frozenset().union(*(v.concepts for v in s.views)) for s in (pairing.left, pairing.right))
    common = ours & theirs - {happened, PERSON}
    return len(common) >= 2 and 2 * len(common) / (len(ours) + len(theirs)) >= 0.3


def one_event(pairing: Pairing, view: View, quantity: Quantity, other_view: View, other: Quantity) -> bool:
    """Whether the predicates that the numbers belong to tell of one event with the same participants."""
    if quantity.kind in ("age", "ordinal", "duration") or nouns(quantity, other) is False:
        return False
    return any(
        match.left is view
        and match.right is other_view
        and match.one.lemma == quantity.scope
        and match.other.lemma == other.scope
        and bool(match.shared)
        and not match.opposed  # "won by 12 votes", "lost by 12 votes"
        for match in pairing.matches
    )


def _anchored(view: View, other_view: View) -> bool:
    """Whether both statements count the same number of the same things, and so tell of one deal or event."""
    return any(
        quantity.kind == other.kind == "count"
        and quantity.low == quantity.high == other.low == other.high
        and nouns(quantity, other) is True
        and not generic(quantity)
        for quantity in view.statement.quantities
        for other in other_view.statement.quantities
    )


def _alone(view: View, quantity: Quantity) -> bool:
    """Whether nothing else in the statement is measured in the same unit, a former value aside ("from 7.9 percent")."""
    same = [other for other in view.statement.quantities if comparable(quantity, other)]
    return len([other for other in same if other.span == quantity.span or not _former(view, other)]) == 1


def _former(view: View, quantity: Quantity) -> bool:
    before = view.statement.text[: quantity.span.start - view.statement.span.start].lower().split()
    return before[-1:] == ["from"]


def _one_age(view: View, quantity: Quantity, other_view: View, other: Quantity, same: bool | None) -> bool:
    """Whether two ages are of one person: who is so old is the same, or named by the other side as well."""
    if closeness(view, other_view) < 0.2:
        return False
    if same is True:
        return True
    alone = all(sum(q.kind == "age" for q in v.statement.quantities) == 1 for v in (view, other_view))
    if same is None:
        near = closeness(view, other_view)
        return alone and (near >= 0.7 or (near >= 0.4 and similar_places(view, quantity.span, other_view, other.span)))
    here, there = heads(other) & view.concepts, heads(quantity) & other_view.concepts
    return alone and bool(here or there) and not (here and there)  # who knows both tells them apart


def _opposed(one: str, other: str) -> bool:
    """Whether two verbs are each other's opposites: "approve", "disapprove"."""
    short, long = sorted((one, other), key=len)
    return opposite(one, other) or (len(short) > 3 and long in ("dis" + short, "un" + short, "non" + short))
