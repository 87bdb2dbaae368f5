"""Whether two values are of one group and one period: 31 % of the girls in 2011 and 35 % of the boys are two facts."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files

from align.judge.edits import shared
from align.judge.lexicon import concept, normal
from align.judge.nominal import nominal
from align.judge.sides import View
from align.models import DateMention, Span

_PERIOD = 28  # days from which a date is the time that a figure covers, and not the time of an event
_SAME_WORDS = 0.8  # share of the words around two values, from which the values are all that differs


def apart(view: View, other_view: View) -> bool:
    """Whether the two statements give figures of different groups or of different periods."""
    return _other_group(view, other_view) or other_period(view, other_view)


def other_period(view: View, other_view: View) -> bool:
    """Whether both name the months or years that they speak of, and not the same ones."""
    ours, theirs = _periods(view), _periods(other_view)
    return bool(ours and theirs) and not any(_one_period(one, other) for one in ours for other in theirs)


def _periods(view: View) -> list[tuple[int, int]]:
    """The stretches of a month and more that the statement dates something by, in days."""
    placed = [span_of(mention) or nominal(mention) for mention in view.statement.dates]
    return [days for days in placed if days is not None and days[1] - days[0] + 1 >= _PERIOD]


def span_of(mention: DateMention) -> tuple[int, int] | None:
    """The first and the last day, as numbers; None where the date could not be placed."""
    if mention.start is None or mention.end is None or mention.kind == "recurring":
        return None
    return date.fromisoformat(mention.start).toordinal(), date.fromisoformat(mention.end).toordinal()


def _one_period(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two periods may be one: they share at least half of the longer ("early 2014" and "spring 2014")."""
    common = min(one[1], other[1]) - max(one[0], other[0]) + 1
    return common >= 0.3 * max(one[1] - one[0] + 1, other[1] - other[0] + 1)


def _other_group(view: View, other_view: View) -> bool:
    """Whether each side names a group that excludes the other's, and not the other's too."""
    ours, theirs = _groups(view), _groups(other_view)
    return any((mine := ours[choice]) and (far := theirs.get(choice)) and not mine & far for choice in ours)


def _groups(view: View) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    values = [quantity.span for quantity in view.statement.quantities] + [day.span for day in view.statement.dates]
    for token in view.statement.tokens:
        place = _choices().get(token.lemma.lower()) or _choices().get(normal(token.text))
        if place is not None and not any(span.overlaps(token.span) for span in values):
            found.setdefault(place[0], set()).add(place[1])
    return {choice: frozenset(sides) for choice, sides in found.items()}


@cache
def _choices() -> dict[str, tuple[str, int]]:
    """Word -> the choice and which of its groups."""
    text = (files("align") / "data" / "lexicon" / "contrasts.toml").read_text(encoding="utf-8")
    choices = tomllib.loads(text)["choices"]
    return {
        word.strip(): (choice, number)
        for choice, groups in choices.items()
        for number, line in enumerate(groups)
        for word in line.split(",")
    }


def replaced(view: View, span: Span, other_view: View, other_span: Span) -> bool:
    """Whether two values stand in the same sentence: the words around are the same, but for a few."""
    ours, theirs = _beside(view, span), _beside(other_view, other_span)
    if min(len(ours), len(theirs)) < 3:
        return False
    return 2 * shared(ours, theirs) / (len(ours) + len(theirs)) >= _SAME_WORDS


def _beside(view: View, span: Span) -> list[str]:
    return [concept(token.lemma) for token in view.statement.tokens if not span.overlaps(token.span)]
