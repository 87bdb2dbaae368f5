"""Dates: the sentences of cases/dates.toml, and the calendar seen from each day of a week."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.annotate import dates
from align.annotate.dates.calendar import Form, day_of, resolve
from align.annotate.language import load_language
from align.models import DateMention

CASES = tomllib.loads((Path(__file__).parent / "cases" / "dates.toml").read_text(encoding="utf-8"))["case"]


DAYS = st.dates(date(1990, 1, 1), date(2060, 1, 1))


@pytest.fixture(scope="module")
def nlp() -> Any:
    return load_language().nlp


def read(nlp: Any, text: str, published: str | None) -> list[DateMention]:
    return [found for sentence in nlp(text).sents for found in dates.find(sentence, 0, published)]


def shown(mention: DateMention) -> str:
    interval = "?" if mention.start is None else f"{mention.start}..{mention.end}"
    return f"{mention.text} = {interval}" + (" ~" if mention.vague else "")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:50])
def test_reads_and_places_dates(nlp: Any, case: dict[str, Any]) -> None:
    found = read(nlp, case["text"], case.get("published"))
    assert [shown(mention) for mention in found] == case.get("found", [])
    assert all(case["text"][m.span.start : m.span.end] == m.text for m in found)


@given(DAYS, st.integers(0, 6))
def test_a_weekday_lies_within_six_days_on_the_side_that_the_tense_tells(now: date, weekday: int) -> None:
    form = Form("weekday", weekday=weekday)
    past, future = resolve(form, now, -1), resolve(form, now, 1)
    assert past is not None
    assert future is not None
    assert now - timedelta(days=6) <= past[0] <= now <= future[0] <= now + timedelta(days=6)
    assert past[0].weekday() == future[0].weekday() == weekday


@given(
    st.dates(date(1990, 1, 1), date(2060, 1, 1)),
    st.sampled_from(["week", "weekend", "relative month", "relative year"]),
)
def test_last_lies_before_next(now: date, shape: Any) -> None:
    last, following = resolve(Form(shape, offset=-1), now, 0), resolve(Form(shape, offset=1), now, 0)
    assert last is not None
    assert following is not None
    assert last[0] <= last[1] < following[1]
    assert last[0] <= now <= following[1]


def test_days_that_do_not_exist_have_no_interval() -> None:
    assert resolve(Form("date", year=2015, month=2, day=31), date(2015, 3, 1), 0) is None
    assert resolve(Form("date", month=2, day=29), date(2015, 3, 1), 0) == (date(2016, 2, 29), date(2016, 2, 29))


@pytest.mark.parametrize(
    ("published", "day"), [("2015-11-26T08:00:00Z", date(2015, 11, 26)), ("soon", None), (None, None)]
)
def test_the_publication_day_is_read_or_left_open(published: str | None, day: date | None) -> None:
    assert day_of(published) == day
