"""`align review` as a process of its own, for the tests of the server and of its page."""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from align.models import Comparison
from align.review import Log
from align.review.ongoing import Review
from align.review.server import listening, new_token, server_of
from align.store import from_json, to_json

ALIGN = [sys.executable, "-m", "align"]
PATIENCE = 30  # seconds that one answer may take on a busy machine


@dataclass
class Running:
    """A server: its address, its process if it has one, and requests with whatever headers a test wants."""

    address: str
    folder: Path
    started: subprocess.Popen[str] | None = None

    @property
    def process(self) -> subprocess.Popen[str]:
        assert self.started is not None
        return self.started

    @property
    def port(self) -> int:
        return int(urlsplit(self.address).port or 0)

    @property
    def token(self) -> str:
        return urlsplit(self.address).path.strip("/")

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(
        self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None
    ) -> tuple[int, dict[str, str], bytes]:
        """The answer to one request; `path` is sent as it is, and only the headers given (and Host)."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        given = {"Host": f"127.0.0.1:{self.port}", **(headers or {})}
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in given.items():
            if value:
                connection.putheader(name, value)
        if body is not None:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, content

    def decide(self, **request: Any) -> tuple[int, dict[str, Any]]:
        """A decision, as the page sends it."""
        headers = {"Origin": self.origin, "Content-Type": "application/json"}
        status, _, content = self.ask("POST", f"/{self.token}/decide", json.dumps(request).encode(), headers)
        return status, json.loads(content)


def keep(folder: Path, made: Comparison) -> Path:
    """A folder as `align compare` leaves it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "comparison.json").write_text(to_json(made), encoding="utf-8")
    return folder


def start(folder: Path, *options: str) -> Running:
    process = subprocess.Popen(
        [*ALIGN, "review", str(folder), *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout is not None
    address = process.stdout.readline().strip()
    if not address:
        assert process.stderr is not None
        raise AssertionError(process.stderr.read())
    return Running(address, folder, process)


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[Running]:
    """A server for the length of a test, killed in the end."""
    running = start(folder, *options)
    try:
        yield running
    finally:
        running.process.kill()
        running.process.communicate()


@contextmanager
def hosting(folder: Path, reviewer: str = "Ana", blind: bool = False) -> Iterator[Running]:
    """The same in a thread of the tests: quicker, where no process has to die."""
    listener, token = listening(), new_token()
    with Log(folder / "decisions.jsonl") as log:
        review = Review(from_json((folder / "comparison.json").read_text(encoding="utf-8")), log, reviewer, blind)
        server = server_of(review, listener, token)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        try:
            yield Running(f"http://127.0.0.1:{listener.getsockname()[1]}/{token}/", folder)
        finally:
            server.should_exit = server.force_exit = True
            thread.join(PATIENCE)
            listener.close()
