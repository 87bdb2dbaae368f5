"""The folder that a comparison goes to when the user names none."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.cli.output import slug
from align.models import AnnotatedArticle, Article


def sources(*titles: str | None) -> list[AnnotatedArticle]:
    return [AnnotatedArticle(f"s{n}", Article("x", title=title), (), "") for n, title in enumerate(titles, 1)]


@pytest.mark.parametrize(
    ("titles", "name"),
    [
        (["Ferry Hits Wall", "After the crash"], "ferry-hits-wall--after-the-crash"),
        (["Mayor: ‘I won’t go’", "A & B — 3.5%"], "mayor-i-wont-go--a-b-3-5"),
        (["../../etc/passwd", "..\\..\\CON"], "etc-passwd--con"),
        (["...", "<script>"], "s1--script"),
        ([None, None], "s1--s2"),
        (["Überfall in Łódź", "渡船在港口撞上防波堤"], "überfall-in-łódź--渡船在港口撞上防波堤"),
        (["word " * 40, "one"], "word-word-word-word-word-word-word-word-word--one"),
        (["x" * 300, "y"], "x" * 48 + "--y"),
    ],
)
def test_the_folder_is_named_after_the_titles(titles: list[str | None], name: str) -> None:
    assert slug(sources(*titles)) == name


def test_an_outlet_stands_in_for_a_title() -> None:
    assert slug([AnnotatedArticle("s1", Article("x", outlet="Vale Courier"), (), "")]) == "vale-courier"


@given(st.lists(st.text(), min_size=2, max_size=12))
def test_any_titles_give_one_safe_name(titles: list[str]) -> None:
    name = slug(sources(*titles))
    assert Path(name).name == name
    assert name not in (".", "..")
    assert 0 < len(name.encode("utf-8")) <= 160
    assert not set(name) & set('/\\:*?"<>|\0 .')
    assert name == slug(sources(*titles))
