"""Figures of a pipeline against gold rows: accuracy on gold tokens, sentences and names on raw text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc

from training.pipeline.rows import Row, join

Found = tuple[int, int, int, str]
"""Number of the text, first character, end, label."""
UNER = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"}


class Score(NamedTuple):
    """Exact spans: precision, recall, their harmonic mean, and how many there are to be found."""

    precision: float
    recall: float
    f1: float
    gold: int

    def __str__(self) -> str:
        return f"P {self.precision:.3f} R {self.recall:.3f} F1 {self.f1:.3f} (of {self.gold})"


def f1(gold: Iterable[Found], found: Iterable[Found], label: str = "") -> Score:
    """Precision, recall and F1 of exact spans with labels, of one label or of all."""
    golds, founds = ({item for item in items if not label or item[3] == label} for items in (gold, found))
    hits = len(golds & founds)
    precision, recall = hits / max(1, len(founds)), hits / max(1, len(golds))
    mean = 2 * precision * recall / max(1e-9, precision + recall)
    return Score(precision, recall, mean, len(golds))


def text_of(row: Row) -> str:
    """The raw text of a row."""
    return "".join(word + " " * space for word, space in zip(row.words, row.spaces, strict=True))


def accuracy(nlp: Language, documents: list[list[Row]]) -> dict[str, float]:
    """Tags, lemmas and attachments where the words are given, a row at a time.

    LAS and UAS leave punctuation out; LAS leaves the subtypes of relations out.
    """
    right: Counter[str] = Counter()
    words = arcs = 0
    for row in (row for document in documents for row in document):
        doc = nlp(Doc(nlp.vocab, words=row.words, spaces=row.spaces))
        words += len(doc)
        for i, token in enumerate(doc):
            right["UPOS"] += token.pos_ == row.pos[i]
            right["XPOS"] += token.tag_ == row.tags[i]
            right["lemma"] += token.lemma_ == row.lemmas[i]
            kind = row.deps[i].split(":")[0]
            if kind != "punct":
                arcs += 1
                attached = token.head.i == row.heads[i]
                right["UAS"] += attached
                right["LAS"] += attached and token.dep_.split(":")[0] == kind
    return {name: count / (arcs if name.endswith("AS") else words) for name, count in right.items()}


def _gold_sentences(number: int, row: Row) -> set[Found]:
    """Gold sentences as characters of the raw text, without the white space around them."""
    spans: set[Found] = set()
    at = end = 0
    start = -1
    for word, space, first in zip(row.words, row.spaces, row.starts, strict=True):
        if word.strip():
            if first:
                if start >= 0:
                    spans.add((number, start, end, ""))
                start = at
            end = at + len(word)
        at += len(word) + space
    return spans | {(number, start, end, "")}


def sentences(nlp: Language, documents: list[list[Row]], whole: bool) -> Score:
    """Exact sentences on raw text, of whole documents with blank lines between paragraphs, or of single paragraphs."""
    gold: set[Found] = set()
    found: set[Found] = set()
    rows = [row for paragraphs in documents for row in ([join(paragraphs, "\n\n")] if whole else paragraphs)]
    for number, row in enumerate(rows):
        gold |= _gold_sentences(number, row)
        for sentence in nlp(text_of(row)).sents:
            inner = [token for token in sentence if not token.is_space]
            if inner:
                found.add((number, inner[0].idx, inner[-1].idx + len(inner[-1]), ""))
    return f1(gold, found)


def treebank_names(nlp: Language, documents: list[list[Row]]) -> tuple[set[Found], set[Found]]:
    """Gold (as converted for training) and found names on the raw text of whole documents."""
    gold: set[Found] = set()
    found: set[Found] = set()
    for number, paragraphs in enumerate(documents):
        doc = join(paragraphs, "\n\n").doc(nlp.vocab)
        gold |= {(number, ent.start_char, ent.end_char, ent.label_) for ent in doc.ents}
        found |= {(number, ent.start_char, ent.end_char, ent.label_) for ent in nlp(doc.text).ents}
    return gold, found


def _uner_names(number: int, text: str, lines: list[str]) -> set[Found]:
    spans: set[Found] = set()
    at = end = start = 0
    label = ""
    for line in lines:
        _, word, tag = line.split("\t")[:3]
        at = text.index(word, at)
        if label and not tag.startswith("I-"):
            spans.add((number, start, end, label))
            label = ""
        if tag.startswith("B-"):
            start, label = at, UNER[tag[2:]]
        at = end = at + len(word)
    return spans | ({(number, start, end, label)} if label else set())


def uner(nlp: Language, path: Path, change: Callable[[str], str] = str) -> tuple[set[Found], set[Found]]:
    """Gold and found persons, organisations and places of UNER, a sentence at a time on its raw text.

    `change` makes another text of each sentence; those whose length it changes are left out.
    """
    gold: set[Found] = set()
    found: set[Found] = set()
    for number, block in enumerate(path.read_text(encoding="utf-8").strip().split("\n\n")):
        lines = block.split("\n")
        text = next(line.removeprefix("# text = ") for line in lines if line.startswith("# text = "))
        changed = change(text)
        if len(changed) != len(text):
            continue
        gold |= _uner_names(number, text, [line for line in lines if not line.startswith("#")])
        for ent in nlp(changed).ents:
            if ent.label_ in UNER.values():
                found.add((number, ent.start_char, ent.end_char, ent.label_))
    return gold, found
