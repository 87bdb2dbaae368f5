"""align review as a process: who is let in, what is there, what a kill -9 leaves, how it ends."""

from __future__ import annotations

import html
import http.client
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from report_builder import ferry
from review_server import ALIGN, Running, keep, serving, start
from test_review import KEYS, MADE, decision

from align.review import read
from align.review.decisions import to_line
from align.review.server import listening

UNIX = pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server for the tests that only look."""
    with serving(keep(tmp_path_factory.mktemp("served"), MADE), "--reviewer", "Ana") as running:
        yield running


# ---- who is let in -------------------------------------------------------------------------------------------------


def test_it_listens_on_this_machine_alone() -> None:
    with listening() as one:
        assert one.getsockname()[0] == "127.0.0.1"


def test_the_address_that_is_printed_holds_the_page(server: Running) -> None:
    assert server.address == f"http://127.0.0.1:{server.port}/{server.token}/"
    assert len(server.token) >= 32
    status, headers, content = server.ask("GET", f"/{server.token}/")
    assert status == 200
    assert headers["content-type"] == "text/html; charset=utf-8"
    page = html.unescape(content.decode())
    assert "connect-src 'self'" in page
    assert "default-src 'none'" in page
    for name, value in {
        "content-security-policy": "frame-ancestors 'none'",
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "referrer-policy": "no-referrer",
        "cache-control": "no-store",
        "cross-origin-resource-policy": "same-origin",
    }.items():
        assert headers[name] == value
    assert "server" not in headers


@pytest.mark.parametrize(
    "path",
    [
        "/", "/TOKEN", "/TOKENx/", "/xTOKEN/", "/wrong/", "/wrong/state", "/token/TOKEN/", "//TOKEN/", "/./TOKEN/",
        "/TOKEN/comparison.json", "/TOKEN/../comparison.json", "/TOKEN/..%2fcomparison.json", "/TOKEN/%2e%2e/",
        "/TOKEN//etc/passwd", "/TOKEN/..", "/TOKEN/.", "/TOKEN//", "/TOKEN/state/", "/TOKEN/decisions.jsonl/",
        "/TOKEN/.decisions.jsonl.lock", "/TOKEN/report.html", "/TOKEN/%00", "/TOKEN/state%00", "/TOKEN/static/",
        "/TOKEN/..\\comparison.json", "/TOKEN/decisions.jsonl%00.html", "/?token=TOKEN", "/TOKEN/%73tate",
        "/favicon.ico",
    ],
)  # fmt: skip
def test_nothing_else_is_there(server: Running, path: str) -> None:
    status, headers, content = server.ask("GET", path.replace("TOKEN", server.token))
    assert status == 404
    assert "location" not in headers
    assert b"Hovden" not in content


def test_all_but_the_page_needs_the_token_too(server: Running) -> None:
    headers = {"Origin": server.origin, "Content-Type": "application/json"}
    for method, path in (("GET", "/state"), ("POST", "/decide"), ("POST", "/import"), ("GET", "/decisions.jsonl")):
        wrong = "A" * len(server.token)
        assert server.ask(method, path, b"{}", headers)[0] == 404
        assert server.ask(method, f"/{wrong}{path}", b"{}", headers)[0] == 404


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:PORT", "127.0.0.1", "127.0.0.1:1", "127.0.0.1:PORT.evil.example", "", "[::1]:PORT"],
)
def test_another_hosts_name_is_refused(server: Running, host: str) -> None:
    """As after DNS rebinding: the request arrives here, but the page that sent it believes to be elsewhere."""
    status, _, content = server.ask(
        "GET", f"/{server.token}/", headers={"Host": host.replace("PORT", str(server.port))}
    )
    assert status in (400, 403)
    assert b"Hovden" not in content


def test_two_hosts_are_refused(server: Running) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    connection.putrequest("GET", f"/{server.token}/", skip_host=True)
    for host in (f"127.0.0.1:{server.port}", "evil.example"):
        connection.putheader("Host", host)
    connection.endheaders()
    assert connection.getresponse().status in (400, 403)
    connection.close()


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "https://evil.example", "Content-Type": "application/json"}, 403),
        ({"Origin": "null", "Content-Type": "application/json"}, 403),
        ({"Origin": "http://127.0.0.1:1", "Content-Type": "application/json"}, 403),
        ({"Content-Type": "application/json"}, 403),
        ({"Origin": "OWN", "Content-Type": "text/plain"}, 415),
        ({"Origin": "OWN", "Content-Type": "application/x-www-form-urlencoded"}, 415),
        ({"Origin": "OWN"}, 415),
    ],
)
def test_a_change_is_taken_from_our_own_page_alone(server: Running, headers: dict[str, str], status: int) -> None:
    given = {name: value.replace("OWN", server.origin) for name, value in headers.items()}
    before = (server.folder / "decisions.jsonl").read_bytes()
    body = json.dumps({"action": "reject", "finding": KEYS["f0006"]}).encode()
    assert server.ask("POST", f"/{server.token}/decide", body, given)[0] == status
    assert (server.folder / "decisions.jsonl").read_bytes() == before
    assert server.ask("GET", f"/{server.token}/state", headers={"Origin": "https://evil.example"})[0] == 403
    assert server.ask("GET", f"/{server.token}/decide")[0] == 405


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{", b"\xff", b'{"action": "x"}', b"[" * 100_000, b'{"a":' + b" " * 1_100_000]
)
def test_what_is_no_decision_is_answered_and_survived(server: Running, body: bytes) -> None:
    headers = {"Origin": server.origin, "Content-Type": "application/json"}
    status, _, content = server.ask("POST", f"/{server.token}/decide", body, headers)
    assert status == 400
    assert json.loads(content)["error"]
    assert server.ask("GET", f"/{server.token}/state")[0] == 200


# ---- decisions -----------------------------------------------------------------------------------------------------


def test_a_decision_is_on_the_disk_when_it_is_answered(tmp_path: Path) -> None:
    with serving(keep(tmp_path, MADE), "--reviewer", "Ana Ruiz") as running:
        status, told = running.decide(action="confirm", finding=KEYS["f0001"])
        assert (status, told["decided"], told["findings"]["f0001"]["settled"]["by"]) == (200, 1, "Ana Ruiz")
        (kept,) = read(tmp_path / "decisions.jsonl")
        assert (kept.reviewer, kept.action, kept.finding) == ("Ana Ruiz", "confirm", KEYS["f0001"])
        assert running.ask("GET", f"/{running.token}/decisions.jsonl")[2] == to_line(kept)
        version = told["version"]
        assert running.ask("GET", f"/{running.token}/state?since={version}")[0] == 204
        assert running.ask("GET", f"/{running.token}/state?since=0")[0] == 200
        status, told = running.decide(action="redo")
        assert (status, told["error"]) == (409, "there is nothing to redo")


@UNIX
def test_kill_9_in_the_middle_loses_at_most_the_key_being_pressed(tmp_path: Path) -> None:
    """Three times: decisions go in without a pause, the process is killed between or in two of them."""
    keep(tmp_path, MADE)
    answered = 0
    for round_ in range(3):
        running = start(tmp_path, "--reviewer", "Ana")
        first = threading.Event()

        def press(server: Running = running, first: threading.Event = first) -> None:
            nonlocal answered
            actions = ("confirm", "skip", "reject")
            try:
                while True:
                    status, _ = server.decide(action=actions[answered % 3], finding=KEYS["f0002"])
                    assert status == 200
                    answered += 1
                    first.set()
            except (OSError, http.client.HTTPException):
                return

        presser = threading.Thread(target=press)
        presser.start()
        assert first.wait(30)
        time.sleep(0.05 * round_)
        running.process.kill()
        presser.join(30)
        running.process.communicate()
        kept = len(read(tmp_path / "decisions.jsonl"))
        assert answered <= kept <= answered + 1
        answered = kept
    with serving(tmp_path) as running:
        assert json.loads(running.ask("GET", f"/{running.token}/state")[2])["version"] == answered


def test_a_second_review_of_the_same_file_is_refused_in_one_line(server: Running, tmp_path: Path) -> None:
    command = [*ALIGN, "review", str(server.folder)]
    second = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert second.returncode == 3
    assert second.stderr.count("\n") == 1
    assert "decisions.jsonl: is being written by another align review" in second.stderr
    with serving(server.folder, "--decisions", str(tmp_path / "mine.jsonl")) as other:
        assert other.decide(action="skip", finding=KEYS["f0001"])[0] == 200


def test_what_changed_underneath_is_refused_and_told(tmp_path: Path) -> None:
    with serving(keep(tmp_path, MADE)) as running:
        assert running.decide(action="confirm", finding=KEYS["f0001"])[0] == 200
        with (tmp_path / "decisions.jsonl").open("ab") as file:
            file.write(to_line(decision("reject", "f0002")))
        status, told = running.decide(action="confirm", finding=KEYS["f0003"])
        assert status == 423
        assert "was changed by another program" in told["error"]
        assert running.ask("GET", f"/{running.token}/state?since=1")[0] == 423
        assert len(read(tmp_path / "decisions.jsonl")) == 2


def test_decisions_are_imported_before_and_during(tmp_path: Path) -> None:
    keep(tmp_path, MADE)
    (tmp_path / "from-a-file.jsonl").write_bytes(to_line(decision("reject", "f0002", reviewer="Ben")))
    with serving(tmp_path, "--import", str(tmp_path / "from-a-file.jsonl")) as running:
        headers = {"Origin": running.origin, "Content-Type": "application/json"}
        more = to_line(decision("confirm", "f0001", reviewer="Cleo"))
        status, _, content = running.ask("POST", f"/{running.token}/import", more, headers)
        told = json.loads(content)
        assert (status, told["taken"], told["decided"]) == (200, 1, 2)
        status, _, content = running.ask("POST", f"/{running.token}/import", b"{}\n{}\n", headers)
        assert status == 400
        assert "line 1 is not a decision" in json.loads(content)["error"]


def test_an_adjudicator_sees_what_two_said_and_decides_the_rest(tmp_path: Path) -> None:
    keep(tmp_path, MADE)
    for name, second in (("Ana", "reject"), ("Ben", "confirm")):
        lines = [decision("confirm", "f0001", reviewer=name), decision(second, "f0002", reviewer=name)]
        (tmp_path / f"{name}.jsonl").write_bytes(b"".join(map(to_line, lines)))
    files = [str(tmp_path / "Ana.jsonl"), str(tmp_path / "Ben.jsonl")]
    for _ in range(2):  # started again, nothing is taken over twice
        with serving(tmp_path, "--adjudicate", *files, "--reviewer", "Cleo") as running:
            told = json.loads(running.ask("GET", f"/{running.token}/state")[2])
            assert (told["version"], told["decided"]) == (1, 1)
            assert told["findings"]["f0001"]["settled"]["by"] == "Ana and Ben"
            assert [(one["by"], one["verdict"]) for one in told["findings"]["f0002"]["opinions"]] == [
                ("Ana", "unrelated"),
                ("Ben", "discrepancy"),
            ]


# ---- start and end -------------------------------------------------------------------------------------------------


@UNIX
@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_it_ends_with_grace(tmp_path: Path, number: signal.Signals, status: int) -> None:
    running = start(keep(tmp_path, MADE))
    assert running.decide(action="confirm", finding=KEYS["f0001"])[0] == 200
    waiting = http.client.HTTPConnection("127.0.0.1", running.port, timeout=30)  # a browser keeps its connection
    waiting.request("GET", f"/{running.token}/state", headers={"Host": f"127.0.0.1:{running.port}"})
    waiting.getresponse().read()
    running.process.send_signal(number)
    _, err = running.process.communicate(timeout=20)
    waiting.close()
    assert (running.process.returncode, err) == (status, "align: interrupted\n")
    assert len(read(tmp_path / "decisions.jsonl")) == 1


@UNIX
def test_a_signal_that_is_ignored_stays_ignored(tmp_path: Path) -> None:
    command = [*ALIGN, "review", str(keep(tmp_path, MADE))]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN)
    )
    assert process.stdout is not None
    running = Running(process.stdout.readline().strip(), tmp_path, process)
    try:
        assert running.decide(action="confirm", finding=KEYS["f0001"])[0] == 200
        process.send_signal(signal.SIGINT)
        time.sleep(0.3)
        assert running.decide(action="undo")[0] == 200
    finally:
        process.kill()
        process.communicate()


def failed(*arguments: str) -> tuple[int, str]:
    done = subprocess.run([*ALIGN, "review", *arguments], capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1, done.stderr
    return done.returncode, done.stderr


def test_what_cannot_be_done_is_told_in_one_line(tmp_path: Path, server: Running) -> None:
    folder = str(keep(tmp_path / "made", MADE))
    (tmp_path / "bad.jsonl").write_bytes(b"not json\n{}\n")
    (tmp_path / "others.jsonl").write_bytes(to_line(decision("confirm", "f0001", reviewer="Ben")))
    bad, others = str(tmp_path / "bad.jsonl"), str(tmp_path / "others.jsonl")
    cases: list[tuple[int, str, list[str]]] = [
        (2, "none: there is no such file", [str(tmp_path / "none")]),
        (2, "--reviewer: is empty", [folder, "--reviewer", " "]),
        (2, "is not a port", [folder, "--port", "70000"]),
        (3, f"--port {server.port}: cannot be used", [folder, "--port", str(server.port)]),
        (2, "bad.jsonl: line 1 is not JSON", [folder, "--import", bad]),
        (2, "holds decisions of Ben", [folder, "--blind", "--reviewer", "Ana", "--decisions", others]),
        (2, "is one of the files to adjudicate", [folder, "--decisions", others, "--adjudicate", others, others]),
        (2, "--blind: an adjudicator", [folder, "--blind", "--adjudicate", others, others]),
        (3, "cannot be written", [folder, "--decisions", str(tmp_path / "no" / "folder.jsonl")]),
    ]
    for status, told, arguments in cases:
        returned, line = failed(*arguments)
        assert (returned, told in line) == (status, True), (told, line)


def test_only_the_review_loads_a_server_and_it_loads_no_language_pipeline() -> None:
    code = (
        "import sys; import align.cli.review, align.cli.apply, align.review, align.render\n"
        "early = {'starlette', 'uvicorn', 'jinja2', 'spacy'} & set(sys.modules)\n"
        "import align.review.server\n"
        "print(sorted(early), sorted({'spacy', 'thinc', 'onnxruntime'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ)
    assert done.stdout.strip() == "[] []"


def test_a_comparison_of_two_is_served_as_well(tmp_path: Path) -> None:
    with serving(keep(tmp_path, ferry())) as running:
        told: dict[str, Any] = json.loads(running.ask("GET", f"/{running.token}/state")[2])
        assert told["total"] == len(ferry().findings)
