"""Two sides of a finding face to face: which of their predicates tell of one event, with whom.

Everything that compares who, where, whether and how surely starts from these matches, so that only values of one event
are ever compared.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

from align.judge.lexicon import alike, concept, lexicon, normal, opposite
from align.judge.names import same_mention
from align.judge.sides import Side, View, closeness
from align.models import Argument, Predicate, Role

CONDITION = re.compile(
    r"\b(?:until|till|unless|before|if|whether|as long as|so long as|provided|without|in case|instead of"
    r"|rather than|speculat\w+|rumou?r\w*|allegations?|alleged)\b",
    re.IGNORECASE,
)
_AND = re.compile(r"\band\b")
_PRONOUNS = frozenset(
    "he she it they who which that this we i you him her them these those what one there someone everyone us me".split()
)
_PARTS = frozenset("one two three some many most several few all both none half part majority number".split())
_TIMES = frozenset("second minute hour day night week month year decade time morning evening afternoon".split())
_OUTCOMES_ALONE = frozenset({"death"})  # "kill" and "die" are of one outcome, but their subjects are not


@dataclass(frozen=True)
class Match:
    """A predicate of each side about one event; `opposed` where the words are opposites (rose, fell)."""

    left: View
    one: Predicate
    right: View
    other: Predicate
    opposed: bool
    shared: frozenset[Role]  # roles that both fill with the same
    differing: frozenset[Role]  # roles that both fill, with what is not known to be the same
    closeness: float


@dataclass(frozen=True)
class Pairing:
    """Two sides, and what is worked out from both once."""

    left: Side
    right: Side

    @cached_property
    def matches(self) -> tuple[Match, ...]:
        """The predicates of both sides that tell of one event, most alike first."""
        found: list[Match] = []
        for view, one in self.left.predicates:
            key = predicate_key(view, one)
            if key is None:
                continue
            for other_view, other in self.right.predicates:
                theirs = predicate_key(other_view, other)
                if theirs is None:
                    continue
                same = _same_predicate(key, theirs)
                if not same and not opposite(key, theirs):
                    continue
                shared, differing = self._roles(view, one, other_view, other)
                found.append(
                    Match(view, one, other_view, other, not same, shared, differing, closeness(view, other_view))
                )
        return tuple(sorted(found, key=lambda match: (-len(match.shared), -match.closeness, match.one.span.start)))

    def _roles(
        self, view: View, one: Predicate, other_view: View, other: Predicate
    ) -> tuple[frozenset[Role], frozenset[Role]]:
        shared: set[Role] = set()
        differing: set[Role] = set()
        roles: tuple[Role, ...] = ("agent", "patient", "recipient")
        for role in roles:
            ours = [argument for argument in _people(one) if argument.role == role]
            theirs = [argument for argument in _people(other) if argument.role == role]
            verdicts = [self.same_argument(view, a, other_view, b) for a in ours for b in theirs]
            if any(verdict is True for verdict in verdicts):
                shared.add(role)
            elif verdicts and not any(verdict is None for verdict in verdicts):
                differing.add(role)
        if not shared:
            # what rises, falls or fails is subject in both, whatever the parse calls it
            core = [[a for a in _people(p) if a.role in ("agent", "patient")] for p in (one, other)]
            if all(len(found) == 1 for found in core) and self.same_argument(view, core[0][0], other_view, core[1][0]):
                return frozenset({"agent"}), frozenset()
        return frozenset(shared), frozenset(differing)

    def same_argument(self, view: View, one: Argument, other_view: View, other: Argument) -> bool | None:
        """Whether two participants are one; None where a pronoun or a description leaves it open."""
        ours, theirs = view.mention_in(one), other_view.mention_in(other)
        if alike(_head(view, one), _head(other_view, other)):
            return True
        if ours is not None and theirs is not None:
            return same_mention(self.left, ours, self.right, theirs) or self._together(view, one, other_view, other)
        if one.head.lower() in _PRONOUNS or other.head.lower() in _PRONOUNS or ours is not None or theirs is not None:
            return None
        return False

    def _together(self, view: View, one: Argument, other_view: View, other: Argument) -> bool:
        """Whether one of several that are named together is named by the other side as well."""
        if not any(_AND.search(near.text(argument.span)) for near, argument in ((view, one), (other_view, other))):
            return False
        ours = [m for m in view.statement.mentions if one.span.contains(m.span)]
        theirs = [m for m in other_view.statement.mentions if other.span.contains(m.span)]
        return any(same_mention(self.left, a, self.right, b) for a in ours for b in theirs)


def _people(predicate: Predicate) -> list[Argument]:
    """The participants, without what only says how long ("failed minutes before")."""
    return [argument for argument in predicate.arguments if argument.head.lower() not in _TIMES]


def _head(view: View, argument: Argument) -> str:
    """The word for the participant: in "one of the engines" the engines."""
    if argument.head.lower() not in _PARTS:
        return argument.head
    inside = [token for token in view.statement.tokens if argument.span.contains(token.span)]
    of = next((place for place, token in enumerate(inside) if token.text.lower() == "of"), len(inside)) + 1
    whole = takewhile(lambda token: token.pos not in ("ADP", "VERB", "AUX"), inside[of:])
    nouns = [token.lemma for token in whole if token.pos == "NOUN"]
    return nouns[-1] if nouns else argument.head


def predicate_key(view: View, predicate: Predicate) -> str | None:
    """The word that tells the event: the verb, or what "be" says; None for verbs that tell nothing by themselves."""
    if predicate.lemma == "be":
        heads = [argument.head for argument in predicate.arguments if argument.role == "attribute"]
        return heads[0].lower() if heads else None
    words = lexicon()
    phrase = view.phrase_at(predicate.span)
    if phrase is not None:
        return phrase.words if phrase.begins_in(view.statement.tokens, predicate.span) else None
    lemma = normal(predicate.lemma)
    if lemma not in words.known:
        surface = normal(view.text(predicate.span))
        lemma = surface if surface in words.known else lemma
    if lemma in words.saying:
        # "confirmed the leak", "will be asked to leave": telling is what the statement tells
        told = any(argument.role in ("patient", "recipient") for argument in predicate.arguments)
        avowed = avows(lemma) and any(argument.role == "clause" for argument in predicate.arguments)
        return lemma if avowed or (told and (lemma in words.axes or predicate.main)) else None
    if lemma in words.light:
        return _of_light(predicate, lemma)
    return lemma


def avows(lemma: str) -> bool:
    """Whether the verb says that something is so, or is not so, against a doubt: "admit", "deny"."""
    return any(axis == "admission" for axis, _ in lexicon().axes.get(lemma, ()))


def _of_light(predicate: Predicate, lemma: str) -> str | None:
    """What a verb too empty to tell anything says with its object: "took bribes", "made a profit", "kept the toll"."""
    objects = [argument.head.lower() for argument in predicate.arguments if argument.role == "patient"]
    if lemma in lexicon().axes:
        return lemma if objects or lemma == "remain" else None
    if len(objects) != 1 or objects[0] in _PRONOUNS or objects[0] in _PARTS:
        return None
    return objects[0]


def _same_predicate(one: str, other: str) -> bool:
    if one == other:
        return True
    if not alike(one, other):
        return False
    return concept(one) != concept(other) or lexicon().outcomes.get(one) not in _OUTCOMES_ALONE


def conditional(view: View, predicate: Predicate) -> bool:
    """Whether the predicate only stands in a condition or a limit ("until the talks resume")."""
    if predicate.main:
        return False
    if predicate.certainty == "conditional":
        return True
    before = view.statement.text[: predicate.span.start - view.statement.span.start]
    last = max((match.end() for match in CONDITION.finditer(before)), default=-1)
    return last >= 0 and "," not in before[last:] and ";" not in before[last:]


def negated(view: View, predicate: Predicate) -> bool:
    """Whether the predicate is denied: of the statement's main one, by whatever governs it as well.

    A verb that is negative in itself ("deny") counts by its meaning alone.
    """
    if in_itself(view, predicate):
        return False
    negation = view.statement.negation if predicate.main else predicate.negation
    if negation is not None and any(
        quoted.inner.contains(negation) and not quoted.span.contains(predicate.span)
        for quoted in view.statement.quotations
    ):
        return False  # the "not" is the speaker's, the verb is the reporter's: "‘We will not pay,’ he testified"
    return view.statement.polarity == "negated" if predicate.main else negation is not None


def in_itself(view: View, predicate: Predicate) -> bool:
    """Whether the word that negates the predicate is the predicate."""
    negation = view.statement.negation if predicate.main else predicate.negation
    return negation is not None and predicate.span.contains(negation)
