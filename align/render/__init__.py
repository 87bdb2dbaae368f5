"""A comparison as one self-contained HTML page: `to_html(comparison)`.

First typed view data (`overview`, `findings`, `texts`: what is shown, every word in runs that look the same
throughout), then the templates under templates/ (how it is shown). No HTML is written in Python.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.models import Comparison

if TYPE_CHECKING:
    from align.render.reviewing import ReviewView

__all__ = ["to_html"]


def to_html(comparison: Comparison, review: ReviewView | None = None) -> str:
    """The report of `comparison`; the same bytes for the same comparison.

    `review` says how it is reviewed; without one the page is a file that keeps decisions in the browser.
    """
    from align.render.overview import report_view  # with Jinja2 behind it: not at the start of every command
    from align.render.page import fill
    from align.render.reviewing import review_view

    return fill(report_view(comparison), review or review_view(comparison))
