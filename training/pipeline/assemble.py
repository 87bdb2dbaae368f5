"""One pipeline out of the two that were trained apart: syntax with its shared features, names with their own."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import spacy


def assemble(syntax: Path, names: Path, out: Path) -> None:
    """Write the shipped pipeline."""
    nlp = spacy.load(syntax)
    other = spacy.load(names)
    other.replace_listeners("tok2vec", "ner", ["model.tok2vec"])
    nlp.add_pipe("ner", source=other)
    nlp.config["training"] = {}
    nlp.meta.update(name="align_news", version="0.1.0", author="", email="", url="", license="CC BY-SA 4.0", description="")
    beside = out.with_name(out.name + ".new")
    shutil.rmtree(beside, ignore_errors=True)
    nlp.to_disk(beside, exclude=["user_data"])
    old = out.with_name(out.name + ".old")
    if out.exists():
        out.rename(old)
    beside.rename(out)
    shutil.rmtree(old, ignore_errors=True)


if __name__ == "__main__":
    assemble(*(Path(a) for a in sys.argv[1:4]))
