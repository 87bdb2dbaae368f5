"""Dates of one event that do not overlap."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from align.judge.difference import Difference, value
from align.judge.lexicon import alike, lexicon
from align.judge.pairing import Pairing
from align.judge.sides import Side, View, closeness, similar_places
from align.models import DateMention, Severity

Dated = tuple[View, DateMention]
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
_BARE = re.compile(r"(?:on |from |until |since |by )?(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE)
_DAY = re.compile(r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? (\d{1,2})\b", re.IGNORECASE)
_PRECISE = 366  # days that a date may cover to be held against another
_APART = 31  # days between two vague dates from which they are worth a note


def differences(pairing: Pairing) -> Iterator[Difference]:
    """The dates of one event on both sides, where no other date of either side agrees."""
    left, right = pairing.left, pairing.right
    ours, theirs = _dated(left), _dated(right)
    lonely = [item for item in ours if not any(_overlap(item[1], other[1]) for other in theirs)]
    others = [item for item in theirs if not any(_overlap(item[1], other[1]) for other in ours)]
    for view, mention in lonely:
        for other_view, other in others:
            severity = _severity(view, mention, other_view, other)
            if severity is not None:
                yield Difference(
                    "date",
                    severity,
                    value(left, view, mention.span, normalised(mention)),
                    value(right, other_view, other.span, normalised(other)),
                    "The dates differ",
                )
                return  # one event has one date; a second difference would be the first again


def _dated(side: Side) -> list[Dated]:
    return [(view, mention) for view in side.views for mention in view.statement.dates if mention.kind != "recurring"]


def _overlap(one: DateMention, other: DateMention) -> bool:
    """Whether two dates may be one; True where that cannot be known."""
    if one.start and one.end and other.start and other.end:
        # CASE: "on Monday" alone may be the last or the next one, and the tense around it misleads ("voted to close
        # the bridge from Monday"): a week more or less is no difference.
        slack = 7 if _bare_weekday(one) or _bare_weekday(other) else 0
        apart = _gap(one, other)
        return apart <= 0 or (slack > 0 and apart == slack)
    mine, theirs = _spelled(one), _spelled(other)
    return not (mine and theirs and mine[0] == theirs[0] and mine != theirs)


def _bare_weekday(mention: DateMention) -> bool:
    return _BARE.fullmatch(mention.text) is not None


def _spelled(mention: DateMention) -> tuple[str, str] | None:
    """The date as written, where no publication date places it: a weekday, or a day of a month."""
    day = _DAY.search(mention.text)
    if day is not None:
        return "day", f"{day[1].lower()} {int(day[2])}"
    weekday = _WEEKDAY.search(mention.text)
    return ("weekday", weekday[0].lower()) if weekday is not None else None


def _severity(view: View, one: DateMention, other_view: View, other: DateMention) -> Severity | None:
    if not _same_event(view, one, other_view, other):
        return None
    said = {_scope(view, one), _scope(other_view, other)} <= lexicon().saying
    if one.vague or other.vague:
        return "minor" if _gap(one, other) > _APART else None
    return "major" if not said and max(_length(one), _length(other)) <= _PRECISE else "minor"


def _same_event(view: View, one: DateMention, other_view: View, other: DateMention) -> bool:
    close = closeness(view, other_view)
    mine, theirs = _scope(view, one), _scope(other_view, other)
    if mine and theirs:
        words = lexicon()
        if mine in words.saying or theirs in words.saying:
            # when somebody said it: of one event only where the words around are the same
            return mine in words.saying and theirs in words.saying and close >= 0.7
        if alike(mine, theirs):
            light = mine in words.light or theirs in words.light
            return close >= (0.5 if light else 0.3)
    return similar_places(view, one.span, other_view, other.span) and close >= 0.6


def _scope(view: View, mention: DateMention) -> str | None:
    """What the date dates: "say" for every verb that only brings in what the statement is about ("revealed that").

    None for a noun that looks like a verb of saying ("its first report on April 2").
    """
    verbs = [predicate for predicate in view.statement.predicates if predicate.lemma == mention.scope]
    if not verbs:
        return None if mention.scope in lexicon().saying else mention.scope
    reporting = all(not p.main and any(a.role == "clause" for a in p.arguments) for p in verbs)
    return "say" if reporting else mention.scope


def _length(mention: DateMention) -> int:
    if not mention.start or not mention.end:
        return 1
    return (date.fromisoformat(mention.end) - date.fromisoformat(mention.start)).days + 1


def _gap(one: DateMention, other: DateMention) -> int:
    if not (one.start and one.end and other.start and other.end):
        return 0
    first, second = sorted(((one.start, one.end), (other.start, other.end)))
    return (date.fromisoformat(second[0]) - date.fromisoformat(first[1])).days


def normalised(mention: DateMention) -> str:
    """The days in ISO form, or the words where they could not be placed."""
    if mention.start is None or mention.end is None:
        return mention.text.lower()
    return mention.start if mention.start == mention.end else f"{mention.start}/{mention.end}"
