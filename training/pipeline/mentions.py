"""Names out of treebanks: GUM's mentions cut down to the name, and bare runs of proper nouns elsewhere."""

from __future__ import annotations

import re

from training.pipeline.conventions import Name, settle
from training.pipeline.facts import fact_set
from training.pipeline.rows import UNKNOWN, Row

LABELS = {
    "person": "PERSON", "organization": "ORG", "place": "LOC", "event": "EVENT", "object": "MISC", "abstract": "MISC",
}  # fmt: skip
LINKS = (("of", "the"), ("of",), ("for",), ("and",), ("&",), ("for", "the"))


def gum_names(row: Row, entities: list[str]) -> list[Name]:
    """Mentions of the Entity layer whose head is a proper noun; the settled rules drop the rest."""
    names: set[Name] = set()
    opened: list[tuple[str, int, str]] = []
    for i, text in enumerate(entities):
        for new, single, closing in re.findall(r"\(([^()]+)(\)?)|(\d+)\)", text):
            closed = closing
            if new:
                number, kind = [*new.split("-"), ""][:2]
                opened.append((number, i, kind))
                closed = number if single else ""
            at = max((k for k, mention in enumerate(opened) if mention[0] == closed), default=-1) if closed else -1
            if at >= 0:
                _, start, kind = opened.pop(at)
                span = core(row, start, i + 1, kind == "person") if kind in LABELS else None
                if span:
                    names.add((*span, LABELS[kind]))
    settled = settle(row.words, names)
    taken = {i for start, end, _ in settled for i in range(start, end)}
    no_names = fact_set("calendar") | fact_set("title") | fact_set("plain")
    # a proper noun that heads no mention may still be (part of) a name
    open_words = [i for i, word in enumerate(row.words) if proper(row, i) and i not in taken and word not in no_names]
    return sorted(settled + [(i, i + 1, UNKNOWN) for i in open_words])


def proper(row: Row, i: int) -> bool:
    """Whether a word is tagged as (part of) a proper name; the part of speech alone would miss "United"."""
    return row.tags[i] in ("NNP", "NNPS")


def core(row: Row, start: int, end: int, person: bool) -> tuple[int, int] | None:
    """The run of proper nouns around the head of a phrase, with "of"-phrases where they are part of a name."""
    heads = [i for i in range(start, end) if not start <= row.heads[i] < end or row.heads[i] == i]
    if not heads or not proper(row, heads[0]):
        return None
    first = last = heads[0]

    def inside(i: int) -> bool:
        word = row.words[i]
        capital = word[:1].isupper() and row.tags[i][:2] in ("JJ", "NN", "VB", "CD")
        return proper(row, i) or row.tags[i] == "HYPH" or capital

    while first > start and inside(first - 1):
        first -= 1
    while last + 1 < end:
        if inside(last + 1):
            last += 1
            continue
        for link in () if person else LINKS:
            after = last + 1 + len(link)
            if after < end and tuple(row.words[last + 1 : after]) == link and proper(row, after) and proper(row, last):
                last = after
                break
        else:
            break
    while first < last and row.tags[first] == "HYPH":
        first += 1
    while first < last and row.tags[last] == "HYPH":
        last -= 1
    return first, last + 1


def runs(row: Row) -> list[tuple[int, int]]:
    """Maximal runs of proper nouns of a treebank row that has no layer of names; months and days are none."""
    spans: list[tuple[int, int]] = []
    i = 0
    size = len(row.words)
    while i < size:
        if not proper(row, i) or row.words[i] in fact_set("calendar"):
            i += 1
            continue
        last = i
        while last + 1 < size and not row.starts[last + 1] and row.words[last + 1] not in fact_set("calendar"):
            linked = row.tags[last + 1] == "HYPH" or (row.words[last + 1] in ("of", "&") and last > i)
            if proper(row, last + 1):
                last += 1
            elif linked and last + 2 < size and proper(row, last + 2):
                last += 2
            else:
                break
        spans.append((i, last + 1))
        i = last + 1
    return spans
