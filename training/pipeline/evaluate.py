"""Measure a pipeline on what is kept for measuring: `python training/pipeline/evaluate.py [FOLDER]`."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import spacy

HERE = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(HERE))  # so that the file also runs by its path

from training.pipeline.measure import accuracy, f1, sentences, text_of, treebank_names, uner  # noqa: E402
from training.pipeline.rows import cut, join  # noqa: E402
from training.pipeline.treebank import read_treebank  # noqa: E402


def main() -> None:
    """Print every figure of the card."""
    root = Path(os.environ["ALIGN_CORPORA"])
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "align/data/pipeline"
    began = time.perf_counter()
    nlp = spacy.load(folder)
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    print(f"load {time.perf_counter() - began:.2f} s, size {size / 1e6:.1f} MB, components {', '.join(nlp.pipe_names)}")
    treebanks = {"gum/dev": read_treebank(root / "gum/dev"), "ewt/dev": read_treebank(root / "ewt/dev.conllu")}
    for name, documents in treebanks.items():
        single = [[sentence for row in document for sentence in cut(row, 1)] for document in documents]
        for kind, rows in (("sentences given", single), ("whole paragraphs", documents)):
            figures = accuracy(nlp, rows)
            shown = "  ".join(f"{key} {figures[key]:.4f}" for key in ("UPOS", "XPOS", "lemma", "UAS", "LAS"))
            print(f"{name}: {kind}: {shown}")
        print(f"{name}: sentences of documents  {sentences(nlp, documents, True)}")
        print(f"{name}: sentences of paragraphs {sentences(nlp, documents, False)}")
    gold, found = treebank_names(nlp, treebanks["gum/dev"])
    for label in ("PERSON", "ORG", "LOC", "NORP", "EVENT", "MISC"):
        print(f"gum/dev: {label:6} {f1(gold, found, label)}")
    for part in ("dev", "test"):
        gold, found = uner(nlp, root / f"ner/uner_ewt/{part}.iob2")
        print(f"uner_ewt/{part}: all    {f1(gold, found)}")
        for label in ("PERSON", "ORG", "LOC"):
            print(f"uner_ewt/{part}: {label:6} {f1(gold, found, label)}")
    texts = [text_of(join(paragraphs, "\n\n")) for paragraphs in treebanks["gum/dev"]]
    began = time.perf_counter()
    words = sum(len(nlp(text)) for text in texts)
    print(f"speed {words / (time.perf_counter() - began):.0f} words a second")


if __name__ == "__main__":
    main()
