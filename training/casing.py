"""Fits align/data/casing/weights.toml: which words are usually written with a capital letter, from their vectors alone.

    python -m training.casing             (about 20 seconds; $ALIGN_CORPORA names the corpora)

Trained on gum/train and ewt/train, words that do not open a sentence; measured by five-fold cross-validation.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict

PACKAGE = Path(__file__).parent.parent / "align" / "data"
MOST = 5  # occurrences from which a word weighs no more
STRENGTH = 10.0


def main() -> None:
    """Fit, measure and write the weights."""
    words = (PACKAGE / "vectors" / "words.txt").read_text(encoding="utf-8").split()
    vectors = np.load(PACKAGE / "vectors" / "vectors.npy").astype(np.float32)
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
    counted = _counts(Path(os.environ["ALIGN_CORPORA"]))
    rows = [row for row, word in enumerate(words) if word in counted]
    capital = np.array([counted[words[row]][True] > counted[words[row]][False] for row in rows])
    weights = np.array([min(sum(counted[words[row]].values()), MOST) for row in rows], dtype=np.float32)
    model = LogisticRegression(C=STRENGTH, max_iter=2000)
    probabilities = cross_val_predict(
        model, vectors[rows], capital, cv=5, params={"sample_weight": weights}, method="predict_proba"
    )[:, 1]
    print(f"{len(rows)} words, {int(capital.sum())} of them with a capital")
    for threshold in (0.5, 0.6, 0.7, 0.8):
        chosen = probabilities >= threshold
        precision, recall = capital[chosen].mean(), capital[chosen].sum() / capital.sum()
        print(f"from {threshold}: precision {precision:.3f}, recall {recall:.3f}")
    model.fit(vectors[rows], capital, sample_weight=weights)
    values = ", ".join(f"{value:.3f}" for value in model.coef_[0])
    text = (
        f"# Made by training/casing.py; see README.md here.\nprior = {model.intercept_[0]:.3f}\nvector = [{values}]\n"
    )
    (PACKAGE / "casing" / "weights.toml").write_text(text, encoding="utf-8")


def _counts(corpora: Path) -> dict[str, Counter[bool]]:
    """Each word in lower case -> how often it stands within a sentence with and without a capital letter."""
    found: dict[str, Counter[bool]] = {}
    files = [*sorted((corpora / "gum" / "train").glob("*.conllu")), corpora / "ewt" / "train.conllu"]
    for file in files:
        for word in _within_sentences(file):
            found.setdefault(word.lower(), Counter())[not word[0].islower()] += 1
    return found


def _within_sentences(file: Path) -> Iterator[str]:
    first = True
    for line in file.read_text(encoding="utf-8").splitlines():
        columns = line.split("\t")
        if not line:
            first = True
        elif columns[0].isdigit():
            if not first and columns[1].isalpha():
                yield columns[1]
            first = False


if __name__ == "__main__":
    main()
