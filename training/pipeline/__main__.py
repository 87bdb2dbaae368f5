"""From $ALIGN_CORPORA to align/data/pipeline: `python -m training.pipeline [WORK_FOLDER]`.

Steps whose result is already in the work folder are left out, so that a run that broke off can go on.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import spacy

from training.pipeline import network
from training.pipeline.assemble import assemble
from training.pipeline.corpora import named, treebanks
from training.pipeline.draw import names_draw, treebank_draw
from training.pipeline.learn import learn
from training.pipeline.rows import join
from training.pipeline.silver import mark, read_news
from training.pipeline.treebank import read_treebank

SEED = 7
SYNTAX_EPOCHS, FIRST_EPOCHS, NAMES_EPOCHS = 18, 5, 7
OUT = Path(__file__).resolve().parents[2] / "align/data/pipeline"


def main() -> None:
    """Syntax, a first model of names, kinds for the names of unmarked texts, the names, the whole."""
    root = Path(os.environ["ALIGN_CORPORA"])
    work = Path(sys.argv[1] if len(sys.argv) > 1 else tempfile.mkdtemp())
    syntax, first, names = work / "syntax", work / "first", work / "names"
    if not syntax.exists():
        learn(network.syntax, treebank_draw(treebanks(root)), SYNTAX_EPOCHS, SEED, syntax)
    documents = named(root)
    if not first.exists():
        learn(network.names, names_draw(documents), FIRST_EPOCHS, SEED, first)
    if not names.exists():
        model = spacy.load(first)
        web = mark(read_treebank(root / "ewt/train.conllu"), model)
        news, kinds = read_news(root / "ecbplus/train.jsonl", spacy.load(syntax, exclude=["parser", "lemmatizer"]))
        documents += web + [[join(sentences, "")] for sentences in mark(news, model, kinds)]
        learn(network.names, names_draw(documents), NAMES_EPOCHS, SEED, names)
    assemble(syntax, names, OUT)


if __name__ == "__main__":
    main()
