"""What a small contextual encoder reads in statements: the events that they name, and their meaning as a whole.

`align/data/scorer/encoder.onnx` was trained so that two words that name one event have vectors that are near, and words
that name another event of the same kind have not; its mean over a statement stays what the published encoder says of
it (see the card in align/data/scorer). A sentence is read once, for all statements that it is cut into.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

import numpy as np

from align.models import Statement, Token
from align.score.words import Floats
from align.wordpieces import Wordpieces

DATA = Path(__file__).parent.parent / "data"
LONGEST = 200  # pieces read at once; what is longer is read in parts
MOST = 8  # events kept of a statement: the surest
SURE = 0.05  # probability from which a word may name an event
EVENT, MEANING = 128, 384  # length of the vectors


@dataclass(frozen=True, slots=True)
class Reading:
    """Of one statement: `events` float32 (MOST, 128) of length one, `weights` (MOST,) how surely each is one (0 where
    there are fewer), `tokens` their places among the statement's tokens, `meaning` (384,) of length one."""

    events: Floats
    weights: Floats
    tokens: tuple[int, ...]
    meaning: Floats


class Encoder:
    """A network and its vocabulary."""

    def __init__(self, network: Path, vocabulary: Path) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        onnxruntime.disable_telemetry_events()  # builds for Windows report their use otherwise
        self._session: Any = onnxruntime.InferenceSession(str(network), options, providers=["CPUExecutionProvider"])
        self._pieces = Wordpieces(vocabulary)

    def read(self, statements: Sequence[Statement]) -> tuple[Reading, ...]:
        """A reading of each statement; those of one sentence must stand together."""
        found: list[Reading] = []
        for _, group in groupby(statements, key=lambda s: (s.source, s.sentence, s.kind)):
            parts: list[Statement] = []
            for statement in group:
                length = len(self._row(statement.tokens).ids)
                if parts and length + sum(len(self._row(s.tokens).ids) for s in parts) > LONGEST:
                    found += self._sentence(parts)
                    parts = []
                parts.append(statement)
            found += self._sentence(parts)
        return tuple(found)

    def _row(self, tokens: Sequence[Token]) -> Any:
        spaces = [b.span.start > a.span.end for a, b in pairwise(tokens)] + [False] * bool(tokens)
        return self._pieces.row([token.text for token in tokens], spaces)

    def _sentence(self, parts: Sequence[Statement]) -> list[Reading]:
        tokens = [token for part in parts for token in part.tokens]
        vectors, triggers, meanings = [], [], np.zeros((len(parts), MEANING), dtype=np.float32)
        owner = np.array([n for n, part in enumerate(parts) for _ in part.tokens])
        for start, end in self._windows(tokens):
            row = self._row(tokens[start:end])
            members = np.zeros((len(parts), len(row.ids)), dtype=np.float32)
            bounds = [*row.first, len(row.ids) - 1]
            for n, (first, last) in enumerate(pairwise(bounds)):
                members[owner[start + n], first:last] = 1
            if len(parts) == 1:
                members[:] = 1  # with the marks of beginning and end, as the encoder was published
            given = {
                "ids": np.array([row.ids], dtype=np.int64),
                "first": np.array([row.first], dtype=np.int64),
                "members": members,
            }
            found = self._session.run(None, given)
            vectors.append(found[0])
            triggers.append(found[1])
            meanings += np.nan_to_num(found[2]) * (end - start)
        meanings /= np.maximum(np.linalg.norm(meanings, axis=1, keepdims=True), 1e-6)
        if not tokens:
            return [_nothing() for _ in parts]
        every, sure = np.concatenate(vectors), np.concatenate(triggers)
        return [_reading(every[owner == n], sure[owner == n], meanings[n]) for n in range(len(parts))]

    def _windows(self, tokens: Sequence[Token]) -> list[tuple[int, int]]:
        """Runs of tokens that are read at once."""
        first = self._row(tokens).first
        bounds = [0]
        for n, place in enumerate(first):
            if place - first[bounds[-1]] > LONGEST:
                bounds.append(n)
        return [(a, b) for a, b in zip(bounds, [*bounds[1:], len(tokens)], strict=True) if b > a]


def _reading(vectors: Floats, sure: Floats, meaning: Floats) -> Reading:
    best = np.argsort(-sure, kind="stable")[:MOST]
    best = best[sure[best] >= SURE]
    out = _nothing(meaning)
    out.events[: len(best)] = vectors[best]
    out.weights[: len(best)] = sure[best]
    return Reading(out.events, out.weights, tuple(map(int, best)), meaning)


def _nothing(meaning: Floats | None = None) -> Reading:
    none = np.zeros(MEANING, dtype=np.float32) if meaning is None else meaning
    return Reading(np.zeros((MOST, EVENT), dtype=np.float32), np.zeros(MOST, dtype=np.float32), (), none)


@cache
def shipped() -> Encoder:
    """The encoder of the package, loaded at first use."""
    return Encoder(DATA / "scorer" / "encoder.onnx", DATA / "pipeline" / "align_encoder" / "vocabulary.txt")
