"""The review in the browser: one comparison, on this machine alone, for whoever knows the address.

Everything lies under a secret path. Whoever calls by another host's name is refused (a foreign site that has its name
point here), and so is every change that does not come from our own page. Nothing is read from a folder: there is the
page, its state, the decisions as a file, and no other path.
"""

from __future__ import annotations

import asyncio
import hmac
import json
import secrets
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from align.errors import AlignError, InputError, OutputError
from align.render import to_html
from align.review.decisions import to_line
from align.review.log import ChangedUnderneathError
from align.review.ongoing import ConflictError, Review

HOST = "127.0.0.1"
MOST_BYTES = 1_000_000  # of one decision
MOST_IMPORTED = 50_000_000
_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_HEADERS = (
    (b"cache-control", b"no-store"),
    (b"content-security-policy", b"frame-ancestors 'none'"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
)


def new_token() -> str:
    """The secret part of the address."""
    return secrets.token_urlsafe(24)


def listening(port: int = 0) -> socket.socket:
    """A socket on this machine; any free port for 0."""
    server = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        server.bind((HOST, port))
        server.listen(64)
    except OSError as error:
        server.close()
        told = (error.strerror or str(error)).lower()
        raise OutputError(f"--port {port}: cannot be used ({told}); choose another, or leave it out") from error
    return server


def serve(review: Review, listener: socket.socket, token: str) -> None:
    """Answer until a signal ends the process; what is being written is finished first."""
    server_of(review, listener, token).run(sockets=[listener])


def server_of(review: Review, listener: socket.socket, token: str) -> uvicorn.Server:
    """A server that is yet to run."""
    port = listener.getsockname()[1]
    config = uvicorn.Config(
        application(review, token, port),
        log_level="critical",
        access_log=False,
        lifespan="off",
        server_header=False,
        date_header=False,
        proxy_headers=False,
        ws="none",
        timeout_graceful_shutdown=2,
    )
    return _Server(config)


class _Server(uvicorn.Server):
    """Leaves alone a signal that whoever started us has set to be ignored, as all of align does."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        ignored = [number for number in _SIGNALS if signal.getsignal(number) is signal.SIG_IGN]
        with super().capture_signals():
            for number in ignored:
                if threading.current_thread() is threading.main_thread():
                    signal.signal(number, signal.SIG_IGN)
            yield


def application(review: Review, token: str, port: int) -> ASGIApp:
    """The application that answers at http://127.0.0.1:`port`/`token`/."""
    routes = [
        Route("/", _answering(review, _page)),
        Route("/state", _answering(review, _state)),
        Route("/decide", _answering(review, _decide), methods=["POST"]),
        Route("/import", _answering(review, _import), methods=["POST"]),
        Route("/decisions.jsonl", _answering(review, _file)),
    ]
    app = Starlette(routes=routes)
    app.router.redirect_slashes = False
    return Guard(app, token, port)


class Guard:
    """Lets through what comes from our own page and names our own address, and takes the secret off its path."""

    def __init__(self, app: ASGIApp, token: str, port: int) -> None:
        self._app = app
        self._prefix = f"/{token}".encode()
        self._hosts = {f"{name}:{port}".encode() for name in (HOST, "localhost")}
        if port == 80:
            self._hosts |= {HOST.encode(), b"localhost"}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        refusal = self._refusal(scope)
        if refusal is not None:
            await refusal(scope, receive, _hardened(send))
            return
        path = scope["raw_path"][len(self._prefix) :].decode("ascii", "replace")
        await self._app({**scope, "path": path, "raw_path": path.encode("ascii", "replace")}, receive, _hardened(send))

    def _refusal(self, scope: Scope) -> Response | None:
        headers: dict[bytes, list[bytes]] = {}
        for name, value in scope["headers"]:
            headers.setdefault(name.lower(), []).append(value)
        hosts = headers.get(b"host", [])
        if len(hosts) != 1 or hosts[0].lower() not in self._hosts:
            return PlainTextResponse("align: this address is answered under its own name only", 403)
        path = scope.get("raw_path") or scope["path"].encode()
        given, rest = path[: len(self._prefix)], path[len(self._prefix) :]
        if not hmac.compare_digest(given, self._prefix) or not rest.startswith(b"/"):
            return PlainTextResponse("align: there is nothing here; use the address that align review printed", 404)
        origins = headers.get(b"origin", [])
        own = b"http://" + hosts[0].lower()
        if any(origin.lower() != own for origin in origins) or (scope["method"] == "POST" and len(origins) != 1):
            return PlainTextResponse("align: requests of other pages are refused", 403)
        if scope["method"] == "POST" and not headers.get(b"content-type", [b""])[0].startswith(b"application/json"):
            return PlainTextResponse("align: not a request of this page", 415)
        return None


def _hardened(send: Send) -> Send:
    async def send_hardened(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message.get("headers", []), *_HEADERS]}
        await send(message)

    return send_hardened


def _answering(review: Review, answer: Callable[[Review, Request, bytes], Response]) -> Callable[[Request], object]:
    """An endpoint; whatever a request can do wrong is answered in one sentence."""

    async def endpoint(request: Request) -> Response:
        try:
            return answer(review, request, await _body(request))
        except ChangedUnderneathError as error:
            return _failed(str(error), 423)
        except ConflictError as error:
            return _failed(str(error), 409)
        except OutputError as error:
            return _failed(str(error), 507)
        except (InputError, ValueError, RecursionError) as error:
            return _failed(str(error), 400)
        except AlignError as error:
            return _failed(str(error), 500)

    return endpoint


async def _body(request: Request) -> bytes:
    most = MOST_IMPORTED if request.url.path == "/import" else MOST_BYTES
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise ValueError(f"is over {most:,} bytes")
        await asyncio.sleep(0)
    return body


def _page(review: Review, request: Request, body: bytes) -> Response:
    html = to_html(review.shown(), review.view())
    return Response(html.encode("utf-8"), media_type="text/html")


def _state(review: Review, request: Request, body: bytes) -> Response:
    """The state, or nothing where the page has it already."""
    review.log.check()
    if request.query_params.get("since") == str(review.version):
        return Response(status_code=204)
    return _told(review)


def _decide(review: Review, request: Request, body: bytes) -> Response:
    asked = json.loads(body)
    if not isinstance(asked, dict):
        raise ValueError("is not a decision")
    review.decide(asked)
    return _told(review)


def _import(review: Review, request: Request, body: bytes) -> Response:
    taken = review.take(body, "the file")
    return _told(review, taken=taken)


def _file(review: Review, request: Request, body: bytes) -> Response:
    lines = b"".join(map(to_line, review.log.decisions))
    kept = {"content-disposition": 'attachment; filename="decisions.jsonl"'}
    return Response(lines, media_type="application/jsonl", headers=kept)


def _told(review: Review, **more: object) -> Response:
    told = json.dumps({**review.told(), **more})
    return Response(told, media_type="application/json")


def _failed(message: str, status: int) -> Response:
    return Response(json.dumps({"error": message}), status, media_type="application/json")
