"""URLs, against a server on this machine: redirects, failures, limits. Nothing here leaves the machine."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from align.errors import InputError
from align.read import read
from align.settings import Settings

PAGE = (Path(__file__).parent / "articles" / "read" / "json-ld.html").read_bytes()
TEXT = "Ferry aground\n\nA ferry ran aground near Malmö on Monday. Nobody was hurt.\n"
QUICK = Settings(timeout=5.0, max_bytes=100_000)


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        name = self.path.strip("/").split("?")[0]
        if name == "page":
            self.answer(200, PAGE, "text/html; charset=utf-8")
        elif name == "text":
            self.answer(200, TEXT.encode("iso-8859-1"), "text/plain; charset=ISO-8859-1")
        elif name == "markdown":
            self.answer(200, b"# Ferry aground\n\nA ferry ran aground on Monday.\n", "text/markdown")
        elif name == "untyped":
            self.answer(200, TEXT.encode(), "")
        elif name == "film":
            self.answer(200, b"moving pictures", "video/mp4")
        elif name == "disguised":
            self.answer(200, b"%PDF-1.7", "text/html")
        elif name == "empty":
            self.answer(200, b"", "text/html")
        elif name == "large":
            self.answer(200, b"x" * 200_000, "text/plain")
        elif name == "endless":
            self.stream(b"x" * 10_000, 0.0)
        elif name == "drip":
            self.stream(b"x", 0.05)
        elif name == "slow":
            time.sleep(1.5)
            self.answer(200, PAGE, "text/html")
        elif name == "broken":
            self.send_response(200)
            self.send_header("Content-Type", "text/plain")
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(b"only this")
        elif name.startswith("hop"):
            self.redirect("/page" if name == "hop1" else f"/hop{int(name[3:]) - 1}")
        elif name == "loop":
            self.redirect("/loop")
        elif name == "to-file":
            self.redirect("file:///etc/hosts")
        elif name.isdigit():
            self.answer(int(name), b"sorry", "text/html")

    def answer(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        if kind:
            self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            return  # the reader has gone, as it should

    def stream(self, piece: bytes, pause: float) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.end_headers()
        try:
            for _ in range(60):
                self.wfile.write(piece)
                self.wfile.flush()
                time.sleep(pause)
        except OSError:
            return  # the reader has gone, as it should

    def redirect(self, location: str) -> None:
        self.send_response(302)
        self.send_header("Location", location)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        return


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    httpd.daemon_threads = True
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{httpd.server_port}"
    httpd.shutdown()
    httpd.server_close()


def test_page(server: str) -> None:
    article = read(f"{server}/page", QUICK)
    assert article.title == "Dairy farmers block border crossing"
    assert article.origin == f"{server}/page"
    assert article.url == "https://dispatch.example/2018/02/07/dairy"


def test_redirects_are_followed_up_to_a_limit(server: str) -> None:
    assert read(f"{server}/hop5", QUICK).title == "Dairy farmers block border crossing"
    for name in ("hop6", "loop"):
        with pytest.raises(InputError, match="redirects more than 5 times"):
            read(f"{server}/{name}", QUICK)


def test_a_redirect_never_leads_to_a_file(server: str) -> None:
    with pytest.raises(InputError, match="leads to file:///etc/hosts, which is no web page"):
        read(f"{server}/to-file", QUICK)


@pytest.mark.parametrize(("name", "word"), [("text", "Malmö"), ("markdown", "Ferry aground"), ("untyped", "Malmö")])
def test_texts(server: str, name: str, word: str) -> None:
    article = read(f"{server}/{name}", QUICK)
    assert word in article.text
    assert article.title == "Ferry aground"
    assert article.url == f"{server}/{name}"


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("404", "the server answered 404 (Not Found); check the address"),
        ("403", "the server answered 403 (Forbidden); save the page"),
        ("500", "the server answered 500 (Internal Server Error)"),
        ("film", "is video/mp4, not a page or text"),
        ("disguised", "is a PDF document"),
        ("empty", "is empty"),
        ("large", "has more than the 100,000 bytes allowed"),
        ("endless", "has more than the 100,000 bytes allowed"),
        ("broken", "the connection broke while reading"),
    ],
)
def test_failures_are_one_clear_line(server: str, name: str, says: str) -> None:
    with pytest.raises(InputError) as caught:
        read(f"{server}/{name}", QUICK)
    message = str(caught.value)
    assert message.startswith(f"{server}/{name}: ")
    assert says in message
    assert "\n" not in message


@pytest.mark.parametrize("name", ["slow", "drip"])
def test_one_limit_for_connecting_and_reading_together(server: str, name: str) -> None:
    start = time.monotonic()
    with pytest.raises(InputError, match=r"no answer within 0\.3 seconds"):
        read(f"{server}/{name}", Settings(timeout=0.3))
    assert time.monotonic() - start < 1.0


def test_refused_connection() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with pytest.raises(InputError, match="the server refused the connection"):
        read(f"http://127.0.0.1:{port}/a", QUICK)


def test_unknown_server(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object, **kwargs: object) -> object:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    with pytest.raises(InputError, match=r"the server news\.example is not known; check the address"):
        read("http://news.example/a", QUICK)


@pytest.mark.parametrize("url", ["http://", "http:///a", "http://[1::2", "https://exa mple.org:99999/"])
def test_addresses_that_are_none(url: str) -> None:
    with pytest.raises(InputError) as caught:
        read(url, Settings(timeout=2.0))
    assert "\n" not in str(caught.value)
