"""decisions.jsonl: one line a decision, only ever added to, on the disk before anybody is told that it is.

One process writes it at a time, by a lock that ends with the process however it ends. A line that a crash has cut short
was never acknowledged: readers pass it over, the next writer takes it away. Whatever else changes the file while it is
open for writing makes every further write be refused, so that nobody's work is mixed up or lost.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO

from align.errors import InputError, OutputError
from align.review.decisions import Decision, from_object, to_line

NAME = "decisions.jsonl"
LARGEST = 200_000_000  # bytes; an hour's work is some hundred thousand


class ChangedUnderneathError(OutputError):
    """Somebody else wrote to the file, replaced it or took it away."""


def read(path: Path) -> tuple[Decision, ...]:
    """The decisions in a file, in its order; half a last line is passed over."""
    return _parsed(content_of(path), str(path))[0]


def parse(content: bytes, name: str) -> tuple[Decision, ...]:
    """The decisions in the bytes of a file that is called `name` in messages."""
    return _parsed(content, name)[0]


class Log:
    """A file of decisions that this process alone adds to, until it is closed."""

    def __init__(self, path: Path) -> None:
        """Open `path`, or make it; an `OutputError` where another process holds it or it cannot be written."""
        self.path = path
        try:
            self._lock = _locked(path)
        except OSError as error:
            raise OutputError(f"{path}: cannot be written ({_reason(error)}); name another with --decisions") from error
        try:
            content = content_of(path) if path.exists() else b""
            decisions, whole = _parsed(content, str(path))
            self._decisions = list(decisions)
            new = not path.exists()
            self._file: IO[bytes] = path.open("ab", buffering=0)
            if whole < len(content):  # half a line, of a process that died while writing it
                self._file.truncate(whole)
            elif content and not content.endswith(b"\n"):
                self._file.write(b"\n")
            self._settle()
            if new:
                _settle_folder(path.parent)
        except OSError as error:
            self._lock.close()
            raise OutputError(f"{path}: cannot be written ({_reason(error)}); name another with --decisions") from error
        except BaseException:
            self._lock.close()
            raise

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """All decisions, the first first."""
        return tuple(self._decisions)

    def append(self, decisions: Sequence[Decision]) -> None:
        """Add decisions, all or none; when this returns they are on the disk."""
        self.check()
        lines = b"".join(map(to_line, decisions))
        before = self._seen[0]
        try:
            written = self._file.write(lines)
            if written != len(lines):
                raise OSError(0, "the disk is full")
            self._settle()
        except OSError as error:
            with suppress(OSError):
                self._file.truncate(before)
                self._settle()
            raise OutputError(f"{self.path}: cannot be written ({_reason(error)}); make room and try again") from error
        self._decisions.extend(decisions)

    def check(self) -> None:
        """Raise `ChangedUnderneathError` if the file is not as we left it."""
        try:
            now = _look(self.path.stat())
        except OSError:
            now = None
        if now != self._seen:
            raise ChangedUnderneathError(
                f"{self.path}: was changed by another program; nothing more is written, start align review again"
            )

    def close(self) -> None:
        """Let the next one write."""
        self._file.close()
        self._lock.close()

    def __enter__(self) -> Log:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _settle(self) -> None:
        os.fsync(self._file.fileno())
        self._seen = _look(os.fstat(self._file.fileno()))


def _parsed(content: bytes, name: str) -> tuple[tuple[Decision, ...], int]:
    """The decisions, and how many bytes of whole lines there are."""
    decisions, position = [], 0
    for number, line in enumerate(content.split(b"\n"), start=1):
        end = position + len(line)
        try:
            if line.strip():
                decisions.append(from_object(json.loads(line.removeprefix(b"\xef\xbb\xbf").decode("utf-8"))))
        except (ValueError, RecursionError) as error:
            if end == len(content) and _is_cut(error):  # no end of line behind it: a write that was cut short
                return tuple(decisions), position
            told = "is not JSON" if _is_cut(error) else str(error)
            raise InputError(f"{name}: line {number} {told}; mend or remove the line") from None
        position = end + 1
    return tuple(decisions), len(content)


def _is_cut(error: Exception) -> bool:
    return isinstance(error, json.JSONDecodeError | UnicodeDecodeError | RecursionError)


def content_of(path: Path) -> bytes:
    """The bytes of a file of decisions; an `InputError` where there is none."""
    try:
        if path.stat().st_size > LARGEST:
            raise InputError(f"{path}: is over {LARGEST:,} bytes; this is no file of decisions")
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError(
            f"{path}: there is no such file; check the path, or make decisions with align review"
        ) from None
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({_reason(error)})") from error


def _look(status: os.stat_result) -> tuple[int, int, int, int]:
    return status.st_size, status.st_mtime_ns, status.st_ino, status.st_dev


def _settle_folder(folder: Path) -> None:
    if sys.platform != "win32":  # where a folder cannot be opened
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _locked(path: Path) -> IO[bytes]:
    """The lock file of `path`, locked: the system lets go of it when the process ends, by kill -9 too."""
    file = (path.parent / f".{path.name}.lock").open("ab+", buffering=0)
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        raise OutputError(
            f"{path}: is being written by another align review; end that one, or name another file with --decisions"
        ) from None
    return file


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
