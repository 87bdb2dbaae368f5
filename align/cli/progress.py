"""A progress bar on stderr: on a terminal only, for work that lasts, gone when the work is done."""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

PATIENCE = 1.0  # seconds before the bar appears
PAUSE = 0.1  # seconds between two pictures of it
WIDEST = 40  # characters of the bar itself
CLEAR = "\r\x1b[K"


class Bar:
    """One line that is drawn over and over; call it with what is being done and the share of the whole that is done."""

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream
        self._clock = clock
        self._next = clock() + PATIENCE
        self._shown = False
        self._share = 0.0

    def __call__(self, doing: str, share: float) -> None:
        """Draw the bar, if it is time to; a share never goes back."""
        self._share = max(self._share, min(share, 1.0))
        now = self._clock()
        if now < self._next:
            return
        self._next = now + PAUSE
        self._write(CLEAR + _line(doing, self._share, shutil.get_terminal_size().columns))
        self._shown = True

    def clear(self) -> None:
        """Take the bar off the screen."""
        if self._shown:
            self._write(CLEAR)
            self._shown = False

    def _write(self, text: str) -> None:
        with suppress(OSError, ValueError):  # nobody is left to see it
            self._stream.write(text)
            self._stream.flush()


@contextmanager
def progress(args: argparse.Namespace) -> Iterator[Bar | None]:
    """A bar for the commands with --quiet, or None where nobody would see it."""
    if getattr(args, "quiet", False) or not sys.stderr.isatty():
        yield None
        return
    bar = Bar(sys.stderr)
    try:
        yield bar
    finally:
        bar.clear()


def _line(doing: str, share: float, columns: int) -> str:
    told = f" {share:4.0%}  {doing}"
    width = min(WIDEST, columns - len("align: []") - len(told) - 1)
    if width < 5:
        return f"align:{told}"[: max(0, columns - 1)]
    full = round(width * share)
    return f"align: [{'#' * full}{'-' * (width - full)}]{told}"
