"""Finds out what kind of input a source is and hands it to its reader."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from align.errors import InputError
from align.models import Article
from align.read.markdown import read_markdown
from align.read.text import decode, refuse_binary
from align.settings import Settings

HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".shtml"})
MARKDOWN_SUFFIXES = frozenset({".md", ".markdown", ".mdown", ".mkd"})
MARKUP = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,100}(?:<\?xml[^>]{0,200}>\s{0,100})?(?:<!--[^>]{0,500}-->\s{0,100})?"
    rb"<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE,
)
SCHEME = re.compile(r"(?P<scheme>[a-zA-Z][a-zA-Z0-9+.-]{1,20})://")
STANDARD_INPUT = "standard input"


def load(source: str | Path, settings: Settings) -> Article:
    """The article at a path, an http(s) URL or "-", as its reader gives it: text and what the markup told."""
    if isinstance(source, str) and (match := SCHEME.match(source.strip())):
        if match["scheme"].casefold() not in {"http", "https"}:
            raise InputError(f"{source}: only http and https addresses can be read; save the page and give the file")
        from align.read.url import read_url  # urllib3 is loaded for addresses only

        return read_url(source.strip(), settings)
    if source == "-":
        return read_bytes(_standard_input(settings), "-", STANDARD_INPUT)
    path = Path(source)
    name = str(source)
    return read_bytes(_file(path, name, settings), name, name, path.suffix.casefold())


def read_bytes(data: bytes, origin: str, name: str, suffix: str = "") -> Article:
    """The article in `data`: HTML and Markdown by the suffix, HTML also by how it begins, else plain text."""
    refuse_binary(data, name)
    if suffix in HTML_SUFFIXES or MARKUP.match(data):
        from align.read.html import read_html  # trafilatura is loaded for pages only

        return read_html(data, origin, name)
    text = decode(data, name)
    if suffix in MARKDOWN_SUFFIXES:
        return read_markdown(text, origin)
    return Article(text, origin=origin)


def _file(path: Path, name: str, settings: Settings) -> bytes:
    if not name.strip():
        raise InputError("an empty source was given; give a path, a URL or -")
    try:
        if path.is_dir():
            raise InputError(f"{name}: is a folder; give the article's file in it")
        size = path.stat().st_size
        if size > settings.max_bytes:
            raise InputError(
                f"{name}: has {size:,} bytes, more than the {settings.max_bytes:,} allowed; give a smaller file"
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError(f"{name}: no such file; check the path") from None
    except PermissionError:
        raise InputError(f"{name}: may not be read; change its permissions or give a copy") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a path"
        shown = " ".join(name.split())[:60]
        raise InputError(f"{shown}: cannot be read ({reason}); give a path, a URL or -") from None


def _standard_input(settings: Settings) -> bytes:
    data = sys.stdin.buffer.read(settings.max_bytes + 1)
    if len(data) > settings.max_bytes:
        raise InputError(f"{STANDARD_INPUT}: more than the {settings.max_bytes:,} bytes allowed; give a shorter text")
    return data
