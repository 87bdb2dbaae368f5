"""Lemmas mended by what the treebanks know of a form, and by the spelling of regular English forms.

The network chooses a rule by the word's place in the sentence. For a form that it has seldom seen it may choose one
that makes no word ("companie"); then the form's own spelling tells better.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

KINDS = {
    "NNS": "noun", "VBD": "verb", "VBN": "verb", "VBG": "verb", "VBZ": "verb", "JJR": "adjective", "JJS": "adjective",
    "RBR": "adverb", "RBS": "adverb",
}  # fmt: skip
"""Tags of inflected words, and of what they are forms."""
SIBILANT = ("ss", "sh", "ch", "x", "z", "o", "us")
SILENT = tuple("at iz is v c u dg rg bl pl gl tl dl fl kl cl zl as os us ns rs".split())
"""Ends of stems that lost an "e": "violat", "realiz", "receiv"."""
LEFT_DOUBLE = "lsfzaeiou"  # "called", "passed", "agreed" keep both letters


class Forms:
    """`forms` maps a tag to lemmas by form, `words` a kind to its known lemmas; all in lower case."""

    def __init__(self, forms: dict[str, dict[str, str]], words: dict[str, list[str]]) -> None:
        self._forms = forms
        self._words = {kind: frozenset(known) for kind, known in words.items()}

    @classmethod
    def read(cls, path: Path) -> Forms:
        """The forms of a file."""
        table = json.loads(path.read_text(encoding="utf-8"))
        return cls(table["forms"], table["words"])

    def mended(self, word: str, tag: str, lemma: str) -> str:
        """The lemma of a word: `lemma` unless more is known."""
        if not word.isalpha():
            return lemma
        form = word.lower()
        told = self._forms.get(tag, {}).get(form)
        if told is not None:
            return told
        if tag in KINDS:
            return lemma if lemma.lower() in self._words[KINDS[tag]] else self._regular(form, tag) or lemma
        if tag == "NNPS" and word[0].isupper() and not word.isupper():
            known = next((base for base in bases(form, "NNS") if base in self._words["noun"]), "")
            return known.capitalize() or lemma
        if tag == "NNP" and word.islower() and lemma.islower():
            return lemma.capitalize()  # web writing: "san francisco"
        return lemma

    def _regular(self, form: str, tag: str) -> str:
        found = list(bases(form, tag))
        sure = next((base for base in found if base in self._words[KINDS[tag]]), "")
        return sure or (found[0] if found and KINDS[tag] in ("noun", "verb") else "")


def bases(form: str, tag: str) -> Iterator[str]:
    """What a regular form can be made of, the likeliest first."""
    if tag in ("NNS", "VBZ"):
        yield from _before_s(form)
    elif tag == "VBG" and form.endswith("ing"):
        yield from _stems(form[:-3])
    elif tag in ("VBD", "VBN"):
        if form.endswith("ied"):
            yield form[:-3] + "y"
        if form.endswith("ed"):
            yield from _stems(form[:-2])
    elif tag in ("JJR", "RBR", "JJS", "RBS"):
        for ending in ("er", "est"):
            if form.endswith(ending):
                stem = form[: -len(ending)]
                yield from [stem[:-1] + "y"] * stem.endswith("i")
                yield from [stem[:-1]] * (stem[-1:] == stem[-2:-1])
                yield from (stem, stem + "e")


def _before_s(form: str) -> Iterator[str]:
    if form.endswith("ies") and len(form) > 4:
        yield form[:-3] + "y"
    if form.endswith("es") and form[:-2].endswith(SIBILANT):
        yield form[:-2]
    if form.endswith("s") and not form.endswith("ss"):
        yield form[:-1]
    if form.endswith("es"):
        yield form[:-2]
    if form.endswith("ves"):
        yield from (form[:-3] + "f", form[:-3] + "fe")


def _stems(stem: str) -> Iterator[str]:
    double = len(stem) > 3 and stem[-1] == stem[-2]
    silent = stem.endswith(SILENT) or (stem.endswith("g") and not stem.endswith(("ng", "gg")))
    if double and stem[-1] not in LEFT_DOUBLE:
        yield stem[:-1]
    if silent:
        yield stem + "e"
    yield stem
    if not silent:
        yield stem + "e"
    if double:
        yield stem[:-1]
