"""align bench: what it measures, what it prints, when it fails."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from align.cli import bench, main
from align.errors import InputError


def measured(monkeypatch: pytest.MonkeyPatch, command: float = 2.4, imports: float = 0.05, peak: int = 300) -> None:
    """Let the processes take these many seconds; the first of each much less, which must not count, the next more."""
    runs = iter([0.1, 0.1, 0.1, 9.0, 9.0, 9.0])

    def run(environment: Mapping[str, str], *arguments: str) -> bench.Run:
        much = next(runs, 1.0)
        if "compare" in arguments:
            return bench.Run(command * much, command * much * 2, peak * min(much, 1.0), "out/report.html\n")
        return bench.Run(2.0 * much, 4.0 * much, 90.0, str(imports * much))

    monkeypatch.setattr(bench, "_python", run)


def test_the_least_of_several_is_printed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    measured(monkeypatch)
    assert main(["bench", "--json", "--check"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "articles": 2,
        "import_seconds": 0.05,
        "pipeline_seconds": 2.0,
        "command_seconds": 2.4,
        "elapsed_seconds": 4.8,
        "ratio": 1.2,
        "peak_mb": 300.0,
    }


def test_the_table_names_the_floors(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    measured(monkeypatch)
    assert main(["bench", "--repeat", "2"]) == 0
    shown = capsys.readouterr().out
    for words in ("under 0.2 s", "at most 1.7", "under 600 MB", "300 MB", "1.20"):
        assert words in shown


def test_the_three_take_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    turns: list[str] = []

    def run(environment: Mapping[str, str], *arguments: str) -> bench.Run:
        turns.append(next(word for word in ("compare", "spacy", "align") if word in " ".join(arguments)))
        return bench.Run(1.0, 1.0, None, "0.1")

    monkeypatch.setattr(bench, "_python", run)
    assert main(["bench", "--repeat", "2"]) == 0
    assert turns == ["align", "spacy", "compare"] * 3


def test_what_the_machine_does_besides_does_not_count(tmp_path: Path) -> None:
    """A process that waits takes no processor time; one thread each and compiled modules, for both sides alike."""
    environment = bench._environment(str(tmp_path))
    assert environment["OPENBLAS_NUM_THREADS"] == "1"
    waiting = bench._python(environment, "-c", "import time; time.sleep(1); print('done')")
    assert waiting.output == "done\n"
    assert waiting.elapsed >= 1
    if sys.platform != "win32":
        assert waiting.seconds < 0.5
        assert waiting.peak_mb is not None
        assert 5 < waiting.peak_mb < bench.MEGABYTES


def test_modules_are_compiled_somewhere_where_they_are_not(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setattr(bench.__spec__, "cached", str(tmp_path / "gone.pyc"))
    environment = bench._environment(str(tmp_path))
    assert environment["PYTHONPYCACHEPREFIX"] == str(tmp_path / "compiled")
    assert "PYTHONDONTWRITEBYTECODE" not in environment
    (tmp_path / "gone.pyc").touch()
    assert "PYTHONDONTWRITEBYTECODE" in bench._environment(str(tmp_path))


@pytest.mark.parametrize(
    ("command", "imports", "peak", "complaint"),
    [(3.6, 0.05, 300, "1.8 times"), (2.4, 0.25, 300, "import align takes 0.25 s"), (2.4, 0.05, 650, "650.0 MB")],
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

    def run(environment: Mapping[str, str], *arguments: str) -> bench.Run:
        compared[:] = arguments
        return bench.Run(1.0, 1.0, None, "1")

    monkeypatch.setattr(bench, "_python", run)
    assert main(["bench", str(tmp_path), "extra.txt", "--repeat", "1"]) == 0
    assert compared[-3:] == [str(tmp_path / "a.html"), str(tmp_path / "b.txt"), "extra.txt"]


def test_real_processes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "--json", "--repeat", "1"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert 0 < figures["import_seconds"] < figures["pipeline_seconds"]
    assert figures["pipeline_seconds"] < figures["command_seconds"] < 4 * figures["pipeline_seconds"]
    assert figures["peak_mb"] is None or 50 < figures["peak_mb"] < bench.MEGABYTES


def test_sources_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"gone\.txt: "):
        bench._python(bench._environment(str(tmp_path)), *bench._COMPARE, str(tmp_path / "gone.txt"), "lost.txt")
