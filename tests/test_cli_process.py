"""The command line as a process of its own: signals, broken pipes, what it loads, how it is started."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ALIGN = [sys.executable, "-m", "align"]
UNIX = pytest.mark.skipif(sys.platform == "win32", reason="signals and pipes of Unix")


@pytest.fixture
def slow_site() -> Iterator[socket.socket]:
    """A site that takes a request and never answers it."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(30)
        yield server


@UNIX
@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_it_and_leaves_nothing(
    tmp_path: Path, slow_site: socket.socket, number: signal.Signals, status: int
) -> None:
    address = f"http://127.0.0.1:{slow_site.getsockname()[1]}/story"
    (tmp_path / "a.txt").write_text("The bridge in Ober was closed on Monday, the town said.", encoding="utf-8")
    running = subprocess.Popen(
        [*ALIGN, "compare", "a.txt", address],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1"},
    )
    connection, _ = slow_site.accept()  # now it certainly waits for the page
    with connection:
        running.send_signal(number)
        out, err = running.communicate(timeout=60)
    assert (running.returncode, out, err) == (status, "", "align: interrupted\n")
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


@UNIX
def test_a_signal_that_is_ignored_stays_ignored(tmp_path: Path, slow_site: socket.socket) -> None:
    """As under nohup, or for Ctrl-C in a shell script's background job."""
    address = f"http://127.0.0.1:{slow_site.getsockname()[1]}/story"
    running = subprocess.Popen(
        [*ALIGN, "explain", address],
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN),
        env={**os.environ, "NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1"},
    )
    connection, _ = slow_site.accept()
    running.send_signal(signal.SIGINT)
    connection.close()  # no answer: the input cannot be read
    _, err = running.communicate(timeout=60)
    assert running.returncode == 2
    assert address in err


@UNIX
@pytest.mark.parametrize("arguments", [["schema"], ["explain", "a.txt"]])
def test_a_reader_that_has_seen_enough_is_no_error(tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "a.txt").write_text("The bridge in Ober was closed on Monday, the town said.", encoding="utf-8")
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [*ALIGN, *arguments], cwd=tmp_path, stdout=writing, stderr=subprocess.PIPE, text=True, check=False
        )
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_full_disk_behind_standard_output() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([*ALIGN, "schema"], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 3
    assert done.stderr == "align: output: no space left on device; free it or choose another place\n"


def test_output_is_utf_8_whatever_the_locale(tmp_path: Path) -> None:
    (tmp_path / "café.txt").write_text("The café in Ober was closed on Monday, Zoë said.", encoding="utf-8")
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    environment.pop("PYTHONIOENCODING", None)
    done = subprocess.run(
        [*ALIGN, "explain", "café.txt"], cwd=tmp_path, capture_output=True, env=environment, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "Zoë" in done.stdout.decode("utf-8")


@pytest.mark.parametrize("arguments", ["--help", "--version", "schema", "compare --help", "compare a.txt"])
def test_nothing_heavy_is_loaded_for_little(arguments: str) -> None:
    code = (
        "import sys; from align.cli import main; main(sys.argv[1:]); "
        "heavy = {'spacy', 'numpy', 'jinja2', 'trafilatura', 'rapidfuzz', 'urllib3', 'lxml'} & set(sys.modules); "
        "sys.exit(f'loaded {heavy}' if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code, *arguments.split()], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_command_is_installed() -> None:
    command = Path(sys.executable).with_name("align.exe" if sys.platform == "win32" else "align")
    done = subprocess.run([command, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("align 0.")
