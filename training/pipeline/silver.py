"""Names for texts that have none marked: spans from the treebank's proper nouns, kinds from what can be trusted.

A run of proper nouns is surely a name, and other words surely are not; which kind of name is taken from the lists of
facts, from a first model where it says the same with and without the text around, or from the same name elsewhere.
Runs whose kind stays open are marked unknown, and nothing is learned from them.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc

from training.pipeline.conventions import Name, known, settle
from training.pipeline.facts import fact_set, groups
from training.pipeline.mentions import runs
from training.pipeline.rows import UNKNOWN, Row

GOLD = {
    "HUMAN_PART_PER": "PERSON", "HUMAN_PART_ORG": "ORG", "HUMAN_PART_MET": "ORG",
    "HUMAN_PART_GPE": "LOC", "LOC_GEO": "LOC", "LOC_FAC": "LOC",
}  # fmt: skip
HEADLINE = 0.6
"""The share of capitalised words from which a sentence is a headline."""
VOTES, SHARE = 3, 0.8
"""How often, and how much of the time, a name must have got one kind to get it everywhere."""
SURE = ("PERSON", "LOC", "MISC")
"""Kinds that the second network is believed in, with the text around and without: of 20 such names of other kinds all
were right, of single words that it calls persons or places three in four (on ewt/dev, beside ner/uner_ewt/dev)."""


class Draft(NamedTuple):
    """A run of proper nouns: what rules or people say it is, else what the first model takes it for."""

    start: int
    end: int
    label: str
    guess: str


def by_rule(words: list[str]) -> tuple[int, str]:
    """How many words to leave out in front, and the kind that the words alone tell ("" when they do not)."""
    skip = 0
    while skip < len(words) - 1 and words[skip] in fact_set("sure_title"):
        skip += 1
    rest = words[skip:]
    if skip:
        return skip, "PERSON"
    text = " ".join(rest)
    # lower-case web writing: "san francisco" is looked up as "San Francisco"
    label = known().get(text) or (known().get(text.title()) if text.islower() else None)
    if label:
        return 0, label
    if len(rest) == 1 and text in groups():
        return 0, "NORP"
    if rest[-1] in fact_set("body_word") and len(rest) > 1:
        return 0, "ORG"
    first = rest[0].title() if rest[0].islower() else rest[0]
    if first in fact_set("given") and len(rest) <= 3 and all(word.replace(".", "").isalpha() for word in rest):
        places = fact_set("city") | fact_set("country")
        return 0, "" if first in places or (len(rest) == 1 and first in fact_set("family")) else "PERSON"
    return 0, ""


def _predicted(model: Language, rows: list[Row], second: bool) -> list[dict[tuple[int, int], str]]:
    """For each row the names that the model finds both in the whole text and in the sentence alone."""
    whole = [Doc(model.vocab, words=row.words, spaces=row.spaces) for row in rows]
    places: list[tuple[int, int]] = []
    parts: list[Doc] = []
    for number, row in enumerate(rows):
        bounds = [i for i, start in enumerate(row.starts) if start] + [len(row.words)]
        for first, last in pairwise(bounds):
            places.append((number, first))
            parts.append(Doc(model.vocab, words=row.words[first:last], spaces=row.spaces[first:last]))
    alone: list[dict[tuple[int, int], str]] = [{} for _ in rows]
    for (number, first), doc in zip(places, model.pipe(parts), strict=True):
        alone[number] |= {(first + ent.start, first + ent.end): ent.label_ for ent in doc.ents}
    out: list[dict[tuple[int, int], str]] = []
    for doc, agreed in zip(model.pipe(whole), alone, strict=True):
        found = {(ent.start, ent.end): ent.label_ for ent in doc.ents}
        # what the first one calls MISC is too often simply unknown to it
        dubious = "" if second else "MISC"
        out.append({span: label for span, label in found.items() if agreed.get(span) == label != dubious})
    return out


def mark(
    documents: list[list[Row]],
    model: Language,
    given: dict[int, dict[str, str]] | None = None,
    second: bool = False,
) -> list[list[Row]]:
    """The rows with names; `given` holds, by the number of the document, kinds that people marked there.

    `second` tells that the model is not the first, and is believed in more.
    """
    rows = [row for paragraphs in documents for row in paragraphs]
    guesses = dict(zip(map(id, rows), _predicted(model, rows, second), strict=True))
    trusted: dict[str, Counter[str]] = defaultdict(Counter)
    drafts: list[list[tuple[Row, list[Draft]]]] = []
    for number, paragraphs in enumerate(documents):
        told = (given or {}).get(number, {})
        drafts.append([])
        for row in paragraphs:
            names: list[Draft] = []
            for first, end in runs(row):
                skip, label = by_rule(row.words[first:end])
                start = first + skip
                text = " ".join(row.words[start:end])
                label = told.get(text) or label
                guess = "" if label else guesses[id(row)].get((start, end), "")
                if label or guess:
                    trusted[text][label or guess] += 1
                names.append(Draft(start, end, label, guess))
            drafts[-1].append((row, names))
    return [_settled(draft, trusted, given is not None, SURE if second else ()) for draft in drafts]


def _capitals(row: Row) -> list[int]:
    """Words inside sentences that begin with a capital: where tags are predicted, any of them may be a name."""
    no_names = fact_set("calendar") | fact_set("title") | fact_set("plain") | groups()
    inner = [i for i, word in enumerate(row.words) if word[:1].isupper() and word not in no_names and word != "I"]
    return [i for i in inner if not row.starts[i] and row.words[i - 1] not in ("“", '"', "‘", "''", "``", ":")]


def _settled(
    draft: list[tuple[Row, list[Draft]]], trusted: dict[str, Counter[str]], predicted: bool, sure: tuple[str, ...]
) -> list[Row]:
    """Second look at one document: parts of a person's name are the person, open names follow the same elsewhere."""
    people: set[str] = set()
    for row, names in draft:
        for name in names:
            if (name.label or name.guess) == "PERSON" and name.end - name.start > 1:
                people |= {row.words[name.start], row.words[name.end - 1]}
    out: list[Row] = []
    for row, names in draft:
        final: list[Name] = []
        for name in names:
            text = " ".join(row.words[name.start : name.end])
            single = name.end - name.start == 1
            kind, votes = (trusted[text].most_common(1) or [("", 0)])[0]
            label = name.label
            if not label and single and text in people and text not in known():
                label = "PERSON"
            elif not label and votes >= VOTES and votes >= SHARE * trusted[text].total():
                label = kind
            elif not label and name.guess and (not single or votes >= 2 or name.guess in sure):
                # of names of one word that it sees once, the first model gets one in three wrong
                label = name.guess
            final.append((name.start, name.end, label or UNKNOWN))
        if predicted:
            covered = {i for start, end, _ in final for i in range(start, end)}
            final += [(i, i + 1, UNKNOWN) for i in _capitals(row) if i not in covered]
        out.append(replace(row, names=settle(row.words, final)))
    return out


def read_news(path: Path, tagger: Language) -> tuple[list[list[Row]], dict[int, dict[str, str]]]:
    """ECB+ news as tagged rows, and for each document the kinds of names its participants and places tell."""
    documents: list[list[Row]] = []
    given: dict[int, dict[str, str]] = {}
    for number, line in enumerate(line for line in path.read_text(encoding="utf-8").split("\n") if line.strip()):
        rows: list[Row] = []
        kinds: dict[str, str] = {}
        for sentence in json.loads(line)["sentences"]:
            if not sentence["text"].strip():
                continue
            doc = tagger(sentence["text"])
            letters = [token for token in doc if token.is_alpha]
            if sum(token.text[0].isupper() for token in letters) > HEADLINE * len(letters):
                continue  # in a headline the predicted tags tell nothing
            words, tags = [token.text for token in doc], [token.tag_ for token in doc]
            starts = [True] + [False] * (len(words) - 1)
            rows.append(Row(words, [bool(token.whitespace_) for token in doc], tags, starts=starts))
            rows[-1].spaces[-1] = True
            for mention in sentence["mentions"]:
                span = doc.char_span(mention["start"], mention["end"])
                if mention["type"] in GOLD and span is not None and not mention["negated"]:
                    first = next((i for i in range(span.start, span.end) if tags[i].startswith("NNP")), span.end)
                    if all(tag.startswith("NNP") for tag in tags[first : span.end]) and first < span.end:
                        kinds[" ".join(words[first : span.end])] = GOLD[mention["type"]]
        documents.append(rows)
        given[number] = kinds
    return documents, given
