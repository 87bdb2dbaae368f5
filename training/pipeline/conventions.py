"""What a name is, where it begins and ends, and what kind it is: one set of rules for all corpora.

PERSON without titles ("President", "Mr."), ORG, LOC (countries, places, buildings), NORP (peoples, faiths, political
groups, as nouns and as adjectives), EVENT, MISC (works, laws, products, awards). No article, no possessive.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from training.pipeline.facts import fact_set, facts, groups
from training.pipeline.rows import UNKNOWN

Name = tuple[int, int, str]

SERIES = frozenset("Figure Figures Table Listing Factor Section Chapter Q Step Part Phase Level Type Class Day".split())
_TRIM_LEFT = frozenset("\" ' “ ‘ ( . , : - –".split())
_TRIM_RIGHT = frozenset("'s ’s ' ’ \" ” ) . , : - –".split())


@cache
def known() -> dict[str, str]:
    """Names whose kind hardly depends on the text they stand in, out of the lists of facts."""
    kinds = {"country": "LOC", "city": "LOC", "org": "ORG", "event": "EVENT", "misc": "MISC"}
    people = fact_set("given") | fact_set("family")
    found: dict[str, set[str]] = {}
    for kind, label in kinds.items():
        for name in facts(kind):
            found.setdefault(name, set()).add(label)
    return {name: labels.pop() for name, labels in found.items() if len(labels) == 1 and name not in people}


def _trim(words: list[str], start: int, end: int, label: str) -> tuple[int, int]:
    while start < end and words[end - 1] in _TRIM_RIGHT:
        end -= 1
    while start < end and words[start] in _TRIM_LEFT:
        start += 1
    # "The" stays in titles of works, which are quoted with it
    while start < end and words[start].lower() in ("the", "a", "an") and (label != "MISC" or words[start].islower()):
        start += 1
    if label == "PERSON":
        while end - start > 1 and (
            words[start] in fact_set("title")
            or words[start] in groups()
            or words[start] in _TRIM_LEFT
            or words[start] in ("of", "for", "the", "U.S.")
        ):
            start += 1
    return start, end


def settle(words: list[str], names: Iterable[Name]) -> list[Name]:
    """Apply the conventions; of names that overlap the longest wins; groups found nowhere else are added."""
    out: list[Name] = []
    for first, last, kind in names:
        if kind == UNKNOWN:
            out.append((first, last, kind))
            continue
        start, end = _trim(words, first, last, kind)
        text = " ".join(words[start:end])
        if not text or text in fact_set("plain") or words[start] in SERIES or text.startswith("Members of"):
            continue
        if kind == "PERSON" and end - start == 1 and text in fact_set("title"):
            continue
        label = kind
        if end - start == 1 and text in groups():
            label = "NORP"
        elif kind != "PERSON" and text in known():
            label = known()[text]
        elif kind in ("MISC", "EVENT") and end - start > 1:
            inner = set(words[start:end])
            label = "MISC" if inner & fact_set("law_word") else "EVENT" if inner & fact_set("event_word") else kind
        elif kind in ("ORG", "LOC") and end - start > 1 and words[end - 1] in fact_set("law_word"):
            label = "MISC"
        out.append((start, end, label))
    taken = [False] * len(words)
    kept: list[Name] = []
    for start, end, label in sorted(out, key=lambda name: (name[0] - name[1], name)):
        if not any(taken[start:end]):
            kept.append((start, end, label))
            taken[start:end] = [True] * (end - start)
    kept += [(i, i + 1, "NORP") for i, word in enumerate(words) if word in groups() and not taken[i]]
    return sorted(kept)
