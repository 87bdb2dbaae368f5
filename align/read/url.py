"""URL -> Article: one request with a limit on time, size and redirects; every failure is one clear line."""

from __future__ import annotations

import queue
import threading
import time
from dataclasses import dataclass, replace
from http import HTTPStatus
from urllib.parse import urljoin, urlsplit

import urllib3

from align.errors import InputError
from align.models import Article
from align.read.sources import read_bytes
from align.read.text import refuse_binary
from align.settings import Settings

REDIRECTS = 5
CHUNK = 65_536
AGENT = "Mozilla/5.0 (compatible; align)"
PAGES = frozenset({"text/html", "application/xhtml+xml"})
TEXTS = {"text/plain": ".txt", "text/markdown": ".md", "text/x-markdown": ".md"}
SAVE = "save the page in a browser and give the file"


@dataclass(frozen=True, slots=True)
class Response:
    """What a server answered: its bytes, the kind of content and the address after redirects."""

    data: bytes
    content_type: str
    charset: str | None
    url: str


def read_url(url: str, settings: Settings) -> Article:
    """The article at an http(s) address. Raises InputError with what went wrong and what to do."""
    response = _fetch(url, settings)
    refuse_binary(response.data, url)
    if response.content_type in PAGES:
        from align.read.html import read_html

        article = read_html(response.data, url, url, response.charset)
    elif response.content_type in TEXTS or not response.content_type:
        article = read_bytes(_unicode(response), url, url, TEXTS.get(response.content_type, ""))
    else:
        raise InputError(f"{url}: is {response.content_type}, not a page or text; {SAVE}")
    return replace(article, url=article.url or response.url)


def _unicode(response: Response) -> bytes:
    """The bytes of a text in UTF-8, by the encoding that the server names."""
    try:
        return response.data.decode(response.charset).encode("utf-8") if response.charset else response.data
    except (LookupError, UnicodeDecodeError):
        return response.data


def _fetch(url: str, settings: Settings) -> Response:
    """The answer within `settings.timeout` seconds in all: looking up the name, connecting, redirects and reading.

    The request runs in a thread of its own, for looking up a name cannot be given a time limit; it ends by itself.
    """
    answers: queue.Queue[Response | InputError | Exception] = queue.Queue(1)

    def work() -> None:
        try:
            answers.put(_request(url, settings))
        except Exception as error:
            answers.put(error)

    threading.Thread(target=work, name="align-url", daemon=True).start()
    try:
        answer = answers.get(timeout=settings.timeout)
    except queue.Empty:
        raise InputError(_slow(url, settings)) from None
    if isinstance(answer, Exception):
        raise answer
    return answer


def _request(url: str, settings: Settings) -> Response:
    deadline = time.monotonic() + settings.timeout
    address = url
    with urllib3.PoolManager(headers={"User-Agent": AGENT, "Accept": "text/html,text/plain;q=0.9,*/*;q=0.5"}) as pool:
        for _ in range(REDIRECTS + 1):
            response = _open(pool, address, url, settings, deadline)
            try:
                location = response.headers.get("Location")
                if response.status in (301, 302, 303, 307, 308) and location:
                    address = urljoin(address, location)
                    if urlsplit(address).scheme not in ("http", "https"):
                        raise InputError(f"{url}: leads to {address[:80]}, which is no web page; {SAVE}")
                    continue
                _check_status(response.status, url)
                kind, charset = _content_type(response.headers.get("Content-Type", ""))
                return Response(_body(response, url, settings, deadline), kind, charset, address)
            finally:
                response.close()
    raise InputError(f"{url}: redirects more than {REDIRECTS} times; {SAVE}")


def _open(
    pool: urllib3.PoolManager, address: str, url: str, settings: Settings, deadline: float
) -> urllib3.BaseHTTPResponse:
    left = max(0.001, deadline - time.monotonic())
    try:
        return pool.request(
            "GET", address, preload_content=False, redirect=False, retries=False, timeout=urllib3.Timeout(total=left)
        )
    except urllib3.exceptions.NameResolutionError:
        raise InputError(f"{url}: the server {urlsplit(address).hostname} is not known; check the address") from None
    except urllib3.exceptions.NewConnectionError:
        raise InputError(f"{url}: the server refused the connection; try again later, or {SAVE}") from None
    except urllib3.exceptions.TimeoutError:
        raise InputError(_slow(url, settings)) from None
    except urllib3.exceptions.SSLError:
        raise InputError(f"{url}: the server's certificate is not valid; {SAVE}") from None
    except urllib3.exceptions.LocationParseError:
        raise InputError(f"{url}: is no valid address; check it") from None
    except (urllib3.exceptions.HTTPError, OSError, UnicodeError) as error:
        raise InputError(f"{url}: cannot be read ({type(error).__name__}); check the address, or {SAVE}") from None


def _check_status(status: int, url: str) -> None:
    if status == HTTPStatus.OK:
        return
    try:
        phrase = f" ({HTTPStatus(status).phrase})"
    except ValueError:
        phrase = ""
    remedy = "check the address" if status in (404, 410) else SAVE
    raise InputError(f"{url}: the server answered {status}{phrase}; {remedy}")


def _content_type(header: str) -> tuple[str, str | None]:
    kind, *parameters = (part.strip() for part in header.split(";"))
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip().casefold() == "charset" and value:
            return kind.casefold(), value.strip(" \"'")
    return kind.casefold(), None


def _body(response: urllib3.BaseHTTPResponse, url: str, settings: Settings, deadline: float) -> bytes:
    """The whole body, refused as soon as it is too large or too late."""
    too_large = f"{url}: has more than the {settings.max_bytes:,} bytes allowed; save the article's text and give that"
    length = response.headers.get("Content-Length", "")
    if length.isdigit() and int(length) > settings.max_bytes:
        raise InputError(too_large)
    chunks: list[bytes] = []
    size = 0
    try:
        while chunk := response.read1(CHUNK):
            chunks.append(chunk)
            size += len(chunk)
            if size > settings.max_bytes:
                raise InputError(too_large)
            if time.monotonic() > deadline:
                raise InputError(_slow(url, settings))
    except urllib3.exceptions.TimeoutError:
        raise InputError(_slow(url, settings)) from None
    except (urllib3.exceptions.HTTPError, OSError):
        raise InputError(f"{url}: the connection broke while reading; try again, or {SAVE}") from None
    return b"".join(chunks)


def _slow(url: str, settings: Settings) -> str:
    return f"{url}: no answer within {settings.timeout:g} seconds; try again later, or {SAVE}"
