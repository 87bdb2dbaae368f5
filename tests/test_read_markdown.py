"""Markdown: the text stays as given, its markup helps to tell the blocks apart."""

from __future__ import annotations

from pathlib import Path

from align.models import Article
from align.read import read
from align.settings import Settings

TEXT = """---
title: "Old mill sold to school"
date: 2020-02-01
author: Ada Holm
site: Leeds Gazette
source: https://gazette.example/mill
---

# Old mill sold to school

*By Ada Holm*

The [old mill](https://gazette.example/a_(b)) was sold **on Friday** to the music school next door.

## What the 3 buyers of the neighbouring houses plan to do

> "We need rooms, not walls," said the head of the school.

[Share](https://x.example) | [Tweet](https://y.example)

![The mill](mill.jpg)

The price was _not_ made public.
"""


def article(tmp_path: Path, text: str = TEXT) -> Article:
    path = tmp_path / "mill.md"
    path.write_text(text, encoding="utf-8", newline="")
    return read(path, Settings())


def test_text_stays_as_given_and_front_matter_tells(tmp_path: Path) -> None:
    read_ = article(tmp_path)
    assert read_.text == TEXT
    assert (read_.title, read_.outlet, read_.byline) == ("Old mill sold to school", "Leeds Gazette", "Ada Holm")
    assert (read_.published, read_.url) == ("2020-02-01", "https://gazette.example/mill")


def test_blocks(tmp_path: Path) -> None:
    read_ = article(tmp_path)
    kinds = [(block.kind, block.span.of(TEXT).splitlines()[0]) for block in read_.blocks if block.kind != "furniture"]
    assert kinds == [
        ("headline", "Old mill sold to school"),
        (
            "body",
            "The [old mill](https://gazette.example/a_(b)) was sold **on Friday** to the music school next door.",
        ),
        ("body", '"We need rooms, not walls," said the head of the school.'),
        ("body", "The price was _not_ made public."),
    ]
    reasons = {block.span.of(TEXT).splitlines()[0]: block.reason for block in read_.blocks if block.reason}
    assert reasons["---"] == "front-matter"
    assert reasons["#"] == "markup"
    assert reasons["What the 3 buyers of the neighbouring houses plan to do"] == "heading"
    assert reasons["By Ada Holm"] == "byline"


def test_plain_text_in_a_markdown_file(tmp_path: Path) -> None:
    read_ = article(tmp_path, "# Mill sold\r\n\r\nThe old mill was sold on Friday. Nobody knows the price.\r\n")
    assert read_.title == "Mill sold"
    assert [block.kind for block in read_.blocks] == ["furniture", "headline", "body"]


def test_a_rule_between_paragraphs_is_no_front_matter(tmp_path: Path) -> None:
    text = "Mill sold\n\n---\n\nThe old mill was sold on Friday.\n\n---\n\nNobody knows the price of it.\n"
    kinds = [block.kind for block in article(tmp_path, text).blocks]
    assert kinds == ["headline", "furniture", "body", "furniture", "body"]
