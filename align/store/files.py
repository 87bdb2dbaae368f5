"""Writing files whole or not at all, a run's files together."""

from __future__ import annotations

import os
import secrets
import signal
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

from align.errors import OutputError


def write_files(folder: str | Path, contents: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write every file of `contents` (name -> bytes) into `folder`, made where it is missing; return their paths.

    Each file is first written beside its place under a passing name; only when all of them are safely on the disk do
    they take their names. Whatever goes wrong before that leaves what was there as it was, and nothing of ours.
    """
    folder = Path(folder)
    for name in contents:
        if name != Path(name).name or name in ("", ".", ".."):
            raise ValueError(f"{name!r} is not a file name")
    made = _missing(folder)
    waiting: dict[Path, Path] = {}
    done = False
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in contents.items():
            target = folder / name
            if target.is_dir():
                raise OutputError(f"{target}: is a folder where a file should go; choose another folder with -o")
            passing = folder / f".{name}.{secrets.token_hex(4)}.part"
            waiting[passing] = target
            _write(passing, content)
        with _signals_held():
            for passing, target in list(waiting.items()):
                passing.replace(target)
                del waiting[passing]
            done = True
    except OSError as error:
        raise OutputError(f"{folder}: cannot be written ({_reason(error)}); choose another folder with -o") from error
    finally:
        if not done:
            _clear(waiting, made)
    return tuple(folder / name for name in contents)


def _missing(folder: Path) -> list[Path]:
    """`folder` and the folders above it that do not exist yet, innermost first."""
    missing = []
    while not folder.exists() and folder != folder.parent:
        missing.append(folder)
        folder = folder.parent
    return missing


def _write(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _clear(waiting: Mapping[Path, Path], made: list[Path]) -> None:
    for passing in waiting:
        with suppress(OSError):
            passing.unlink()
    for folder in made:
        with suppress(OSError):  # not empty: somebody else has put something there since
            folder.rmdir()


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


@contextmanager
def _signals_held() -> Iterator[None]:
    """Let an interrupt wait until the block is done, so that it cannot fall between two files of one run."""
    if threading.current_thread() is not threading.main_thread():
        yield  # Python runs signal handlers in the main thread alone
        return
    arrived: list[int] = []

    def note(number: int, frame: FrameType | None) -> None:
        arrived.append(number)

    before = {number: signal.signal(number, note) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, signal.SIG_DFL if handler is None else handler)
        if arrived:
            signal.raise_signal(arrived[0])
