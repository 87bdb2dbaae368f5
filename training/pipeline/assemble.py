"""One pipeline out of two that were trained apart, with nothing in its files that it does not need."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import spacy
import srsly  # type: ignore[import-untyped]
from spacy.language import Language

META = {
    "name": "align_news",
    "version": "1.0.0",
    "description": "English for align: tags, dependencies, sentences, lemmas, names",
    "author": "",
    "email": "",
    "url": "",
    "license": "CC BY-SA 4.0",
    "spacy_version": ">=3.8.0,<3.9.0",
}
DROPPED = ("performance", "vectors", "spacy_git_version", "sources", "requirements")
"""Entries of meta.json that would be empty, or change from one machine to the next."""


def assemble(syntax: Path, names: Path, out: Path) -> None:
    """Syntax with its shared features, names with their own, written beside `out` and then put in its place."""
    nlp = spacy.load(syntax)
    other = spacy.load(names)
    other.replace_listeners("tok2vec", "ner", ["model.tok2vec"])
    nlp.add_pipe("ner", source=other)
    beside, old = out.with_name(out.name + ".new"), out.with_name(out.name + ".old")
    for folder in (beside, old):
        shutil.rmtree(folder, ignore_errors=True)
    nlp.to_disk(beside)
    _strip(nlp, beside)
    if out.exists():
        out.rename(old)
    beside.rename(out)
    shutil.rmtree(old, ignore_errors=True)


def needed_strings(nlp: Language, folder: Path) -> list[str]:
    """What must be in the string store: labels, what lemmas are cut and joined from, what the tokenizer knows."""
    fresh = spacy.blank("en").vocab.strings
    strings = {string for string in nlp.vocab.strings if string in fresh}
    for name in (name for name in nlp.pipe_names if name != "lemmatizer"):
        strings |= {str(label) for label in getattr(nlp.get_pipe(name), "labels", ())}
    trees = srsly.read_msgpack(folder / "lemmatizer/trees")["trees"]
    waiting = [int(label) for label in srsly.read_json(folder / "lemmatizer/cfg")["labels"]]
    seen: set[int] = set()
    while waiting:
        # only the trees that are labels, and what they are made of: the rest was seen once, in odd words of the corpora
        number = waiting.pop()
        if number in seen or number >= len(trees):
            continue
        seen.add(number)
        tree = trees[number]
        waiting += [tree[key] for key in ("prefix_tree", "suffix_tree") if key in tree]
        # a leaf of a tree says which string becomes which other
        strings |= {nlp.vocab.strings[tree[key]] for key in ("orig", "subst") if tree.get(key)}
    return sorted(strings - {""})


def _hide_addresses(nlp: Language, folder: Path) -> None:
    """Take the mail addresses of the corpora out of the trees: each becomes a tree that leaves "@" as it is."""
    path = folder / "lemmatizer/trees"
    data = srsly.read_msgpack(path)
    sign = nlp.vocab.strings.add("@")
    for tree in data["trees"]:
        if any("@" in nlp.vocab.strings[tree[key]] for key in ("orig", "subst") if tree.get(key)):
            tree["orig"] = tree["subst"] = sign
    srsly.write_msgpack(path, data)


def _strip(nlp: Language, folder: Path) -> None:
    _hide_addresses(nlp, folder)
    (folder / "vocab/strings.json").write_text(json.dumps(needed_strings(nlp, folder), ensure_ascii=False), "utf-8")
    meta = json.loads((folder / "meta.json").read_text("utf-8"))
    meta = {key: value for key, value in (meta | META).items() if key not in DROPPED}
    (folder / "meta.json").write_text(json.dumps(meta, indent=1, ensure_ascii=False) + "\n", "utf-8")
    config = nlp.config
    for section in ("corpora", "training", "initialize", "pretraining"):
        config[section] = {}
    config["paths"] = dict.fromkeys(config["paths"])
    config.to_disk(folder / "config.cfg")
