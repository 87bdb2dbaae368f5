"""Options that several commands share, and what they mean for the engine."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from align.errors import InputError
from align.settings import Settings


@dataclass(frozen=True, slots=True)
class Details:
    """What the user says of the sources, the nth entry for the nth source; None leaves it as found."""

    outlets: tuple[str | None, ...]
    titles: tuple[str | None, ...]
    published: tuple[str | None, ...]


def add_details(parser: argparse.ArgumentParser) -> None:
    """--outlet, --title and --published: what the user knows better than the text."""
    again = 'repeat it for the next source, "" leaves one as found'
    parser.add_argument(
        "--outlet", action="append", default=[], metavar="NAME", help=f"who published the source; {again}"
    )
    parser.add_argument("--title", action="append", default=[], metavar="TEXT", help=f"its headline; {again}")
    parser.add_argument(
        "--published", action="append", default=[], metavar="DATE", help=f"its date, such as 2024-03-14; {again}"
    )


def add_engine(parser: argparse.ArgumentParser, threshold: bool = False) -> None:
    """--model, and --threshold where findings are made."""
    parser.add_argument("--model", metavar="NAME", help="an installed spaCy pipeline instead of the shipped one")
    if threshold:
        parser.add_argument(
            "--threshold",
            type=_probability,
            metavar="P",
            help="smallest score of a finding (default: the measured one)",
        )


def details_of(args: argparse.Namespace, count: int) -> Details:
    """The details for `count` sources; too many of them or a date that is none is an `InputError`."""
    return Details(
        outlets=_nth(args.outlet, "--outlet", count),
        titles=_nth(args.title, "--title", count),
        published=tuple(value and _iso(value) for value in _nth(args.published, "--published", count)),
    )


def settings_from(args: argparse.Namespace) -> Settings:
    """The settings that the options ask for."""
    settings = replace(Settings(), model=args.model)
    threshold: float | None = getattr(args, "threshold", None)
    if threshold is None:
        return settings
    # Nothing under `threshold` is a finding at all; what counts as likely stays as measured unless it lies higher.
    return replace(settings, possible=threshold, threshold=max(settings.threshold, threshold))


def _nth(values: Sequence[str], option: str, count: int) -> tuple[str | None, ...]:
    if len(values) > count:
        plural = "source" if count == 1 else "sources"
        raise InputError(
            f"{option}: given {len(values)} times for {count} {plural}; give it at most once for each source"
        )
    return tuple(value.strip() or None for value in values) + (None,) * (count - len(values))


def _iso(value: str) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(value).isoformat()
    except ValueError:
        raise InputError(f"--published: {value!r} is not a date; write it like 2024-03-14") from None


def _probability(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0.0 <= value <= 1.0:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 0 to 1")
    return value
