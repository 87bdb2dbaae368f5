"""A comparison as one self-contained HTML page: `to_html(comparison)`.

First typed view data (`overview`, `findings`, `texts`: what is shown, every word in runs that look the same
throughout), then the templates under templates/ (how it is shown). No HTML is written in Python.
"""

from __future__ import annotations

from collections.abc import Sequence

from align.models import Comparison

__all__ = ["to_html"]


def to_html(comparison: Comparison, decisions: Sequence[object] = ()) -> str:
    """The report of `comparison`; the same bytes for the same comparison.

    `decisions` is there for the review, which does not exist yet: none can be shown, so none may be given.
    """
    if decisions:
        raise ValueError("decisions cannot be shown in a report yet")
    from align.render.overview import report_view  # with Jinja2 behind it: not at the start of every command
    from align.render.page import fill

    return fill(report_view(comparison))
