"""Dates of one event that do not overlap."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from align.judge.clocks import Time, minutes_apart, time_of
from align.judge.difference import Difference, later, value
from align.judge.intervals import comparable, compatible
from align.judge.lexicon import alike, lexicon
from align.judge.nominal import apart as nominal_days
from align.judge.nominal import nominal, yearless
from align.judge.pairing import Pairing
from align.judge.scope import replaced
from align.judge.sides import Side, View, closeness, similar_places
from align.models import DateMention, Relation, Severity

Dated = tuple[View, DateMention]
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
_BARE = re.compile(r"(?:on |from |until |since |by )?(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE)
_SHIFT = re.compile(r"(.{1,40}) (after|before)", re.IGNORECASE)
_BOUNDS = {"by": "until", "before": "until", "until": "until", "till": "until", "after": "since", "since": "since"}
_ENDS = re.compile(r"\w (?:to|through|until|till|and) \w|\d ?[-–] ?\d")
_MIDNIGHT = 1440  # minutes
_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_PERIOD = 28  # days from which a date may be the time that a figure covers
_PRECISE = 366  # days that a date may cover to be held against another
_APART = 31  # days between two vague dates from which they are worth a note


def differences(pairing: Pairing) -> Iterator[Difference]:
    """The dates of one event on both sides, where no other date of either side agrees."""
    left, right = pairing.left, pairing.right
    ours, theirs = _dated(left), _dated(right)
    lonely = [item for item in ours if not any(_agree(item, other) is True for other in theirs)]
    others = [item for item in theirs if not any(_agree(other, item) is True for other in ours)]
    for view, mention in lonely:
        for other_view, other in others:
            if _agree((view, mention), (other_view, other)) is not False:
                continue
            severity = _severity(view, mention, other_view, other)
            if severity is not None:
                relation, note = _relation(left, mention, right, other)
                yield Difference(
                    "date",
                    severity,
                    value(left, view, mention.span, normalised(mention)),
                    value(right, other_view, other.span, normalised(other)),
                    "The dates differ" if _days_apart(mention, other) else "The times differ",
                    relation,
                    note,
                )
                return  # one event has one date; a second difference would be the first again


def _dated(side: Side) -> list[Dated]:
    return [(view, mention) for view in side.views for mention in view.statement.dates if mention.kind != "recurring"]


def _agree(item: Dated, far: Dated) -> bool | None:
    """Whether two dates may be one; None where that cannot be known and nothing follows from it."""
    (view, one), (other_view, other) = item, far
    times = time_of(one), time_of(other)
    if one.start and one.end and other.start and other.end:
        days = _days_apart(one, other)
        if times[0] is not None and times[1] is not None and _length(one) == _length(other) == 1:
            ahead = (date.fromisoformat(other.start) - date.fromisoformat(one.start)).days
            return minutes_apart(times[0], times[1], ahead) <= _slack(times[0], times[1])
        if _stretch(one) and _stretch(other):
            return (one.start, one.end) == (other.start, other.end)
        if days == 1 and any(map(_at_midnight, times)):
            return True  # midnight on Thursday is when Friday begins
        # CASE: "on Monday" alone may be the last or the next one, and the tense around it misleads ("voted to close
        # the bridge from Monday"): a week more or less is no difference.
        if days and days == 7 and (_bare_weekday(one) or _bare_weekday(other)):
            return True
        # CASE: nor does a month's bare name tell the year
        bare = yearless(one), yearless(other)
        if bare[0] is not None and bare[1] is not None and not nominal_days(bare[0], bare[1]):
            return True
        return days <= 0 or _within_bound(view, one, other_view, other)
    if times[0] is not None and times[1] is not None and times[0].exact and times[1].exact:
        return minutes_apart(times[0], times[1]) <= _slack(times[0], times[1])
    months = nominal(one), nominal(other)
    if months[0] is not None and months[1] is not None:
        return nominal_days(months[0], months[1]) == 0
    mine, theirs = _spelled(view, one), _spelled(other_view, other)
    if mine and theirs and mine[0] == theirs[0] == "weekday" and any(map(_at_midnight, times)):
        return abs(_WEEK.index(mine[1][:3]) - _WEEK.index(theirs[1][:3])) in (0, 1, 6)
    if (times[0] and not mine and not one.start) or (times[1] and not theirs and not other.start):
        return None  # a time of day against a day
    return not (mine and theirs and mine[0] == theirs[0] and mine != theirs)


def _at_midnight(time: Time | None) -> bool:
    return time is not None and _MIDNIGHT in range(time.first, time.last + 1)


def _stretch(mention: DateMention) -> bool:
    """Whether the first and the last day are both named: "from 1980 to 1988"."""
    return mention.start != mention.end and _ENDS.search(mention.text) is not None


def _slack(one: Time, other: Time) -> int:
    """Minutes that two times of one event may be apart: reports round, and a zone may be in summer time."""
    zones = one.ahead is not None and other.ahead is not None and one.ahead != other.ahead
    return 65 if zones or not (one.exact and other.exact) else 30


def _days_apart(one: DateMention, other: DateMention) -> int:
    return max(_gap(one, other), 0)


def _within_bound(view: View, one: DateMention, other_view: View, other: DateMention) -> bool:
    """Whether the one date is only a limit ("by Friday", "since May") that the other keeps."""
    mine, theirs = _bound(view, one), _bound(other_view, other)
    if mine == theirs or not (one.start and other.start):
        return False
    first = one.start < other.start
    return "until" in (theirs if first else mine) or "since" in (mine if first else theirs)


def _bound(view: View, mention: DateMention) -> str:
    """ "until" for a last day, "since" for a first one, by the word in front."""
    before = view.statement.text[: mention.span.start - view.statement.span.start].lower().split()[-2:]
    return next((_BOUNDS[word] for word in reversed(before) if word in _BOUNDS), "")


def _relation(left: Side, mention: DateMention, right: Side, other: DateMention) -> tuple[Relation, str]:
    """What was planned and had not come when the later report moved it on is an update."""
    newer = later(left, right)
    if newer is None:
        return "conflict", ""
    old, new = (other, mention) if newer is left else (mention, other)
    published = (newer.published or "")[:10]
    older = ((right if newer is left else left).published or "")[:10]
    if old.end and new.start and older <= old.end < published <= new.start:
        return "updated", f"{newer.name} is the later report ({published})"
    return "conflict", ""


def _bare_weekday(mention: DateMention) -> bool:
    return _BARE.fullmatch(mention.text) is not None


def _spelled(view: View, mention: DateMention) -> tuple[str, str] | None:
    """The date as written, where no publication date places it: weekday, day of a month, so long after something."""
    shift = _SHIFT.fullmatch(mention.text)
    if shift is not None:
        behind = [key for token, key in view.words if token.span.start >= mention.span.end][:1]
        return (f"{shift[2].lower()} {behind[0]}", shift[1].lower()) if behind else None
    weekday = _WEEKDAY.search(mention.text)
    return ("weekday", weekday[0].lower()) if weekday is not None else None


def _severity(view: View, one: DateMention, other_view: View, other: DateMention) -> Severity | None:
    if not _same_event(view, one, other_view, other) or _figures(view, one, other_view, other):
        return None
    said = {_scope(view, one), _scope(other_view, other)} <= lexicon().saying
    longest = max(_length(one), _length(other))
    if one.vague or other.vague:
        return _vague_severity(_gap(one, other), longest, said)
    if one.start and other.start and not _days_apart(one, other):
        return "minor" if said or not _hours_apart(one, other) else "major"
    long = one.start is not None and longest > _PRECISE and _gap(one, other) < longest / 4
    return "minor" if said or long else "major"


def _vague_severity(gap: int, longest: int, said: bool) -> Severity | None:
    """Vague words reach further than their days; the longer the stretch that they name, the further."""
    if gap <= min(max(longest / 3, 4), _APART):
        return None
    return "major" if gap >= min(longest / 2, _APART) and not said else "minor"


def _hours_apart(one: DateMention, other: DateMention) -> bool:
    """Whether the times of one day are hours apart."""
    mine, theirs = time_of(one), time_of(other)
    return mine is None or theirs is None or minutes_apart(mine, theirs) >= 120


def _figures(view: View, one: DateMention, other_view: View, other: DateMention) -> bool:
    """Whether the dates are only the years or months whose figures are told: sales fell in one year and the next."""
    if min(_length(one), _length(other)) < _PERIOD:
        return False
    ours, theirs = view.statement.quantities, other_view.statement.quantities
    told = [q for q in (*ours, *theirs) if q.kind in ("percent", "fraction", "money", "measure", "count")]
    if ours and theirs and told and not any(compatible(q, r) for q in ours for r in theirs if comparable(q, r)):
        return any(comparable(q, r) for q in ours for r in theirs)
    scopes = {_scope(view, one), _scope(other_view, other)}
    return not told and all(
        scope is not None and any(axis == "change" for axis, _ in lexicon().axes.get(scope, ())) for scope in scopes
    )


def _same_event(view: View, one: DateMention, other_view: View, other: DateMention) -> bool:
    close = closeness(view, other_view)
    mine, theirs = _scope(view, one), _scope(other_view, other)
    if mine and theirs:
        words = lexicon()
        if mine in words.saying or theirs in words.saying:
            # when somebody said it: of one event only where the words around are the same
            return mine in words.saying and theirs in words.saying and close >= 0.7
        if mine != theirs and " it" in (mine[-3:], theirs[-3:]):
            return False  # a death, and its announcement
        if alike(mine, theirs):
            light = mine in words.light or theirs in words.light
            return close >= (0.5 if light else 0.3)
    if replaced(view, one.span, other_view, other.span):
        return True
    return similar_places(view, one.span, other_view, other.span) and close >= 0.6


def _scope(view: View, mention: DateMention) -> str | None:
    """What the date dates: "say" for every verb that only brings in what the statement is about ("revealed that").

    None for a noun that looks like a verb of saying ("its first report on April 2").
    """
    verbs = [predicate for predicate in view.statement.predicates if predicate.lemma == mention.scope]
    if not verbs:
        return None if mention.scope in lexicon().saying else mention.scope
    reporting = all(not p.main and any(a.role == "clause" for a in p.arguments) for p in verbs)
    done = all(any(a.role == "patient" for a in p.arguments) for p in verbs) and mention.scope in lexicon().saying
    if done and not any(a.role == "clause" for p in verbs for a in p.arguments):
        return f"{mention.scope} it"  # "announced her candidacy" is an event, and not only how it was told
    return "say" if reporting else mention.scope


def _length(mention: DateMention) -> int:
    if not mention.start or not mention.end:
        months = nominal(mention)
        return months[1] - months[0] + 1 if months is not None else 1
    return (date.fromisoformat(mention.end) - date.fromisoformat(mention.start)).days + 1


def _gap(one: DateMention, other: DateMention) -> int:
    if not (one.start and one.end and other.start and other.end):
        months = nominal(one), nominal(other)
        return nominal_days(months[0], months[1]) if months[0] is not None and months[1] is not None else 0
    first, second = sorted(((one.start, one.end), (other.start, other.end)))
    return (date.fromisoformat(second[0]) - date.fromisoformat(first[1])).days


def normalised(mention: DateMention) -> str:
    """The days in ISO form, or the words where they could not be placed."""
    if mention.start is None or mention.end is None:
        return mention.text.lower()
    time = time_of(mention)
    if time is not None and time.exact and mention.start == mention.end:
        return f"{mention.start}T{time.first // 60:02}:{time.first % 60:02}"
    return mention.start if mention.start == mention.end else f"{mention.start}/{mention.end}"
