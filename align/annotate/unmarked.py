"""Where sentences begin in text without full stops: where its lines say so, else where the parser thinks so.

`boundaries.py` lets a sentence begin only behind a full stop; of captions and notes it would make one endless one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from align.annotate.boundaries import CODES, LONGEST, TERMINALS
from align.annotate.grammar import heads, syntax
from align.annotate.grammar.labels import SUBJECTS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from spacy.tokens import Doc, Span

NEVER_FIRST = frozenset("of 's ’s n't n’t me him them us".split())
SHORTEST, LONG = 4, 25  # words of a sentence; what is longer is looked at again, for clauses that run together
# Behind these a clause goes on: "the firm said | it will", "if | it rains", "the day | she left" stay together.
BINDING = frozenset({"ADP", "DET", "CCONJ", "SCONJ", "AUX", "PART", "ADJ", "NUM", "PUNCT"})

__all__ = ["mark", "recut"]


def mark(doc: Doc, starts: Collection[int] = ()) -> None:
    """Set `is_sent_start` of every token of `doc` to True, False or None (the parser decides); True at all `starts`."""
    import numpy

    codes = [[CODES[value]] for value in _beginnings(doc, starts)]
    if codes:
        values: Any = numpy.asarray(codes, dtype="int64").astype("uint64")
        doc.from_array(["SENT_START"], values)


def recut(doc: Doc) -> list[int]:
    """The first tokens of the sentences of a parsed `doc`, with those of clauses that run on in long ones.

    A parser that has only seen full stops runs sentences together, but it finds most subjects of the verbs in them.
    """
    starts: list[int] = []
    for sentence in doc.sents:
        starts.append(sentence.start)
        if len(sentence) <= LONG:
            continue
        told = -1  # the last verb of what has begun
        for first, verb in sorted(_clauses(sentence)):
            if first - starts[-1] >= SHORTEST and starts[-1] <= told < first:
                starts.append(first)
            told = max(told, verb)
    return starts


def _clauses(sentence: Span) -> Iterator[tuple[int, int]]:
    """The first token and the verb of every clause with a subject that could begin a sentence."""
    for token in sentence:
        subject = next((child for child in token.lefts if child.dep_ in SUBJECTS), None)
        if subject is None or subject.tag_ in ("WP", "WDT", "WRB") or syntax.marker(token) is not None:
            continue
        first = subject.left_edge
        while first.i > sentence.start and first.nbor(-1).pos_ == "ADV" and first.nbor(-1).head.i == token.i:
            first = first.nbor(-1)
        before = first.nbor(-1) if first.i > sentence.start else None
        if before is None or before.pos_ in BINDING or before.tag_ in ("WP", "WDT", "WRB"):
            continue
        # "The mayor said | the road is closed": what somebody says follows without a mark, and stays with it.
        if heads.reporting_lemma(before) is not None:
            continue
        yield first.i, max(token.i, subject.i)


def _beginnings(doc: Doc, starts: Collection[int]) -> Iterator[bool | None]:
    begun = 0
    mixed = not doc.text.islower()
    known = frozenset(starts)
    for token in doc:
        word = token.text
        before = doc[token.i - 1].text if token.i else ""
        begins: bool | None = None
        if token.i == 0 or token.i in known or token.i - begun >= LONGEST or before in TERMINALS:
            begins = True
        elif not word[0].isalnum() or token.lower_ in NEVER_FIRST or not before[-1:].isalnum():
            begins = False
        elif mixed and word.istitle() and token.is_stop and word != "I":
            begins = True  # "... on Tuesday He said ...": a small word has its capital from a sentence's beginning
        begun = token.i if begins else begun
        yield begins
