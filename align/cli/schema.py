"""align schema: the JSON Schema of comparison.json."""

from __future__ import annotations

import argparse

from align.store import schema


def configure(parser: argparse.ArgumentParser) -> None:
    """The command has no options of its own."""


def run(args: argparse.Namespace) -> int:
    """Print the schema."""
    print(schema(), end="")
    return 0
