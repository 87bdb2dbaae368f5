"""One side says that it happened, the other that it did not, or that the opposite did."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice

from align.judge.difference import Difference, value
from align.judge.leftover import Leftover
from align.judge.lexicon import alike, concept, in_turn, normal, opposite
from align.judge.names import same_mention
from align.judge.pairing import CONDITION, Match, Pairing, avows, conditional, in_itself, negated, predicate_key
from align.judge.sides import Side, View
from align.models import Argument, Predicate, Span

_SURE = frozenset({"asserted", "reported", "planned", "expected"})
_NEGATION = re.compile(
    r"\b(?:not|never|no|none|nobody|nothing|neither|nor|without|cannot|yet to)\b|n[’']t\b", re.IGNORECASE
)
_NOBODY = re.compile(r"(?:not (?:a|one|any)|none|no|nobody|neither)\b", re.IGNORECASE)
_NOBODY_AT_ALL = re.compile(r"(?:none|no one|nobody|not one|no (?:people|person|casualt|injur))", re.IGNORECASE)
_SOME = re.compile(
    r"(?:some|several|many|a few|dozens|scores|hundreds|thousands|most|a number of|all|every|each|both)\b",
    re.IGNORECASE,
)
_CLOSE = 0.3  # of what the statements are about, to take a contradiction for one
_CLOSER = 0.6  # where it is not what both are mainly about
_MOST = 2  # words left over on a side, for one of them to stand in place of one of the other's
_TURNING = 0.75  # of the words shared, for opposites that also follow one another
_BEFORE = 3  # words in front of a predicate; where they are the same, so is what they say of it


def differences(pairing: Pairing) -> Iterator[Difference]:
    """The first event that both tell of, with the same participants, and that one of them denies or turns round."""
    telling = [match for match in pairing.matches if _tells(pairing, match)]
    agreed = {key for match in telling if not _contradicts(match) for key in _keys(match)}
    for match in telling:
        ahead = match.one.tense == match.other.tense == "future"
        least = _CLOSER if match.opposed and in_turn(*_keys(match)) and not ahead else _CLOSE
        if not _contradicts(match) or match.closeness < least or agreed & set(_keys(match)):
            continue
        left = value(pairing.left, match.left, _words(match.left, match.one), _normal(match.left, match.one))
        right = value(pairing.right, match.right, _words(match.right, match.other), _normal(match.right, match.other))
        yield Difference("polarity", "major", left, right, "One says the opposite of the other")
        return
    yield from _first_of(_without(pairing), _replaced(pairing))


def _first_of(*found: Iterator[Difference]) -> Iterator[Difference]:
    yield from islice(chain.from_iterable(found), 1)


def _without(pairing: Pairing) -> Iterator[Difference]:
    """The same event with something, by the one, and without it, by the other."""
    for match in pairing.matches:
        if match.opposed or match.differing or match.closeness < _CLOSER or not match.shared:
            continue
        if negated(match.left, match.one) or negated(match.right, match.other):
            continue
        for one in match.one.arguments:
            for other in match.other.arguments:
                if {one.marker, other.marker} == {"with", "without"} and alike(one.head, other.head):
                    left = value(pairing.left, match.left, one.span, f"{one.marker} {one.head}")
                    right = value(pairing.right, match.right, other.span, f"{other.marker} {other.head}")
                    yield Difference("polarity", "major", left, right, "One says the opposite of the other")


def _replaced(pairing: Pairing) -> Iterator[Difference]:
    """An opposite that stands in place of a word in an otherwise nearly equal statement, whatever the parse."""
    for view in pairing.left.views:
        for other in pairing.right.views:
            rest = Leftover(view, other)
            if any(m.left is view and m.right is other and _seen_from_both(pairing, m) for m in pairing.matches):
                continue
            if not rest.near or _asks(view) or _asks(other) or _bound(view, other):
                continue
            if len(rest.words[0]) > _MOST or len(rest.words[1]) > _MOST or not _sure_of(view, other):
                continue
            for (one, key), (two, far) in rest.pairs():
                least = _TURNING if in_turn(key, far) else 0.0
                if opposite(key, far) and rest.shared >= least:
                    left = value(pairing.left, view, one.span, normal(one.text))
                    right = value(pairing.right, other, two.span, normal(two.text))
                    yield Difference("polarity", "major", left, right, "One says the opposite of the other")
                    return


def _bound(view: View, other: View) -> bool:
    """Whether a "not" or an "until" may make two opposites one."""
    if _negations(view) != _negations(other):
        return True
    return any(CONDITION.search(one.statement.text) for one in (view, other))


def _sure_of(view: View, other: View) -> bool:
    return all(one.statement.certainty in _SURE for one in (view, other))


def _tells(pairing: Pairing, match: Match) -> bool:
    """Whether both predicates state the event, of the same participants."""
    if _asks(match.left) or _asks(match.right) or _seen_from_both(pairing, match):
        return False
    if not (match.one.main and match.other.main) and match.closeness < _CLOSER:
        return False
    if _under_a_no(match.left, match.one) or _under_a_no(match.right, match.other):
        return False
    charged = match.one.certainty == match.other.certainty == "alleged"  # "was charged", "was not charged"
    if not charged and not (_sure(match.left, match.one) and _sure(match.right, match.other)):
        return False
    if conditional(match.left, match.one) or conditional(match.right, match.other):
        return False
    if _of_none(match.left, match.one) != _of_none(match.right, match.other):
        # "none of his colleagues spoke up" and "Berg spoke up": who else is meant is open
        return _nobody_and_some(match)
    if "patient" in match.shared:
        return "agent" not in match.differing
    return "agent" in match.shared and "patient" not in match.differing and not match.differing


def _under_a_no(view: View, predicate: Predicate) -> bool:
    """Whether the predicate stands beside a main one that is negative in itself ("stopped short of calling")."""
    negation = view.statement.negation
    if predicate.main or negation is None:
        return False
    return any(p.main and negation.overlaps(p.span) for p in view.statement.predicates)


def _seen_from_both(pairing: Pairing, match: Match) -> bool:
    """Whether opposites tell one event from its two sides: "A beat B", "B lost to A"; "A sold to B", "B bought"."""
    if not match.opposed:
        return False
    ours, theirs = ([a for a in p.arguments if a.role == "agent"] for p in (match.one, match.other))
    return any(_elsewhere(pairing.left, match.left, a, pairing.right, match.right, theirs) for a in ours) and any(
        _elsewhere(pairing.right, match.right, a, pairing.left, match.left, ours) for a in theirs
    )


def _elsewhere(side: Side, view: View, agent: Argument, far: Side, other: View, agents: list[Argument]) -> bool:
    """Whether who acts in `view` is named in `other`, but does not act there."""
    mention = view.mention_in(agent)
    if mention is not None:
        named = [m for m in other.statement.mentions if not any(a.span.overlaps(m.span) for a in agents)]
        return any(same_mention(side, mention, far, m) for m in named)
    keys = {key for token, key in other.words if not any(a.span.overlaps(token.span) for a in agents)}
    return concept(agent.head) in keys


def _of_none(view: View, predicate: Predicate) -> bool:
    """Whether it is said of nobody: "not one of them", "no senator"."""
    passive = not any(argument.role == "agent" for argument in predicate.arguments)
    roles = ("agent", "patient") if passive else ("agent",)
    return any(_NOBODY.match(view.text(a.span)) for a in predicate.arguments if a.role in roles)


def _nobody_and_some(match: Match) -> bool:
    """Whether nobody was, by the one, and some were, by the other: "nobody was hurt", "several guests were hurt"."""
    if match.closeness < _CLOSER or not (match.one.main and match.other.main):
        return False
    for near, one, far, other in (
        (match.left, match.one, match.right, match.other),
        (match.right, match.other, match.left, match.one),
    ):
        if not _of_none(near, one):
            continue
        if any(_none_of(near, a, far, b) for a in one.arguments for b in other.arguments if a.role == b.role):
            return True
        bare = any(_NOBODY_AT_ALL.match(near.text(a.span)) for a in one.arguments if a.role in ("agent", "patient"))
        some = any(_SOME.match(far.text(a.span)) for a in other.arguments if a.role in ("agent", "patient"))
        return bare and some
    return False


def _none_of(view: View, one: Argument, far: View, other: Argument) -> bool:
    """Whether the one has no such things and the other has: "no passengers", "passengers"."""
    words, others = view.text(one.span).lower().split(), far.text(other.span).lower().split()
    return len(words) == 2 and words[0] == "no" and words[1:] == others


def _sure(view: View, predicate: Predicate) -> bool:
    return predicate.certainty in _SURE or in_itself(view, predicate) or avows(predicate.lemma)


def _asks(view: View) -> bool:
    return "?" in view.statement.text


def _contradicts(match: Match) -> bool:
    denied, affirmed = negated(match.left, match.one), negated(match.right, match.other)
    if denied != affirmed and not match.opposed and (_parsed_apart(match, denied) or _of_other_sorts(match)):
        return False
    return match.opposed != (denied != affirmed)


def _parsed_apart(match: Match, left_denied: bool) -> bool:
    """Whether the same words say no in both, and the parse has hung them elsewhere in one."""
    view, predicate = (match.left, match.one) if left_denied else (match.right, match.other)
    far, other = (match.right, match.other) if left_denied else (match.left, match.one)
    none = _of_none(view, predicate) != _of_none(far, other)
    if not none and _led_by(view, predicate) == _led_by(far, other) != ():
        return True
    negation = view.statement.negation if predicate.main else predicate.negation
    word = view.text(negation).lower() if negation is not None else ""
    if negation is None or _NEGATION.search(word):
        return _negations(view) == _negations(far)
    return word in far.statement.text.lower()  # "failed", "refused"


def _of_other_sorts(match: Match) -> bool:
    """Whether what is acted on is of another sort in each ("offered no paid post", "offered an honorary post")."""
    ours, theirs = _sorts(match.left, match.one), _sorts(match.right, match.other)
    return bool(ours) and bool(theirs) and not ours & theirs


def _sorts(view: View, predicate: Predicate) -> frozenset[str]:
    """The adjectives of what is acted on."""
    if predicate.lemma == "be":
        return frozenset()
    patients = [argument.span for argument in predicate.arguments if argument.role in ("patient", "attribute")]
    tokens = [t for t in view.statement.tokens if any(span.contains(t.span) for span in patients)]
    return frozenset(concept(token.lemma) for token in tokens if token.pos == "ADJ" and token.content)


def _led_by(view: View, predicate: Predicate) -> tuple[str, ...]:
    before = [token.text.lower() for token in view.statement.tokens if token.span.end <= predicate.span.start]
    return tuple(before[-_BEFORE:]) if len(before) >= _BEFORE else ()


def _negations(view: View) -> int:
    return len(_NEGATION.findall(view.statement.text))


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
