"""A row: the text of one training example with whatever is known about it, as plain lists."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

UNKNOWN = "?"
"""Label of words that may or may not be a name: nothing is learned from them."""


@dataclass(slots=True)
class Row:
    """Words of one example; a list left empty is a layer nobody annotated. Heads are absolute, names half-open."""

    words: list[str] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)
    starts: list[bool] = field(default_factory=list)
    names: list[tuple[int, int, str]] | None = None

    def doc(self, vocab: Vocab) -> Doc:
        """Build the reference document; unknown layers stay missing, so no component learns from them."""
        layers: dict[str, list[str] | list[int] | list[bool]] = {}
        if self.heads:
            layers = {"tags": self.tags, "pos": self.pos, "lemmas": self.lemmas, "heads": self.heads, "deps": self.deps}
        doc = Doc(vocab, words=self.words, spaces=self.spaces, **layers)  # type: ignore[arg-type]
        if self.names is None:
            doc.set_ents([], default="missing")
        else:
            known = [Span(doc, start, end, label) for start, end, label in self.names if label != UNKNOWN]
            unknown = [doc[start:end] for start, end, label in self.names if label == UNKNOWN]
            doc.set_ents(known, missing=unknown)
        return doc


def cut(row: Row, limit: int) -> list[Row]:
    """Pieces of whole sentences of about `limit` words; long texts make the training of transitions slow."""
    inside = {i for start, end, _ in row.names or [] for i in range(start + 1, end)}
    pieces: list[Row] = []
    first = 0
    for i in range(1, len(row.words)):
        # where nobody marked sentences, a full stop before a capital will do
        new = row.starts[i] if row.starts else row.words[i - 1] in (".", "!", "?") and row.words[i][:1].isupper()
        if new and i - first >= limit and i not in inside:
            pieces.append(_piece(row, first, i))
            first = i
    return [*pieces, _piece(row, first, len(row.words))] if pieces else [row]


def _piece(row: Row, first: int, last: int) -> Row:
    part = slice(first, last)
    out = Row(row.words[part], row.spaces[part], row.tags[part], row.pos[part], row.lemmas[part])
    out.heads = [head - first for head in row.heads[part]]
    out.deps, out.starts = row.deps[part], row.starts[part]
    if row.names is not None:
        out.names = [(start - first, end - first, label) for start, end, label in row.names if first <= start < last]
    return out


def join(rows: list[Row], gap: str) -> Row:
    """One row out of several, with `gap` ("\\n\\n" or the like) as a whitespace token between them."""
    out = Row(names=None if rows[0].names is None else [])
    for number, row in enumerate(rows):
        if number and gap:
            out.spaces[-1] = False
            _append_gap(out, gap)
        base = len(out.words)
        out.words += row.words
        out.spaces += row.spaces
        out.tags += row.tags
        out.pos += row.pos
        out.lemmas += row.lemmas
        out.heads += [base + head for head in row.heads]
        out.deps += row.deps
        out.starts += row.starts
        if out.names is not None:
            out.names += [(base + s, base + e, label) for s, e, label in row.names or []]
    return out


def _append_gap(out: Row, gap: str) -> None:
    if out.heads:
        out.heads.append(len(out.words) - 1)
        out.tags.append("_SP")
        out.pos.append("SPACE")
        out.lemmas.append(gap)
        out.deps.append("dep")
        out.starts.append(False)
    out.words.append(gap)
    out.spaces.append(False)
