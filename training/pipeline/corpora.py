"""The corpora that may be trained on, as documents of rows."""

from __future__ import annotations

from pathlib import Path

from training.pipeline.names import read_columns, read_docred, read_re3d
from training.pipeline.rows import Row, join
from training.pipeline.tokenizer import blank
from training.pipeline.treebank import read_treebank


def treebanks(root: Path) -> list[list[Row]]:
    """GUM and EWT, for syntax, with what they do differently made one."""
    documents = read_treebank(root / "gum/train") + read_treebank(root / "ewt/train.conllu")
    for row in (row for document in documents for row in document):
        for i, word in enumerate(row.words):
            # GUM takes "United" in names for a verb, EWT for an adjective; every news text has it
            if word == "United" and row.pos[i] == "VERB" and row.tags[i] == "NNP":
                row.pos[i], row.lemmas[i] = "ADJ", word
    return documents


def named(root: Path) -> list[list[Row]]:
    """Everything whose names people have marked."""
    ner = root / "ner"
    documents = read_treebank(root / "gum/train")
    for part in ("dev", "test"):
        documents += [[row] for row in read_docred(ner / f"re_docred/data/{part}_revised.json")]
    tokenize = blank().make_doc
    for folder in sorted(path for path in (ner / "re3d").iterdir() if path.is_dir()):
        # three times: little of it, but the only government releases, and full of agencies and armed groups
        documents += [[row] for row in read_re3d(folder, tokenize)] * 3
    sentences = list(read_columns(ner / "wikigold/CONLL-format/data/wikigold.conll.txt"))
    for part in ("train", "dev", "test"):
        sentences += read_columns(ner / f"crossner_politics/{part}.txt")
    # these come as sentences; three in a row make a small text
    documents += [[join(sentences[at : at + 3], "")] for at in range(0, len(sentences), 3)]
    return documents
