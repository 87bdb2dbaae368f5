"""align evaluate: what it prints, when it fails."""

from __future__ import annotations

import json
from pathlib import Path

import labelled_corpora
import pytest

from align.cli import main
from align.evaluate import corpora, floors
from align.evaluate.floors import Floors


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(labelled_corpora.folder(tmp_path_factory.mktemp("corpora")))


def pinned(folder: str, least: float) -> tuple[Floors, ...]:
    """A floor for the small NANCO as it is."""
    return (Floors("nanco", corpora(Path(folder), ["nanco"])[0].sha256, (("auc", least),)),)


def test_the_table(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "--corpora", folder, "--ablation"]) == 0
    shown = capsys.readouterr().out
    for words in (
        "ecbplus/dev: sentences of two documents that report one event",
        "8 pairs in 2 groups, 3 of them the same, beside 16 of two similar stories",
        "superpal/dev: ",
        "nanco: ",
        "token_set_ratio",
        "TF-IDF",
        "all-MiniLM-L6-v2",
        "words a second",
        "calibration of align: expected error 0.",
        "evidence without",
        "all evidence",
    ):
        assert words in shown
    assert max(len(line) for line in shown.splitlines()) <= 100


def test_the_folder_of_the_environment(
    folder: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALIGN_CORPORA", folder)
    assert main(["evaluate", "nanco"]) == 0
    shown = capsys.readouterr().out
    assert "nanco: " in shown
    assert "ecbplus" not in shown
    assert "evidence without" not in shown


def test_json(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "nanco", "ecbplus", "--json", "--corpora", folder]) == 0
    nanco, ecbplus = json.loads(capsys.readouterr().out)
    assert (nanco["corpus"], ecbplus["corpus"]) == ("nanco", "ecbplus/dev")
    assert nanco["systems"]["align"]["across_auc"] is None
    assert 0 <= ecbplus["systems"]["align"]["across_auc"] <= 1
    assert {"count", "low", "high", "scored", "right"} == set(nanco["reliability"][0])


def test_a_lost_floor_fails_the_check(
    folder: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(floors, "FLOORS", pinned(folder, 1.01))
    assert main(["evaluate", "nanco", "--corpora", folder, "--check"]) == 3
    assert "nanco: auc is" in capsys.readouterr().err
    assert main(["evaluate", "nanco", "--corpora", folder]) == 0
    monkeypatch.setattr(floors, "FLOORS", pinned(folder, 0.0))
    assert main(["evaluate", "nanco", "--corpora", folder, "--check"]) == 0


def test_another_version_of_a_corpus_is_not_checked(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "nanco", "--corpora", folder, "--check"]) == 0
    assert "align: nanco: not checked, the file is not the one that the floors are for" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ([], "evaluate: no corpora to measure on; name their folder with --corpora"),
        (["--corpora", "gone"], "gone: there is no such folder"),
        (["--corpora", "."], ".: holds no ecbplus/dev.jsonl"),
        (["novels", "--corpora", "."], "novels: is no corpus"),
    ],
)
def test_no_corpora(
    arguments: list[str],
    complaint: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.delenv("ALIGN_CORPORA", raising=False)
    monkeypatch.chdir(tmp_path)
    assert main(["evaluate", *arguments]) == 2
    shown = capsys.readouterr().err
    assert complaint in shown
    assert shown.count("\n") == 1
