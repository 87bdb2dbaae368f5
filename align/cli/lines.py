"""Reading files that hold one item a line."""

from __future__ import annotations

import sys
from pathlib import Path

from align.errors import InputError


def read_lines(path: str) -> list[str]:
    """The lines of a UTF-8 text file, or of standard input for "-", without their ends and without blank last ones."""
    try:
        content = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except FileNotFoundError:
        raise InputError(f"{path}: there is no such file; check the path") from None
    except IsADirectoryError:
        raise InputError(f"{path}: is a folder; name a file in it") from None
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({(error.strerror or str(error)).lower()})") from error
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InputError(f"{path}: line {line} is not UTF-8; convert the file to UTF-8") from None
    # Not splitlines(): U+2028 and its like are characters of a statement, not the end of one.
    lines = text.replace("\r\n", "\n").split("\n")
    while lines and not lines[-1].strip():
        lines.pop()
    return lines
