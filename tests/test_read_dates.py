"""Publication dates in lines, and datelines."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from align.models import Article
from align.read import read
from align.read.dateline import find_dateline
from align.read.dates import parse_published, without_dates
from align.settings import Settings

CASES = tomllib.loads((Path(__file__).parent / "cases" / "read_dates.toml").read_text(encoding="utf-8"))
STORY = "The port of Lund was shut on Monday after a fire in a warehouse.\n\nNobody was hurt, the fire service said."


@pytest.mark.parametrize("case", CASES["line"], ids=lambda case: case["text"])
def test_date_line(case: dict[str, Any]) -> None:
    article = read(Article(f"Fire shuts port of Lund\n{case['text']}\n\n{STORY}"), Settings())
    codes = {notice.code for notice in article.notices}
    assert (article.published or ("?" if "ambiguous-date" in codes else "")) == case["date"]
    assert [block.kind for block in article.blocks] == ["headline", "furniture", "body", "body"]
    assert without_dates(case["text"])[0] == case.get("left", "")


@pytest.mark.parametrize("case", CASES["start"], ids=lambda case: case["text"])
def test_dateline(case: dict[str, Any]) -> None:
    found = find_dateline(case["text"], first=case.get("first", True))
    assert (case["text"][: found.length] if found else "") == case["dateline"]
    assert ((found.agency if found else None) or "") == case.get("agency", "")


def test_dateline_is_a_block_of_its_own_and_credits_the_agency() -> None:
    article = read(Article(f"Fire shuts port of Lund\n\nLUND, May 3, 2021 (Reuters) - {STORY}"), Settings())
    reasons = [(block.reason, block.span.of(article.text)[:14]) for block in article.blocks[1:3]]
    assert reasons == [("dateline", "LUND, May 3, 2"), (None, "The port of Lu")]
    assert (article.outlet, article.published) == ("Reuters", "2021-05-03")


def test_a_date_told_in_the_story_is_not_the_date_of_publication() -> None:
    article = read(Article(f"Fire shuts port of Lund\n\n{STORY} The warehouse was built on May 3, 2011."), Settings())
    assert article.published is None


def test_date_of_publication_outranks_that_of_an_update_wherever_it_stands() -> None:
    text = f"Fire shuts port of Lund\nUpdated May 5, 2021\n\n{STORY}\n\nFirst published on Mon 3 May 2021 10.00 BST"
    assert read(Article(text), Settings()).published == "2021-05-03"


@pytest.mark.parametrize("given", ["", "tomorrow", "2021-02-30", "20 May", "1/2/2021"])
def test_what_is_no_date(given: str) -> None:
    assert parse_published(given) is None
