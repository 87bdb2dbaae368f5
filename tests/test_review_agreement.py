"""Two reviewers beside each other, and what an adjudicator finds settled already."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from report_builder import ferry
from test_review import GROUND, KEYS, MADE, decision

from align.cli import main
from align.review import Decision, fold
from align.review.agreement import agreed, compare_reviews, kappa
from align.review.decisions import to_line
from align.store import to_json


def by(name: str, **verdicts: str) -> list[Decision]:
    """Decisions of `name`: f0001="reject", f0002="agreement", ..."""
    made = []
    for finding, said in verdicts.items():
        if said in ("confirm", "reject", "skip"):
            made.append(decision(said, finding, reviewer=name))
        else:
            made.append(decision("verdict", finding, reviewer=name, verdict=said))
    return made


ANA = by("Ana", f0001="confirm", f0002="discrepancy", f0003="confirm", f0004="reject", f0005="confirm")
BEN = by("Ben", f0001="discrepancy", f0002="agreement", f0003="agreement", f0004="reject", f0006="reject")


def test_kappa_is_cohens() -> None:
    """The textbook's 50 grants: 20 yes/yes, 5 yes/no, 10 no/yes, 15 no/no."""
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    assert kappa(pairs) == pytest.approx(0.4)
    skewed = [("y", "y")] * 6 + [("y", "n")] * 1 + [("n", "y")] * 2 + [("n", "n")] * 1
    assert kappa(skewed) == pytest.approx((0.7 - 0.62) / (1 - 0.62))  # by chance: .7 x .8 and .3 x .2
    assert kappa([("a", "b"), ("b", "a")]) == pytest.approx(-1)
    assert kappa([("a", "a"), ("b", "b")]) == 1
    assert kappa([]) is None
    assert kappa([("a", "a")] * 3) is None, "chance alone would make them agree"


def test_two_reviewers_are_compared_on_what_both_decided() -> None:
    found = compare_reviews(MADE, ANA, BEN)
    assert found.reviewers == ("Ana", "Ben")
    assert (found.both, found.same) == (4, 3)
    assert found.raw == 0.75
    labels = [("discrepancy", "discrepancy"), ("discrepancy", "agreement"), ("agreement", "agreement"),
              ("unrelated", "unrelated")]  # fmt: skip
    assert found.kappa == kappa(labels)
    assert [(one.key, one.left.label, one.right.label) for one in found.differences] == [
        (KEYS["f0002"], "discrepancy", "agreement")
    ]
    assert {one.key: (one.left.label, one.right.label) for one in found.unmatched} == {
        KEYS["f0005"]: ("agreement", None),
        KEYS["f0006"]: (None, "unrelated"),
    }
    assert [said.words for said in found.differences[0].words] == [
        GROUND.statements[id_].text for id_ in MADE.findings[1].statements
    ]


def test_two_kinds_of_one_discrepancy_are_a_difference() -> None:
    one = [decision("verdict", "f0001", verdict="discrepancy", kind="number")]
    other = [decision("verdict", "f0001", verdict="discrepancy", kind="place", reviewer="Ben")]
    found = compare_reviews(MADE, one, other)
    assert (found.same, len(found.differences)) == (1, 1)


def test_what_one_took_apart_and_the_other_confirmed_is_a_difference() -> None:
    keys = GROUND.units[0].finding.statements
    split = decision("split", "f0001", groups=((GROUND.keys[keys[0]],),))
    found = compare_reviews(MADE, [split], by("Ben", f0001="confirm"))
    assert [(one.left.label, one.right.label) for one in found.differences] == [("reshaped", "discrepancy")]
    assert compare_reviews(MADE, [split], [decision("split", "f0001", groups=split.groups, reviewer="Ben")]).raw == 1


def test_an_adjudicator_starts_from_what_both_say() -> None:
    shared = agreed(MADE, ANA, BEN)
    state = fold(MADE, shared)
    assert {one.unit.finding.id: one.verdict for one in state.standings if one.settled} == {
        "f0001": "discrepancy",
        "f0003": "agreement",
        "f0004": "unrelated",
    }
    assert {one.reviewer for one in shared} == {"Ana and Ben"}
    assert [one.id for one in agreed(MADE, ANA, BEN)] == [one.id for one in shared]


def test_the_command_prints_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "comparison.json").write_text(to_json(ferry(third=True)), encoding="utf-8")
    for name, decisions in (("ana", ANA), ("ben", BEN)):
        (tmp_path / f"{name}.jsonl").write_bytes(b"".join(map(to_line, decisions)))
    files = [str(tmp_path / "ana.jsonl"), str(tmp_path / "ben.jsonl")]
    assert main(["review", str(tmp_path), "--agreement", *files]) == 0
    told = capsys.readouterr().out
    for words in ("Ana and Ben both decided 4", "raw agreement  75.0%", "Cohen's kappa  0.6", "they differ on (1)",
                  "Ana: differ", "Ben: agree", "only one decided (2)", "Ben: not the same fact"):  # fmt: skip
        assert words in told
    assert main(["review", str(tmp_path), "--agreement", *files, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["same"] == 3
    assert main(["review", str(tmp_path), "--agreement", files[0], str(tmp_path / "none.jsonl")]) == 2
    assert "none.jsonl: there is no such file" in capsys.readouterr().err
    assert not (tmp_path / "decisions.jsonl").exists(), "comparing writes nothing"
