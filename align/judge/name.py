"""Another person or body in the same role of the same event, or two that have exchanged their roles."""

from __future__ import annotations

from collections.abc import Iterator

from align.judge.difference import Difference, value
from align.judge.names import same_mention
from align.judge.pairing import Match, Pairing
from align.judge.sides import Side, View
from align.models import Argument, Mention, Role, Severity

_LABELS = frozenset({"PERSON", "ORG", "NORP", "PLACE", "MISC"})
_CLOSE = 0.45
_SYMMETRIC = frozenset(
    {"meet", "marry", "talk", "negotiate", "fight", "clash", "agree", "disagree", "speak", "discuss", "compete", "play",
     "draw", "tie", "collide", "merge", "join", "differ", "trade", "confer", "debate", "war", "cooperate", "share"}
)  # fmt: skip
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


def _exchanged(pairing: Pairing, match: Match) -> Difference | None:
    """ "A accused B" against "B accused A"."""
    if match.one.lemma in _SYMMETRIC or match.other.lemma in _SYMMETRIC or match.one.lemma != match.other.lemma:
        return None
    ours, theirs = _roles(match.left, match.one.arguments), _roles(match.right, match.other.arguments)
    if not {"agent", "patient"} <= ours.keys() & theirs.keys():
        return None
    left, right = pairing.left, pairing.right
    crossed = _same(left, ours["agent"], right, theirs["patient"]) and _same(
        left, ours["patient"], right, theirs["agent"]
    )
    straight = _same(left, ours["agent"], right, theirs["agent"]) or _same(
        left, ours["patient"], right, theirs["patient"]
    )
    if not crossed or straight:
        return None
    return _difference(pairing, "major", ours["agent"], theirs["agent"], "The roles are exchanged")


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
        if _named(pairing.right, pairing.left, one[2]) or _named(pairing.left, pairing.right, other[2]):
            continue  # both sides name both: who did what is told in another way
        return _difference(pairing, "major", one, other, "Different names are given")
    return None


def _roles(view: View, arguments: tuple[Argument, ...]) -> dict[Role, Named]:
    """The named participants by role; a role filled twice is left out."""
    found: dict[Role, Named] = {}
    twice: set[Role] = set()
    for argument in arguments:
        if argument.role not in ("agent", "patient", "recipient"):
            continue
        if argument.role in found:
            twice.add(argument.role)
        mention = view.mention_in(argument)
        if mention is not None and mention.label in _LABELS:
            found[argument.role] = (view, argument, mention)
    return {role: named for role, named in found.items() if role not in twice}


def _comparable(one: Mention, other: Mention) -> bool:
    """Whether two names are of one sort, as far as that is known."""
    return one.label == other.label or "MISC" in (one.label, other.label)


def _same(left: Side, one: Named, right: Side, other: Named) -> bool:
    return same_mention(left, one[2], right, other[2])


def _named(side: Side, far: Side, mention: Mention) -> bool:
    """Whether `side` names anywhere in the finding what `mention` of the other side names."""
    return any(same_mention(side, own, far, mention) for own in side.mentions)


def _difference(pairing: Pairing, severity: Severity, one: Named, other: Named, lead: str) -> Difference:
    left, right = pairing.left, pairing.right
    return Difference(
        "name",
        severity,
        value(left, one[0], one[2].span, left.label(one[2])),
        value(right, other[0], other[2].span, right.label(other[2])),
        lead,
    )
