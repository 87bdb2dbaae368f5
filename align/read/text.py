"""Bytes -> text: byte order marks, UTF-8, and a clear word for everything that is no text."""

from __future__ import annotations

import codecs

from align.errors import InputError

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is the first half of it
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# what a file begins with -> what it is, and what to do about it
MAGIC = (
    (b"%PDF", "a PDF document", "export its text to a .txt file and give that"),
    (b"{\\rtf", "an RTF document", "save it as plain text and give that"),
    (b"PK\x03\x04", "a ZIP archive or an office document", "save the article as plain text and give that"),
    (b"\xd0\xcf\x11\xe0", "an office document", "save the article as plain text and give that"),
    (b"From: <Saved by", "a web archive (MHTML)", "save the page as HTML and give that"),
    (b"bplist00", "a web archive", "save the page as HTML and give that"),
    (b"\x1f\x8b", "a compressed file", "unpack it and give the article in it"),
    (b"\x89PNG", "an image", "give the text of the article"),
    (b"\xff\xd8\xff", "an image", "give the text of the article"),
    (b"GIF8", "an image", "give the text of the article"),
)


def decode(data: bytes, name: str) -> str:
    """The text of `data`, which `name` holds: by its byte order mark, else as UTF-8. Raises InputError."""
    refuse_binary(data, name)
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding, name)
    return _decoded(data, "utf-8", name)


def refuse_binary(data: bytes, name: str) -> None:
    """Raises InputError if `data` is empty or is no text in any encoding."""
    if not data.strip():
        raise InputError(f"{name}: is empty; give a source that holds an article")
    for start, what, remedy in MAGIC:
        if data.startswith(start):
            raise InputError(f"{name}: is {what}, not text; {remedy}")
    if not data.startswith(tuple(mark for mark, _ in MARKS)) and b"\x00" in data:
        raise InputError(f"{name}: is binary, not text; give a text, Markdown or HTML file")


def _decoded(data: bytes, encoding: str, name: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            f"{name}: the encoding is unknown (not UTF-8 at byte {error.start:,}); save the file as UTF-8 and try again"
        ) from None
    if "\x00" in text:
        raise InputError(f"{name}: is binary, not text; give a text, Markdown or HTML file")
    return text
