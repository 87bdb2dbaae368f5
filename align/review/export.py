"""The findings that were decided, as JSON and as CSV: the same rows in both, and both are read back the same.

A spreadsheet takes a cell that begins with = + - or @ for a formula, and some article may begin so on purpose. Such a
cell gets an apostrophe in front, as does one that begins with an apostrophe, so that `rows_from_csv` can take it away.
"""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from align.errors import InputError
from align.render.naming import source_names
from align.review.apply import how
from align.review.shapes import Ground
from align.review.state import Standing, State

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_GUARD = "'"
_FIELDS = ("finding", "verdict", "machine", "decision", "kinds", "score", "origin", "reviewer", "at", "note")

Row = dict[str, Any]


def decided_rows(ground: Ground, state: State) -> tuple[Row, ...]:
    """One row a decided finding, in the order of the comparison; `words` holds what each source says."""
    rows = [_row(ground, one) for one in state.standings if one.settled]
    return tuple(rows)


def to_json(ground: Ground, state: State) -> str:
    """decided.json."""
    names = source_names(ground.comparison.sources)
    value = {
        "sources": [
            {"id": source.id, "name": names[source.id], "url": source.article.url, "sha256": source.sha256}
            for source in ground.comparison.sources
        ],
        "decided": state.decided,
        "undecided": len(state.standings) - state.decided,
        "stale": len(state.stale),
        "findings": list(decided_rows(ground, state)),
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def to_csv(ground: Ground, state: State) -> str:
    """decided.csv: a column for each field, then one for each source, named "s1: its outlet"."""
    names = source_names(ground.comparison.sources)
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow([*_FIELDS, *(_guarded(f"{id_}: {name}") for id_, name in names.items())])
    for row in decided_rows(ground, state):
        cells = [_cell(row[name]) for name in _FIELDS]
        writer.writerow([*cells, *(_guarded(row["words"].get(id_, "")) for id_ in names)])
    return "\ufeff" + file.getvalue()  # by this mark spreadsheets know UTF-8


def rows_from_csv(text: str) -> tuple[Row, ...]:
    """The rows that `to_csv` wrote, as `decided_rows` gave them."""
    table = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    if not table or tuple(table[0][: len(_FIELDS)]) != _FIELDS:
        raise InputError("decided.csv: has not the columns that align apply writes; make it anew")
    sources = [_unguarded(cell).partition(":")[0] for cell in table[0][len(_FIELDS) :]]
    rows = []
    for cells in table[1:]:
        row: Row = {name: _unguarded(cell) for name, cell in zip(_FIELDS, cells, strict=False)}
        row["kinds"] = row["kinds"].split() if row["kinds"] else []
        row["score"] = float(row["score"])
        said = zip(sources, map(_unguarded, cells[len(_FIELDS) :]), strict=True)
        row["words"] = {source: words for source, words in said if words}
        rows.append(row)
    return tuple(rows)


def _row(ground: Ground, one: Standing) -> Row:
    finding, decision = one.unit.finding, one.settled
    assert decision is not None  # noqa: S101 - for the type checker: only decided findings come here
    kinds = [found.kind for found in finding.discrepancies if found.severity == "major"]
    words: dict[str, list[str]] = {}
    for id_ in finding.statements:
        words.setdefault(ground.statements[id_].source, []).append(ground.statements[id_].text)
    notes = [note.note for note in one.notes] + [decision.note]
    return {
        "finding": finding.id,
        "verdict": one.verdict or "",
        "machine": "" if one.unit.origin == "align" else finding.verdict,
        "decision": how(decision, one.unit.origin),
        "kinds": list(
            dict.fromkeys([decision.kind] if decision.kind else kinds if one.verdict == "discrepancy" else [])
        ),
        "score": round(finding.score, 4),
        "origin": one.unit.origin,
        "reviewer": decision.reviewer,
        "at": decision.at,
        "note": "\n".join(note for note in notes if note),
        "words": {source: "\n".join(texts) for source, texts in words.items()},
    }


def _cell(value: object) -> str:
    if isinstance(value, list):
        return " ".join(value)
    return _guarded(value) if isinstance(value, str) else str(value)


def _guarded(text: str) -> str:
    """A cell that no spreadsheet takes for a formula, also where it passes over spaces."""
    return _GUARD + text if text.lstrip(" \u00a0").startswith((*_FORMULA, _GUARD)) else text


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith(_GUARD) else cell
