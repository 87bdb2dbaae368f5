"""align apply: the report with its decisions applied, and the decided findings for others to work with."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from align.cli.output import check_folder
from align.cli.why import load


def configure(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument("folder", metavar="DIR", help="a folder that align compare wrote, with comparison.json in it")
    parser.add_argument(
        "--decisions",
        action="append",
        default=[],
        metavar="FILE",
        help="decisions to apply (default: decisions.jsonl in DIR); repeat it for more, the last word counts",
    )
    parser.add_argument("-o", "--output", metavar="DIR", help="folder for the files (default: the same)")


def run(args: argparse.Namespace) -> int:
    """Write final.html, decided.json and decided.csv, and print their paths."""
    check_folder(args.output)
    comparison = load(args.folder)

    from align.review import fold, read
    from align.review.apply import final_html
    from align.review.export import to_csv, to_json
    from align.review.log import NAME
    from align.review.shapes import Ground
    from align.store import write_files

    folder = Path(args.folder) if Path(args.folder).is_dir() else Path(args.folder).parent
    names = [Path(name) for name in args.decisions] or [folder / NAME]
    decisions = tuple({one.id: one for name in names for one in read(name)}.values())
    ground = Ground.of(comparison)
    state = fold(ground, decisions)
    contents = {
        "final.html": final_html(comparison, decisions),
        "decided.json": to_json(ground, state),
        "decided.csv": to_csv(ground, state),
    }
    paths = write_files(
        args.output or folder, {name: text.encode("utf-8", "replace") for name, text in contents.items()}
    )
    for path in paths:
        print(path)
    sys.stdout.flush()
    if sys.stderr.isatty():
        told = f"{state.decided} of {len(state.standings)} findings decided"
        if state.stale:
            told += f"; {len(state.stale)} decisions no longer fit, they are listed at the end of final.html"
        print(f"align: {told}", file=sys.stderr)
    return 0
