"""The command line in this process: what it writes, what it prints, how it refuses."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from align.cli import COMMANDS, main
from align.errors import AlignError
from align.store import schema

MILL = """Two hurt in mill fire

By Ada Rowe
Vale Courier
May 6, 2021

A fire destroyed the old paper mill in Harrow Vale on Monday, police said. Two workers were injured in the fire.

The mill employed 140 people. Its owner, Rudolf Stam, said he would rebuild it.
"""
VALE = """Harrow Vale mill burns down

By Tom Ilic
Northern Wire
May 6, 2021

A fire destroyed the old paper mill in Harrow Vale on May 3, police said. Five workers were injured in the fire.

The school next to the mill stays closed this week.
"""


@pytest.fixture
def mill(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with two articles on one fire in it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mill.txt").write_text(MILL, encoding="utf-8")
    (tmp_path / "vale.txt").write_text(VALE, encoding="utf-8")
    return tmp_path


class Terminal(io.StringIO):
    """What a terminal would show."""

    def isatty(self) -> bool:
        return True


def refused(capsys: pytest.CaptureFixture[str], *argv: str, status: int = 2) -> str:
    """The one line with which a command is refused; nothing is printed and nothing is written."""
    before = sorted(Path().rglob("*"))
    assert main(argv) == status
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("align: ")
    assert err.count("\n") == 1
    assert sorted(Path().rglob("*")) == before
    return err


# ---- how it is called --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("argv", "complaint"),
    [
        ([], "no command given"),
        (["compose"], "invalid choice: 'compose'"),
        (["compare"], "required: SOURCE"),
        (["compare", "mill.txt"], "mill.txt: is the only source; name two or more"),
        (["compare", "-", "-"], "standard input can be read only once"),
        (["compare", "mill.txt", "vale.txt", "--frobnicate"], "--frobnicate"),
        (["compare", "mill.txt", "vale.txt", "--format", "pdf"], "'pdf' is not a format; use one or more of html,json"),
        (["compare", "mill.txt", "vale.txt", "--format", "html,csv"], "'csv' is not a format"),
        (["compare", "mill.txt", "vale.txt", "--format", ","], "'' is not a format"),
        (["compare", "mill.txt", "vale.txt", "--format", "json", "--open"], "no report to open"),
        (["compare", "mill.txt", "vale.txt", "--threshold", "1.5"], "'1.5' is not a number from 0 to 1"),
        (["compare", "mill.txt", "vale.txt", "--threshold", "nan"], "'nan' is not a number from 0 to 1"),
        (["compare", "mill.txt", "vale.txt", "--fail-on", "rain"], "--fail-on"),
        (["compare", "mill.txt", "vale.txt", *["--outlet", "A"] * 3], "--outlet: given 3 times for 2 sources"),
        (["compare", "mill.txt", "vale.txt", "--published", "last week"], "'last week' is not a date"),
        (["compare", "mill.txt", "vale.txt", "--published", "2021-02-30"], "'2021-02-30' is not a date"),
        (["explain", "mill.txt", *["--title", "A"] * 2], "--title: given 2 times for 1 source"),
        (["bench", "--repeat", "0"], "'0' is not a number from 1 up"),
        (["bench", "mill.txt"], "mill.txt: holds 1 articles; name two or more"),
    ],
)
def test_a_wrong_call_is_refused_in_one_line(
    mill: Path, capsys: pytest.CaptureFixture[str], argv: list[str], complaint: str
) -> None:
    assert complaint in refused(capsys, *argv)


@pytest.mark.parametrize("command", [None, *COMMANDS])
def test_help(command: str | None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--help"] if command else ["--help"]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("usage: align")
    assert err == ""


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    from importlib.metadata import version

    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"align {version('fact-align')}\n"


def test_the_schema_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    assert capsys.readouterr().out == schema()


# ---- align compare -----------------------------------------------------------------------------------------------


def test_a_comparison_is_written_under_reports(mill: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "mill.txt", "vale.txt"]) == 0
    out, err = capsys.readouterr()
    folder = Path("reports") / "two-hurt-in-mill-fire--harrow-vale-mill-burns-down"
    assert out.split("\n") == [str(folder / "report.html"), str(folder / "comparison.json"), ""]
    assert err == ""  # silent where it is not read by a person
    data = json.loads((folder / "comparison.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(json.loads(schema())).validate(data)
    assert [source["text"] for source in data["sources"]] == [MILL, VALE]
    assert "Harrow Vale" in (folder / "report.html").read_text(encoding="utf-8")
    assert sorted(path.name for path in folder.iterdir()) == ["comparison.json", "report.html"]


def test_the_same_comparison_gives_the_same_bytes(mill: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (mill / "deeper").mkdir()
    assert main(["compare", "mill.txt", "vale.txt", "-o", "one"]) == 0
    assert main(["compare", str(mill / "mill.txt"), "./vale.txt", "-o", "deeper/two"]) == 0
    for name in ("report.html", "comparison.json"):
        assert Path("one", name).read_bytes() == Path("deeper/two", name).read_bytes()


def test_only_what_is_asked_for_is_written(mill: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "mill.txt", "vale.txt", "-o", "out", "--format", "json"]) == 0
    assert [path.name for path in Path("out").iterdir()] == ["comparison.json"]
    assert capsys.readouterr().out == str(Path("out/comparison.json")) + "\n"


def compared(*options: str) -> dict[str, Any]:
    """comparison.json of the two articles with some options."""
    assert main(["compare", "mill.txt", "vale.txt", "-o", "out", "--format", "json", *options]) == 0
    data: dict[str, Any] = json.loads(Path("out/comparison.json").read_text(encoding="utf-8"))
    return data


def test_the_user_knows_better(mill: Path) -> None:
    options = ["--outlet", "", "--outlet", "Elsewhere", "--title", "Mill", "--published", "", "--published", "20210509"]
    first, second = compared(*options)["sources"]
    assert (first["outlet"], first["title"], first["published"]) == ("Vale Courier", "Mill", "2021-05-06")
    assert (second["outlet"], second["published"]) == ("Elsewhere", "2021-05-09")
    assert second["title"] == "Harrow Vale mill burns down"


def test_the_threshold_bounds_every_finding(mill: Path) -> None:
    scores = [finding["score"] for finding in compared("--threshold", "0")["findings"]]
    bound = sorted(scores)[-1]
    kept = compared("--threshold", str(bound))
    assert kept["settings"]["possible"] == bound
    assert all(finding["score"] >= bound for finding in kept["findings"])
    assert len(kept["findings"]) < len(scores)


def test_a_script_can_fail_on_a_discrepancy(mill: Path) -> None:
    scripted = ["compare", "mill.txt", "vale.txt", "-o", "out", "--fail-on", "discrepancy"]
    assert main(scripted) == 1  # two injured, five injured, on one day
    assert Path("out/report.html").exists()
    Path("vale.txt").write_text(VALE.replace("Five workers", "Two workers"), encoding="utf-8")
    assert main(scripted) == 0


def test_the_report_is_opened(mill: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    assert main(["compare", "mill.txt", "vale.txt", "-o", "out", "--open"]) == 0
    assert opened == [(mill / "out" / "report.html").resolve().as_uri()]


def test_standard_input_is_a_source(mill: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(VALE.encode("utf-8"))))
    assert main(["compare", "mill.txt", "-", "-o", "out"]) == 0
    assert json.loads(Path("out/comparison.json").read_text(encoding="utf-8"))["sources"][1]["text"] == VALE


def test_a_person_sees_progress(mill: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", Terminal())
    compared("--published", "")
    shown = sys.stderr.getvalue()
    assert "align: comparing 2 sources\n" in shown
    assert "statements in one source only\n" in shown
    monkeypatch.setattr(sys, "stderr", Terminal())
    compared("--quiet")
    assert sys.stderr.getvalue() == ""


@pytest.mark.parametrize(
    ("name", "content"),
    [("gone.txt", None), ("empty.txt", b""), ("blank.txt", b" \n\n"), ("b.txt", b"\x00\x01\xff" * 99)],
)
def test_what_cannot_be_compared_is_named(
    mill: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes | None
) -> None:
    if content is not None:
        Path(name).write_bytes(content)
    assert f"align: {name}: " in refused(capsys, "compare", "mill.txt", name)


def test_a_folder_and_the_same_text_twice_are_refused(mill: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("folder").mkdir()
    Path("copy.txt").write_text(MILL, encoding="utf-8")
    assert "align: folder: " in refused(capsys, "compare", "mill.txt", "folder")
    assert "copy.txt" in refused(capsys, "compare", "mill.txt", "copy.txt")


def test_a_place_that_cannot_be_written(mill: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("out/report.html").mkdir(parents=True)
    error = refused(capsys, "compare", "mill.txt", "vale.txt", "-o", "mill.txt", status=3)
    assert "mill.txt: is a file, not a folder" in error
    assert "report.html: is a folder" in refused(capsys, "compare", "mill.txt", "vale.txt", "-o", "out", status=3)


# ---- when something goes wrong inside ----------------------------------------------------------------------------


def failing(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise error

    monkeypatch.setattr("align.pipeline.Engine.compare", fail)


@pytest.mark.parametrize(
    ("error", "complaint", "status"),
    [
        (RuntimeError("two\nlines"), "internal error: RuntimeError: two lines; run again with --verbose", 3),
        (MemoryError(), "memory: there is not enough", 3),
        (AlignError("x: y; z"), "x: y; z", 3),
        (OSError(28, "No space left on device"), "output: no space left on device", 3),
        (KeyboardInterrupt(), "interrupted", 130),
    ],
)
def test_every_failure_is_one_line(
    mill: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    error: BaseException,
    complaint: str,
    status: int,
) -> None:
    failing(monkeypatch, error)
    assert complaint in refused(capsys, "compare", "mill.txt", "vale.txt", status=status)


def test_verbose_shows_where(mill: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, RuntimeError("deep inside"))
    assert main(["compare", "mill.txt", "vale.txt", "--verbose"]) == 3
    error = capsys.readouterr().err
    assert error.startswith("Traceback")
    assert error.endswith("report what it shows\n")
