"""Numbers of one thing that cannot both be right: counts, shares, money, measures, durations, ages, scores."""

from __future__ import annotations

from collections.abc import Iterator

from align.judge.counts import (
    TOLLS,
    Counted,
    counted,
    generic,
    nouns,
    outcome,
)
from align.judge.difference import Difference, later, value
from align.judge.intervals import comparable, compatible, cut_off, gap, middle, normalised
from align.judge.lexicon import concept
from align.judge.onething import one_event, one_toll, same_thing
from align.judge.pairing import Pairing
from align.judge.sides import Side, View, similar_places
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


def _one_currency(quantity: Quantity, other: Quantity) -> bool:
    """Whether one is the price of a piece ("$67.40 a barrel") and the other may be as well ("a barrel cost $67.40")."""
    units = [(quantity.unit or "").partition("/")[0], (other.unit or "").partition("/")[0]]
    return quantity.kind == other.kind == "money" and units[0] == units[1]


def _severity(pairing: Pairing, view: View, quantity: Quantity, other_view: View, other: Quantity) -> Severity | None:
    """How grave a difference is; None where the two are not known to be numbers of one thing."""
    if (
        not same_thing(view, quantity, other_view, other)
        and not one_toll(pairing, quantity, other)
        and not (gap(quantity, other) <= _CLOSE_BY and one_event(pairing, view, quantity, other_view, other))
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


def _leeway(quantity: Quantity, other: Quantity) -> float:
    """How far apart two numbers may be, of which one is given as rough, to be no more than a note."""
    vague = any(q.approximate and q.low != q.high for q in (quantity, other))  # "dozens"
    if vague:
        return 0.5
    return 0.1 if quantity.kind in ("percent", "fraction") else 0.25


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
