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
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib.resources import as_file, files
from pathlib import Path

from align.cli.demo import ARTICLES
from align.errors import AlignError, InputError

IMPORT_SECONDS = 0.2
RATIO = 1.5
MEGABYTES = 600

_IMPORT = "import time; t = time.perf_counter(); import align; print(time.perf_counter() - t)"
_PIPELINE = "import sys, spacy; spacy.load(sys.argv[1])"
_COMPARE = """
import sys
from align.cli import main
status = main(["compare", "--quiet", *sys.argv[1:]])
try:
    import resource
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print("peak", peak // 1024 if sys.platform == "darwin" else peak)
except ImportError:
    pass
sys.exit(status)
"""


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured; seconds are the best of several, a fresh process each. `peak_mb` is None on Windows."""

    articles: int
    import_seconds: float
    pipeline_seconds: float
    command_seconds: float
    ratio: float
    peak_mb: float | None


def configure(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument(
        "sources", nargs="*", metavar="SOURCE", help="two or more articles or a folder of them (default: the demo's)"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--repeat", type=_count, default=3, metavar="N", help="processes for each figure (default: 3)")
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
    """Time importing align, importing spaCy and loading the pipeline, and comparing the sources, in turns."""
    imports, loads, commands, peaks = [], [], [], []
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(repeat):  # in turns, so that a busy moment of the machine does not fall on one of them alone
            imports.append(float(_python(_IMPORT)[1]))
            loads.append(_python(_PIPELINE, pipeline)[0])
            seconds, output = _python(_COMPARE, "-o", folder, *sources)
            commands.append(seconds)
            peaks += [int(line.split()[1]) / 1024 for line in output.splitlines() if line.startswith("peak ")]
    return Figures(
        articles=len(sources),
        import_seconds=round(min(imports), 3),
        pipeline_seconds=round(min(loads), 3),
        command_seconds=round(min(commands), 3),
        ratio=round(min(commands) / min(loads), 2),
        peak_mb=round(max(peaks), 1) if peaks else None,
    )


def _python(code: str, *arguments: str) -> tuple[float, str]:
    """Run `code` in a fresh interpreter; return the seconds from start to end and what it printed."""
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    start = time.perf_counter()
    done = subprocess.run(  # noqa: S603 - our own interpreter and our own code
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, encoding="utf-8", env=environment
    )
    seconds = time.perf_counter() - start
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["it printed nothing"])[-1]
        error = InputError if done.returncode == InputError.exit_status else AlignError
        raise error(last.removeprefix("align: "))
    return seconds, done.stdout


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
        f"{'import spacy and load the pipeline':<34} {figures.pipeline_seconds:>7.3f} s",
        f"{'the whole command':<34} {figures.command_seconds:>7.3f} s",
        f"{'ratio of the last two':<34} {figures.ratio:>7.2f}     (at most {RATIO})",
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
