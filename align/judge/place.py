"""Two places for one event, neither of which lies in the other or stands for it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice

from align.judge import gazetteer
from align.judge.difference import Difference, value
from align.judge.leftover import Leftover
from align.judge.names import same_mention
from align.judge.pairing import Match, Pairing
from align.judge.scope import replaced
from align.judge.sides import Side, View, entity_key, similar_places
from align.models import Argument, Mention, Severity

_WHERE = {
    **dict.fromkeys(("in", "at", "on", "near", "outside", "inside", "within", "around", "across", "off", "over"), "at"),
    **dict.fromkeys(("to", "into", "toward", "towards", "for"), "to"),
    **dict.fromkeys(("from", "out of"), "from"),
}
_NEAR = frozenset({"near", "outside", "around", "across", "off", "over"})
_LABELS = frozenset({"PLACE", "MISC", "ORG"})
_DIRECTIONS = {
    **{word: ("compass", side) for side in ("north", "south", "east", "west") for word in (side, side + "ern")},
    **{word: ("side", word) for word in ("near", "far")},
}
_CLOSE = 0.5
_SAME_WORDS = 0.6  # closeness from which the place is all that differs
Located = tuple[View, Argument, Mention]


def differences(pairing: Pairing) -> Iterator[Difference]:
    """The first event that the two sides put in two places."""
    for match in pairing.matches:
        if match.opposed or "patient" in match.differing or "agent" in match.differing:
            continue
        ours = _located(match.left, match.one.arguments)
        theirs = _located(match.right, match.other.arguments)
        for one in ours:
            for other in theirs:
                severity = _severity(pairing, match, one, other)
                if severity is not None:
                    yield _difference(pairing, severity, one, other)
                    return
    yield from islice(chain(_same_spot(pairing), _other_direction(pairing)), 1)


def _located(view: View, arguments: tuple[Argument, ...]) -> list[Located]:
    found: list[Located] = []
    for argument in arguments:
        mention = view.mention_in(argument) if argument.role == "oblique" else None
        if mention is not None and mention.label in _LABELS and argument.marker in _WHERE:
            found.append((view, argument, mention))
    return found


def _severity(pairing: Pairing, match: Match, one: Located, other: Located) -> Severity | None:
    ours, theirs = one[1].marker or "", other[1].marker or ""
    labels = {one[2].label, other[2].label}
    if "PLACE" not in labels:
        return None
    if "ORG" in labels and (ours != theirs or match.closeness < _SAME_WORDS):
        return None  # a body in the same place of the same sentence may be a town that was taken for one
    if _WHERE[ours] != _WHERE[theirs] or not _elsewhere(pairing, one[2], other[2]):
        return None
    if ours in _NEAR or theirs in _NEAR:  # near the one may well be in or near the other
        return "major" if ours == theirs and match.closeness >= _SAME_WORDS else None
    shared = bool(match.shared & {"patient", "agent"})
    near = max(match.closeness, _beside_places(match))
    if near < _CLOSE or not (shared or near >= 0.6):
        return None
    return _grade(one[2], other[2])


def _beside_places(match: Match) -> float:
    """The closeness of the two statements without the places that they name: all of it, or of two words and more."""
    sets = []
    for view in (match.left, match.right):
        places = {entity_key(mention) for mention in view.statement.mentions if mention.label == "PLACE"}
        sets.append(view.concepts - places)
    one, other = sets
    if not one or not other or (one != other and len(one & other) < 2):
        return 0.0
    return 2 * len(one & other) / (len(one) + len(other))


def _grade(one: Mention, other: Mention) -> Severity:
    """A place that no lexicon knows may lie in the other."""
    both = gazetteer.known(one.text) and gazetteer.known(other.text)
    neither = not gazetteer.known(one.text) and not gazetteer.known(other.text)
    return "major" if both or neither else "minor"


def _elsewhere(pairing: Pairing, one: Mention, other: Mention) -> bool:
    """Whether the two places have nothing to do with each other, and neither side names the other's place too."""
    left, right = pairing.left, pairing.right
    if same_mention(left, one, right, other):
        return False
    if gazetteer.undecided(one.text, other.text):
        return False
    if any(gazetteer.related(a, b) for a in left.forms(one) for b in right.forms(other)):
        return False
    here = [mention for mention in left.mentions if mention.label == "PLACE" and mention.span != one.span]
    there = [mention for mention in right.mentions if mention.label == "PLACE" and mention.span != other.span]
    return not any(_one_place(right, other, left, mention) for mention in here) and not any(
        _one_place(left, one, right, mention) for mention in there
    )


def _one_place(side: Side, mention: Mention, far: Side, other: Mention) -> bool:
    return same_mention(side, mention, far, other) or gazetteer.related(mention.text, other.text)


def _same_spot(pairing: Pairing) -> Iterator[Difference]:
    """Places among the same words, where no predicate of both was matched."""
    for view in pairing.left.views:
        for other_view in pairing.right.views:
            ours = [m for m in view.statement.mentions if m.label == "PLACE" and _preposition(view, m)]
            theirs = [m for m in other_view.statement.mentions if m.label == "PLACE" and _preposition(other_view, m)]
            for one in ours:
                for other in theirs:
                    same = _preposition(view, one) == _preposition(other_view, other)
                    if _preposition(view, one) in _NEAR and not replaced(view, one.span, other_view, other.span):
                        continue  # near the one may well be in or near the other
                    if (
                        same
                        and similar_places(view, one.span, other_view, other.span)
                        and _elsewhere(pairing, one, other)
                    ):
                        yield _value_pair(pairing, _grade(one, other), (view, one), (other_view, other))
                        return


def _other_direction(pairing: Pairing) -> Iterator[Difference]:
    """ "The northern slope", "the southern slope": all else is the same."""
    for view in pairing.left.views:
        for other_view in pairing.right.views:
            rest = Leftover(view, other_view)
            if max(map(len, rest.words)) != 1:
                continue
            for (one, _), (other, _) in rest.pairs():
                group, other_group = _DIRECTIONS.get(one.text.lower()), _DIRECTIONS.get(other.text.lower())
                if (
                    group is not None
                    and other_group is not None
                    and group[0] == other_group[0]
                    and group != other_group
                ):
                    left = value(pairing.left, view, one.span, one.text.lower())
                    right = value(pairing.right, other_view, other.span, other.text.lower())
                    yield Difference("place", "major", left, right, "The places differ")


def _preposition(view: View, mention: Mention) -> str | None:
    """The preposition right before a place, if it says where something is."""
    before = view.statement.text[: mention.span.start - view.statement.span.start].split()
    word = before[-1].lower() if before else ""
    return word if word in _WHERE and word not in ("on", "for") else None


def _difference(pairing: Pairing, severity: Severity, one: Located, other: Located) -> Difference:
    return _value_pair(pairing, severity, (one[0], one[2]), (other[0], other[2]))


def _value_pair(
    pairing: Pairing, severity: Severity, one: tuple[View, Mention], other: tuple[View, Mention]
) -> Difference:
    left, right = pairing.left, pairing.right
    return Difference(
        "place",
        severity,
        value(left, one[0], one[1].span, left.label(one[1])),
        value(right, other[0], other[1].span, right.label(other[1])),
        "The places differ",
    )
