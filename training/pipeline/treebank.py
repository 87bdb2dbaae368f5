"""Universal Dependencies files (CoNLL-U) as rows, one a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from training.pipeline.mentions import gum_names
from training.pipeline.rows import Row, join


def read_treebank(path: Path) -> list[list[Row]]:
    """Documents of paragraphs of a .conllu file or a folder of them."""
    files = sorted(path.glob("*.conllu")) if path.is_dir() else [path]
    documents: list[list[Row]] = []
    for file in files:
        for document in _documents(file.read_text(encoding="utf-8")):
            documents.append([join(sentences, "") for sentences in document if sentences])
    return documents


def _documents(text: str) -> Iterator[list[list[Row]]]:
    paragraphs: list[list[Row]] = []
    for block in text.strip().split("\n\n"):
        lines = block.split("\n")
        if any(line.startswith("# newdoc") for line in lines):
            if paragraphs:
                yield paragraphs
            paragraphs = [[]]
        # EWT says "newpar id", GUM "newpar" and, for nested blocks, "newpar_block" beside it
        if any(re.match(r"# newpar\b", line) for line in lines) and paragraphs[-1]:
            paragraphs.append([])
        paragraphs[-1].append(_sentence(lines))
    yield paragraphs


def _sentence(lines: list[str]) -> Row:
    """One sentence; tokens inside a multiword token have no space between them ("do" + "n't")."""
    row = Row()
    entities: list[str] = []
    inside: dict[int, bool] = {}
    for line in lines:
        if line.startswith("#"):
            continue
        number, form, lemma, upos, xpos, _, head, dep, _, misc = line.split("\t")
        space = "SpaceAfter=No" not in misc
        if "-" in number:
            first, last = map(int, number.split("-"))
            inside |= dict.fromkeys(range(first, last), False) | {last: space}
            continue
        if "." in number:
            continue
        row.words.append(form)
        row.spaces.append(inside.get(int(number), space))
        row.tags.append(xpos)
        row.pos.append(upos)
        row.lemmas.append(form if lemma == "_" else lemma)
        row.heads.append(int(head) - 1 if head != "0" else int(number) - 1)
        row.deps.append("ROOT" if dep == "root" else dep)
        row.starts.append(not row.starts)
        found = re.search(r"(?:^|\|)Entity=([^|]*)", misc)
        entities.append(found.group(1) if found else "")
    if any(line.startswith("# sent_id = GUM_") for line in lines):
        row.names = gum_names(row, entities)
    return row
