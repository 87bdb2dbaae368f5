"""align bench: what it measures, what it prints, when it fails."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from align.cli import bench, main


def measured(monkeypatch: pytest.MonkeyPatch, command: float = 2.4, imports: float = 0.05, peak: int = 300) -> None:
    """Let the processes take these many seconds, and one of them much longer."""
    runs = iter([9.0, 1.0, 1.0])

    def run(code: str, *arguments: str) -> tuple[float, str]:
        slow = next(runs, 1.0)
        if "perf_counter" in code:
            return 0.1, str(imports * slow)
        if "spacy.load" in code:
            return 2.0 * slow, ""
        return command * slow, f"out/report.html\npeak {peak * 1024}\n"

    monkeypatch.setattr(bench, "_python", run)


def test_the_best_of_several_is_printed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    measured(monkeypatch)
    assert main(["bench", "--json", "--check"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "articles": 2,
        "import_seconds": 0.05,
        "pipeline_seconds": 2.0,
        "command_seconds": 2.4,
        "ratio": 1.2,
        "peak_mb": 300.0,
    }


def test_the_table_names_the_floors(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    measured(monkeypatch)
    assert main(["bench", "--repeat", "2"]) == 0
    shown = capsys.readouterr().out
    for words in ("under 0.2 s", "at most 1.5", "under 600 MB", "300 MB", "1.20"):
        assert words in shown


@pytest.mark.parametrize(
    ("command", "imports", "peak", "complaint"),
    [(3.2, 0.05, 300, "1.6 times"), (2.4, 0.25, 300, "import align takes 0.25 s"), (2.4, 0.05, 650, "650.0 MB")],
)
def test_a_broken_floor_fails_the_check(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: float,
    imports: float,
    peak: int,
    complaint: str,
) -> None:
    measured(monkeypatch, command, imports, peak)
    assert main(["bench", "--check"]) == 3
    assert complaint in capsys.readouterr().err
    measured(monkeypatch, command, imports, peak)
    assert main(["bench"]) == 0


def test_a_folder_stands_for_the_articles_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[str] = []
    for name in ("b.txt", "a.html", "c.json"):
        (tmp_path / name).write_text("x", encoding="utf-8")

    def run(code: str, *arguments: str) -> tuple[float, str]:
        compared[:] = arguments
        return 1.0, "1"

    monkeypatch.setattr(bench, "_python", run)
    assert main(["bench", str(tmp_path), "extra.txt", "--repeat", "1"]) == 0
    assert compared[2:] == [str(tmp_path / "a.html"), str(tmp_path / "b.txt"), "extra.txt"]


def test_real_processes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "--json", "--repeat", "1"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert 0 < figures["import_seconds"] < figures["pipeline_seconds"]
    assert figures["peak_mb"] is None or 50 < figures["peak_mb"] < bench.MEGABYTES
    assert main(["bench", str(tmp_path / "gone.txt"), str(tmp_path / "lost.txt"), "--repeat", "1"]) == 2
    assert "gone.txt: " in capsys.readouterr().err
