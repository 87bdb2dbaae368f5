"""Fits align/data/judge/related.toml: whether two bare statements report one fact (align/judge/related.py).

    python -m training.judge_related            fit, write, and print figures
    python -m training.judge_related --measure  only print them

Fitted on the project's own pairs (tests/cases/judge_*.toml: those that differ, and judge_unrelated.toml) and, with less
weight, on pairs of sentences of ECB+ train that name one event or none in common. Own pairs that share a sentence stay
in one fold. ecbplus/dev is only measured. Needs $ALIGN_CORPORA; a fixed seed; two minutes on one core.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

import numpy as np
from sklearn.metrics import roc_auc_score

from align.annotate import annotate, load_language
from align.judge.related import features
from align.judge.sides import sides
from align.link import link
from align.models import AnnotatedArticle, Article, Block, Span
from align.score import score
from align.score.words import words
from training.ecbplus import by_subtopic, documents
from training.judge_cases import cases
from training.scorer import fit

TARGET = Path(__file__).resolve().parent.parent / "align" / "data" / "judge" / "related.toml"
SEED, FOLDS = 1, 10
PAIRS_PER_SUBTOPIC = 30  # of either sort
ECB_WEIGHT = 0.15  # of all weight: sentences there that name one event may tell two facts of it
AGAINST = frozenset({"names_other", "earlier"})  # what can only speak against one fact; all else only for it


@dataclass(frozen=True, slots=True)
class Pairs:
    """Features of pairs, one row each, with 1 for one fact, the sort ("agreement", ...) and the group of each."""

    names: tuple[str, ...]
    values: np.ndarray
    labels: np.ndarray
    sorts: np.ndarray
    groups: np.ndarray


def own() -> Pairs:
    """The project's own pairs: those that differ, and those of judge_unrelated.toml."""
    chosen = [case for case in cases() if case.verdict is not None]
    language = load_language()
    read: dict[str, AnnotatedArticle] = {}
    for text in (text for case in chosen for text in (case.left, case.right)):
        if text not in read:
            read[text] = annotate(_article(text), "s1", language)
    made = [_features(read[case.left], read[case.right]) for case in chosen]
    sorts = [str(case.verdict) for case in chosen]
    return _pairs(made, [sort != "unrelated" for sort in sorts], sorts, _groups([(c.left, c.right) for c in chosen]))


def ecbplus(part: str) -> Pairs:
    """Sentences of two documents of one subtopic: with half of the fewer events in common, or with none."""
    language = load_language()
    chooser = random.Random(SEED)
    made, labels, groups = [], [], []
    for number, documents_of_one in enumerate(by_subtopic(documents(part))):
        sentences = []
        for document in documents_of_one:
            for span in document.selected:
                events = frozenset(chain for place, chain in document.events if span.contains(place))
                text = span.of(document.article.text)
                if events and 6 <= len(text.split()) <= 40:
                    sentences.append((document.name, text, events))
        some = [(a, b) for a, b in combinations(sentences, 2) if a[0] != b[0]]
        same = [(a, b) for a, b in some if len(a[2] & b[2]) * 2 >= min(len(a[2]), len(b[2]))]
        other = [(a, b) for a, b in some if not a[2] & b[2]]
        for label, found in ((1, same), (0, other)):
            for a, b in chooser.sample(found, min(len(found), PAIRS_PER_SUBTOPIC)):
                made.append(_features(*(annotate(_article(text), "s1", language) for text in (a[1], b[1]))))
                labels.append(label)
                groups.append(number)
    return _pairs(made, labels, ["ecbplus"] * len(made), groups)


def _article(text: str) -> Article:
    return Article(text, blocks=(Block(Span(0, len(text)), "body"),))


def _features(left: AnnotatedArticle, right: AnnotatedArticle) -> dict[str, float]:
    renamed = tuple(replace(s, source="s2", id="s2" + s.id[2:]) for s in right.statements)
    story = link([left, replace(right, id="s2", statements=renamed)])
    members = [s.id for source in story.sources for s in source.statements]
    one, other = sides(story, members)
    return features(one, other, float(score(story, {}).matrix("s1", "s2").max()), words())


def _pairs(
    made: Sequence[dict[str, float]], labels: Iterable[bool | int], sorts: Sequence[str], groups: Sequence[int]
) -> Pairs:
    names = tuple(made[0])
    values = np.array([[row[name] for name in names] for row in made])
    return Pairs(names, values, np.array([int(v) for v in labels]), np.array(sorts), np.array(groups))


def _groups(texts: Sequence[tuple[str, str]]) -> list[int]:
    """The same number for pairs that have a sentence in common, directly or through others."""
    group: dict[str, str] = {}

    def root(text: str) -> str:
        while group.setdefault(text, text) != text:
            text = group[text]
        return text

    for left, right in texts:
        group[root(left)] = root(right)
    numbers: dict[str, int] = {}
    return [numbers.setdefault(root(left), len(numbers)) for left, _ in texts]


def fitted(pairs: Pairs, chosen: np.ndarray, beside: Pairs) -> np.ndarray:
    """Weights, with the prior last: agreements, discrepancies and unrelated ones count a third each."""
    sorts = pairs.sorts[chosen]
    weights = np.array([1 / (3 * (sorts == sort).sum()) for sort in sorts]) * (1 - ECB_WEIGHT) * len(sorts)
    far = np.array([1 / (2 * (beside.labels == label).sum()) for label in beside.labels]) * ECB_WEIGHT * len(sorts)
    bounds = [(-4.0, 0.0) if name in AGAINST else (0.0, 6.0) for name in pairs.names]
    return fit(
        np.vstack([pairs.values[chosen], beside.values]),
        np.concatenate([pairs.labels[chosen], beside.labels]),
        np.concatenate([weights, far]),
        bounds,
    )


def probabilities(pairs: Pairs, weights: np.ndarray) -> np.ndarray:
    """The probability of one fact for every pair."""
    return np.asarray(1 / (1 + np.exp(-(pairs.values @ weights[:-1] + weights[-1]))))


def figures(pairs: Pairs, beside: Pairs) -> str:
    """How the pairs of each fold are told by weights fitted without them."""
    told = np.zeros(len(pairs.labels))
    for fold in range(FOLDS):
        inside = pairs.groups * 7919 % FOLDS == fold
        told[inside] = probabilities(pairs, fitted(pairs, ~inside, beside))[inside]
    right = [((told >= 0.5) == (pairs.labels == 1))[pairs.sorts == s].mean() for s in np.unique(pairs.sorts)]
    hard = pairs.sorts != "discrepancy"
    shares = ", ".join(f"{sort} {share:.3f}" for sort, share in zip(np.unique(pairs.sorts), right, strict=True))
    return f"own pairs, cross-validated: right {shares}; AUC without discrepancies " + (
        f"{roc_auc_score(pairs.labels[hard], told[hard]):.3f} ({len(told)} pairs)"
    )


def write(names: Sequence[str], weights: np.ndarray) -> None:
    """Writes the weights as a readable file."""
    lines = [
        "# Log-odds of one fact for each feature (align/judge/related.py), made by `python -m training.judge_related`.",
        f"prior = {weights[-1]:.4f}",
        "",
        "[weights]",
        *(f"{name} = {weight:.4f}" for name, weight in zip(names, weights[:-1], strict=True)),
    ]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--measure", action="store_true")
    only = parser.parse_args().measure
    pairs, beside = own(), ecbplus("train")
    weights = fitted(pairs, np.ones(len(pairs.labels), dtype=bool), beside)
    print(figures(pairs, beside))
    dev = ecbplus("dev")
    print(f"ecbplus/dev: AUC {roc_auc_score(dev.labels, probabilities(dev, weights)):.3f} ({len(dev.labels)} pairs)")
    for name, weight in zip(pairs.names, weights[:-1], strict=True):
        print(f"  {name:14s} {weight:7.3f}")
    print(f"  prior {weights[-1]:.3f}")
    if not only:
        write(pairs.names, weights)


if __name__ == "__main__":
    main()
