"""Fits align/data/judge/related.toml: whether two bare statements report one fact (align/judge/related.py).

    python -m training.judge_related            fit, write, and print figures
    python -m training.judge_related --measure  only print them

Fitted on the project's own pairs (tests/cases/judge_*.toml: those that differ, and judge_unrelated.toml); pairs that
share a sentence stay in one fold. Pairs of ECB+ are only measured: the encoder has learned its events from the training
part, and two sentences that name one event may tell two facts of it. Needs $ALIGN_CORPORA; half a minute on one core.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from sklearn.metrics import roc_auc_score

from align.annotate import annotate, load_language
from align.judge.related import features
from align.judge.sides import sides
from align.link import link
from align.models import AnnotatedArticle, Article, Block, Span
from align.score.bare import likeness
from align.score.words import words
from training.ecbplus import by_subtopic, documents
from training.judge_cases import cases

TARGET = Path(__file__).resolve().parent.parent / "align" / "data" / "judge" / "related.toml"
SEED, FOLDS = 1, 10
PAIRS_PER_SUBTOPIC = 30  # of either sort
RIDGE = 3.0  # on values scaled to a deviation of one
SCENES = 0.2  # most that a scene may weigh, so scaled: whoever wrote the list of scenes has written the pairs too
# What can only speak against one fact; all else only for it.
AGAINST = frozenset(
    {"names_other", "earlier", "length", "common", "common_most", "common_name", "common_agent", "common_day"}
)


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
    return features(one, other, likeness(one.statements, other.statements), words())


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


def fitted(pairs: Pairs, chosen: np.ndarray) -> np.ndarray:
    """Weights, with the prior last: agreements, discrepancies and unrelated ones count a third each."""
    sorts, labels = pairs.sorts[chosen], pairs.labels[chosen]
    weights = np.array([1 / (3 * (sorts == sort).sum()) for sort in sorts]) * len(sorts)
    scale = np.append(pairs.values[chosen].std(axis=0) + 1e-6, 1.0)
    x = np.hstack([pairs.values[chosen], np.ones((len(sorts), 1))]) / scale
    ridge = np.append(np.full(len(pairs.names), RIDGE), 0.0)  # none on the prior

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = x @ w
        error = weights * (1 / (1 + np.exp(-z)) - labels)
        value = float((weights * (np.logaddexp(0, z) - labels * z)).sum() + (ridge * w**2).sum() / 2)
        return value, x.T @ error + ridge * w

    found = minimize(
        loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B", bounds=[*map(_bound, pairs.names), (-20, 20)]
    )
    return np.asarray(found.x / scale)


def _bound(name: str) -> tuple[float, float]:
    if name in AGAINST:
        return -4.0, 0.0
    return 0.0, SCENES if name.startswith("scene") else 6.0


def probabilities(pairs: Pairs, weights: np.ndarray) -> np.ndarray:
    """The probability of one fact for every pair."""
    return np.asarray(1 / (1 + np.exp(-(pairs.values @ weights[:-1] + weights[-1]))))


def figures(pairs: Pairs) -> Iterator[str]:
    """How the pairs of each fold are told by weights fitted without them, at several thresholds."""
    told = np.zeros(len(pairs.labels))
    for fold in range(FOLDS):
        inside = pairs.groups * 7919 % FOLDS == fold
        told[inside] = probabilities(pairs, fitted(pairs, ~inside))[inside]
    hard = pairs.sorts != "discrepancy"
    area = roc_auc_score(pairs.labels[hard], told[hard])
    yield f"own pairs, cross-validated ({len(told)}): AUC without discrepancies {area:.3f}"
    for least in (0.35, 0.4, 0.45, 0.5, 0.55, 0.6):
        right = (told >= least) == (pairs.labels == 1)
        shares = ", ".join(f"{sort} {right[pairs.sorts == sort].mean():.3f}" for sort in np.unique(pairs.sorts))
        yield f"  right from {least}: {shares}"


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
    pairs = own()
    weights = fitted(pairs, np.ones(len(pairs.labels), dtype=bool))
    print("\n".join(figures(pairs)))
    dev = ecbplus("dev")
    print(f"ecbplus/dev: AUC {roc_auc_score(dev.labels, probabilities(dev, weights)):.3f} ({len(dev.labels)} pairs)")
    for name, weight in zip(pairs.names, weights[:-1], strict=True):
        print(f"  {name:14s} {weight:7.3f}")
    print(f"  prior {weights[-1]:.3f}")
    if not only:
        write(pairs.names, weights)


if __name__ == "__main__":
    main()
