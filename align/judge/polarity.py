"""One side says that it happened, the other that it did not, or that the opposite did."""

from __future__ import annotations

from collections.abc import Iterator

from align.judge.difference import Difference, value
from align.judge.pairing import Match, Pairing, conditional, in_itself, negated, predicate_key
from align.judge.sides import View
from align.models import Predicate, Span

_SURE = frozenset({"asserted", "reported", "alleged", "planned", "expected"})
_CLOSE = 0.3  # of what the statements are about, to take a contradiction for one


def differences(pairing: Pairing) -> Iterator[Difference]:
    """The first event that both tell of, with the same participants, and that one of them denies or turns round."""
    telling = [match for match in pairing.matches if _tells(match)]
    agreed = {key for match in telling if not _contradicts(match) for key in _keys(match)}
    for match in telling:
        if not _contradicts(match) or match.closeness < _CLOSE or agreed & set(_keys(match)):
            continue
        left = value(pairing.left, match.left, _words(match.left, match.one), _normal(match.left, match.one))
        right = value(pairing.right, match.right, _words(match.right, match.other), _normal(match.right, match.other))
        yield Difference("polarity", "major", left, right, "One says the opposite of the other")
        return


def _tells(match: Match) -> bool:
    """Whether both predicates state the event, of the same participants."""
    if not (_sure(match.left, match.one) and _sure(match.right, match.other)):
        return False
    if conditional(match.left, match.one) or conditional(match.right, match.other):
        return False
    if "patient" in match.shared:
        return "agent" not in match.differing
    return "agent" in match.shared and "patient" not in match.differing and not match.differing


def _sure(view: View, predicate: Predicate) -> bool:
    return predicate.certainty in _SURE or in_itself(view, predicate)


def _contradicts(match: Match) -> bool:
    return match.opposed != (negated(match.left, match.one) != negated(match.right, match.other))


def _keys(match: Match) -> tuple[str, ...]:
    return tuple(key for key in (predicate_key(match.left, match.one), predicate_key(match.right, match.other)) if key)


def _words(view: View, predicate: Predicate) -> Span:
    """The predicate with the words that negate it."""
    negation = view.statement.negation if predicate.main else predicate.negation
    if negation is None or not negated(view, predicate):
        return predicate.span
    reach = Span(min(negation.start, predicate.span.start), max(negation.end, predicate.span.end))
    return reach if len(reach) < 80 else predicate.span


def _normal(view: View, predicate: Predicate) -> str:
    key = predicate_key(view, predicate) or predicate.lemma
    return f"not {key}" if negated(view, predicate) else key
