"""What a number counts, of a statement: whom or what, what happened to them, whether it is a part or a change."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from align.judge.lexicon import concept, lexicon
from align.judge.sides import Side, View
from align.models import Predicate, Quantity, Span

Counted = tuple[View, Quantity]
PERSON = "person"
TOLLS = frozenset({"death", "injury", "arrest", "missing", "displacement", "rescue", "infection", "abduction"})


def counted(side: Side) -> list[Counted]:
    return [
        (view, _as_toll(view, _scoped(view, quantity)))
        for view in side.views
        for quantity in (*view.statement.quantities, *both(view))
    ]


def _scoped(view: View, quantity: Quantity) -> Quantity:
    """The quantity with the verb that it is a participant of, where that verb tells something; an age with whose."""
    if quantity.kind == "age" and not quantity.noun:
        return replace(quantity, noun=_aged(view, quantity))
    verb = view.governor(quantity.span)
    words = lexicon()
    if verb is None or verb in words.light or verb in words.saying or quantity.scope in words.outcomes:
        return quantity
    return replace(quantity, scope=verb)


def _aged(view: View, quantity: Quantity) -> str | None:
    """Who is so old, where a noun says it: "the singer was 14 years old"."""
    for predicate in view.statement.predicates:
        if any(a.role in ("attribute", "oblique") and a.span.overlaps(quantity.span) for a in predicate.arguments):
            owners = [a.head.lower() for a in predicate.arguments if a.role == "agent"]
            return next((owner for owner in owners if owner not in _PRONOUNS and predicate.lemma == "be"), None)
    return None


_PRONOUNS = frozenset("he she it they who that which i we you".split())


def both(view: View) -> Iterator[Quantity]:
    """ "Both pilots", "twin blasts": two, said without a number."""
    tokens = view.statement.tokens
    for word, noun in pairwise(tokens):
        pair = word.text.lower() in _PAIRS and noun.pos == "NOUN" and noun.text.lower() != noun.lemma.lower()
        if pair and noun.lemma.lower() not in _SIDES:
            yield Quantity(
                word.span, word.text, "count", 2.0, 2.0, noun=noun.lemma.lower(), scope=view.governor(word.span)
            )


_PAIRS = frozenset({"both", "twin"})
_SIDES = frozenset({"side", "party", "country", "chamber", "house", "case", "way", "direction", "government", "leader",
                    "nation", "team", "end", "hand", "sex", "gender"})  # fmt: skip


def _as_toll(view: View, quantity: Quantity) -> Quantity:
    """ "A fourth person has died" says that four or more have; "taken to hospital" that they were hurt."""
    if quantity.kind == "count" and outcome(quantity) is None and _in_hospital(view, quantity):
        return replace(quantity, scope="hospitalize")
    if quantity.kind == "count" and outcome(quantity) is None and _saved(view, quantity):
        return replace(quantity, scope="rescue")
    if quantity.kind != "ordinal" or not quantity.noun or not quantity.low or quantity.low < 2:
        return quantity
    toll = replace(quantity, kind="count", high=None)  # of "a fourth person"
    suffered = any(
        predicate.lemma == quantity.scope and _suffers(predicate, quantity.span)
        for predicate in view.statement.predicates
    )
    return toll if outcome(toll) in TOLLS and (suffered or generic(quantity)) else quantity


def _in_hospital(view: View, quantity: Quantity) -> bool:
    behind = view.statement.text[quantity.span.end - view.statement.span.start :][:80]
    return is_people(quantity) and _HOSPITAL.search(behind) is not None


def _saved(view: View, quantity: Quantity) -> bool:
    """Whether rescuers get those who are counted out of somewhere ("rescuers brought 24 workers to the surface")."""
    return is_people(quantity) and any(
        predicate.lemma in _FETCHING
        and any(a.role == "patient" and a.span.overlaps(quantity.span) for a in predicate.arguments)
        and any(a.role == "agent" and a.head.lower() in _RESCUERS for a in predicate.arguments)
        for predicate in view.statement.predicates
    )


_FETCHING = frozenset({"bring", "pull", "carry", "lift", "get", "free", "dig", "take", "bring out", "pull out", "haul"})
_RESCUERS = frozenset({"rescuer", "firefighter", "coastguard", "lifeguard", "helicopter", "lifeboat"})
_HOSPITAL = re.compile(r"\b(?:to|in|into|at) (?:(?:a|the|local|nearby|area) )?hospitals?\b")


def _suffers(predicate: Predicate, span: Span) -> bool:
    """Whether what the number counts is acted on, or alone in what happens ("a fifth climber died")."""
    core = [argument for argument in predicate.arguments if argument.role in ("agent", "patient")]
    return any(a.span.overlaps(span) and (a.role == "patient" or len(core) == 1) for a in core)


def outcome(quantity: Quantity) -> str | None:
    """What happened to the people that are counted: "death", "injury", ...; None where the number counts no people."""
    known = lexicon().outcomes
    if quantity.kind != "count":
        return None
    told = [known[word] for word in (*(quantity.noun or "").split(), quantity.scope or "") if word in known]
    # CASE: "120 protesters were detained" tells of arrests, although "protester" has an outcome of its own
    return next((word for word in told if word in TOLLS), told[0] if told else None)


def hyphened(view: View, quantity: Quantity) -> bool:
    """Whether the number only describes something else ("a 60-vote majority", "a 12-man crew")."""
    behind = quantity.span.end - view.statement.span.start
    return "-" in quantity.text or view.statement.text[behind : behind + 1] == "-"


def described(view: View, quantity: Quantity) -> str:
    """What a hyphened number describes: the oath of "the 35-word oath"."""
    behind = (token for token in view.statement.tokens if token.span.start > quantity.span.end + 1)
    return next((concept(token.lemma) for token in behind if token.pos == "NOUN"), "")


def nouns(quantity: Quantity, other: Quantity) -> bool | None:
    """True where both count the same, False where they count different things, None where one does not say."""
    if not quantity.noun or not other.noun:
        return None
    if generic(quantity) and generic(other):
        return True
    if 0.0 in (quantity.high, other.high) and (generic(quantity) or generic(other)):
        return None  # "nobody" leaves open who it could have been
    one, two = heads(quantity), heads(other)
    if not one & two and quantity.kind == "count" and (_people(quantity, one, two) or _people(other, two, one)):
        return None  # "42 people" may be the 24 passengers
    return bool(one & two)


def _people(quantity: Quantity, own: set[str], others: set[str]) -> bool:
    """Whether people are counted here without a word for which, and there with one."""
    plain = not quantity.noun or PERSON in own
    return plain and all(_human(word) for word in others)


def is_people(quantity: Quantity) -> bool:
    """Whether the number counts people, as far as its noun tells."""
    return all(word == PERSON or _human(word) for word in heads(quantity))


def _human(word: str) -> bool:
    return word in _WHO or word.endswith(_WHO_ENDINGS)


_WHO = frozenset(
    {"soldier", "fighter", "child", "student", "worker", "migrant", "lawmaker", "doctor", "police", "patient", "crew",
     "man", "woman", "boy", "girl", "guest", "nurse", "pilgrim", "tourist", "fan", "adult", "victim", "member", "guard",
     "troop", "staff", "delegate", "athlete", "neighbour", "neighbor", "bride", "pupil", "civilian", "monk", "skier"}
)  # fmt: skip
_WHO_ENDINGS = ("er", "or", "ist", "ian", "man", "men", "woman", "ant", "ee")


def heads(quantity: Quantity) -> set[str]:
    """What is counted or measured: "unemployment" of the unemployment rate."""
    words = (quantity.noun or "").split()
    if len(words) > 1 and words[-1] in _EMPTY:
        return {concept(word) for word in words[:-1]}
    return {concept(words[-1])} if words else set()


_EMPTY = frozenset({"rate", "level", "figure", "number", "total", "count"})  # they say nothing of what is measured


def generic(quantity: Quantity) -> bool:
    """Whether people are counted without saying which."""
    words = (quantity.noun or "").split()
    return not words or concept(words[-1]) == PERSON or words[-1] in lexicon().outcomes


def part(view: View, quantity: Quantity) -> str:
    """ "whole" for the 80 of "34 of the 80", "change" for the seven of "seven fewer than", else nothing."""
    text, start = view.statement.text, quantity.span.start - view.statement.span.start
    before, behind = text[max(start - 24, 0) : start], text[start + len(quantity.span) :][:40]
    if _WHOLE.search(before) and quantity.kind == "count":
        return "whole"
    grown = quantity.kind in ("count", "money") and _ANOTHER.search(before) is not None
    return "change" if grown or _CHANGE.match(behind) else ""


_WHOLE = re.compile(r"\bof (?:the|its|their|his|her|all)(?: [a-z]+)? $", re.IGNORECASE)
_ANOTHER = re.compile(
    r"\b(?:another|additional|further|(?:rose|risen|up|down|fell|fallen|grew|climbed|dropped|increased|declined)"
    r"(?: by)?) $",
    re.IGNORECASE,
)
_CHANGE = re.compile(r"(?: [a-z]+)? (?:fewer|more|less|higher|lower|larger|smaller|additional|extra|further)\b")


def dated_apart(view: View, quantity: Quantity, other_view: View, other: Quantity) -> bool:
    """Whether each number has a date of its own right behind it, and not the same one ("8.1 percent in May")."""
    ours, theirs = _date_behind(view, quantity), _date_behind(other_view, other)
    return ours is not None and theirs is not None and ours != theirs


def _date_behind(view: View, quantity: Quantity) -> str | None:
    end = quantity.span.end
    near = [day for day in view.statement.dates if 0 <= day.span.start - end <= 4]
    return near[0].text.lower() if near else None
