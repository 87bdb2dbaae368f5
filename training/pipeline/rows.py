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
