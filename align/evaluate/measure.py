"""Measures one corpus: the figures of align's scores and of the baselines on the same pairs, with what they cost."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import nan
from typing import Any

import numpy as np
from numpy.typing import NDArray

from align.evaluate.ablation import Contributions, Part, contributions, parts
from align.evaluate.baselines import System
from align.evaluate.corpora import Corpus
from align.evaluate.figures import (
    Bin,
    auc,
    average_precision,
    best_f1,
    calibration_error,
    macro,
    reliability,
)
from align.evaluate.reading import Reader

Floats = NDArray[np.float32]
ALIGN = "align"
TICK = 1e-9  # seconds that anything takes at least, where the clock has not moved


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one system on one corpus; nan where there is nothing to measure.

    `auc` is over all pairs of all groups together and `macro_auc` the mean of the groups' own; `across_auc` sets the
    pairs that are the same against those of two similar stories. `threshold` is that of the best F1.
    """

    auc: float
    macro_auc: float
    across_auc: float
    average_precision: float
    f1: float
    threshold: float
    pairs_per_second: float = nan


@dataclass(frozen=True, slots=True)
class Measured:
    """A corpus with the figures of each system by name, `align` first; None for one that is not installed.

    `pairs` have a label, of which `same` are the same; `across` pairs are of two similar stories. `candidates` is the
    share of the pairs that are the same that a comparison would score at all. Calibration is that of align's scores.
    """

    corpus: str
    asks: str
    sha256: str
    groups: int
    pairs: int
    same: int
    across: int
    systems: Mapping[str, Figures | None]
    candidates: float
    words_per_second: float
    calibration_error: float
    reliability: tuple[Bin, ...]
    ablation: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Labelled:
    """All labelled pairs of a corpus in one order: their labels, groups, and which are across."""

    labels: NDArray[np.int8]
    groups: NDArray[np.str_]
    across: NDArray[np.bool_]

    def figures(self, scores: NDArray[Any], pairs_per_second: float = nan) -> Figures:
        """The figures of scores in the same order."""
        within = ~self.across
        labels, values = self.labels[within], scores[within]
        own = {g: (self.groups[within] == g) for g in dict.fromkeys(self.groups[within].tolist())}
        f1, threshold = best_f1(labels, values)
        against = self.across | (self.labels == 1)
        return Figures(
            auc(labels, values),
            macro({g: auc(labels[mine], values[mine]) for g, mine in own.items()}),
            auc(self.labels[against], scores[against]) if self.across.any() else nan,
            average_precision(labels, values),
            f1,
            threshold,
            pairs_per_second,
        )


def measure(
    corpus: Corpus,
    baselines: Mapping[str, System | None],
    ablation: bool = False,
    advance: Callable[[float], None] = lambda share: None,
) -> Measured:
    """All figures of a corpus; `advance` is told the share that is done, 0 to 1."""
    installed = {name: system for name, system in baselines.items() if system is not None}
    steps = 1 + len(installed)
    everything = labelled(corpus)
    mine = _by_align(corpus, ablation, lambda share: advance(share / steps))
    systems: dict[str, Figures | None] = {ALIGN: everything.figures(mine.scores, mine.pairs_per_second)}
    systems |= dict.fromkeys(baselines)
    for n, (name, system) in enumerate(installed.items(), 2):
        systems[name] = everything.figures(*_by_baseline(corpus, system))
        advance(n / steps)
    within, same = ~everything.across, everything.labels == 1
    table = reliability(everything.labels[within], mine.scores[within])
    return Measured(
        corpus=corpus.name,
        asks=corpus.asks,
        sha256=corpus.sha256,
        groups=len(set(everything.groups[within].tolist())),
        pairs=int(within.sum()),
        same=int(same.sum()),
        across=int(everything.across.sum()),
        systems=systems,
        candidates=float(mine.candidates[same].mean()) if same.any() else nan,
        words_per_second=mine.words_per_second,
        calibration_error=calibration_error(table),
        reliability=table,
        ablation=parts(mine.contributions, everything.figures) if ablation else (),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Aligned:
    """What align makes of the labelled pairs of a corpus, in their order."""

    scores: Floats
    candidates: NDArray[np.bool_]
    contributions: list[Contributions]
    pairs_per_second: float
    words_per_second: float


def _by_align(corpus: Corpus, ablation: bool, advance: Callable[[float], None]) -> _Aligned:
    reader = Reader()
    scores, found, taken_apart = [], [], []
    for n, sample in enumerate(corpus.samples, 1):
        known = sample.labels >= 0
        read = reader.read(sample)
        scores.append(read.units(sample)[known])
        found.append(read.candidates(sample)[known])
        if ablation:
            taken_apart.append(contributions(read, sample))
        advance(n / len(corpus.samples))
    return _Aligned(
        np.concatenate(scores),
        np.concatenate(found),
        taken_apart,
        _compared(corpus) / max(reader.scoring_seconds, TICK),
        reader.words / max(reader.seconds, TICK),
    )


def _by_baseline(corpus: Corpus, system: System) -> tuple[Floats, float]:
    """The scores of the labelled pairs, and how many pairs a second it scores."""
    system(["one"], ["other"])  # what is loaded at first use is not counted
    start = time.process_time()
    scores = [system(sample.left.units, sample.right.units)[sample.labels >= 0] for sample in corpus.samples]
    return np.concatenate(scores), _compared(corpus) / max(time.process_time() - start, TICK)


def _compared(corpus: Corpus) -> int:
    """How many pairs of units are scored, with a label or without."""
    return sum(sample.labels.size for sample in corpus.samples)


def labelled(corpus: Corpus) -> Labelled:
    """The labelled pairs of a corpus, sample by sample, row by row."""
    counts = [int((sample.labels >= 0).sum()) for sample in corpus.samples]
    return Labelled(
        np.concatenate([sample.labels[sample.labels >= 0] for sample in corpus.samples]),
        np.repeat([sample.group for sample in corpus.samples], counts),
        np.repeat([sample.across for sample in corpus.samples], counts),
    )
