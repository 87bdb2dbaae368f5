"""Bytes to text: encodings, and a clear word for what is no text."""

from __future__ import annotations

import codecs

import pytest

from align.errors import InputError
from align.read.text import decode


@pytest.mark.parametrize(
    "data",
    [
        "Café “Ÿ” 3 €".encode(),
        codecs.BOM_UTF8 + "Café “Ÿ” 3 €".encode(),
        codecs.BOM_UTF16_LE + "Café “Ÿ” 3 €".encode("utf-16-le"),
        codecs.BOM_UTF16_BE + "Café “Ÿ” 3 €".encode("utf-16-be"),
        codecs.BOM_UTF32_LE + "Café “Ÿ” 3 €".encode("utf-32-le"),
    ],
)
def test_marks_and_utf8(data: bytes) -> None:
    assert decode(data, "a.txt") == "Café “Ÿ” 3 €"


def test_line_ends_stay_as_given() -> None:
    assert decode(b"a\r\nb\rc\n", "a.txt") == "a\r\nb\rc\n"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "a.txt: is empty"),
        (b" \n\t ", "a.txt: is empty"),
        (b"Caf\xe9 closed", "encoding is unknown (not UTF-8 at byte 3)"),
        (codecs.BOM_UTF16_LE + b"a", "encoding is unknown"),
        (b"abc\x00def", "is binary"),
        (codecs.BOM_UTF16_LE + b"a\x00\x00\x00", "is binary"),
        ("Wide".encode("utf-16-le"), "is binary"),
        (b"%PDF-1.7 ...", "is a PDF document"),
        (b"{\\rtf1\\ansi", "is an RTF document"),
        (b"PK\x03\x04rest", "office document"),
        (b"\x89PNG\r\n", "is an image"),
        (b"From: <Saved by Blink>\r\n", "web archive"),
        (b"\x1f\x8b\x08", "compressed"),
    ],
)
def test_what_is_no_text_is_refused_in_one_line(data: bytes, says: str) -> None:
    with pytest.raises(InputError) as caught:
        decode(data, "a.txt")
    message = str(caught.value)
    assert says in message
    assert message.startswith("a.txt: ")
    assert "\n" not in message
    assert ";" in message  # what is wrong; what to do
