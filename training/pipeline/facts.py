"""Plain facts written by hand for this project: lists of names by kind, in the folder beside this file."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "facts"


@cache
def facts(kind: str) -> tuple[str, ...]:
    """The names of one kind, in the order of the file, each once."""
    lines = (FOLDER / f"{kind}.txt").read_text(encoding="utf-8").split("\n")
    text = ",".join(line for line in lines if not line.startswith("#"))
    return tuple(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))


@cache
def fact_set(kind: str) -> frozenset[str]:
    """The same for looking up."""
    return frozenset(facts(kind))


@cache
def groups() -> frozenset[str]:
    """Words for peoples, faiths and political groups, singular and plural."""
    return frozenset(form for word in facts("group") for form in (word, word + "s"))


def tokens(name: str) -> tuple[list[str], list[bool]]:
    """A name cut as the tokenizer cuts it (hyphens between letters, possessives), and which words a space follows."""
    words: list[str] = []
    spaces: list[bool] = []
    for chunk in name.split():
        parts = [part for part in re.split(r"(?<=[A-Za-zé])(-)(?=[A-Za-z])|(?<=[a-z])('s)$", chunk) if part]
        words += parts
        spaces += [False] * (len(parts) - 1) + [True]
    return words, spaces
