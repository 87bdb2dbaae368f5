"""Dates and times of a sentence, resolved to intervals of days against the publication date.

Durations ("for two days") are quantities. A clock time belongs to the mention of its day; alone it has no day.

| file             | what it does |
|------------------|--------------|
| `dategrammar.py` | the grammar of dates |
| `datewords.py`   | its words |
| `anchored.py`    | "two days after Tuesday's meeting" |
| `fromnow.py`     | "two days ago", "the weekend", "in the spring" |
| `feasts.py`      | feasts and seasons with a name |
| `calendar.py`    | intervals of days |
| `clock.py`       | times of day and time zones |
| `years.py`       | which numbers are years |
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from align.annotate.dates.calendar import Form, Interval, day_of, resolve
from align.annotate.dates.dategrammar import read_dates
from align.annotate.grammar.counted import dated_scope, direction_of, root_of, scope_of
from align.annotate.grammar.pieces import Anchors, Pieces
from align.models import DateKind, DateMention, Span

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan

# No date expression does without a figure, a month or one of these; most sentences have none.
_HINTS = (
    "day night morning evening week month year decade centur season spring summer autumn fall winter quarter hour"
    " past"
    " pentecost mardi juneteenth armistice minute noon tomorrow recent lately christmas easter halloween thanksgiving"
).split()
_FIGURE = re.compile(r"\d|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Tues|Thurs)", re.IGNORECASE)


def find(sentence: SpacySpan, offset: int, published: str | None) -> tuple[DateMention, ...]:
    """The date mentions of `sentence`; `offset` + a character's index in the spaCy document = its place in the text."""
    text = sentence.text
    lower = text.lower()
    if not any(hint in lower for hint in _HINTS) and not _FIGURE.search(text):
        return ()
    (pieces, read), anchors, now = read_dates(text), Anchors(sentence), day_of(published)
    base = offset + sentence.start_char
    found: list[DateMention] = []
    before: tuple[Form, Interval, int] | None = None
    for form, first, end in read:
        start, stop = pieces[first].start, pieces[end - 1].end
        token = root_of([anchors.token(pieces[at]) for at in range(first, end)])
        interval = resolve(form, now, direction_of(token))
        if before is not None and interval is not None and _coordinated(pieces, before, form, first):
            days_on = (interval[0] - before[1][0]).days % 7  # "on Thursday and Friday": one week
            interval = (before[1][0] + timedelta(days=days_on),) * 2
        before = (form, interval, end) if interval is not None else None
        days = (interval[0].isoformat(), interval[1].isoformat()) if interval else (None, None)
        kind: DateKind = "point" if interval is not None and interval[0] == interval[1] else "interval"
        if interval is None and form.shape in ("date", "weekday", "day", "clock"):
            kind = "point"
        found.append(
            DateMention(
                span=Span(base + start, base + stop),
                text=text[start:stop],
                kind="recurring" if form.shape == "recurring" else kind,
                start=days[0],
                end=days[1],
                scope=scope_of(token) if form.shape == "shifted" else dated_scope(token),
                vague=form.vague or form.part in ("earlier", "later"),
            )
        )
    return tuple(found)


def _coordinated(pieces: Pieces, before: tuple[Form, Interval, int], form: Form, first: int) -> bool:
    """Whether two bare weekdays are named together, so that both are of one week."""
    earlier, _, end = before
    joined = first - end == 1 and pieces[end].lower in {"and", "or", ","}
    return joined and all(f.shape == "weekday" and f.offset is None and not f.amount for f in (earlier, form))
