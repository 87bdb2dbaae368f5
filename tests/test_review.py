"""Decisions: kept line by line, folded to a state, found again by content after a new run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_builder import ferry

from align.errors import InputError, OutputError
from align.models import Comparison, Span
from align.models.content import statement_keys
from align.review import Decision, Log, fold, read
from align.review.decisions import from_object, new_id, to_line
from align.review.log import ChangedUnderneathError, parse
from align.review.ongoing import ConflictError, Review, blinded, words_of
from align.review.shapes import Ground
from align.review.stale import stale_decisions
from align.review.state import active, to_redo, to_undo

MADE = ferry(third=True)
GROUND = Ground.of(MADE)
KEYS = {unit.finding.id: unit.key for unit in GROUND.units}


def decision(action: str, finding: str = "", **fields: Any) -> Decision:
    """A decision of Ana on a finding of `MADE`, by its id."""
    unit = next((one for one in GROUND.units if one.finding.id == finding), None)
    fields = {"id": new_id(), "at": "2021-05-01T10:00:00Z", "reviewer": "Ana", **fields}
    if unit:
        statements = tuple(words_of(GROUND, id_) for id_ in unit.finding.statements)
        about = {"content": unit.content, "machine": unit.finding.verdict, "statements": statements}
        fields = {"finding": unit.key, **about, **fields}
    return Decision(action=action, **fields)  # type: ignore[arg-type]


def review(tmp_path: Path, made: Comparison = MADE, **options: Any) -> Review:
    return Review(made, Log(tmp_path / "decisions.jsonl"), options.pop("reviewer", "Ana"), **options)


def verdicts(decisions: Sequence[Decision], made: Comparison = MADE) -> dict[str, str]:
    return {one.unit.finding.id: one.verdict for one in fold(made, decisions).standings if one.verdict}


# ---- lines ---------------------------------------------------------------------------------------------------------


def test_a_line_holds_a_decision_whole() -> None:
    for one in (
        decision("confirm", "f0001", note="checked with\nthe “harbour” = fine"),
        decision("split", "f0001", groups=(("a", "b"), ("c",))),
        decision("undo", of="abc"),
        decision("align", statements=words(2), verdict="discrepancy", kind="number"),
    ):
        line = to_line(one)
        assert line.count(b"\n") == 1
        assert from_object(json.loads(line)) == one


def words(count: int) -> tuple[Any, ...]:
    return tuple(words_of(GROUND, one.id) for one in MADE.statements[:count])


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"decision": 2}, "version"),
        ({"action": "destroy"}, "destroy"),
        ({"reviewer": ""}, "reviewer"),
        ({"at": "yesterday"}, "yesterday"),
        ({"machine": "perhaps"}, "perhaps"),
        ({"machine": None}, "confirms"),
        ({"finding": 7}, "finding"),
        ({"note": "x" * 10_001}, "note"),
        ({"statements": "none"}, "statements"),
        ({"action": "split"}, "groups"),
        ({"action": "merge"}, "other"),
        ({"action": "undo"}, "of"),
        ({"note": "\ud800"}, "Unicode"),
    ],
)
def test_a_line_that_is_no_decision_is_refused_with_the_reason(change: dict[str, Any], told: str) -> None:
    item = json.loads(to_line(decision("confirm", "f0001"))) | change
    with pytest.raises(ValueError, match=told):
        from_object(item)


# ---- the file ------------------------------------------------------------------------------------------------------


def test_what_is_kept_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    kept = [decision("confirm", "f0001"), decision("note", "f0002", note="two\nlines")]
    with Log(path) as log:
        for one in kept:
            log.append([one])
    assert read(path) == tuple(kept)
    with Log(path) as log:
        assert log.decisions == tuple(kept)


def test_half_a_last_line_is_passed_over_and_taken_away_by_the_next_writer(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    one, two, three = (decision("note", "f0001", note=f"Nº {number}") for number in range(3))
    whole = to_line(one) + to_line(two)
    for cut in (
        len(to_line(one)) + 1,
        *range(len(to_line(one)) + 2, len(whole) - 9, 37),
        *range(len(whole) - 9, len(whole) - 1),
    ):
        path.write_bytes(whole[:cut])
        assert read(path) == (one,), cut
    with Log(path) as log:
        log.append([three])
    assert read(path) == (one, three)
    path.write_bytes(whole[:-1])  # only the end of the line is missing: the decision is whole
    with Log(path) as log:
        log.append([three])
    assert read(path) == (one, two, three)


def test_a_broken_line_before_the_last_is_named(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    line = to_line(decision("confirm", "f0001"))
    path.write_bytes(line + line[:40] + b"\n" + line)
    with pytest.raises(InputError, match=r"decisions\.jsonl: line 2 is not JSON"):
        read(path)
    with pytest.raises(InputError, match="line 2"):
        Log(path)
    with pytest.raises(InputError, match="line 1 is not a decision"):
        parse(b'{"left": 1}\n', "x")
    with pytest.raises(InputError, match="no such file"):
        read(tmp_path / "none.jsonl")


def test_one_process_writes_and_a_second_is_told_so(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    code = "import sys; from pathlib import Path; from align.review import Log; Log(Path(sys.argv[1]))"
    with Log(path) as log:
        second = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=False)
        assert "OutputError" in second.stderr
        assert "written by another align review" in second.stderr
        with pytest.raises(OutputError):
            Log(path)
        log.append([decision("confirm", "f0001")])  # refusing the second has not harmed the first
    Log(path).close()


def test_a_lock_ends_with_its_process(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    code = (
        "import os, sys; from pathlib import Path; from align.review import Log\n"
        "log = Log(Path(sys.argv[1])); os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", code, str(path)], check=False)
    Log(path).close()


@pytest.mark.parametrize("how", ["added to", "replaced", "taken away", "edited to the same length"])
def test_a_file_that_changed_underneath_is_not_written_to(tmp_path: Path, how: str) -> None:
    path = tmp_path / "decisions.jsonl"
    with Log(path) as log:
        log.append([decision("confirm", "f0001")])
        before = path.read_bytes()
        if how == "added to":
            path.write_bytes(before + to_line(decision("reject", "f0002")))
        elif how == "replaced":
            (tmp_path / "new").write_bytes(before)
            (tmp_path / "new").replace(path)
        elif how == "taken away":
            path.unlink()
        else:
            path.write_bytes(before.replace(b"Ana", b"Eva"))
            os.utime(path, ns=(1, 1))
        now = path.read_bytes() if path.exists() else None
        with pytest.raises(ChangedUnderneathError, match="changed by another program"):
            log.append([decision("skip", "f0003")])
        assert (path.read_bytes() if path.exists() else None) == now


def test_a_full_disk_leaves_no_half_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "decisions.jsonl"
    with Log(path) as log:
        log.append([decision("confirm", "f0001")])
        before = path.read_bytes()

        class Full:
            def __init__(self, file: Any) -> None:
                self.file = file

            def write(self, content: bytes) -> int:
                return int(self.file.write(content[:10]))

            def __getattr__(self, name: str) -> Any:
                return getattr(self.file, name)

        real = log._file
        log._file = Full(real)  # type: ignore[assignment]
        with pytest.raises(OutputError, match="disk is full"):
            log.append([decision("reject", "f0002")])
        assert path.read_bytes() == before
        log._file = real
        log.append([decision("reject", "f0002")])
    assert len(read(path)) == 2


# ---- undo and redo -------------------------------------------------------------------------------------------------

STEPS = st.lists(
    st.one_of(
        st.sampled_from(["undo", "redo"]),
        st.tuples(st.sampled_from(["confirm", "reject", "skip", "note"]), st.sampled_from(sorted(KEYS))),
        st.tuples(st.just("merge"), st.sampled_from(sorted(KEYS)), st.sampled_from(sorted(KEYS))),
    ),
    max_size=25,
)


@settings(max_examples=40)
@given(STEPS)
def test_any_decisions_with_undo_and_redo_replayed_give_the_same_state(
    tmp_path_factory: pytest.TempPathFactory, steps: list[Any]
) -> None:
    """The reference is a list with a pointer: what an editor's undo does everywhere."""
    folder = tmp_path_factory.mktemp("review")
    made = review(folder)
    done: list[str] = []
    undone: list[str] = []
    for step in steps:
        try:
            if step in ("undo", "redo"):
                made.decide({"action": step})
                here, there = (done, undone) if step == "undo" else (undone, done)
                there.append(here.pop())
                continue
            request = {"action": step[0], "finding": KEYS[step[1]], "note": "n" if step[0] == "note" else ""}
            made.decide(request | ({"other": KEYS[step[2]]} if step[0] == "merge" else {}))
        except ConflictError:
            assert step[0] == "merge" or step in ("undo", "redo") or made.state.of(KEYS[step[1]]) is None
            assert step != "undo" or not done
            assert step != "redo" or not undone
            continue
        done.append(made.log.decisions[-1].id)
        undone.clear()
    made.log.close()
    replayed = read(folder / "decisions.jsonl")
    assert fold(MADE, replayed) == made.state
    assert [one.id for one in active(replayed)] == done
    straight = [one for one in replayed if one.id in done and one.action not in ("undo", "redo")]
    assert fold(MADE, straight) == made.state, "what was undone has left no trace"
    assert (to_undo(replayed, "Ana") is None, to_redo(replayed, "Ana") is None) == (not done, not undone)


def test_a_new_decision_leaves_nothing_to_redo(tmp_path: Path) -> None:
    made = review(tmp_path)
    made.decide({"action": "confirm", "finding": KEYS["f0001"]})
    made.decide({"action": "undo"})
    assert made.told()["redo"]
    made.decide({"action": "reject", "finding": KEYS["f0002"]})
    assert not made.told()["redo"]
    with pytest.raises(ConflictError, match="nothing to redo"):
        made.decide({"action": "redo"})


def test_undo_takes_back_what_the_same_person_did() -> None:
    decisions = [decision("confirm", "f0001"), decision("reject", "f0002", reviewer="Ben")]
    assert to_undo(decisions, "Ana") == decisions[0]
    assert to_undo(decisions, "Ben") == decisions[1]
    assert to_undo(decisions, "Cleo") is None


# ---- reshaping -----------------------------------------------------------------------------------------------------


def test_a_merge_makes_one_finding_that_can_be_decided_and_undone(tmp_path: Path) -> None:
    made = review(tmp_path)
    count = len(MADE.findings)
    made.decide({"action": "merge", "finding": KEYS["f0003"], "other": KEYS["f0001"]})
    merged = next(one for one in made.state.standings if one.unit.origin == "merge")
    assert len(made.state.standings) == count - 1
    parts = [one.statements for one in MADE.findings if one.id in ("f0001", "f0003")]
    assert set(merged.unit.finding.statements) == {id_ for part in parts for id_ in part}
    assert merged.unit.finding.verdict == "discrepancy", "one part differs"
    made.decide({"action": "confirm", "finding": merged.unit.key})
    assert made.state.decided == 1
    for _ in range(2):
        made.decide({"action": "undo"})
    assert made.state == fold(MADE, ())


def test_a_split_leaves_what_two_sources_share(tmp_path: Path) -> None:
    made = review(tmp_path)
    whole = next(one for one in MADE.findings if len(one.sources) == 3)
    keys = statement_keys(MADE)
    alone = next(id_ for id_ in whole.statements if id_.startswith("s3"))
    made.decide({"action": "split", "finding": KEYS[whole.id], "groups": [[keys[alone]]]})
    parts = [one.unit for one in made.state.standings if one.unit.origin == "split"]
    assert [set(part.finding.statements) for part in parts] == [set(whole.statements) - {alone}]
    assert parts[0].finding.sources == ("s1", "s2")
    for difference in parts[0].finding.discrepancies:
        assert alone not in {value.statement for value in difference.values}
    with pytest.raises(ConflictError):
        made.decide({"action": "split", "finding": KEYS[whole.id], "groups": [[keys[alone]]]})


def test_two_missed_statements_become_a_finding(tmp_path: Path) -> None:
    made = review(tmp_path)
    keys = statement_keys(MADE)
    lone = [one.statement for one in MADE.single_source]
    left, right = next(id_ for id_ in lone if id_[:2] == "s1"), next(id_ for id_ in lone if id_[:2] == "s2")
    made.decide({"action": "align", "statements": [keys[left], keys[right]], "verdict": "discrepancy"})
    added = made.state.standings[-1]
    assert (added.unit.finding.statements, added.verdict) == ((left, right), "discrepancy")
    shown = made.shown()
    assert {left, right}.isdisjoint({one.statement for one in shown.single_source})
    for bad in ([keys[left], keys[left]], [keys[left], "0" * 16], [], "x"):
        with pytest.raises(ValueError, match=r"\w"):
            made.decide({"action": "align", "statements": bad, "verdict": "agreement"})
    assert len(made.log.decisions) == 1


@pytest.mark.parametrize(
    "request_",
    [
        {}, {"action": "destroy"}, {"action": "confirm"}, {"action": "confirm", "finding": "none"},
        {"action": "verdict", "finding": KEYS["f0001"]}, {"action": "merge", "finding": KEYS["f0001"]},
        {"action": "verdict", "finding": KEYS["f0001"], "verdict": "maybe"}, {"action": "redo"}, {"action": "undo"},
        {"action": "split", "finding": KEYS["f0001"], "groups": [["x"]]},
        {"action": "merge", "finding": KEYS["f0001"], "other": KEYS["f0001"]},
    ],
)  # fmt: skip
def test_what_a_page_should_not_ask_is_refused_and_nothing_kept(tmp_path: Path, request_: dict[str, Any]) -> None:
    made = review(tmp_path)
    with pytest.raises(ValueError, match=r"\w"):
        made.decide(request_)
    assert (tmp_path / "decisions.jsonl").read_bytes() == b""


# ---- by content, stale ---------------------------------------------------------------------------------------------


def turned(made: Comparison) -> Comparison:
    """`made` as another run might give it: sources in another order, other ids, statements cut otherwise."""
    names = {one.id: f"s{number}" for number, one in enumerate(reversed(made.sources), start=1)}
    ids = {one.id: f"{names[one.source]}.{one.id.split('.')[1]}" for one in made.statements}
    statements = tuple(
        replace(
            one, id=ids[one.id], source=names[one.source], text=one.text.rstrip("."),
            span=Span(one.span.start, one.span.end - (one.text != one.text.rstrip("."))),
        )
        for one in made.statements
    )  # fmt: skip
    sources = tuple(
        replace(one, id=names[one.id], statements=tuple(s for s in statements if s.source == names[one.id]))
        for one in reversed(made.sources)
    )
    findings = tuple(
        replace(
            one, id=f"new-{one.id}", fingerprint=f"new-{one.fingerprint}", score=0.5, pairs=(),
            statements=tuple(ids[id_] for id_ in one.statements), sources=tuple(names[id_] for id_ in one.sources),
            discrepancies=tuple(
                replace(d, explanation="Said otherwise.", values=tuple(
                    replace(v, statement=ids[v.statement], sources=tuple(names[id_] for id_ in v.sources))
                    for v in reversed(d.values)))
                for d in one.discrepancies),
        )
        for one in reversed(made.findings)
    )  # fmt: skip
    single = tuple(replace(one, statement=ids[one.statement]) for one in made.single_source)
    return replace(made, sources=sources, statements=statements, findings=findings, single_source=single)


def test_decisions_apply_again_after_another_run() -> None:
    decisions = [decision("confirm", "f0001"), decision("reject", "f0003"), decision("skip", "f0002")]
    again = fold(turned(MADE), decisions)
    assert again.stale == ()
    assert verdicts(decisions, turned(MADE)) == {"new-f0001": "discrepancy", "new-f0003": "unrelated"}


def test_a_decision_on_a_changed_finding_is_stale_and_not_applied() -> None:
    first = MADE.findings[0]
    assert first.id == "f0001"
    changed = replace(MADE, findings=(replace(first, discrepancies=(), verdict="agreement"), *MADE.findings[1:]))
    decisions = [decision("confirm", "f0001", note="rang them"), decision("reject", "f0003")]
    state = fold(changed, decisions)
    assert state.stale == (decisions[0],)
    assert verdicts(decisions, changed) == {"f0003": "unrelated"}
    ground = Ground.of(changed)
    (stale,) = stale_decisions(ground, state)
    assert (stale.reason, stale.unit and stale.unit.finding.id) == ("changed", "f0001")
    assert fold(MADE, decisions).stale == (), "and back again, it applies again"
    settled = replace(decisions[0], id="new", content=ground.units[0].content, machine="agreement")
    assert fold(changed, [*decisions, settled]).stale == (), "decided anew, it need not be looked at any more"


def test_a_decision_whose_finding_is_gone_is_listed_with_its_words() -> None:
    gone = replace(MADE, findings=MADE.findings[1:])
    one = decision("reject", "f0001")
    state = fold(gone, [one])
    (stale,) = stale_decisions(Ground.of(gone), state)
    assert (stale.reason, stale.unit) == ("gone", None)
    assert [said.words for said in stale.decision.statements] == [
        GROUND.statements[id_].text for id_ in MADE.findings[0].statements
    ]


def test_a_source_that_was_fetched_anew_shows_the_finding_that_was_meant() -> None:
    """Its text has changed somewhere else: nothing is applied in silence, and nothing has to be searched for."""
    fetched = replace(MADE, sources=(replace(MADE.sources[0], sha256="f" * 64), *MADE.sources[1:]))
    decisions = [decision("confirm", "f0001")]
    ground = Ground.of(fetched)
    state = fold(ground, decisions)
    (stale,) = stale_decisions(ground, state)
    assert (stale.reason, stale.unit and stale.unit.finding.id) == ("gone", "f0001")
    unit = ground.units[0]
    again = replace(decisions[0], id="new", finding=unit.key, content=unit.content, replaces=decisions[0].id)
    assert fold(ground, [*decisions, again]).stale == ()


def test_the_same_words_twice_in_a_text_are_two_statements() -> None:
    first = MADE.statements[0]
    twin = replace(first, id="s1.99", span=first.span.shifted(1))
    keys = statement_keys(replace(MADE, statements=(*MADE.statements, twin)))
    assert len(set(keys.values())) == len(MADE.statements) + 1
    assert keys[first.id] == statement_keys(MADE)[first.id]


# ---- blind ---------------------------------------------------------------------------------------------------------


def test_a_blind_page_knows_nothing_of_the_machine_until_a_finding_is_decided(tmp_path: Path) -> None:
    made = review(tmp_path, blind=True)
    for action in ("skip", "note"):
        made.decide({"action": action, "finding": KEYS["f0002"], "note": "hm"})
    told = made.told()
    assert all("machine" not in one for one in told["findings"].values())
    assert {one.verdict for one in made.shown().findings} == {"agreement"}
    assert all(not one.discrepancies and not one.pairs and not one.score for one in made.shown().findings)
    secret = next(one for one in made.view().data["findings"] if one["id"] == "f0001")
    assert (secret["verdict"], secret["content"], secret["band"]) == ("", "", "")
    assert "machine" not in json.dumps(told)
    assert b'"machine"' not in (tmp_path / "decisions.jsonl").read_bytes()
    with pytest.raises(ValueError, match="not shown"):
        made.decide({"action": "confirm", "finding": KEYS["f0001"]})
    made.decide({"action": "verdict", "verdict": "agreement", "finding": KEYS["f0001"]})
    machine = made.told()["findings"]["f0001"]["machine"]
    assert (machine["verdict"], machine["score"]) == ("discrepancy", MADE.findings[0].score)
    with pytest.raises(InputError, match="blind"):
        made.take(to_line(decision("reject", "f0003", reviewer="Ben")), "ben.jsonl")
    assert blinded(MADE).single_source == MADE.single_source


# ---- import --------------------------------------------------------------------------------------------------------


def test_an_import_adds_what_is_new_once(tmp_path: Path) -> None:
    made = review(tmp_path)
    lines = to_line(decision("confirm", "f0001", reviewer="Ben")) + to_line(decision("reject", "f0002", reviewer="Ben"))
    assert made.take(lines, "ben.jsonl") == 2
    assert made.take(lines, "ben.jsonl") == 0
    assert made.state.decided == 2
    with pytest.raises(InputError, match=r"ben\.jsonl: line 2"):
        made.take(to_line(decision("skip", "f0003")) + b"{}\n" + lines, "ben.jsonl")
    assert len(read(tmp_path / "decisions.jsonl")) == 2, "a bad file adds nothing at all"
