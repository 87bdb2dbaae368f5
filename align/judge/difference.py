"""What a comparator answers with: two values of two sides that differ, and how to say so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from align.judge.sides import Side, View
from align.models import DiscrepancyKind, Relation, Severity, Span, Value


@dataclass(frozen=True, slots=True)
class Difference:
    """Two values that differ; `lead` opens the sentence that tells it ("The number of people killed differs")."""

    kind: DiscrepancyKind
    severity: Severity
    left: Value
    right: Value
    lead: str
    relation: Relation = "conflict"
    note: str = ""  # closes the sentence, where more is to be said than the two values


def value(side: Side, view: View, span: Span | None, normalised: str, text: str | None = None) -> Value:
    """The value that `view` says in `span`; `text` replaces the words where no words say it."""
    words = view.text(span) if span is not None and text is None else text or ""
    return Value((side.source,), view.statement.id, span, words, normalised)


def later(left: Side, right: Side) -> Side | None:
    """The side that was published later; None where that is unknown or on the same day at no known time."""
    if not left.published or not right.published:
        return None
    if left.published[:10] != right.published[:10]:
        return left if left.published[:10] > right.published[:10] else right
    try:
        times = datetime.fromisoformat(left.published), datetime.fromisoformat(right.published)
        if min(len(left.published), len(right.published)) <= 10 or times[0] == times[1]:
            return None
        return left if times[0] > times[1] else right
    except (ValueError, TypeError):  # one with a zone, one without
        return None
