"""The copy of an article that the pipeline is given: the same characters in the same places, but easier to parse.

Offsets into the copy are offsets into the article, whatever was done: words keep their first character, and those that
something stood in are shorter, with blanks behind (`Copy.mended`).

| file          | what it does |
|---------------|--------------|
| `casing.py`   | headlines in Title Case or CAPITALS, in sentence case |
| `recasing.py` | text in one case throughout, in ordinary case |
| `mending.py`  | words with soft hyphens or line breaks in them |
| `restored.py` | statements of a copy, back in the words of the article |
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from align.annotate.copies import casing, recasing
from align.annotate.copies.mending import mended
from align.annotate.words import gazetteer
from align.models import Block, Span
from align.writing import case_of, unmarked

RULE = re.compile(r"([^\w\s]|_)\1{20,}")  # a line of dashes, stars, dots
UNBROKEN = re.compile(r"\S{300,}")
BLANK = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Copy:
    """`text` of the article's length; `recased` where the whole article was written in one case.

    `unmarked` is set where hardly any full stop tells where sentences end.
    """

    text: str
    recased: bool = False
    unmarked: bool = False
    mended: tuple[Span, ...] = ()

    @property
    def strange(self) -> bool:
        """Whether words of the copy are written otherwise than in the article, headlines aside."""
        return self.recased or bool(self.mended)


def copied(text: str, blocks: Sequence[Block], plain: Collection[str], beside: Sequence[str] = ()) -> Copy:
    """The copy of the `blocks` of `text`; `plain` words have no capital, `beside` are other articles on the event."""
    parts = [mended(block.span.of(text)) for block in blocks]
    given = [_readable(part.text) for part in parts]
    body = [words for block, words in zip(blocks, given, strict=True) if block.kind == "body"]
    case = case_of("\n".join(body or given))
    if case == "mixed":
        given = _some_recased(blocks, given, body, plain)
    else:
        others = (other for other in beside if case_of(other) == "mixed")
        evidence = recasing.learn(others, plain)
        given = [recasing.recased(words, evidence) for words in given]
    places = tuple(
        word.shifted(block.span.start) for block, part in zip(blocks, parts, strict=True) for word in part.words
    )
    return Copy(_joined(text, blocks, given), case != "mixed", unmarked("\n".join(body or given)), places)


def _some_recased(
    blocks: Sequence[Block], given: Sequence[str], body: Sequence[str], plain: Collection[str]
) -> list[str]:
    """Headlines, and paragraphs in capitals, in the case that the rest of the article shows."""
    shouted = [block.kind == "body" and case_of(words) == "upper" for block, words in zip(blocks, given, strict=True)]
    if not any(shouted) and not any(block.kind == "headline" for block in blocks):
        return list(given)
    learnt = casing.learn(body, gazetteer.capitalised(), plain)
    evidence = recasing.learn(body, plain) if any(shouted) else None
    return [
        casing.sentence_case(words, learnt)
        if block.kind == "headline"
        else recasing.recased(words, evidence)
        if loud and evidence is not None
        else words
        for block, words, loud in zip(blocks, given, shouted, strict=True)
    ]


def _joined(text: str, blocks: Sequence[Block], given: Sequence[str]) -> str:
    pieces: list[str] = []
    done = 0
    for block, words in zip(blocks, given, strict=True):
        pieces.append(text[done : block.span.start])
        pieces.append(words)
        done = block.span.end
    pieces.append(text[done:])
    return "".join(pieces)


def _readable(text: str) -> str:
    """Every blank a space; in what is no word, but would take a tokenizer for ever, spaces instead of characters."""
    text = RULE.sub(lambda match: match.group()[:3].ljust(len(match.group())), BLANK.sub(" ", text))
    return UNBROKEN.sub(lambda match: re.sub(r"(\S{50,99}?)(?:[^\w\s]|_)", r"\1 ", match.group()), text)
