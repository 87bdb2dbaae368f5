"""Options that several commands share, and what they mean for the engine."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from align.errors import InputError
from align.models import Correction
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


ENTITIES = """\
a file for --entities:
  [[entity]]                               # one for each person, organisation or place
  name = "Jane Okafor"                     # the name to show; all else is optional
  kind = "person"                          # or organisation, place: where it is taken for something else
  aliases = ["the mayor", "J. B. Okafor"]  # these are she, also where no name was seen
  not = ["J. Okafor", "Okafor Motors"]     # these are not she
  outlets = ["Valley Post"]                # only in what this outlet published

Entries for all comparisons go into a file of your own: the one that $ALIGN_ENTITIES names, else align/entities.toml in
your configuration folder (~/.config, $XDG_CONFIG_HOME, or %APPDATA% on Windows). An entry of --entities replaces the
one of the same name there, and --no-entities passes that file over. The report and comparison.json say what was used.
"""


def add_entities(parser: argparse.ArgumentParser, own: str = "without your own file of names") -> None:
    """--entities, and --no-entities with `own` as its meaning, where the result says what was used."""
    parser.add_argument(
        "--entities",
        action="append",
        default=[],
        metavar="FILE",
        help="joins and parts names as this TOML file says; see `align compare --help`",
    )
    if own:
        parser.add_argument("--no-entities", action="store_true", help=own)


def corrections_from(args: argparse.Namespace) -> tuple[Correction, ...]:
    """What the user says of names: in the files given and, unless told otherwise, in their own."""
    from align.pipeline import corrections

    return corrections(args.entities, None if getattr(args, "no_entities", True) else os.environ)


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
