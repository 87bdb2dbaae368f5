"""comparison.json, out and in, and files that are written whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from importlib import resources
from typing import Any

from align.models import AnnotatedArticle, Comparison, Notice, Story
from align.settings import Settings
from align.store.decode import comparison_from, settings_from
from align.store.encode import article_object, comparison_object
from align.store.files import write_files
from align.store.reading import reading_object
from align.version import SCHEMA_VERSION

__all__ = ["article_to_json", "from_json", "reading_to_json", "schema", "settings_of", "to_json", "write_files"]


def to_json(comparison: Comparison) -> str:
    """comparison.json: the same comparison gives the same text, character by character."""
    return _dump(comparison_object(comparison))


def from_json(text: str, name: str = "comparison.json") -> Comparison:
    """The comparison that `to_json` wrote. `name` is what the text is called in the message of an `InputError`."""
    return comparison_from(text, name, SCHEMA_VERSION)


def article_to_json(article: AnnotatedArticle) -> str:
    """One annotated article, in the shape that its source and its statements have in comparison.json."""
    return _dump(article_object(article))


def reading_to_json(story: Story, notices: Sequence[Notice] = ()) -> str:
    """The one article of `story`, likewise, with its entities and all else that was read in its statements."""
    return _dump(reading_object(story, notices))


def settings_of(comparison: Comparison) -> Settings:
    """The settings that a comparison was made with."""
    return settings_from(comparison)


def schema() -> str:
    """The JSON Schema of comparison.json, as text."""
    return resources.files("align").joinpath("data", "schema", "comparison.schema.json").read_text(encoding="utf-8")


def _dump(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
