"""align bench: start-up, speed and memory, each beside its floor, measured in fresh processes of one run."""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.resources import as_file, files
from pathlib import Path

from align.cli.demo import ARTICLES
from align.errors import AlignError, InputError

IMPORT_SECONDS = 0.2
RATIO = 1.7
MEGABYTES = 600

_IMPORT = ("-c", "import time; t = time.perf_counter(); import align; print(time.perf_counter() - t)")
_PIPELINE = ("-c", "import sys, spacy; spacy.load(sys.argv[1])")
_COMPARE = ("-m", "align", "compare", "--quiet")


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured, the least of several processes each. `peak_mb` is None on Windows.

    `pipeline_seconds` and `command_seconds` are processor seconds from the start of the process to its end, and `ratio`
    is theirs: what else the machine does is not in them. `elapsed_seconds` is how long one waits for the command.
    """

    articles: int
    import_seconds: float
    pipeline_seconds: float
    command_seconds: float
    elapsed_seconds: float
    ratio: float
    peak_mb: float | None


@dataclass(frozen=True, slots=True)
class Run:
    """One process: processor seconds, seconds on the clock, most memory, what it printed."""

    seconds: float
    elapsed: float
    peak_mb: float | None
    output: str


def configure(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument(
        "sources", nargs="*", metavar="SOURCE", help="two or more articles or a folder of them (default: the demo's)"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--repeat", type=_count, default=5, metavar="N", help="processes for each figure (default: 5)")
    parser.add_argument("--check", action="store_true", help="exit with status 3 if a figure breaks its floor")


def run(args: argparse.Namespace) -> int:
    """Measure and print."""
    shipped = files("align").joinpath("data")
    with as_file(shipped.joinpath("pipeline")) as pipeline, as_file(shipped.joinpath("demo")) as demo:
        sources = _expanded(args.sources) if args.sources else [str(demo / name) for name in ARTICLES]
        figures = measure(sources, str(pipeline), args.repeat)
    if args.json:
        print(json.dumps(asdict(figures), indent=1))
    else:
        for line in _table(figures):
            print(line)
    if args.check:
        _check(figures)
    return 0


def measure(sources: Sequence[str], pipeline: str, repeat: int) -> Figures:
    """Measure importing align, importing spaCy and loading the pipeline, and comparing the sources, in turns."""
    imports: list[Run] = []
    loads: list[Run] = []
    commands: list[Run] = []
    with tempfile.TemporaryDirectory() as folder:
        environment = _environment(folder)
        for _ in range(repeat + 1):  # in turns, so that a busy moment of the machine does not fall on one of them alone
            imports.append(_python(environment, *_IMPORT))
            loads.append(_python(environment, *_PIPELINE, pipeline))
            commands.append(_python(environment, *_COMPARE, "-o", str(Path(folder, "out")), *sources))
    # The first of each finds cold disks, and in a checkout modules that nobody has compiled yet: it is not counted.
    pipeline_seconds = min(run.seconds for run in loads[1:])
    command_seconds = min(run.seconds for run in commands[1:])
    peaks = [run.peak_mb for run in commands[1:] if run.peak_mb is not None]
    return Figures(
        articles=len(sources),
        import_seconds=round(min(float(run.output) for run in imports[1:]), 3),
        pipeline_seconds=round(pipeline_seconds, 3),
        command_seconds=round(command_seconds, 3),
        elapsed_seconds=round(min(run.elapsed for run in commands[1:]), 3),
        ratio=round(command_seconds / pipeline_seconds, 2),
        peak_mb=round(max(peaks), 1) if peaks else None,
    )


def _environment(folder: str) -> dict[str, str]:
    """What the processes are started with, the same for all: one thread each, and modules compiled as pip leaves them.

    With more threads, processor time would count those that a library starts and leaves idle, on either side.
    """
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", "OPENBLAS_NUM_THREADS": "1"}
    compiled = __spec__.cached if __spec__ else None
    if sys.dont_write_bytecode and not (compiled and Path(compiled).exists()):
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        environment["PYTHONPYCACHEPREFIX"] = str(Path(folder, "compiled"))
    return environment


def _python(environment: Mapping[str, str], *arguments: str) -> Run:
    """Run a fresh interpreter from its start to its end; -P, so that it finds the same align wherever we are."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        start = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and our own code
            [sys.executable, "-P", *arguments], stdin=subprocess.DEVNULL, stdout=out, stderr=err, env=environment
        )
        try:
            seconds, peak = _wait(process)
        except BaseException:
            process.kill()  # interrupted: nothing of ours goes on in the background
            raise
        elapsed = time.perf_counter() - start
        out.seek(0)
        err.seek(0)
        printed, complaints = (stream.read().decode("utf-8", "replace") for stream in (out, err))
    if process.returncode:
        last = (complaints.strip().splitlines() or ["it printed nothing"])[-1]
        error = InputError if process.returncode == InputError.exit_status else AlignError
        raise error(last.removeprefix("align: "))
    return Run(elapsed if seconds is None else seconds, elapsed, peak, printed)


def _wait(process: subprocess.Popen[bytes]) -> tuple[float | None, float | None]:
    """Wait for the end of a process; the processor seconds and megabytes that it took, where the system tells."""
    if sys.platform == "win32":
        process.wait()
        return None, None
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return used.ru_utime + used.ru_stime, used.ru_maxrss / unit


def _expanded(sources: Sequence[str]) -> list[str]:
    """The sources, a folder replaced by the articles in it."""
    paths: list[str] = []
    for source in sources:
        inside = Path(source)
        if inside.is_dir():
            paths += sorted(str(path) for path in inside.iterdir() if path.suffix in {".txt", ".md", ".html", ".htm"})
        else:
            paths.append(source)
    if len(paths) < 2:
        raise InputError(f"{' '.join(sources)}: holds {len(paths)} articles; name two or more")
    return paths


def _table(figures: Figures) -> list[str]:
    peak = "not measured here" if figures.peak_mb is None else f"{figures.peak_mb:.0f} MB"
    return [
        f"Python {platform.python_version()}, {os.cpu_count()} cores, {figures.articles} articles",
        f"{'import align':<34} {figures.import_seconds:>7.3f} s   (under {IMPORT_SECONDS} s)",
        f"{'import spacy and load the pipeline':<34} {figures.pipeline_seconds:>7.3f} s   of processor time",
        f"{'the whole command':<34} {figures.command_seconds:>7.3f} s   of processor time",
        f"{'until the command is done':<34} {figures.elapsed_seconds:>7.3f} s   on the clock",
        f"{'the command / the pipeline':<34} {figures.ratio:>7.2f}     (at most {RATIO})",
        f"{'peak memory':<34} {peak:>10}  (under {MEGABYTES} MB)",
    ]


def _check(figures: Figures) -> None:
    broken = []
    if figures.import_seconds >= IMPORT_SECONDS:
        broken.append(f"import align takes {figures.import_seconds} s, not under {IMPORT_SECONDS} s")
    if figures.ratio > RATIO:
        broken.append(f"the command takes {figures.ratio} times the pipeline, more than {RATIO}")
    if figures.peak_mb is not None and figures.peak_mb >= MEGABYTES:
        broken.append(f"peak memory is {figures.peak_mb} MB, not under {MEGABYTES} MB")
    if broken:
        raise AlignError(f"bench: {'; '.join(broken)}; find what grew")


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 up")
    return int(text)
