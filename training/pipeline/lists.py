"""The lists beside the network: lemmas of forms that the treebanks hold, and names of places."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from align.annotate.encoder.forms import KINDS
from training.pipeline.facts import fact_set
from training.pipeline.rows import Row

CITIES = Path(__file__).resolve().parents[2] / "align/data/lexicon/cities.txt"
BASES = {"NN": "noun", "VB": "verb", "VBP": "verb", "JJ": "adjective", "RB": "adverb"}
NO_WORDS = ("NNP", "NNPS", "GW", "FW", "ADD", "AFX", "_SP")
USUAL = 0.8  # share of a form's occurrences that must have one lemma


def write_lists(rows: Iterable[Row], out: Path) -> None:
    """Write `forms.json` and `places.txt` into the folder `out`."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for row in rows:
        for word, tag, lemma in zip(row.words, row.tags, row.lemmas, strict=True):
            if word.isalpha() and lemma and tag not in NO_WORDS:
                counts[tag, word.lower()][lemma] += 1
    forms: dict[str, dict[str, str]] = defaultdict(dict)
    words: dict[str, set[str]] = defaultdict(set)
    for (tag, form), lemmas in sorted(counts.items()):
        for lemma in lemmas:
            if (tag in KINDS or tag in BASES) and lemma.isalpha() and lemma.islower():
                words[KINDS.get(tag) or BASES[tag]].add(lemma)
        lemma, times = max(lemmas.items(), key=lambda item: (item[1], item[0]))
        # of words without endings only what differs from its form is worth a line, and only what is no slip
        telling = tag in KINDS or (lemma != form and lemmas.total() > 1)
        if telling and times >= USUAL * lemmas.total() and lemma.islower():
            forms[tag][form] = lemma
    table = {"forms": forms, "words": {kind: sorted(known) for kind, known in sorted(words.items())}}
    (out / "forms.json").write_text(json.dumps(table, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    common = {form for _, form in counts}
    (out / "places.txt").write_text("\n".join(_places(common)) + "\n", encoding="utf-8")


def _places(common: set[str]) -> list[str]:
    """Names of places, but for single words that are common words too, or names of people."""
    names = set(fact_set("city") | fact_set("country"))
    for line in CITIES.read_text(encoding="utf-8").split("\n"):
        if ":" in line and not line.startswith("#"):
            area, cities = line.split(":", 1)
            names |= {area, *(city.strip() for city in cities.split("|"))}
    people = {name.lower() for name in fact_set("given") | fact_set("family")}
    known = {name.lower() for name in names if name}
    return sorted(name for name in known if " " in name or (name not in common and name not in people))
