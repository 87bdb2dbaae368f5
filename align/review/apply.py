"""The report with its decisions applied: a reviewer's verdict stands over the machine's, and both are shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from statistics import median

from align.models import Comparison, Discrepancy, Finding, Single
from align.render.naming import shortened
from align.render.reviewing import Decided, DecidedRow, ReviewView, review_data
from align.review.decisions import Decision
from align.review.shapes import Ground
from align.review.stale import stale_decisions
from align.review.state import Standing, State, fold

_GIST = 140
_HOW = {
    "confirm": "confirmed",
    "reject": "rejected",
    "verdict": "verdict changed",
    "split": "split",
    "merge": "merged",
    "align": "put together by the reviewer",
    "note": "noted",
    "skip": "passed over",
}
_CSS = {"agreement": "agree", "discrepancy": "differ", "unrelated": "apart"}


def final_html(comparison: Comparison, decisions: Iterable[Decision]) -> str:
    """The page of `comparison` after `decisions`; nothing on it can be decided any more."""
    from align.render import to_html

    ground = Ground.of(comparison)
    state = fold(ground, decisions)
    applied = applied_comparison(ground, state)
    return to_html(applied, _view(ground, state, applied))


def reshaped_comparison(ground: Ground, state: State) -> Comparison:
    """The findings as split, merged and put together, each still with the verdict that the machine gives it."""
    return _with(ground, tuple(one.unit.finding for one in state.standings))


def applied_comparison(ground: Ground, state: State) -> Comparison:
    """The findings with the reviewers' verdicts; what they rejected is no finding any more."""
    return _with(ground, tuple(_applied(one) for one in state.standings if one.verdict != "unrelated"))


def how(decision: Decision, origin: str = "machine") -> str:
    """What a reviewer did, in words."""
    if decision.action == "verdict" and decision.machine == decision.verdict and origin == "machine":
        return "confirmed"
    return _HOW[decision.action]


def _applied(one: Standing) -> Finding:
    finding, decision = one.unit.finding, one.settled
    if decision is None or one.verdict is None or one.verdict == "unrelated":
        return finding
    differences = finding.discrepancies
    if decision.kind and not any(found.kind == decision.kind and found.severity == "major" for found in differences):
        told = (
            f"{decision.reviewer}: {decision.note}" if decision.note else f"{decision.reviewer} sees that they differ."
        )
        differences = (Discrepancy(decision.kind, "major", "conflict", told, ()), *differences)
    return replace(finding, verdict=one.verdict, band="likely", discrepancies=differences)


def _with(ground: Ground, findings: tuple[Finding, ...]) -> Comparison:
    """The comparison with these findings; statements that are in none are single-source, as salient as they were.

    What a reviewer took apart has no salience yet; it stands in the middle of its source.
    """
    comparison = ground.comparison
    aligned = {id_ for finding in findings for id_ in finding.statements}
    known = {one.statement: one.salience for one in comparison.single_source}
    middle = round(median(known.values()), 4) if known else 0.5
    singles = tuple(Single(id_, known.get(id_, middle)) for id_ in ground.statements if id_ not in aligned)
    return replace(comparison, findings=findings, single_source=singles)


def _view(ground: Ground, state: State, applied: Comparison) -> ReviewView:
    shown = {finding.id for finding in applied.findings}
    decided, rows = {}, []
    for one in state.standings:
        made = _decided(one)
        if made is None:
            continue
        id_ = one.unit.finding.id
        decided[id_] = made
        rows.append(DecidedRow(id_ if id_ in shown else "", _gist(ground, one.unit.finding.statements), made))
    stale = tuple(
        DecidedRow(
            one.unit.finding.id if one.unit and one.unit.finding.id in shown else "",
            shortened(" / ".join(said.words for said in one.decision.statements), _GIST),
            Decided(
                how(one.decision), _CSS[one.decision.said or "unrelated"], _machine_css(one.decision.machine),
                one.decision.reviewer, _when(one.decision.at), (one.decision.note,) if one.decision.note else (),
            ),
        )
        for one in stale_decisions(ground, state)
    )  # fmt: skip
    data = {"mode": "final", "findings": review_data(applied)["findings"]}
    return ReviewView("final", data, False, decided, tuple(rows), stale, len(state.standings))


def _decided(one: Standing) -> Decided | None:
    """What the reviewers made of a finding; None where nobody has touched it."""
    last = one.settled or one.shaped
    notes = tuple(note.note for note in one.notes if note.note)
    if last is None:
        return Decided("noted", "", _machine_css(one.unit.finding.verdict), notes=notes) if notes else None
    if last.note:
        notes = (*notes, last.note)
    told = how(last, one.unit.origin)
    if one.settled and one.shaped and one.settled is not one.shaped:
        told = f"{_HOW[one.shaped.action]}, {told}"
    machine = "" if one.unit.origin == "align" else _machine_css(one.unit.finding.verdict, one.unit.finding.band)
    css = _CSS[one.verdict] if one.verdict else ""
    return Decided(told, css, machine, last.reviewer, _when(last.at), notes)


def _machine_css(verdict: str | None, band: str = "likely") -> str:
    return "perhaps" if band == "possible" else _CSS.get(verdict or "", "")


def _gist(ground: Ground, ids: Sequence[str]) -> str:
    return shortened(" / ".join(ground.statements[id_].text for id_ in ids), _GIST)


def _when(at: str) -> str:
    """The time of a decision, as a reader writes it."""
    return at.replace("T", " ").removesuffix("Z")[:16] + " UTC" if at.endswith("Z") else at.replace("T", " ")
