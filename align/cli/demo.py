"""align demo: the example articles that come with the package, compared."""

from __future__ import annotations

import argparse
from contextlib import ExitStack
from importlib.resources import as_file, files
from pathlib import Path

from align.cli.options import add_engine, add_entities, corrections_from, settings_from
from align.cli.output import add_output, check_folder, deliver, formats_of, say
from align.cli.progress import progress

ARTICLES = ("agency.txt", "radio.txt")


def configure(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    add_output(parser, "reports/demo/ under the current folder")
    add_engine(parser)
    add_entities(parser)


def run(args: argparse.Namespace) -> int:
    """Compare the example articles and say where the report is."""
    formats_of(args)
    check_folder(args.output)

    from align.pipeline import Engine

    settings, corrections = settings_from(args), corrections_from(args)
    say(args, "comparing two reports on a ferry accident that never happened")
    folder = files("align").joinpath("data", "demo")
    with ExitStack() as stack:
        paths = [stack.enter_context(as_file(folder.joinpath(name))) for name in ARTICLES]
        with progress(args) as bar:
            comparison = Engine(settings, corrections, bar).compare(paths)
    deliver(args, comparison, Path(args.output or "reports/demo"))
    return 0
