"""Corpora of names as rows, all under the conventions of this folder."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from training.pipeline.conventions import Name, settle
from training.pipeline.rows import Row

KINDS = {
    "PER": "PERSON", "ORG": "ORG", "LOC": "LOC", "MISC": "MISC",
    "politician": "PERSON", "person": "PERSON", "organisation": "ORG", "politicalparty": "ORG", "location": "LOC",
    "country": "LOC", "event": "EVENT", "election": "EVENT", "misc": "MISC",
    "Person": "PERSON", "Organisation": "ORG", "Location": "LOC", "Nationality": "NORP",
}  # fmt: skip
_CLOSE = frozenset(". , ; : ! ? ) ] 's ’s n't ' % 're 've 'm 'll 'd".split())
_OPEN = frozenset("( [ $ £ € #".split())
_SMALL = frozenset("of the and for al on in".split())
_PRONOUNS = frozenset("We I He She It They You Our His Her Their".split())


def spaces_of(words: list[str]) -> list[bool]:
    """Guess which words were followed by a space, for corpora that kept only the tokens."""
    spaces = [True] * len(words)
    quoted = False
    for i, word in enumerate(words):
        before = max(i - 1, 0)
        if i and word in _CLOSE:
            spaces[before] = False
        if word in _OPEN:
            spaces[i] = False
        elif word in ("-", "–") and i and words[before][-1:].isalnum() and "".join(words[i + 1 : i + 2])[:1].isalnum():
            spaces[before] = spaces[i] = word == "–"
        elif word == "/":
            spaces[before] = spaces[i] = False
        elif word == '"':
            spaces[before if quoted else i] = False
            quoted = not quoted
    if spaces:
        spaces[-1] = True
    return spaces


def _row(words: list[str], names: Iterable[Name]) -> Row:
    return Row(words=words, spaces=spaces_of(words), names=settle(words, names))


def read_columns(path: Path) -> Iterator[Row]:
    """Sentences of token-a-line files with IOB labels (wikigold, CrossNER)."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        pairs = [line.split() for line in block.strip().split("\n") if len(line.split()) == 2]
        if not pairs or pairs[0][0] == "-DOCSTART-":
            continue
        names: list[Name] = []
        before = "O"
        for i, (_, tag) in enumerate(pairs):
            label = KINDS.get(tag[2:], "")
            if label and tag[2:] == before[2:] and tag.startswith("I"):
                names[-1] = (names[-1][0], i + 1, label)
            elif label:
                names.append((i, i + 1, label))
            before = tag
        yield _row([word for word, _ in pairs], names)


def read_docred(path: Path) -> Iterator[Row]:
    """Re-DocRED: whole abstracts of Wikipedia; its times and numbers are no names."""
    for item in json.loads(path.read_text(encoding="utf-8")):
        offsets = [0]
        for sentence in item["sents"]:
            offsets.append(offsets[-1] + len(sentence))
        words = [word.strip() for sentence in item["sents"] for word in sentence]
        place = {old: new for new, old in enumerate(i for i, word in enumerate(words) if word)}
        names: list[Name] = []
        for mention in (mention for vertex in item["vertexSet"] for mention in vertex if mention["type"] in KINDS):
            start, end = (offsets[mention["sent_id"]] + at for at in mention["pos"])
            if start in place and end - 1 in place:
                names.append((place[start], place[end - 1] + 1, KINDS[mention["type"]]))
        yield _row([word for word in words if word], names)


def read_re3d(folder: Path, tokenize: Callable[[str], Doc]) -> Iterator[Row]:
    """re3d: releases of governments; its spans are noun phrases, of which those written like names are kept."""
    entities: dict[str, list[dict[str, Any]]] = {}
    for entity in _lines(folder / "entities.json"):
        entities.setdefault(entity["documentId"], []).append(entity)
    for document in _lines(folder / "documents.json"):
        doc = tokenize(document["text"])
        words = [token.text for token in doc]
        names: list[Name] = []
        for entity in entities.get(document["_id"], []):
            span = doc.char_span(entity["begin"], entity["end"])
            if entity["type"] in KINDS and span is not None:
                start = span.start + (words[span.start].lower() in ("the", "a", "an", "our"))
                if _written_like_a_name(words[start : span.end]):
                    names.append((start, span.end, KINDS[entity["type"]]))
        yield Row(words=words, spaces=[bool(token.whitespace_) for token in doc], names=settle(words, names))


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def _written_like_a_name(words: list[str]) -> bool:
    if not words or words[0] in _PRONOUNS or not words[0][:1].isupper() or not words[-1][:1].isupper():
        return False
    return not any(word[:1].islower() and word not in _SMALL for word in words)
