"""One review as it goes on: requests of the page become decisions in the log, and the log the state that pages show."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from align.errors import InputError
from align.models import Comparison, Finding
from align.render.reviewing import ReviewView, review_data
from align.review.agreement import Agreement, Opinion
from align.review.apply import reshaped_comparison
from align.review.decisions import VERSION, Decision, Words, from_object, new_id, now
from align.review.log import Log, parse
from align.review.shapes import Ground
from align.review.stale import stale_decisions
from align.review.state import Standing, State, fold, to_redo, to_undo

_TAKEN = ("action", "finding", "verdict", "kind", "note", "groups", "other", "replaces")


class ConflictError(ValueError):
    """The page asks for something that no longer fits: another tab was quicker."""


class Review:
    """A comparison under review by one person, with the log of their decisions."""

    def __init__(
        self,
        comparison: Comparison,
        log: Log,
        reviewer: str,
        blind: bool = False,
        against: Agreement | None = None,
    ) -> None:
        self.comparison, self.log, self.reviewer, self.blind = comparison, log, reviewer, blind
        self._ground = Ground.of(comparison)
        self._opinions = _opinions(against)
        self._refold()

    @property
    def state(self) -> State:
        return self._state

    @property
    def version(self) -> int:
        """Grows with every decision; a page that knows it has nothing to fetch."""
        return len(self.log.decisions)

    def decide(self, request: Mapping[str, Any]) -> None:
        """Keep what a page asks for; a `ValueError` says why not, and nothing is kept."""
        action = request.get("action")
        if action in ("undo", "redo"):
            found = (to_undo if action == "undo" else to_redo)(self.log.decisions, self.reviewer)
            if found is None:
                raise ConflictError(f"there is nothing to {action}")
            self._keep([Decision(new_id(), now(), self.reviewer, action, of=found.id)])
            return
        item = {name: request[name] for name in _TAKEN if request.get(name)}
        standing = self._standing(str(item["finding"])) if "finding" in item else None
        statements = self._statements(standing, item, request)
        item |= {"decision": VERSION, "id": new_id(), "at": now(), "reviewer": self.reviewer}
        if standing and action in ("confirm", "reject", "verdict", "skip"):
            item["content"] = standing.unit.content
        if standing and action in ("confirm", "reject", "verdict"):  # else a blind reviewer could read it in the file
            item["machine"] = standing.unit.finding.verdict
        if self.blind and action == "confirm":
            raise ValueError("confirms a verdict that is not shown")
        decision = replace(from_object(item | {"statements": [_object(one) for one in statements]}))
        trial = fold(self._ground, (*self.log.decisions, decision))
        if decision in trial.stale:
            raise ConflictError("the findings have changed meanwhile")
        self._keep([decision])

    def take(self, content: bytes, name: str) -> int:
        """Add the decisions of another file that are not here yet; how many."""
        return self.take_over(parse(content, name))

    def take_over(self, decisions: Sequence[Decision]) -> int:
        """Add those of `decisions` that are not here yet; how many."""
        known = {decision.id for decision in self.log.decisions}
        new = [one for one in {one.id: one for one in decisions}.values() if one.id not in known]
        if self.blind and any(one.reviewer != self.reviewer for one in new):
            raise InputError("decisions of others: a blind review must not show them; import them without --blind")
        if new:
            self._keep(new)
        return len(new)

    def view(self) -> ReviewView:
        """What the served page starts from."""
        data = review_data(reshaped_comparison(self._ground, self._state), secret=self.blind)
        return ReviewView("served", {"mode": "served", **data, "state": self.told()}, blind=self.blind)

    def shown(self) -> Comparison:
        """The comparison as the page shows it: reshaped by decisions, and in a blind review without any verdict."""
        comparison = reshaped_comparison(self._ground, self._state)
        return blinded(comparison) if self.blind else comparison

    def told(self) -> dict[str, Any]:
        """The state as the script reads it."""
        state = self._state
        decisions = self.log.decisions
        shape = "".join(sorted(one.unit.key + one.unit.content for one in state.standings))
        return {
            "version": self.version,
            "shape": hashlib.sha256(shape.encode()).hexdigest()[:12],
            "reviewer": self.reviewer,
            "blind": self.blind,
            "decided": state.decided,
            "total": len(state.standings),
            "undo": to_undo(decisions, self.reviewer) is not None,
            "redo": to_redo(decisions, self.reviewer) is not None,
            "findings": {one.unit.finding.id: self._told(one) for one in state.standings},
            "stale": [
                {
                    **_said(one.decision),
                    "reason": one.reason,
                    "words": [f"{said.outlet}: {said.words}" if said.outlet else said.words
                              for said in one.decision.statements],
                    "finding": one.unit.finding.id if one.unit else "",
                }
                for one in stale_decisions(self._ground, state)
            ],
        }  # fmt: skip

    def _told(self, one: Standing) -> dict[str, Any]:
        told: dict[str, Any] = {"key": one.unit.key}
        if one.settled:
            told["settled"] = _said(one.settled)
        if one.shaped:
            told["shaped"] = _said(one.shaped)
        if one.notes:
            told["notes"] = [_said(note) for note in one.notes]
        if one.skipped:
            told["skipped"] = True
        if one.unit.origin != "machine":
            told["origin"] = one.unit.origin
        if one.unit.origin != "align" and (one.settled or not self.blind):
            told["machine"] = _machine(one.unit.finding)
        if one.unit.key in self._opinions:
            told["opinions"] = self._opinions[one.unit.key]
        return told

    def _standing(self, key: str) -> Standing:
        found = self._state.of(key)
        if found is None:
            raise ConflictError("this finding is no longer there")
        return found

    def _statements(
        self, standing: Standing | None, item: Mapping[str, Any], request: Mapping[str, Any]
    ) -> tuple[Words, ...]:
        """The statements that a decision is about, with their words."""
        if item.get("action") == "align":
            asked = request.get("statements")
            ids = [self._ground.ids.get(str(key), "") for key in asked] if isinstance(asked, list) else [""]
            if "" in ids:
                raise ConflictError("these statements are no longer there")
        else:
            ids = list(standing.unit.finding.statements) if standing else []
        if item.get("action") == "merge":
            ids += self._standing(str(item.get("other", ""))).unit.finding.statements
        return tuple(words_of(self._ground, id_) for id_ in dict.fromkeys(ids))

    def _keep(self, decisions: Sequence[Decision]) -> None:
        self.log.append(decisions)
        self._refold()

    def _refold(self) -> None:
        self._state = fold(self._ground, self.log.decisions)


def words_of(ground: Ground, id_: str) -> Words:
    """A statement as a decision names it."""
    statement = ground.statements[id_]
    source = next(one for one in ground.comparison.sources if one.id == statement.source)
    return Words(ground.keys[id_], source.sha256, source.article.outlet or "", statement.text)


def blinded(comparison: Comparison) -> Comparison:
    """`comparison` without what the machine thinks of its findings: one verdict for all, no scores, no reasons."""
    findings = tuple(
        replace(
            one, fingerprint="", band="likely", verdict="agreement", score=0.0, pairs=(), discrepancies=(),
            explanation="",
        )
        for one in comparison.findings
    )  # fmt: skip
    return replace(comparison, findings=findings)


def _said(decision: Decision) -> dict[str, Any]:
    told = {"id": decision.id, "action": decision.action, "by": decision.reviewer, "at": decision.at}
    more = {"verdict": decision.said, "kind": decision.kind, "note": decision.note}
    return told | {name: value for name, value in more.items() if value}


def _machine(finding: Finding) -> dict[str, Any]:
    kinds = [one.kind for one in finding.discrepancies if one.severity == "major" and one.relation == "conflict"]
    return {
        "verdict": finding.verdict,
        "band": finding.band,
        "score": round(finding.score, 4),
        "kinds": list(dict.fromkeys(kinds)),
        "explanation": " ".join(one.explanation for one in finding.discrepancies) or finding.explanation,
    }


def _object(words: Words) -> dict[str, str]:
    return {"key": words.key, "source": words.source, "outlet": words.outlet, "words": words.words}


def _opinions(against: Agreement | None) -> dict[str, list[dict[str, Any]]]:
    if against is None:
        return {}
    return {one.key: [_opinion(one.left), _opinion(one.right)] for one in (*against.differences, *against.unmatched)}


def _opinion(opinion: Opinion) -> dict[str, Any]:
    told: dict[str, Any] = {"by": opinion.reviewer, "verdict": opinion.label or ""}
    if opinion.decision:
        told |= {"kind": opinion.decision.kind or "", "note": opinion.decision.note}
    return told
