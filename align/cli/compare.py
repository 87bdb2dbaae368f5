"""align compare: two or more articles in, a report and comparison.json out."""

from __future__ import annotations

import argparse
from pathlib import Path

from align.cli.options import (
    ENTITIES,
    add_details,
    add_engine,
    add_entities,
    corrections_from,
    details_of,
    settings_from,
)
from align.cli.output import add_output, check_folder, deliver, formats_of, say, slug
from align.cli.progress import progress
from align.errors import InputError


def configure(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument("sources", nargs="+", metavar="SOURCE", help="a path, a URL, or - for standard input")
    add_output(parser, "reports/<the titles>/ under the current folder")
    add_details(parser)
    add_engine(parser, threshold=True)
    add_entities(parser)
    parser.formatter_class, parser.epilog = argparse.RawDescriptionHelpFormatter, ENTITIES
    parser.add_argument(
        "--fail-on", choices=["discrepancy"], help="exit with status 1 if there is a major discrepancy, for scripts"
    )


def run(args: argparse.Namespace) -> int:
    """Compare the sources and write the result."""
    sources: list[str] = args.sources
    if len(sources) < 2:
        raise InputError(f"{sources[0]}: is the only source; name two or more to compare")
    if sources.count("-") > 1:
        raise InputError("-: standard input can be read only once; name a file for the other source")
    formats_of(args)
    details = details_of(args, len(sources))
    check_folder(args.output)

    from align.pipeline import Engine

    corrections = corrections_from(args)
    say(args, f"comparing {len(sources)} sources")
    with progress(args) as bar:
        comparison = Engine(settings_from(args), corrections, bar).compare(
            sources, outlets=details.outlets, titles=details.titles, published=details.published
        )
    folder = Path(args.output) if args.output else Path("reports") / slug(comparison.sources)
    deliver(args, comparison, folder)
    if args.fail_on == "discrepancy" and any(finding.verdict == "discrepancy" for finding in comparison.findings):
        return 1
    return 0
