"""Other names in the same places, and short texts made of templates: what the lists of facts are learned from."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from training.pipeline.conventions import Name, settle
from training.pipeline.facts import fact_set, facts, tokens
from training.pipeline.rows import UNKNOWN, Row

SHARES = {"PERSON": 0.5, "ORG": 0.5, "LOC": 0.5, "NORP": 0.4, "EVENT": 0.15, "MISC": 0.1}


Pool = dict[str, list[str]]
"""Names of the corpora by kind; of people the last words."""


def pool_of(rows: Iterable[Row]) -> Pool:
    """All names of the rows, each once: more of them, and stranger ones, than the lists of facts have."""
    found: dict[str, dict[str, None]] = {}
    for row in rows:
        for start, end, label in row.names or []:
            text = text_of(row, end - 1 if label == "PERSON" else start, end)
            if label != UNKNOWN and text[:1].isupper() and len(text) > 2:
                found.setdefault(label, {})[text] = None
    return {label: list(names) for label, names in found.items()}


def text_of(row: Row, start: int, end: int) -> str:
    """The words of a row with the spaces between them."""
    pairs = zip(row.words[start:end], row.spaces[start:end], strict=True)
    return "".join(word + " " * space for word, space in pairs).strip()


def swap(row: Row, rng: random.Random, pool: Pool) -> Row:
    """Replace some names by others of their kind, the same name by the same other one throughout the text."""
    if not row.names:
        return row
    chosen: dict[tuple[str, str], tuple[list[str], list[bool]] | None] = {}
    family: dict[str, str] = {}
    words: list[str] = []
    spaces: list[bool] = []
    names: list[Name] = []
    at = 0
    for start, end, label in row.names:
        words += row.words[at:start]
        spaces += row.spaces[at:start]
        text = " ".join(row.words[start:end])
        if (label, text) not in chosen:
            chance = rng.random() < SHARES.get(label, 0.0)
            other = _other(row.words[start:end], label, family, rng, pool) if chance else None
            chosen[label, text] = tokens(other) if other else None
        new = chosen[label, text] or (row.words[start:end], row.spaces[start:end])
        names.append((len(words), len(words) + len(new[0]), label))
        words += new[0]
        spaces += [*new[1][:-1], row.spaces[end - 1]]
        at = end
    words += row.words[at:]
    spaces += row.spaces[at:]
    return Row(words=words, spaces=spaces, names=names)


def _other(words: list[str], label: str, family: dict[str, str], rng: random.Random, pool: Pool) -> str | None:
    strange = rng.random() < 0.5 and bool(pool.get(label))
    if label == "PERSON":
        last = family.setdefault(words[-1], rng.choice(pool[label] if strange else facts("family")))
        if len(words) > 1:
            middle = f" {rng.choice('ABCDEFGHJKLMNPRSTW')}." if rng.random() < 0.08 else ""
            return f"{rng.choice(facts('given'))}{middle} {last}"
        return rng.choice(facts("given")) if words[0] in fact_set("given") else last
    if label == "NORP":
        if len(words) > 1:
            return None
        plural = words[0].endswith("s") and not words[0].endswith("ss")
        return rng.choice(facts("group")) + ("s" if plural else "")
    if strange:
        return rng.choice(pool[label])
    if label == "LOC":
        return rng.choice(facts("country" if " ".join(words) in fact_set("country") or rng.random() < 0.3 else "city"))
    return rng.choice(facts({"ORG": "org", "EVENT": "event", "MISC": "misc"}[label]))


SLOTS = {
    "P": "PERSON", "F": "PERSON", "N": "PERSON", "L": "LOC", "C": "LOC",
    "O": "ORG", "G": "NORP", "E": "EVENT", "M": "MISC",
}  # fmt: skip
_LISTS = {"F": "family", "N": "given", "L": "city", "C": "country", "O": "org", "G": "group", "E": "event", "M": "misc"}


def templates() -> list[str]:
    """Sentences written for this project, with slots such as {P} for a whole name and {C} for a country."""
    lines = (Path(__file__).parent / "templates.txt").read_text(encoding="utf-8").split("\n")
    return [line for line in lines if line and not line.startswith("#")]


def fill(template: str, rng: random.Random) -> Row:
    """One sentence of a template with names drawn at random."""
    row = Row(names=[])
    names: list[Name] = []
    for chunk in template.split(" "):
        for part in re.split(r"(\{[A-Z]\}|[.,:;?!()“”\"|/]|’s|'s)", chunk):
            if not part:
                continue
            slot = part[1] if part.startswith("{") else ""
            new = tokens(_drawn(slot, rng)) if slot else ([part], [False])
            if slot:
                names.append((len(row.words), len(row.words) + len(new[0]), SLOTS[slot]))
            row.words += new[0]
            row.spaces += [*new[1][:-1], False]
        row.spaces[-1] = True
    return replace(row, names=settle(row.words, names))


def _drawn(slot: str, rng: random.Random) -> str:
    if slot == "P":
        return f"{rng.choice(facts('given'))} {rng.choice(facts('family'))}"
    return rng.choice(facts(_LISTS[slot]))
