"""align apply: human verdicts over the machine's, both visible, and the decided findings for others to work with."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_review import GROUND, KEYS, MADE, decision

import align
from align.cli import main
from align.review import fold
from align.review.apply import applied_comparison
from align.review.decisions import to_line
from align.review.export import decided_rows, rows_from_csv, to_csv
from align.review.export import to_json as to_decided
from align.review.shapes import Ground
from align.store import to_json

DECISIONS = (
    decision("confirm", "f0001"),
    decision("verdict", "f0002", verdict="agreement", note="The <b>harbour</b> master counts them the same way."),
    decision("reject", "f0003"),
    decision("verdict", "f0004", verdict="discrepancy", kind="quotation", note="Half of it is left out."),
    decision("note", "f0005", note="Ring the owner."),
)


def folder(tmp_path: Path, *decisions: Any) -> Path:
    (tmp_path / "comparison.json").write_text(to_json(MADE), encoding="utf-8")
    (tmp_path / "decisions.jsonl").write_bytes(b"".join(map(to_line, decisions)))
    return tmp_path


def test_human_verdicts_stand_over_those_of_the_machine() -> None:
    applied = applied_comparison(GROUND, fold(GROUND, DECISIONS))
    verdicts = {one.id: one.verdict for one in applied.findings}
    assert verdicts["f0001"] == "discrepancy"
    assert (verdicts["f0002"], next(one for one in MADE.findings if one.id == "f0002").verdict) == (
        "agreement",
        "discrepancy",
    )
    assert "f0003" not in verdicts
    added = next(one for one in applied.findings if one.id == "f0004").discrepancies[0]
    assert (added.kind, added.severity, added.explanation) == ("quotation", "major", "Ana: Half of it is left out.")
    freed = next(one for one in MADE.findings if one.id == "f0003").statements
    assert set(freed) <= {one.statement for one in applied.single_source}
    assert applied_comparison(GROUND, fold(GROUND, ())) == MADE, "without decisions nothing changes"


def test_a_possible_finding_that_was_decided_is_no_longer_perhaps() -> None:
    perhaps = next(one for one in MADE.findings if one.band == "possible")
    applied = applied_comparison(GROUND, fold(GROUND, [decision("confirm", perhaps.id)]))
    assert next(one for one in applied.findings if one.id == perhaps.id).band == "likely"


def test_the_final_page_shows_both_verdicts_without_a_script() -> None:
    html = align.to_html(MADE, DECISIONS)
    card = html.split('id="f0002"')[1].split("</article>")[0]
    told = " ".join(card.split("data-review-slot")[1].split())
    assert "<b>agree</b>" in told
    assert "verdict changed by <bdi>Ana</bdi>, 2021-05-01 10:00 UTC" in told
    assert "machine: differ" in told
    assert "&lt;b&gt;harbour&lt;/b&gt;" in told
    listed = html.split('id="decisions"')[1].split("</section>")[0]
    assert "4 of 6" in " ".join(listed.split())
    for words in ("not the same fact", "rejected", "machine: agree", "Ring the owner."):
        assert words in listed
    assert 'id="review-tools"' not in html, "nothing on it can be decided"
    assert align.to_html(MADE, DECISIONS) == html
    assert "decisions-heading" not in align.to_html(MADE)


def test_what_no_longer_fits_is_on_the_final_page_too() -> None:
    gone = replace(MADE, findings=MADE.findings[1:])
    html = align.to_html(gone, DECISIONS)
    assert "Decisions that no longer fit" in html
    assert GROUND.statements[MADE.findings[0].statements[0]].text[:20] in html.split("stale-heading")[1]


def test_the_command_writes_what_it_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = folder(tmp_path, *DECISIONS)
    assert main(["apply", str(made)]) == 0
    paths = [Path(line) for line in capsys.readouterr().out.splitlines()]
    assert paths == [made / name for name in ("final.html", "decided.json", "decided.csv")]
    assert paths[0].read_text(encoding="utf-8") == align.to_html(MADE, DECISIONS)
    data = json.loads(paths[1].read_text(encoding="utf-8"))
    assert (data["decided"], data["undecided"], data["stale"]) == (4, 2, 0)
    with paths[2].open(encoding="utf-8", newline="") as file:
        assert list(rows_from_csv(file.read())) == data["findings"]
    assert main(["apply", str(made), "-o", str(tmp_path / "out")]) == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["decided.csv", "decided.json", "final.html"]


def test_several_files_are_applied_in_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = folder(tmp_path)
    for name, one in (("a", decision("confirm", "f0001")), ("b", decision("reject", "f0001", reviewer="Ben"))):
        (made / f"{name}.jsonl").write_bytes(to_line(one))
    files = [option for name in "ab" for option in ("--decisions", str(made / f"{name}.jsonl"))]
    assert main(["apply", str(made), *files]) == 0
    (row,) = json.loads((made / "decided.json").read_text(encoding="utf-8"))["findings"]
    assert (row["verdict"], row["reviewer"]) == ("unrelated", "Ben")


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda path: (path / "decisions.jsonl").unlink(), "decisions.jsonl: there is no such file"),
        (lambda path: (path / "decisions.jsonl").write_bytes(b"{}\n"), "decisions.jsonl: line 1 is not a decision"),
        (lambda path: (path / "decisions.jsonl").write_bytes(b"\xff\n\n"), "decisions.jsonl: line 1 is not JSON"),
        (lambda path: (path / "comparison.json").unlink(), "comparison.json: there is no such file"),
    ],
)
def test_bad_input_is_one_clear_line(tmp_path: Path, capsys: pytest.CaptureFixture[str], spoil: Any, told: str) -> None:
    made = folder(tmp_path)
    spoil(made)
    for command in ("apply", "review"):
        if command == "review" and "decisions.jsonl: there" in told:
            continue  # it makes one
        assert main([command, str(made)]) == 2
        captured = capsys.readouterr()
        assert told in captured.err
        assert captured.err.count("\n") == 1
        assert captured.out == ""
    assert not (made / "final.html").exists()


# ---- exports -------------------------------------------------------------------------------------------------------

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
HOSTILE = st.sampled_from(["=1+1", "+7", "-2", "@SUM(A1)", "\t=x", "\r=x", "'=x", "  =x", "＝1", "'", 'a,"b"\r\nc', ""])


@given(note=st.one_of(TEXT, HOSTILE), name=st.one_of(TEXT, HOSTILE), said=st.one_of(TEXT, HOSTILE))
def test_json_and_csv_hold_the_same_and_no_cell_is_a_formula(note: str, name: str, said: str) -> None:
    first = MADE.sources[0]
    made = replace(
        MADE,
        sources=(replace(first, article=replace(first.article, outlet=name)), *MADE.sources[1:]),
        statements=tuple(replace(one, text=said) if one.id == "s1.1" else one for one in MADE.statements),
    )
    ground = Ground.of(made)
    unit = ground.units[0]
    one = replace(
        DECISIONS[0], finding=unit.key, content=unit.content, note=note, reviewer=name or "Ana", kind="number"
    )
    state = fold(ground, [one])
    text = to_csv(ground, state)
    rows = decided_rows(ground, state)
    assert len(rows) == 1
    assert rows_from_csv(text) == tuple(
        row | {"words": {source: words for source, words in row["words"].items() if words}} for row in rows
    )
    assert json.loads(to_decided(ground, state))["findings"] == json.loads(json.dumps(rows))
    for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")):
        for cell in row:
            assert not cell.lstrip(" \u00a0").startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))


def test_nothing_decided_is_a_table_without_rows() -> None:
    state = fold(GROUND, ())
    assert decided_rows(GROUND, state) == rows_from_csv(to_csv(GROUND, state)) == ()
    with pytest.raises(align.InputError, match="columns"):
        rows_from_csv("a,b\n1,2\n")


def test_keys_are_told_apart() -> None:
    assert len(set(KEYS.values())) == len(MADE.findings)
