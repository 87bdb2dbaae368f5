"""Other people and bodies in statements that are else the same, found without the parse: replaced, or exchanged."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from align.judge import gazetteer
from align.judge.difference import Difference, value
from align.judge.leftover import Leftover
from align.judge.lexicon import alike, exclusive, lexicon, normal
from align.judge.names import same_mention
from align.judge.pairing import Pairing
from align.judge.sides import Side, View
from align.models import Mention, Span, Token

SYMMETRIC = frozenset(
    "meet marry talk negotiate fight clash agree disagree speak discuss compete play draw tie collide merge join "
    "differ trade confer debate war cooperate share face side divorce separate".split()
)
_LABELS = frozenset({"PERSON", "ORG", "NORP", "MISC", "PLACE"})
_ALMOST = 0.7  # share of the words in common, from which a name or a noun is all that was replaced
_WHOLE = 0.9  # the same, for names that were exchanged
_MOST = 1  # other words left over on a side, beside a name that was replaced
_PASSIVE = frozenset({"by", "from", "and", "with"})


def replaced(pairing: Pairing) -> Iterator[Difference]:
    """One name, or one trade or sex, that stands in place of another, all the rest being nearly the same."""
    for view in pairing.left.views:
        for other in pairing.right.views:
            rest = Leftover(view, other)
            if not rest.near:
                continue
            found = _other_name(pairing, rest)
            if found is None and rest.shared >= _ALMOST:
                found = _other_trade(pairing, rest)
            if found is not None:
                yield found
                return


def _other_name(pairing: Pairing, rest: Leftover) -> Difference | None:
    ours, theirs = (_names(view, words) for view, words in zip((rest.left, rest.right), rest.words, strict=True))
    if len(ours) != 1 or len(theirs) != 1:
        return None
    (one, beside), (other, far_beside) = ours[0], theirs[0]
    if beside > _MOST or far_beside > _MOST or one.label not in _LABELS or other.label not in _LABELS:
        return None
    if one.label == other.label == "PLACE":
        return None  # a matter of `place`
    alone = not beside and not far_beside
    if not alone and rest.shared < _ALMOST:
        return None
    if one.label != other.label and "MISC" not in (one.label, other.label) and not alone:
        return None
    if speaks(rest.left, one) or speaks(rest.right, other):
        return None
    if named(pairing.right, pairing.left, one) or named(pairing.left, pairing.right, other):
        return None
    if may_be_one(pairing.left, one, pairing.right, other) or _role(rest.left, one) != _role(rest.right, other):
        return None
    return told(pairing, (rest.left, one), (rest.right, other), "Different names are given")


def _names(view: View, words: tuple[tuple[Token, str], ...]) -> list[tuple[Mention, int]]:
    """The names among the words left over, each with how many other words are left over beside it."""
    mentions = [m for m in view.statement.mentions if any(m.span.overlaps(token.span) for token, _ in words)]
    mentions.extend(_unlisted(view, words))
    others = [token for token, _ in words if not any(m.span.overlaps(token.span) for m in mentions)]
    return [(mention, len(others)) for mention in mentions]


def _unlisted(view: View, words: tuple[tuple[Token, str], ...]) -> list[Mention]:
    """Runs of words left over that are tagged as names but that the pipeline did not list."""
    if view.statement.kind == "headline":
        return []  # where every word is capital, a capital tells nothing
    statement = view.statement
    listed = [mention.span for mention in statement.mentions]
    listed += [date.span for date in statement.dates] + [quantity.span for quantity in statement.quantities]
    loose = [t for t, _ in words if t.pos == "PROPN" and t.text[:1].isupper()]
    runs: list[Span] = []
    for token in loose:
        if any(span.overlaps(token.span) for span in listed):
            continue
        if runs and token.span.start - runs[-1].end <= 1:
            runs[-1] = Span(runs[-1].start, token.span.end)
        else:
            runs.append(token.span)
    return [Mention(span, view.text(span), "MISC") for span in runs]


def _role(view: View, mention: Mention) -> tuple[str, str | None] | None:
    """What the name is to the verb, as far as the parse tells."""
    found = [
        (len(argument.span), argument.role, argument.marker)
        for predicate in view.statement.predicates
        for argument in predicate.arguments
        if argument.role != "clause" and argument.span.contains(mention.span)
    ]
    if not found:
        return None
    _, role, marker = min(found, key=lambda item: item[0])
    return role, None if role in ("agent", "patient") else marker


def _other_trade(pairing: Pairing, rest: Leftover) -> Difference | None:
    ours, theirs = rest.words
    if len(ours) != 1 or len(theirs) != 1:
        return None
    (one, _), (other, _) = ours[0], theirs[0]
    if one.pos != "NOUN" or other.pos != "NOUN" or not exclusive(one.lemma, other.lemma):
        return None
    if normal(other.lemma) in _lemmas(rest.left) or normal(one.lemma) in _lemmas(rest.right):
        return None
    left = value(pairing.left, rest.left, one.span, normal(one.text))
    right = value(pairing.right, rest.right, other.span, normal(other.text))
    return Difference("name", "major", left, right, "It is told of different people")


def _lemmas(view: View) -> frozenset[str]:
    return frozenset(normal(token.lemma) for token in view.statement.tokens)


def turned(pairing: Pairing) -> Iterator[Difference]:
    """Two names around one verb, the other way round, in statements of else the same words."""
    for view in pairing.left.views:
        for other in pairing.right.views:
            ours, theirs = _around(view), _around(other)
            for one, verb, two in ours:
                for first, far_verb, second in theirs:
                    crossed = (
                        alike(verb.lemma, far_verb.lemma)
                        and same_mention(pairing.left, one, pairing.right, second)
                        and same_mention(pairing.left, two, pairing.right, first)
                        and not same_mention(pairing.left, one, pairing.right, first)
                    )
                    if crossed and Leftover(view, other).shared >= _WHOLE:
                        yield told(pairing, (view, one), (other, first), "The roles are exchanged")
                        return


def _around(view: View) -> list[tuple[Mention, Token, Mention]]:
    """Names that follow one another with nothing but an active verb between them."""
    found: list[tuple[Mention, Token, Mention]] = []
    mentions = sorted((m for m in view.statement.mentions), key=lambda m: m.span)
    for one, two in pairwise(mentions):
        between = [t for t in view.statement.tokens if one.span.end <= t.span.start and t.span.end <= two.span.start]
        verbs = [t for t in between if t.pos == "VERB" and normal(t.lemma) not in lexicon().saying]
        if len(verbs) != 1 or len(between) > 4 or any(t.text.lower() in _PASSIVE for t in between):
            continue
        if normal(verbs[0].lemma) not in SYMMETRIC:
            found.append((one, verbs[0], two))
    return found


def speaks(view: View, mention: Mention) -> bool:
    """Whether the name is that of who says it, or of whose lawyer, aide or office says it."""
    statement = view.statement
    attribution = statement.attribution
    if attribution is not None and attribution.span.overlaps(mention.span):
        return True
    behind = statement.text[mention.span.end - statement.span.start :]
    if behind.startswith(("’s", "'s", "’ ", "' ")):
        return True
    before = [token for token in statement.tokens if token.span.end <= mention.span.start][-2:]
    after = [token for token in statement.tokens if token.span.start >= mention.span.end][:2]
    return any(normal(token.lemma) in lexicon().saying for token in (*before, *after))


def may_be_one(left: Side, one: Mention, right: Side, other: Mention) -> bool:
    """Whether two names may stand for one: the same thing, or a body and its part."""
    if same_mention(left, one, right, other):
        return True
    if "PERSON" in (one.label, other.label):
        return False
    return any(gazetteer.related(a, b) for a in left.forms(one) for b in right.forms(other))


def named(side: Side, far: Side, mention: Mention) -> bool:
    """Whether `side` names anywhere in the finding what `mention` of the other side names."""
    return any(same_mention(side, own, far, mention) for own in side.mentions)


def told(pairing: Pairing, one: tuple[View, Mention], other: tuple[View, Mention], lead: str) -> Difference:
    """The difference between two names."""
    left, right = pairing.left, pairing.right
    return Difference(
        "name",
        "major",
        value(left, one[0], one[1].span, left.label(one[1])),
        value(right, other[0], other[1].span, right.label(other[1])),
        lead,
    )
