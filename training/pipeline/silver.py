"""Names for texts that have none marked: spans from the treebank's proper nouns, kinds from what can be trusted.

A run of proper nouns is surely a name, and other words surely are not; which kind of name is taken from the lists of
facts, from a first model where it says the same with and without the text around, or from the same name elsewhere.
Runs whose kind stays open are marked unknown, and nothing is learned from them.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from training.pipeline.conventions import Name, known, settle
from training.pipeline.facts import facts, groups
from training.pipeline.mentions import runs
from training.pipeline.rows import UNKNOWN, Row

GOLD = {
    "HUMAN_PART_PER": "PERSON", "HUMAN_PART_ORG": "ORG", "HUMAN_PART_MET": "ORG",
    "HUMAN_PART_GPE": "LOC", "LOC_GEO": "LOC", "LOC_FAC": "LOC",
}  # fmt: skip
VOTES, SHARE = 3, 0.8
"""How often, and how much of the time, a name must have got one kind to get it everywhere."""


def by_rule(words: list[str]) -> tuple[int, str]:
    """How many words to leave out in front, and the kind that the words alone tell ("" when they do not)."""
    skip = 0
    while skip < len(words) - 1 and words[skip] in facts("sure_title"):
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
    if rest[-1] in facts("body_word") and len(rest) > 1:
        return 0, "ORG"
    first = rest[0].title() if rest[0].islower() else rest[0]
    if first in facts("given") and len(rest) <= 3 and all(word.replace(".", "").isalpha() for word in rest):
        places = set(facts("city")) | set(facts("country"))
        return 0, "" if first in places or (len(rest) == 1 and first in facts("family")) else "PERSON"
    return 0, ""


def _predicted(model: Language, row: Row) -> dict[tuple[int, int], str]:
    """Names that the first model finds both in the whole text and in the sentence alone, as word spans."""
    whole = model(Doc(model.vocab, words=row.words, spaces=row.spaces))
    found = {(ent.start, ent.end): ent.label_ for ent in whole.ents}
    bounds = [i for i, start in enumerate(row.starts) if start] + [len(row.words)]
    alone: dict[tuple[int, int], str] = {}
    for first, last in zip(bounds, bounds[1:], strict=False):
        doc = model(Doc(model.vocab, words=row.words[first:last], spaces=row.spaces[first:last]))
        alone |= {(first + ent.start, first + ent.end): ent.label_ for ent in doc.ents}
    return {span: label for span, label in found.items() if alone.get(span) == label}


def mark(
    documents: list[list[Row]], model: Language, given: dict[int, dict[str, str]] | None = None
) -> list[list[Row]]:
    """The rows with names; `given` holds, by the number of the document, kinds that people marked there."""
    everywhere: dict[str, Counter[str]] = defaultdict(Counter)
    drafts: list[list[tuple[Row, list[Name]]]] = []
    for number, paragraphs in enumerate(documents):
        draft: list[tuple[Row, list[Name]]] = []
        for row in paragraphs:
            guesses = _predicted(model, row)
            names: list[Name] = []
            for start, end in runs(row):
                skip, label = by_rule(row.words[start:end])
                start += skip
                text = " ".join(row.words[start:end])
                label = (given or {}).get(number, {}).get(text) or label or guesses.get((start, end), "")
                if label:
                    everywhere[text][label] += 1
                names.append((start, end, label))
            draft.append((row, names))
        drafts.append(draft)
    agreed = {text: kinds.most_common(1)[0] for text, kinds in everywhere.items()}
    sure = {text: label for text, (label, n) in agreed.items() if n >= VOTES and n >= SHARE * everywhere[text].total()}
    return [_settled(draft, sure) for draft in drafts]


def _settled(draft: list[tuple[Row, list[Name]]], sure: dict[str, str]) -> list[Row]:
    """Second look at one document: family names follow whole names, open names follow the same name elsewhere."""
    people: set[str] = set()
    for row, names in draft:
        people |= {row.words[end - 1] for start, end, label in names if label == "PERSON" and end - start > 1}
    out: list[Row] = []
    for row, names in draft:
        final: list[Name] = []
        for start, end, label in names:
            text = " ".join(row.words[start:end])
            single = end - start == 1 and text in people and text not in known()
            final.append((start, end, "PERSON" if single else label or sure.get(text, UNKNOWN)))
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
            doc = tagger(sentence["text"])
            if not len(doc):
                continue
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
