"""The command line. A command's module is imported only when it is used, so that `align --help` stays quick."""

from __future__ import annotations

import argparse
import gc
import os
import signal
import sys
import threading
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from io import TextIOWrapper
from types import FrameType
from typing import NoReturn

from align.errors import AlignError, InputError, OutputError

COMMANDS = {
    "compare": "compare two or more articles on one event and write a report",
    "demo": "compare the example articles that come with align",
    "review": "decide the findings of a comparison in the browser",
    "apply": "write the report with its decisions applied",
    "score": "score every pair of two lists of statements",
    "judge": "judge pairs of statements, one a line: agreement, discrepancy, unrelated",
    "explain": "show an article as the machine reads it",
    "why": "show why two statements did or did not align",
    "schema": "print the JSON Schema of comparison.json",
    "evaluate": "measure quality on labelled corpora, beside what people use today",
    "bench": "measure start-up, speed and memory beside their floors",
}


class Interrupted(KeyboardInterrupt):
    """A signal asked the process to stop; unlike a bare KeyboardInterrupt it knows which one."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class Parser(argparse.ArgumentParser):
    """An argument parser that raises `InputError` instead of printing its usage and leaving."""

    def error(self, message: str) -> NoReturn:
        command = self.prog.partition(" ")[2] or "command line"
        raise InputError(f"{command}: {message}; see `{self.prog} --help`")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; `argv` are the words after `align`."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if argv is None:
        _settle()
    signals: list[int] = []
    try:
        with _listening(signals):
            status = _guarded(arguments)
    except KeyboardInterrupt:
        signals.append(signal.SIGINT)  # it came before the handlers stood or after they were taken down
        status = 3
    if argv is None:
        gc.freeze()  # the process ends here: looking once more through all that spaCy made takes a tenth of a second
    if signals:  # also where a library swallowed the exception
        _complain("interrupted")
        return 128 + signals[0]
    return status


def _settle() -> None:
    """Set up a process that is ours alone and short: nothing here may be done to a program that only calls us."""
    # The matrices of a few articles are so small that starting threads for them costs more than the work does.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # Nearly all that a command makes it needs to its end, so looking for garbage often finds none.
    gc.set_threshold(5000, 50, 1000)


def build_parser(command: str | None = None) -> argparse.ArgumentParser:
    """The parser of the whole command line; only `command`, or every one for "*", knows its own options."""
    parser = Parser(
        prog="align",
        description="Finds what several news articles on one event share, and says where they agree and differ.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="store_true", help="print the version and leave")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    for name, summary in COMMANDS.items():
        sub = commands.add_parser(name, help=summary, description=f"{summary.capitalize()}.", allow_abbrev=False)
        if command in (name, "*"):
            import_module(f"align.cli.{name}").configure(sub)
            sub.add_argument("--verbose", action="store_true", help="show where in the code an error arose")
    return parser


def _run(arguments: list[str]) -> int:
    command = next((word for word in arguments if not word.startswith("-")), None)
    args = build_parser(command).parse_args(arguments)
    if args.version:
        from align.version import __version__

        print(f"align {__version__}")
        return 0
    if args.command is None:
        raise InputError(f"command line: no command given; one of {', '.join(COMMANDS)}, see `align --help`")
    status: int = import_module(f"align.cli.{args.command}").run(args)
    return status


def _guarded(arguments: list[str]) -> int:
    """Run the command; every way in which it can fail becomes one line on stderr and an exit status."""
    try:
        _prepare_output()
        status = _run(arguments)
        sys.stdout.flush()
        return status
    except SystemExit as leaving:  # argparse, after --help
        return leaving.code if isinstance(leaving.code, int) else 0
    except Interrupted:
        return 3  # `main` knows the signal
    except BrokenPipeError:
        _drop_output()  # who reads us has seen enough
        return 0
    except Exception as error:
        if "--verbose" in arguments:
            traceback.print_exc()
        return _fail(error)


def _fail(error: Exception) -> int:
    if isinstance(error, AlignError):
        _complain(str(error))
        return error.exit_status
    if isinstance(error, OSError):
        _drop_output()
        where = f"{error.filename}: " if error.filename else "output: "
        _complain(f"{where}{(error.strerror or str(error)).lower()}; free it or choose another place")
        return OutputError.exit_status
    if isinstance(error, MemoryError):
        _complain("memory: there is not enough for these inputs; compare fewer or shorter ones")
        return AlignError.exit_status
    _complain(f"internal error: {type(error).__name__}: {error}; run again with --verbose and report what it shows")
    return AlignError.exit_status


def _complain(message: str) -> None:
    with suppress(OSError):  # nobody is left to hear it
        print(f"align: {' '.join(message.split())}", file=sys.stderr)


def _prepare_output() -> None:
    """Results are UTF-8 whatever the locale says; what a terminal cannot show is escaped, not an error."""
    for stream, errors in ((sys.stdout, "surrogateescape"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors=errors)


def _drop_output() -> None:
    """Send what is still buffered nowhere, so that Python's own flush at exit does not fail a second time."""
    with suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


@contextmanager
def _listening(signals: list[int]) -> Iterator[None]:
    """Turn SIGINT and SIGTERM into `Interrupted` and note them in `signals`, where we may set handlers at all."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        signals.append(number)
        raise Interrupted(number)

    # A signal that whoever started us has set to be ignored (nohup, a shell's background job) stays ignored.
    wanted = [n for n in (signal.SIGINT, signal.SIGTERM) if signal.getsignal(n) not in (signal.SIG_IGN, None)]
    before = {number: signal.signal(number, stop) for number in wanted}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
