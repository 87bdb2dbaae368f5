"""align evaluate: quality figures on labelled corpora, beside what people use today and beside their floors."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from align.cli.progress import progress
from align.errors import AlignError, InputError

if TYPE_CHECKING:
    from align.evaluate import Measured
    from align.evaluate.ablation import Part
    from align.evaluate.measure import Figures

HEADINGS = ("AUC", "by group", "across", "precision", "best F1", "from", "pairs/s")
LEGEND = """\
AUC        area under the ROC curve: how often a pair that is the same scores above one that is not
by group   the mean of the groups' own areas
across     the area against pairs of two similar stories
precision  average precision;  from: the threshold of the best F1
pairs/s    pairs of units that are scored in a second of processor time
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument("names", nargs="*", metavar="NAME", help="corpora to measure on (default: all that are there)")
    parser.add_argument("--corpora", metavar="DIR", help="the folder of corpora (default: $ALIGN_CORPORA)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--check", action="store_true", help="exit with status 3 if a figure breaks its floor")
    parser.add_argument("--ablation", action="store_true", help="also the figures with each kind of evidence taken out")


def run(args: argparse.Namespace) -> int:
    """Measure, print, and check the floors if asked to."""
    folder = args.corpora or os.environ.get("ALIGN_CORPORA")
    if not folder:
        raise InputError("evaluate: no corpora to measure on; name their folder with --corpora or in $ALIGN_CORPORA")

    from align.evaluate import corpora, lost, measure, unchecked
    from align.evaluate.baselines import baselines

    found = corpora(Path(folder), args.names)
    systems = baselines()
    measured: list[Measured] = []
    total = sum(len(corpus.samples) for corpus in found)
    done = 0
    with progress(args) as bar:
        for corpus in found:

            def told(share: float, name: str = corpus.name, first: int = done, size: int = len(corpus.samples)) -> None:
                if bar is not None:
                    bar(name, (first + share * size) / total)

            measured.append(measure(corpus, systems, args.ablation, told))
            done += len(corpus.samples)
    if args.json:
        print(json.dumps([_plain(asdict(one)) for one in measured], indent=1, allow_nan=False))
    else:
        for line in table(measured):
            print(line)
    if args.check:
        for told_of in unchecked(measured):
            print(f"align: {told_of}", file=sys.stderr)
        broken = lost(measured)
        if broken:
            raise AlignError(f"evaluate: {'; '.join(broken)}; find what lost it")
    return 0


def table(measured: Sequence[Measured]) -> Iterator[str]:
    """The lines that a person reads."""
    for one in measured:
        yield f"{one.corpus}: {one.asks}"
        across = f", beside {one.across:,} of two similar stories" if one.across else ""
        yield f"{one.pairs:,} pairs in {one.groups} groups, {one.same:,} of them the same{across}"
        yield _row("", HEADINGS)
        for name, figures in one.systems.items():
            yield f"{name:<17} not installed" if figures is None else _row(name, _cells(figures))
        yield (
            f"{one.words_per_second:,.0f} words a second are read; "
            f"{one.candidates:.1%} of the pairs that are the same are candidates"
        )
        yield ""
        yield from _calibration(one)
        if one.ablation:
            yield ""
            yield from _ablation(one.ablation)
        yield ""
    yield from LEGEND.splitlines()


def _calibration(one: Measured) -> Iterator[str]:
    yield f"calibration of align: expected error {_share(one.calibration_error)}"
    yield _row("", ("pairs", "from", "to", "scored", "right"))
    for b in one.reliability:
        yield _row("", (f"{b.count:,}", *map(_share, (b.low, b.high, b.scored, b.right))))


def _ablation(parts: Sequence[Part]) -> Iterator[str]:
    whole = parts[0].without
    yield _row("evidence without", ("AUC", "change", "by group", "across", "alone", "pairs"))
    for part in parts:
        alone = "" if part.alone is None else _share(part.alone.auc)
        change = "" if part.alone is None else f"{part.without.auc - whole.auc:+.3f}"
        figures = part.without
        cells = (_share(figures.auc), change, _share(figures.macro_auc), _share(figures.across_auc))
        yield _row(part.kind, (*cells, alone, f"{part.share:.0%}"))


def _cells(figures: Figures) -> tuple[str, ...]:
    shares = (figures.auc, figures.macro_auc, figures.across_auc, figures.average_precision, figures.f1)
    return (*map(_share, (*shares, figures.threshold)), f"{figures.pairs_per_second:,.0f}")


def _row(name: str, cells: Sequence[str]) -> str:
    return f"{name:<17}" + "".join(f"{cell:>10}" for cell in cells)


def _share(value: float) -> str:
    return "-" if value != value else f"{value:.3f}"


def _plain(value: Any) -> Any:
    """As JSON knows it: no figure is null."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, float):
        return None if value != value else round(value, 4)
    return value
