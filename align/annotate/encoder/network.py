"""Runs the encoder: words of a text in, what each head says of every word out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from align.wordpieces import Pieces, Wordpieces

if TYPE_CHECKING:
    from numpy.typing import NDArray

Table: TypeAlias = "NDArray[Any]"

LONGEST = 224  # pieces in one pass: more cost more each, and few texts of the training were longer
CONTEXT = 20  # words on either side that a pass reads without answering for them
ROOM = LONGEST - 4 * CONTEXT  # pieces that a pass answers for: words of context seldom have more than two each
FILES = ("encoder.onnx", "vocabulary.txt", "labels.json", "relations.npz")
ROOTED = ("arc_head", "relation_head")  # one row more than there are words: the root in front


class Network:
    """The encoder of a folder: `encoder.onnx`, `vocabulary.txt`, `labels.json`, `relations.npz`."""

    def __init__(self, folder: Path) -> None:
        import numpy as np
        import onnxruntime

        self.folder = folder
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        onnxruntime.disable_telemetry_events()  # builds for Windows report their use otherwise
        self._session: Any = onnxruntime.InferenceSession(
            str(folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._outputs = [output.name for output in self._session.get_outputs()]
        self._wordpieces = Wordpieces(folder / "vocabulary.txt")
        self.labels: dict[str, list[str]] = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        with np.load(folder / "relations.npz") as file:
            self.relations: tuple[Table, Table] = (file["weight"], file["bias"])

    def run(self, words: Sequence[str], spaces: Sequence[bool], before: Sequence[str]) -> dict[str, Table]:
        """Words x size for every output; `spaces` and `before` as in `Wordpieces.row`."""
        import numpy as np

        whole = self._wordpieces.row(words, spaces, before)
        if len(whole.ids) <= LONGEST:
            return self._pass(whole)
        parts: dict[str, list[Table]] = {name: [] for name in self._outputs}
        for first, last in _windows(whole.first):
            start, end = max(0, first - CONTEXT), min(len(words), last + CONTEXT)
            found = self._pass(self._wordpieces.row(words[start:end], spaces[start:end], before[start:end]))
            for name, table in found.items():
                rooted = name in ROOTED
                if rooted and not parts[name]:
                    parts[name].append(table[:1])
                parts[name].append(table[first - start + rooted : last - start + rooted])
        return {name: np.concatenate(tables) for name, tables in parts.items()}

    def _pass(self, pieces: Pieces) -> dict[str, Table]:
        import numpy as np

        given = {
            name: np.array(numbers, dtype=np.int64)[None]
            for name, numbers in zip(("ids", "ways", "first"), pieces, strict=True)
        }
        return dict(zip(self._outputs, (table[0] for table in self._session.run(None, given)), strict=True))


def _windows(first: Sequence[int]) -> list[tuple[int, int]]:
    """Runs of words, half-open, whose pieces and those of their context fit into one pass."""
    bounds = [0]
    for word, place in enumerate(first):
        if place - first[bounds[-1]] > ROOM:
            bounds.append(word)
    return list(zip(bounds, [*bounds[1:], len(first)], strict=True))
