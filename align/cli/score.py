"""align score: every pair of two lists of statements, scored."""

from __future__ import annotations

import argparse
import json

from align.cli.lines import read_lines
from align.cli.options import add_engine, add_entities, corrections_from, settings_from
from align.errors import InputError


def configure(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument("left", metavar="LEFT", help="a text file with one statement a line, of one article")
    parser.add_argument("right", metavar="RIGHT", help="the same of another article on the same event")
    add_engine(parser)
    add_entities(parser, own="")  # the answers have no place to say so


def run(args: argparse.Namespace) -> int:
    """Print one JSON object a pair; `left` and `right` count the lines from 0."""
    left, right = _statements(args.left), _statements(args.right)

    from align.pipeline import Engine

    scores = Engine(settings_from(args), corrections_from(args)).score_statements(left, right)
    for i, row in enumerate(scores.tolist()):
        for j, score in enumerate(row):
            print(json.dumps({"left": i, "right": j, "score": round(score, 4)}))
    return 0


def _statements(path: str) -> list[str]:
    lines = read_lines(path)
    if not lines:
        raise InputError(f"{path}: is empty; put one statement on each line")
    for number, line in enumerate(lines, 1):
        if not line.strip():
            raise InputError(f"{path}: line {number} is empty; put one statement on each line")
    return lines
