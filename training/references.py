"""Learns which candidate a pronoun means: python -m training.references [--write]

Fits the weights of align/data/references/weights.toml on gum/train: a choice among the candidates and "none of them",
with every earlier pronoun given its gold meaning. Prints precision and recall of named antecedents in five folds over
documents, by the probability from which a pronoun is resolved; nothing is ever chosen on gum/dev. Takes two minutes.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from align.annotate import load_language
from align.annotate.references import Reading, nouns
from align.annotate.references.discourse import Around, Thing, features, probabilities
from align.annotate.references.nouns import Phrase
from training.gum_chains import Document, documents

Floats = NDArray[np.float64]
FORMS = ("he", "it", "they")
PENALTY = 2.0
FOLDS = 5
LEVELS = (0.4, 0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9)
WEIGHTS = Path(__file__).parent.parent / "align" / "data" / "references" / "weights.toml"
# Chosen on the folds: the smallest level at which precision reaches .9 for "he" and "she", .8 for the rest, where
# hardly anything is resolved.
LEAST = {"he": 0.6, "it": 0.65, "they": 0.9}


@dataclass(frozen=True, slots=True)
class Example:
    """A pronoun with the features of its candidates; `right` is the number of the one it means, -1 for none."""

    document: str
    form: str
    candidates: tuple[tuple[str, ...], ...]
    named: tuple[bool, ...]
    right: int
    has_name: bool  # whether what it means has been named


def examples(document: Document) -> list[Example]:
    """The third-person pronouns of a document, each with its candidates."""
    from align.annotate import _credited, _sentences, mentions, quotations
    from align.annotate.language import readable
    from align.annotate.mentions import Part

    article, language = document.article, load_language()
    quoted = quotations.find(article.text, (block.span for block in readable(article)))
    parsed = list(language.parse(article, quoted))
    named = mentions.find([Part(doc, block.span.start) for block, doc in parsed], article.text)
    sentences = list(_credited(list(_sentences(article, parsed, quoted, named)), quoted, named))
    chains = _chains(document)
    found: list[Example] = []
    bearing: set[str] = set()

    def chain(phrase: Phrase) -> str | None:
        return next((chains[at] for at in range(phrase.span.end - 1, phrase.span.start - 1, -1) if at in chains), None)

    def choose(pronoun: Phrase, candidates: list[Thing], around: Around) -> tuple[Thing | None, float]:
        gold = chain(pronoun)
        of = [chain(thing.last) for thing in candidates]
        right = next((i for i, other in enumerate(of) if gold is not None and other == gold), -1)
        most = max((thing.count for thing in candidates), default=0)
        found.append(
            Example(
                document.name,
                pronoun.form,
                tuple(tuple(features(pronoun, t, n, most, around)) for n, t in enumerate(candidates)),
                tuple(t.name is not None for t in candidates),
                right,
                gold in bearing,
            )
        )
        return (candidates[right], 1.0) if right >= 0 else (None, 0.0)

    phrases = list(nouns.find(sentences, quoted))
    for gold in document.mentions:
        if gold.form == "name":
            bearing.add(gold.chain)
    Reading(phrases, named, article.text, choose).read()
    return found


def _chains(document: Document) -> dict[int, str]:
    """The chain whose mention has its head word at a character."""
    found: dict[int, str] = {}
    for gold in sorted(document.mentions, key=lambda gold: -len(gold.span)):  # the narrowest last
        for word in (*gold.names, gold.head):
            found.update((at, gold.chain) for at in range(word.start, word.end))
    return found


def fit(found: list[Example]) -> dict[str, float]:
    """The weights under which the right choices are likeliest, drawn towards zero."""
    names = sorted({name for e in found for candidate in e.candidates for name in candidate})
    number = {name: i for i, name in enumerate(names)}
    rows = [np.array([[name in c for name in names] for c in map(set, e.candidates)], dtype=np.float64) for e in found]
    rights = [e.right for e in found]
    weights = np.zeros(len(names))
    speed, scale = np.zeros(len(names)), np.zeros(len(names))
    for step in range(1, 601):
        slope = PENALTY * weights
        for row, right in zip(rows, rights, strict=True):
            if not len(row):
                continue
            p = np.array(probabilities(list(row @ weights)))
            slope += row.T @ p
            if right >= 0:
                slope -= row[right]
        slope /= len(rows)
        speed = 0.9 * speed + 0.1 * slope
        scale = 0.99 * scale + 0.01 * slope**2
        weights -= 0.05 * (speed / (1 - 0.9**step)) / (np.sqrt(scale / (1 - 0.99**step)) + 1e-8)
    return {name: round(float(weights[number[name]]), 3) for name in names}


def folded(found: list[Example]) -> list[tuple[float, bool, bool]]:
    """(probability, resolved to a name rightly, to a name at all) of each example, from weights of other documents."""
    names = sorted({e.document for e in found})
    out: list[tuple[float, bool, bool]] = []
    for fold in range(FOLDS):
        held = set(names[fold::FOLDS])
        weights = fit([e for e in found if e.document not in held])
        for e in (e for e in found if e.document in held):
            scores = [sum(weights.get(name, 0.0) for name in candidate) for candidate in e.candidates]
            p = probabilities(scores)
            best = int(np.argmax(p)) if p else -1
            named = best >= 0 and e.named[best]
            out.append((p[best] if best >= 0 else 0.0, named and best == e.right, named))
    return out


def main() -> None:
    found = [e for document in documents("train") for e in examples(document)]
    by_form: dict[str, list[Example]] = defaultdict(list)
    for e in found:
        by_form[e.form].append(e)
    lines = []
    for form in FORMS:
        mine = by_form[form]
        reachable = sum(e.right >= 0 and e.named[e.right] for e in mine)
        print(f"{form}: {len(mine)} pronouns, {reachable} with a named candidate that is right")
        answers = folded(mine)
        for level in LEVELS:
            taken = [(right, named) for p, right, named in answers if p >= level and named]
            right = sum(r for r, _ in taken)
            print(
                f"  {level:.2f}  precision {right / max(1, len(taken)):.3f}  recall {right / max(1, reachable):.3f}"
                f"  resolved {len(taken)}"
            )
        weights = fit(mine)
        lines += [f"[{form}]", f"least = {LEAST[form]}", "", f"[{form}.weights]"]
        lines += [f'"{name}" = {weights[name]}' for name in sorted(weights)] + [""]
    if "--write" in sys.argv:
        head = "# Made by `python -m training.references --write`; see README.md beside it. Do not edit.\n\n"
        WEIGHTS.write_text(head + "\n".join(lines), encoding="utf-8")
    else:
        print("\n".join(lines))


if __name__ == "__main__":
    main()
