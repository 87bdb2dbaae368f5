"""Numbers of one thing that cannot both be right: counts, shares, money, measures, durations, ages, scores."""

from __future__ import annotations

from collections.abc import Iterator

from align.judge.counts import (
    PERSON,
    TOLLS,
    Counted,
    counted,
    dated_apart,
    described,
    generic,
    heads,
    hyphened,
    nouns,
    outcome,
    part,
)
from align.judge.difference import Difference, later, value
from align.judge.intervals import comparable, compatible, cut_off, gap, middle, normalised
from align.judge.lexicon import alike, concept, lexicon, opposite
from align.judge.pairing import Pairing
from align.judge.scope import apart, replaced
from align.judge.sides import Side, View, closeness, similar_places
from align.models import Quantity, Relation, Severity, Span

_CLOSE_BY = 0.3  # share of the larger that two numbers of one event may be apart, to be sure of one thing


def differences(pairing: Pairing) -> Iterator[Difference]:
    """Every number of one side that no number of the other agrees with while one about the same thing differs."""
    left, right = pairing.left, pairing.right
    ours, theirs = counted(left), counted(right)
    lonely = [item for item in ours if not _agrees(item, theirs)]
    others = [item for item in theirs if not _agrees(item, ours)]
    for row, column, severity in _partners(pairing, lonely, others):
        (view, quantity), (other_view, other) = lonely[row], others[column]
        relation, note = _relation(left, quantity, right, other)
        yield Difference(
            "number",
            severity,
            value(left, view, _with_noun(view, quantity), normalised(quantity)),
            value(right, other_view, _with_noun(other_view, other), normalised(other)),
            _lead(view, quantity, other),
            relation,
            note,
        )


def _partners(pairing: Pairing, lonely: list[Counted], others: list[Counted]) -> list[tuple[int, int, Severity]]:
    """Which number of the other side each is held against, once each: those nearest in what they count first."""
    graded: list[tuple[tuple[int, int, int, int], Severity]] = []
    for row, (view, quantity) in enumerate(lonely):
        for column, (other_view, other) in enumerate(others):
            if not comparable(quantity, other) or _sum_of(other, lonely) or _sum_of(quantity, others):
                continue
            severity = _severity(pairing, view, quantity, other_view, other)
            if severity is not None:
                beside = len(view.around(quantity.span) & other_view.around(other.span))
                graded.append(((-(nouns(quantity, other) is True), -beside, row, column), severity))
    found: list[tuple[int, int, Severity]] = []
    for (_, _, row, column), severity in sorted(graded):
        if any(row == taken or column == far for taken, far, _ in found):
            continue
        choices = sum(row == r or column == c for (_, _, r, c), _ in graded)
        unsure = choices > 1 and nouns(lonely[row][1], others[column][1]) is None
        found.append((row, column, "minor" if unsure else severity))  # several numbers for one: they may be its parts
    return sorted(found)


def _sum_of(quantity: Quantity, parts: list[Counted]) -> bool:
    """Whether the number is what several of the other side make together: 150 passengers and six crew are 156."""
    if quantity.kind not in ("count", "money") or quantity.low != quantity.high:
        return False
    low = [other.low for _, other in parts if comparable(quantity, other) and other.low == other.high]
    return len(low) > 1 and sum(value for value in low if value is not None) == quantity.low


def _with_noun(view: View, quantity: Quantity) -> Span:
    """The number with the noun behind it, as a reader would quote it: "12 people"."""
    if not quantity.noun:
        return quantity.span
    behind = [token for token in view.statement.tokens if token.span.start >= quantity.span.end][:2]
    for token in behind:
        if concept(token.lemma) == concept(quantity.noun.split()[-1]):
            return Span(quantity.span.start, token.span.end)
    return quantity.span


def _agrees(item: Counted, others: list[Counted]) -> bool:
    """Whether some number of the other side agrees and is not plainly about something else."""
    _, quantity = item
    happened = outcome(quantity)
    for _, other in others:
        if not (comparable(quantity, other) or _one_currency(quantity, other)) or not compatible(quantity, other):
            continue
        if quantity.low != quantity.high and nouns(quantity, other) is False:
            continue  # "at least 68 people" is not told by "hundreds of homes"
        theirs = outcome(other)
        if happened is None or theirs is None or happened == theirs:
            return True
    return False


def _opposed(one: str, other: str) -> bool:
    """Whether two verbs are each other's opposites: "approve", "disapprove"."""
    short, long = sorted((one, other), key=len)
    return opposite(one, other) or (len(short) > 3 and long in ("dis" + short, "un" + short, "non" + short))


def _one_currency(quantity: Quantity, other: Quantity) -> bool:
    """Whether one is the price of a piece ("$67.40 a barrel") and the other may be as well ("a barrel cost $67.40")."""
    units = [(quantity.unit or "").partition("/")[0], (other.unit or "").partition("/")[0]]
    return quantity.kind == other.kind == "money" and units[0] == units[1]


def _severity(pairing: Pairing, view: View, quantity: Quantity, other_view: View, other: Quantity) -> Severity | None:
    """How grave a difference is; None where the two are not known to be numbers of one thing."""
    if (
        not _same_thing(view, quantity, other_view, other)
        and not _one_toll(pairing, quantity, other)
        and not (gap(quantity, other) <= _CLOSE_BY and _one_event(pairing, view, quantity, other_view, other))
    ):
        return None
    loose = quantity.approximate or other.approximate
    if (loose and gap(quantity, other) < _leeway(quantity, other)) or cut_off(quantity, other):
        return "minor"
    if quantity.kind == "age" and gap(quantity, other) * max(middle(quantity), middle(other)) <= 1.01:
        return "minor"
    if (
        quantity.kind == "ordinal"
        and {quantity.low, other.low} & {1.0}
        and not similar_places(view, quantity.span, other_view, other.span)
    ):
        return None
    return "major"


def _one_toll(pairing: Pairing, quantity: Quantity, other: Quantity) -> bool:
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


def _leeway(quantity: Quantity, other: Quantity) -> float:
    """How far apart two numbers may be, of which one is given as rough, to be no more than a note."""
    vague = any(q.approximate and q.low != q.high for q in (quantity, other))  # "dozens"
    if vague:
        return 0.5
    return 0.1 if quantity.kind in ("percent", "fraction") else 0.25


def _one_event(pairing: Pairing, view: View, quantity: Quantity, other_view: View, other: Quantity) -> bool:
    """Whether the predicates that the numbers belong to tell of one event with the same participants."""
    if quantity.kind in ("age", "ordinal", "duration") or nouns(quantity, other) is False:
        return False
    return any(
        match.left is view
        and match.right is other_view
        and match.one.lemma == quantity.scope
        and match.other.lemma == other.scope
        and bool(match.shared)
        for match in pairing.matches
    )


def _same_thing(view: View, quantity: Quantity, other_view: View, other: Quantity) -> bool:
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
    """Whether nothing else in the statement is measured in the same unit."""
    return sum(comparable(quantity, other) for other in view.statement.quantities) == 1


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


def _relation(left: Side, quantity: Quantity, right: Side, other: Quantity) -> tuple[Relation, str]:
    """A toll that grew by the time of the later report is an update."""
    newer = later(left, right)
    if newer is None or outcome(quantity) not in TOLLS:
        return "conflict", ""
    grown = middle(quantity) > middle(other) if newer is left else middle(other) > middle(quantity)
    if not grown:
        return "conflict", ""
    return "updated", f"{newer.name} is the later report ({(newer.published or '')[:10]})"


_NAMES = {"death": "dead", "injury": "injured", "arrest": "arrested", "missing": "missing", "rescue": "rescued",
          "displacement": "displaced", "infection": "infected", "abduction": "abducted"}  # fmt: skip
_KINDS = {"money": "The amounts differ", "percent": "The shares differ", "fraction": "The shares differ",
          "measure": "The measures differ", "duration": "The lengths of time differ", "age": "The ages differ",
          "score": "The scores differ", "ordinal": "The ranks differ"}  # fmt: skip


def _lead(view: View, quantity: Quantity, other: Quantity) -> str:
    happened, things = outcome(quantity), _plural(view, quantity)
    if happened in _NAMES:
        who = "people" if generic(quantity) else things or "people"
        return f"The number of {who} {_NAMES[happened]} differs"
    if quantity.kind in _KINDS:
        return _KINDS[quantity.kind]
    return f"The number of {things} differs" if things else "The numbers differ"


def _plural(view: View, quantity: Quantity) -> str | None:
    """What is counted, as the article writes it, where it writes it as a plural behind the number."""
    words = view.text(_with_noun(view, quantity)).split()
    return words[-1].lower() if len(words) > 1 and words[-1].endswith(("s", "men", "people", "children")) else None
