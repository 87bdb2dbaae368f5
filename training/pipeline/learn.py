"""The training loop: fixed epochs over freshly drawn rows, warm-up and linear decay, averaged weights."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from pathlib import Path

from spacy.language import Language
from spacy.training import Example
from thinc.api import fix_random_seed

from training.pipeline.rows import Row

RATE = 0.001
WARM_UP = 250
SMALLEST, LARGEST = 400, 2000
"""Words in a batch: small at first for quick steps, large in the end for calm ones."""


def learn(
    make: Callable[[], Language], draw: Callable[[random.Random], list[Row]], epochs: int, seed: int, out: Path
) -> None:
    """Train what `make` builds on what `draw` gives, anew each epoch, and save the averaged weights."""
    fix_random_seed(seed)
    rng = random.Random(seed)
    nlp = make()

    def example(row: Row) -> Example:
        reference = row.doc(nlp.vocab)
        return Example(nlp.make_doc(reference.text), reference)

    first = draw(rng)
    optimizer = nlp.initialize(lambda: [example(row) for row in first])
    optimizer.learn_rate = RATE
    began = time.monotonic()
    steps = 0
    for epoch in range(epochs):
        rows = first if epoch == 0 else draw(rng)
        rng.shuffle(rows)
        total = sum(len(row.words) for row in rows)
        losses: dict[str, float] = {}
        batch: list[Row] = []
        size = seen = 0
        for number, row in enumerate(rows):
            batch.append(row)
            size += len(row.words)
            done = (epoch + seen / total) / epochs
            if size < SMALLEST + (LARGEST - SMALLEST) * min(1.0, 1.5 * done) and number + 1 < len(rows):
                continue
            optimizer.learn_rate = RATE * min(1.0, (steps + 1) / WARM_UP) * (1 - 0.98 * done)
            nlp.update([example(row) for row in batch], sgd=optimizer, losses=losses, drop=0.1)
            steps += 1
            seen += size
            batch, size = [], 0
        minutes = (time.monotonic() - began) / 60
        shown = " ".join(f"{name} {value / total:.4f}" for name, value in losses.items())
        print(f"epoch {epoch + 1}/{epochs} steps {steps} minutes {minutes:.1f} losses a word: {shown}", flush=True)
    with nlp.use_params(optimizer.averages):
        nlp.to_disk(out)
