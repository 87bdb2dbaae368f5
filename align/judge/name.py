"""Another person or body in the same role of the same event, or two that have exchanged their roles."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice

from align.judge.difference import Difference, value
from align.judge.lexicon import alike, normal
from align.judge.namesake import SYMMETRIC, may_be_one, named, replaced, speaks, told, turned
from align.judge.pairing import Match, Pairing
from align.judge.sides import Side, View, closeness, similar_places
from align.models import Argument, Mention, Predicate, Role, Span

_LABELS = frozenset({"PERSON", "ORG", "NORP", "PLACE", "MISC"})
_CLOSE = 0.45
_SPOT = 0.6  # closeness from which a name among the same words is in the same role
_SAME_WORDS = 0.8  # closeness from which people without a name may have exchanged their roles
_GAP = 3  # characters between a description and the name behind it
_OPEN = frozenset(
    "he she it they who which that this we i you him her him them these those what one other another man woman people"
    " person thing".split()
)
_CROSSING: tuple[Role, Role] = ("agent", "patient")
Named = tuple[View, Argument, Mention]


def differences(pairing: Pairing) -> Iterator[Difference]:
    """The first event with other people in it, or with the same people the other way round."""
    for match in pairing.matches:
        if match.opposed:
            continue
        found = _exchanged(pairing, match) or _replaced(pairing, match)
        if found is not None:
            yield found
            return
    yield from _first_of(_same_spot(pairing), turned(pairing), replaced(pairing))


def _first_of(*found: Iterator[Difference]) -> Iterator[Difference]:
    yield from islice(chain.from_iterable(found), 1)


def _same_spot(pairing: Pairing) -> Iterator[Difference]:
    """Another person among the same words, whatever the role ("the union's leader, ...")."""
    for view in pairing.left.views:
        for other_view in pairing.right.views:
            if closeness(view, other_view) < _SPOT:
                continue
            for one in (m for m in view.statement.mentions if m.label == "PERSON"):
                for other in (m for m in other_view.statement.mentions if m.label == "PERSON"):
                    if speaks(view, one) or speaks(other_view, other):
                        continue  # who is credited is a matter of `attribution`
                    apart = not named(pairing.right, pairing.left, one) and not named(
                        pairing.left, pairing.right, other
                    )
                    if apart and similar_places(view, one.span, other_view, other.span):
                        yield told(pairing, (view, one), (other_view, other), "Different names are given")
                        return


def _exchanged(pairing: Pairing, match: Match) -> Difference | None:
    """ "A accused B" against "B accused A"."""
    if match.one.lemma in SYMMETRIC or match.other.lemma in SYMMETRIC or match.one.lemma != match.other.lemma:
        return None
    ours, theirs = _roles(match.left, match.one.arguments), _roles(match.right, match.other.arguments)
    if not {"agent", "patient"} <= ours.keys() & theirs.keys():
        return _exchanged_heads(pairing, match)
    left, right = pairing.left, pairing.right
    crossed = _same(left, ours["agent"], right, theirs["patient"]) and _same(
        left, ours["patient"], right, theirs["agent"]
    )
    straight = any(_same(left, ours[role], right, theirs[role]) for role in _CROSSING)
    if not crossed or straight:
        return None
    return told(
        pairing,
        (ours["agent"][0], ours["agent"][2]),
        (theirs["agent"][0], theirs["agent"][2]),
        "The roles are exchanged",
    )


def _exchanged_heads(pairing: Pairing, match: Match) -> Difference | None:
    """ "The driver stabbed a passenger", "a passenger stabbed the driver": people without a name, in the same words."""
    if match.closeness < _SAME_WORDS:
        return None
    ours, theirs = _single(match.one), _single(match.other)
    if not {"agent", "patient"} <= ours.keys() & theirs.keys():
        return None
    agent, patient = ours["agent"], ours["patient"]
    far_agent, far_patient = theirs["agent"], theirs["patient"]
    heads = {agent.head.lower(), patient.head.lower()}
    if heads & _OPEN or not (alike(agent.head, far_patient.head) and alike(patient.head, far_agent.head)):
        return None
    if alike(agent.head, far_agent.head) or alike(patient.head, far_patient.head):
        return None
    left = value(pairing.left, match.left, agent.span, normal(agent.head))
    right = value(pairing.right, match.right, far_agent.span, normal(far_agent.head))
    return Difference("name", "major", left, right, "The roles are exchanged")


def _single(predicate: Predicate) -> dict[Role, Argument]:
    """The participants of roles that are filled once."""
    roles = [argument.role for argument in predicate.arguments]
    return {argument.role: argument for argument in predicate.arguments if roles.count(argument.role) == 1}


def _replaced(pairing: Pairing, match: Match) -> Difference | None:
    """Another name in one role, while the other role and most of the words are the same."""
    if match.closeness < _CLOSE:
        return None
    ours, theirs = _roles(match.left, match.one.arguments), _roles(match.right, match.other.arguments)
    roles: tuple[Role, ...] = ("agent", "patient", "recipient")
    for role in roles:
        if role not in ours or role not in theirs or (not match.shared - {role} and match.closeness < 0.6):
            continue
        one, other = ours[role], theirs[role]
        if not _comparable(one[2], other[2]) or _same(pairing.left, one, pairing.right, other):
            continue
        if named(pairing.right, pairing.left, one[2]) or named(pairing.left, pairing.right, other[2]):
            continue  # both sides name both: who did what is told in another way
        if _credited(one[0], one[2]) and _credited(other[0], other[2]):
            continue  # a matter of `attribution`
        return told(pairing, (one[0], one[2]), (other[0], other[2]), "Different names are given")
    return None


def _credited(view: View, mention: Mention) -> bool:
    attribution = view.statement.attribution
    return attribution is not None and attribution.span.overlaps(mention.span)


def _roles(view: View, arguments: tuple[Argument, ...]) -> dict[Role, Named]:
    """The named participants by role; a role filled twice is left out."""
    found: dict[Role, Named] = {}
    twice: set[Role] = set()
    for argument in arguments:
        if argument.role not in ("agent", "patient", "recipient"):
            continue
        if argument.role in found:
            twice.add(argument.role)
        mention = view.mention_in(argument) or _apposed(view, argument)
        if mention is not None and mention.label in _LABELS:
            found[argument.role] = (view, argument, mention)
    return {role: named for role, named in found.items() if role not in twice}


def _apposed(view: View, argument: Argument) -> Mention | None:
    """The person named right behind a description: "the tenant, Leon Groves"."""
    if argument.head.lower() in _OPEN:
        return None
    gap = Span(argument.span.start, argument.span.end + _GAP)
    behind = [m for m in view.statement.mentions if m.label == "PERSON" and gap.overlaps(m.span)]
    return (
        behind[-1] if len(behind) == 1 and "," in view.text(Span(argument.span.start, behind[-1].span.start)) else None
    )


def _comparable(one: Mention, other: Mention) -> bool:
    """Whether two names are of one sort, as far as that is known."""
    return one.label == other.label or "MISC" in (one.label, other.label)


def _same(left: Side, one: Named, right: Side, other: Named) -> bool:
    """Whether two names may stand for one: the same thing, or a body and its part."""
    return may_be_one(left, one[2], right, other[2])
