"""From $ALIGN_CORPORA to align/data/pipeline: `python -m training.pipeline`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from training.pipeline import network
from training.pipeline.corpora import named, treebanks
from training.pipeline.draw import names_draw, treebank_draw
from training.pipeline.learn import learn

SEED = 7


def main() -> None:
    root = Path(os.environ["ALIGN_CORPORA"])
    if sys.argv[1] == "syntax":
        learn(network.syntax, treebank_draw(treebanks(root)), int(sys.argv[2]), SEED, Path(sys.argv[3]))
    else:
        learn(network.names, names_draw(named(root)), int(sys.argv[2]), SEED, Path(sys.argv[3]))


if __name__ == "__main__":
    main()
