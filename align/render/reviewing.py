"""What the page holds of a review: the data that its script works with, and what is shown of decisions without it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from align.models import Comparison
from align.models.content import finding_content, finding_key, statement_keys, statements_of
from align.render.naming import source_names

Mode = Literal["file", "served", "final"]


@dataclass(frozen=True, slots=True)
class Decided:
    """What a reviewer made of a finding, in words: `css` and `machine_css` are class names of verdicts."""

    how: str
    css: str
    machine_css: str
    who: str = ""
    when: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DecidedRow:
    """One line of the list of decisions. `finding` is its anchor on the page, "" where it is not shown any more."""

    finding: str
    words: str
    decided: Decided


@dataclass(frozen=True, slots=True)
class ReviewView:
    """How the page is reviewed: in the file itself, over a server, or not any more since it shows the result."""

    mode: Mode
    data: Mapping[str, Any]
    blind: bool = False
    decided: Mapping[str, Decided] = field(default_factory=dict)
    rows: tuple[DecidedRow, ...] = ()
    stale: tuple[DecidedRow, ...] = ()
    total: int = 0

    @property
    def decided_count(self) -> int:
        """How many findings have a verdict of a reviewer."""
        return sum(bool(one.decided.css) for one in self.rows)

    @property
    def keys(self) -> dict[str, str]:
        """The content key of each finding of the page, by its id."""
        return {finding["id"]: finding["key"] for finding in self.data["findings"]}


def review_view(comparison: Comparison) -> ReviewView:
    """The report as a file of its own: decisions are kept by the browser and handed on as a file."""
    return ReviewView("file", {"mode": "file", **review_data(comparison)}, total=len(comparison.findings))


def review_data(comparison: Comparison, secret: bool = False) -> dict[str, Any]:
    """Findings and statements by content, for the script; `secret` keeps the machine's verdicts out of it."""
    keys = statement_keys(comparison)
    aligned = {id_ for finding in comparison.findings for id_ in finding.statements}
    order = [source.id for source in comparison.sources]
    findings = []
    for finding in comparison.findings:
        inside = [keys[id_] for id_ in finding.statements if id_ in keys]
        findings.append(
            {
                "id": finding.id,
                "key": finding_key(inside),
                "content": "" if secret else finding_content(finding, keys),
                "verdict": "" if secret else finding.verdict,
                "band": "" if secret else finding.band,
                "statements": inside,
            }
        )
    statements = [
        [keys[one.id], order.index(one.source), one.text, int(one.id not in aligned)]
        for one in statements_of(comparison)
    ]
    names = source_names(comparison.sources)
    sources = [
        {"id": source.id, "name": names[source.id], "outlet": source.article.outlet or "", "key": source.sha256}
        for source in comparison.sources
    ]
    key = finding_key(source.sha256 for source in comparison.sources)
    return {"comparison": key, "sources": sources, "statements": statements, "findings": findings}
