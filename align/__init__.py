"""align: finds the statements that several news articles share, and says where they agree and where they differ.

    comparison = align.compare(["agency.txt", "https://example.org/story"])
    html = align.to_html(comparison)

Importing this package loads nothing heavy: spaCy and the models come with the first call that needs them.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from align.errors import AlignError, InputError, OutputError
from align.models import Article, Comparison, Judgement
from align.settings import Settings
from align.version import __version__

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from align.pipeline import Engine
    from align.review import Decision

__all__ = [
    "AlignError",
    "Article",
    "Comparison",
    "InputError",
    "Judgement",
    "OutputError",
    "Settings",
    "__version__",
    "compare",
    "judge_pair",
    "load",
    "score_statements",
    "to_html",
    "to_json",
]


def load(
    model: str | None = None, settings: Settings | None = None, entities: Sequence[str | Path] | str | Path = ()
) -> Engine:
    """An engine that keeps the language pipeline for many comparisons; `model` names an installed spaCy pipeline.

    `entities` are files that join and part names, as of `align compare --entities`; no other file of that sort is read.
    """
    from dataclasses import replace

    from align.pipeline import Engine, corrections

    chosen = settings or Settings()
    files = [entities] if isinstance(entities, str | Path) else entities
    return Engine(replace(chosen, model=model) if model is not None else chosen, corrections(files))


def compare(
    sources: Sequence[str | Path | Article],
    settings: Settings | None = None,
    entities: Sequence[str | Path] | str | Path = (),
) -> Comparison:
    """Compares two or more sources: paths, URLs or `Article` values; `entities` are files that join and part names."""
    return load(settings=settings, entities=entities).compare(sources)


def score_statements(
    left: Sequence[str], right: Sequence[str], entities: Sequence[str | Path] | str | Path = ()
) -> NDArray[np.float32]:
    """Probabilities float32 (len(left), len(right)) that two statements report the same fact.

    The two sides are the statements of two articles of one story: what is common in the story counts less.
    """
    return load(entities=entities).score_statements(left, right)


def judge_pair(
    left: str,
    right: str,
    left_published: str | None = None,
    right_published: str | None = None,
    entities: Sequence[str | Path] | str | Path = (),
) -> Judgement:
    """Whether two statements agree, differ (and in what), or do not report the same fact; dates are ISO 8601."""
    return load(entities=entities).judge_pair(left, right, left_published, right_published)


def to_json(comparison: Comparison) -> str:
    """The comparison as the text of comparison.json."""
    from align.store import to_json as write

    return write(comparison)


def to_html(comparison: Comparison, decisions: Sequence[Decision] = ()) -> str:
    """The comparison as one self-contained HTML page; with `decisions`, of `align.review.read`, as they leave it."""
    if decisions:
        from align.review.apply import final_html

        return final_html(comparison, decisions)
    from align.render import to_html as write

    return write(comparison)
