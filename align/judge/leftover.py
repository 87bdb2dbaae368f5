"""What two statements that say nearly the same in nearly the same words do not share, whatever the order of the words.

Works without the parse, so it finds the one word that was replaced where a verb was read as a noun.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from align.judge.lexicon import alike, lexicon
from align.judge.sides import View
from align.models import Span, Token

_CLOSE = 0.6  # share of the words of both that are common, from which the rest is a replacement and no other story
_FEWEST = 2  # words in common
_TOKENS = 200  # of a statement; what is longer is no sentence

Word = tuple[Token, str]


@dataclass(frozen=True)
class Leftover:
    """The content words of each statement that have no partner in the other, credits aside."""

    left: View
    right: View

    @cached_property
    def words(self) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
        """The words left over on each side, in text order."""
        ours, theirs = _telling(self.left), _telling(self.right)
        # what the one credits to somebody the other may tell outright
        lonely, others = _without(ours, self.right.words), _without(theirs, self.left.words)
        free = [word for word in lonely if not any(_family(word, other) for other in others)]
        rest = [other for other in others if not any(_family(word, other) for word in lonely)]
        return tuple(free), tuple(rest)

    @cached_property
    def shared(self) -> float:
        """Share of the words of both that the other has too, 0..1."""
        count = len(_telling(self.left)) + len(_telling(self.right))
        rest = len(self.words[0]) + len(self.words[1])
        common = count - rest
        return common / count if count and common >= 2 * _FEWEST else 0.0

    @property
    def near(self) -> bool:
        """Whether so much is common that what is left over on the one stands for what is left over on the other."""
        return self.shared >= _CLOSE

    def pairs(self) -> Iterator[tuple[Word, Word]]:
        """Every word left over with every one of the other side, where most is common."""
        if self.near:
            ours, theirs = self.words
            yield from ((one, other) for one in ours for other in theirs)


def _telling(view: View) -> Sequence[Word]:
    attribution = view.statement.attribution
    credit = attribution.span if attribution is not None else Span(0, 0)
    empty = lexicon().saying
    found: list[Word] = []
    for token, key in view.words[:_TOKENS]:
        if credit.overlaps(token.span) or key in empty or token.lemma.lower() in empty:
            continue
        if not (key.startswith("=") and found and found[-1][1] == key):  # a name counts once
            found.append((token, key))
    return found


def _without(ours: Sequence[Word], theirs: Sequence[Word]) -> list[Word]:
    held = Counter(key for _, key in theirs)
    found: list[Word] = []
    for token, key in ours:
        if held[key]:
            held[key] -= 1
        else:
            found.append((token, key))
    return found


def _family(one: Word, other: Word) -> bool:
    """Whether two words are of one family or mean the same ("approval", "approve")."""
    if one[1].startswith("=") or other[1].startswith("="):
        return False
    return alike(one[1], other[1]) or alike(one[0].lemma, other[0].lemma)
