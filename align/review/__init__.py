"""Decisions of reviewers on the findings of a comparison: kept line by line, folded to a state, applied to the report.

    decisions = align.review.read(Path("reports/demo/decisions.jsonl"))
    html = align.to_html(comparison, decisions)

A decision is kept under the content of its finding (`align.models.content`), so that it applies again after a new run;
where the finding has changed it is listed as stale, never applied in silence and never dropped.
"""

from __future__ import annotations

from align.review.decisions import Action, Decision, Words
from align.review.log import Log, read
from align.review.state import State, fold

__all__ = ["Action", "Decision", "Log", "State", "Words", "fold", "read"]
