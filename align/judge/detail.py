"""One side says a little more in the middle of the same words: "near or on the border", "near the border"."""

from __future__ import annotations

from collections.abc import Iterator

from align.judge.difference import Difference, value
from align.judge.edits import edits
from align.judge.lexicon import concept
from align.judge.pairing import Pairing
from align.judge.sides import View, closeness
from align.models import Span, Token

_CLOSE = 0.5  # of what two statements are about, for an adjective to be worth a note
_MOST = 2  # of a finding
_LONGEST = 3  # words that are added; more is another phrase
_TOKENS = 200  # of a statement; what is longer is no sentence
_ADDING = frozenset({"ADJ", "ADP", "CCONJ", "ADV", "VERB"})
_LIMITS = frozenset("nearly almost virtually practically mostly partly not".split())
_WHOLE = frozenset("all every everyone everybody everything each none entire whole always never".split())
_NOUNS = frozenset({"NOUN", "PROPN"})
_EMPTY = frozenset(
    "just also really very still now well so then to of that actually basically as for by with in at on from too even "
    "only already again".split()
)


def differences(pairing: Pairing) -> Iterator[Difference]:
    """The words that one side adds inside a phrase that both have."""
    count = 0
    for view, other in _partners(pairing):
        near = closeness(view, other) >= _CLOSE
        for one, two in _added(view, other, near):
            if count >= _MOST:
                return
            count += 1
            left = value(pairing.left, view, one, view.text(one).lower())
            right = value(pairing.right, other, two, other.text(two).lower())
            yield Difference("detail", "minor", left, right, "One is more exact")


def _partners(pairing: Pairing) -> list[tuple[View, View]]:
    """The statements of both sides that are closest to each other."""
    left, right = pairing.left.views, pairing.right.views
    near = [max(range(len(right)), key=lambda j: (closeness(view, right[j]), -j)) for view in left] if right else []
    far = [max(range(len(left)), key=lambda i: (closeness(left[i], view), -i)) for view in right] if left else []
    return [(left[i], right[j]) for i, j in enumerate(near) if far[j] == i]


def _added(view: View, other: View, near: bool) -> Iterator[tuple[Span, Span]]:
    ours, theirs = view.statement.tokens[:_TOKENS], other.statement.tokens[:_TOKENS]
    keys, far = [_key(token) for token in ours], [_key(token) for token in theirs]
    for a, b, c, d in edits(keys, far):
        added = (*ours[a:b], *theirs[c:d])
        if not near and not _telling(added):
            continue
        if c == d and _adds(ours, a, b) and _framed(keys, a, b, far, c):
            yield _phrase(view, max(a - 1, 0), b), _phrase(other, max(c - 1, 0), c)
        if a == b and _adds(theirs, c, d) and _framed(far, c, d, keys, a):
            yield _phrase(view, max(a - 1, 0), a), _phrase(other, max(c - 1, 0), d)


def _telling(added: tuple[Token, ...]) -> bool:
    """Whether the words tell something whatever the rest is about: "near or on" a border, "nearly" all."""
    others = {token.pos for token in added if token.pos != "CCONJ"}
    return (others == {"ADP"} and any(t.pos == "CCONJ" for t in added)) or _limits(added)


def _limits(added: tuple[Token, ...]) -> bool:
    return bool(added) and all(token.text.lower() in _LIMITS for token in added)


def _key(token: Token) -> str:
    if token.content:
        return concept(token.lemma)
    return "a" if token.text.lower() == "an" else token.text.lower()


def _adds(tokens: tuple[Token, ...], start: int, end: int) -> bool:
    """Whether the added words qualify: alternatives to a preposition, or an adjective before the noun that follows."""
    added = tokens[start:end]
    if end < len(tokens) and _limits(added):
        return tokens[end].text.lower() in _WHOLE
    if len(added) > _LONGEST or any(token.pos not in _ADDING for token in added):
        return False
    if all(token.text.lower() in _EMPTY for token in added):
        return False
    if end >= len(tokens):
        return False
    others = {token.pos for token in added} - {"CCONJ"}
    if len(others) < len({token.pos for token in added}):  # "or on", "and costly"
        heads = (*_NOUNS, "ADJ", "DET", "ADP") if others == {"ADP"} else (*_NOUNS, "ADJ")
        return tokens[end].pos in heads and bool(others)
    if tokens[end].pos not in (*_NOUNS, "ADJ"):
        return False
    last = added[-1]
    return last.pos == "ADJ" or last.text.endswith(("ed", "ing")) or (last.pos == "ADV" and tokens[end].pos == "ADJ")


def _framed(keys: list[str], start: int, end: int, far: list[str], at: int) -> bool:
    """Whether two words before or behind the addition, and one on its other side, are the same."""
    if end >= len(keys) or at >= len(far) or keys[end] != far[at]:
        return False
    if start == 0 and at == 0:
        return keys[end + 1 : end + 3] == far[at + 1 : at + 3]
    if start < 1 or at < 1 or keys[start - 1] != far[at - 1]:
        return False
    behind = end + 1 < len(keys) and at + 1 < len(far) and keys[end + 1] == far[at + 1]
    before = start > 1 and at > 1 and keys[start - 2] == far[at - 2]
    return behind or before


def _phrase(view: View, start: int, end: int) -> Span:
    """From the word before the addition, whole where it has a hyphen, to the noun behind it."""
    tokens = view.statement.tokens
    last = end
    while last + 1 < len(tokens) and last - end < 3 and tokens[last].pos not in _NOUNS:
        last += 1
    while last + 1 < len(tokens) and tokens[last].pos in _NOUNS and tokens[last + 1].pos == "NOUN":
        last += 1
    while start and view.text(Span(tokens[start - 1].span.end, tokens[start].span.start)) == "-":
        start -= 1
    return Span(tokens[start].span.start, tokens[min(last, len(tokens) - 1)].span.end)
