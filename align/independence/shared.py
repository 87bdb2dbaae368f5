"""What every two sources of a story share word for word, and what their texts tell of where it comes from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from align.independence.runs import Run, Vocabulary, Words, runs
from align.models import AnnotatedArticle, Origin, SharedRun, SharedText, Story

# Measured by `python -m training.independence`, in words that a reporter chose: no quotation, no name, office or title.
# In 150 pairs of articles that were written independently no run has more than 9 of them; in ECB+, where agencies are
# copied, a charge that several quote from court has up to 14. Made wire copy, shortened and mended, keeps 16 to 84.
LONG = 15
# Where one long run shows that words were taken over, the shorter ones between two mended words were too: of those
# independent pairs one in 150 has a run of so many.
SHORT = 8
# An agency in full counts wherever it is named, its letters only where nothing else is meant: "(AP)", "Source: AFP".
_NAMES = (
    "Associated Press|Agence France-Presse|Reuters|United Press International|Press Association|PA Media|"
    "Deutsche Presse-Agentur|Press Trust of India|Asian News International|Australian Associated Press|"
    "The Canadian Press|Xinhua|Interfax|Kyodo News|Yonhap|Agencia EFE|Bloomberg News|Anadolu Agency"
)
_LETTERS = {"AP": "Associated Press", "AFP": "Agence France-Presse", "UPI": "United Press International",
            "PTI": "Press Trust of India", "ANI": "Asian News International", "AAP": "Australian Associated Press",
            "DPA": "Deutsche Presse-Agentur", "dpa": "Deutsche Presse-Agentur", "PA": "Press Association"}  # fmt: skip
_AGENCY = re.compile(
    rf"\b(?P<name>(?i:{_NAMES}))\b|[(©/:] ?(?P<letters>{'|'.join(_LETTERS)})\b(?=\)|[ \t]*$)", re.MULTILINE
)


def shared_text(story: Story) -> tuple[SharedText, ...]:
    """What every two sources have in common word for word; nothing for two that have not."""
    vocabulary = Vocabulary()
    read = [
        (source, vocabulary.words(source.article, (q.span for s in source.statements for q in s.quotations)))
        for source in story.sources
    ]
    found = [_between(left, right) for left, right in combinations(read, 2)]
    return tuple(shared for shared in found if shared is not None)


def told_apart(left: Words, right: Words) -> tuple[list[Run], list[Run]]:
    """The runs that were taken over, and those that quote one speaker."""
    found = [(run, own_words(left, right, run)) for run in runs(left, right, SHORT)]
    copied = any(own >= LONG for _, own in found)
    return (
        [run for run, own in found if copied and own >= SHORT],
        [run for run, own in found if own < SHORT and _quoted(left, right, run).sum() >= LONG],
    )


def own_words(left: Words, right: Words, run: Run) -> int:
    """How many words of `run` a reporter chose: outside quotation marks in both texts, and no names in both."""
    ours, theirs = slice(run.left, run.left + run.length), slice(run.right, run.right + run.length)
    given = _quoted(left, right, run) | (left.named[ours] & right.named[theirs])
    return run.length - int(given.sum())


def _quoted(left: Words, right: Words, run: Run) -> NDArray[np.bool_]:
    """Which words of `run` stand between quotation marks in one of the texts."""
    return left.quoted[run.left : run.left + run.length] | right.quoted[run.right : run.right + run.length]


def share(words: Words, found: Sequence[tuple[int, int]]) -> float:
    """What part of all `words` the runs cover, each given as its first word and its length."""
    covered = np.zeros(len(words.numbers), dtype=np.bool_)
    for first, length in found:
        covered[first : first + length] = True
    return float(covered.sum() / words.count) if words.count else 0.0


def _between(one: tuple[AnnotatedArticle, Words], other: tuple[AnnotatedArticle, Words]) -> SharedText | None:
    (left, ours), (right, theirs) = one, other
    copied, spoken = told_apart(ours, theirs)
    if not copied and not spoken:
        return None
    every = sorted([(run, False) for run in copied] + [(run, True) for run in spoken], key=lambda each: each[0].right)
    origin, credit = _origin(left, right) if copied else ("unknown", None)
    return SharedText(
        left=left.id,
        right=right.id,
        runs=tuple(
            SharedRun(ours.span(run.left, run.length), theirs.span(run.right, run.length), run.length, quoted)
            for run, quoted in every
        ),
        words=sum(run.length for run in copied),
        left_share=share(ours, [(run.left, run.length) for run in copied]),
        right_share=share(theirs, [(run.right, run.length) for run in copied]),
        origin=origin,
        credit=credit,
    )


def _origin(left: AnnotatedArticle, right: AnnotatedArticle) -> tuple[Origin, str | None]:
    """Where the texts themselves say that their words may come from, and the name that they give.

    Who was first cannot be known from the words, nor from a date of publication: a page is dated anew when it changes.
    """
    ours, theirs = _names(left, right), _names(right, left)
    if ours is not None and theirs is None:
        return "right", ours
    if theirs is not None and ours is None:
        return "left", theirs
    agencies = [agency for agency in _agencies(left) if agency in _agencies(right)]
    return ("third", agencies[0]) if agencies else ("unknown", None)


def _agencies(source: AnnotatedArticle) -> list[str]:
    """The news agencies that a source names, bylines and credits included."""
    text = f"{source.article.byline or ''}\n{source.article.text}"
    full = {name.casefold(): name for name in _NAMES.split("|")}
    return [_LETTERS[m["letters"]] if m["letters"] else full[m["name"].casefold()] for m in _AGENCY.finditer(text)]


def _names(source: AnnotatedArticle, other: AnnotatedArticle) -> str | None:
    """The outlet of `other`, where `source` names it. One word alone may mean anything ("Sun"), "the Sun" does not."""
    outlet = (other.article.outlet or "").strip()
    if not outlet or outlet == (source.article.outlet or "").strip():
        return None
    if _LETTERS.get(outlet, outlet) in _agencies(source):
        return outlet
    article = "" if len(outlet.split()) > 1 else "[Tt]he "
    return outlet if re.search(rf"\b{article}{re.escape(outlet)}(?!\w)", source.article.text) else None
