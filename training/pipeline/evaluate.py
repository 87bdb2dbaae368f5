"""Measure a pipeline on what is kept for measuring: `python -m training.pipeline.evaluate [FOLDER]`.

`--check` ends with an error when a figure has fallen below its floor; `--speed` runs spaCy's plain convolutional
architecture (untrained: its speed does not depend on what it learned) beside the pipeline, by turns, on one core.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import spacy
from spacy.language import Language

import align.annotate.encoder.component  # noqa: F401  (registers what the shipped pipeline is made of)
from training.pipeline import plain
from training.pipeline.measure import accuracy, f1, sentences, text_of, treebank_names, uner
from training.pipeline.rows import Row, cut, join
from training.pipeline.treebank import read_treebank

SHIPPED = Path(__file__).resolve().parents[2] / "align/data/pipeline"
MEASURED = {
    "gum/dev": "362dd415a1583397",
    "ewt/dev.conllu": "dde555f8a5168564",
    "ner/uner_ewt/dev.iob2": "0cafd881cf31d398",
    "ner/uner_ewt/test.iob2": "821ad826d5f503ac",
}
"""The first characters of the SHA-256 of each corpus that the floors were read off."""
FLOORS = {
    "gum/dev sentences given UPOS": 0.972,
    "gum/dev sentences given lemma": 0.98,
    "gum/dev sentences given LAS": 0.883,
    "gum/dev sentences of documents": 0.945,
    "ewt/dev sentences given UPOS": 0.966,
    "ewt/dev sentences given lemma": 0.97,
    "ewt/dev sentences given LAS": 0.885,
    "ewt/dev sentences of documents": 0.868,
    "uner_ewt/dev all": 0.758,
    "uner_ewt/test all": 0.75,
    "uner_ewt/test in capitals": 0.73,
    "uner_ewt/test in lower case": 0.725,
}
"""A little below what the shipped pipeline reaches: another machine rounds otherwise."""
TURNS = 5


def main() -> int:
    """Print every figure of the card."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--speed", action="store_true")
    parser.add_argument("folder", nargs="?", type=Path, default=SHIPPED)
    asked = parser.parse_args()
    if "ALIGN_CORPORA" not in os.environ:
        print("not measured: ALIGN_CORPORA names no folder of corpora")
        return 0
    root = Path(os.environ["ALIGN_CORPORA"])
    began = time.perf_counter()
    nlp = spacy.load(asked.folder)
    size = sum(path.stat().st_size for path in asked.folder.rglob("*") if path.is_file())
    print(f"load {time.perf_counter() - began:.2f} s, size {size / 1e6:.1f} MB")
    if asked.speed:
        speeds(nlp, root)
    figures = dict(measured(nlp, root))
    if not asked.check:
        return 0
    changed = [name for name, known in MEASURED.items() if hash_of(root / name) != known]
    if changed:
        print(f"not checked: {', '.join(changed)} differ from what the floors were read off")
        return 0
    lost = {name: floor for name, floor in FLOORS.items() if figures[name] < floor}
    for name, floor in lost.items():
        print(f"LOST {name}: {figures[name]:.4f}, floor {floor}")
    return 1 if lost else 0


def hash_of(path: Path) -> str:
    """The first 16 characters of the SHA-256 of a file, or of all files of a folder in the order of their names."""
    digest = hashlib.sha256()
    for file in sorted(path.iterdir()) if path.is_dir() else [path]:
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def measured(nlp: Language, root: Path) -> Iterator[tuple[str, float]]:
    """Print and give every figure with its name."""
    treebanks = {"gum/dev": read_treebank(root / "gum/dev"), "ewt/dev": read_treebank(root / "ewt/dev.conllu")}
    for name, documents in treebanks.items():
        single = [[sentence for row in document for sentence in cut(row, 1)] for document in documents]
        for kind, rows in (("sentences given", single), ("paragraphs", documents)):
            found = accuracy(nlp, rows)
            print(f"{name} {kind}: " + "  ".join(f"{key} {figure:.4f}" for key, figure in found.items()))
            yield from ((f"{name} {kind} {key}", figure) for key, figure in found.items())
        for kind, whole in (("documents", True), ("paragraphs", False)):
            score = sentences(nlp, documents, whole)
            print(f"{name} sentences of {kind}: {score}")
            yield f"{name} sentences of {kind}", score.f1
    gold, got = treebank_names(nlp, treebanks["gum/dev"])
    for label in ("PERSON", "ORG", "LOC", "NORP", "EVENT", "MISC"):
        print(f"gum/dev {label:6}: {f1(gold, got, label)}")
    for part in ("dev", "test"):
        gold, got = uner(nlp, root / f"ner/uner_ewt/{part}.iob2")
        for label in ("", "PERSON", "ORG", "LOC"):
            score = f1(gold, got, label)
            print(f"uner_ewt/{part} {label or 'all':6}: {score}")
            yield f"uner_ewt/{part} {label or 'all'}", score.f1
    for kind, change in (("in capitals", str.upper), ("in lower case", str.lower)):
        score = f1(*uner(nlp, root / "ner/uner_ewt/test.iob2", change))
        print(f"uner_ewt/test {kind}: {score}")
        yield f"uner_ewt/test {kind}", score.f1


def speeds(nlp: Language, root: Path) -> None:
    """Words a second of the pipeline and of the plain architecture, by turns, least time of each."""
    documents = read_treebank(root / "gum/dev")
    rows: list[Row] = [row for paragraphs in documents for row in paragraphs]
    texts = [text_of(row) for row in rows]
    other = plain.initialized([join(paragraphs[:3], "") for paragraphs in documents])
    least: dict[str, float] = {}
    for _ in range(TURNS):
        for name, pipeline in (("shipped", nlp), ("plain", other)):
            began = time.process_time()
            for _doc in pipeline.pipe(texts):
                pass
            least[name] = min(least.get(name, 1e9), time.process_time() - began)
    words = sum(len(row.words) for row in rows)
    shown = ", ".join(f"{name} {words / seconds:.0f}" for name, seconds in least.items())
    print(f"words a second of processor time: {shown}; ratio {least['plain'] / least['shipped']:.2f}")


if __name__ == "__main__":
    sys.exit(main())
