"""Which sorts of events a side tells of ("resigning", "flooding"), by the words of data/lexicon/scenes.toml.

Wider than synonyms: "no longer prosecuted" and "dropped the charges" share a scene and no word.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from align.judge.lexicon import normal
from align.judge.sides import Side, View
from align.models import Span, Token

_GAP = 3  # words between two of a phrase, at most
_TOKENS = 200  # of a statement; what is longer is no sentence


class Scenes(NamedTuple):
    """`words` leads from a word to its scenes, `phrases` from a first word to the words behind it and the scene."""

    words: dict[str, tuple[str, ...]]
    phrases: dict[str, tuple[tuple[tuple[str, ...], str], ...]]


def scenes_of(side: Side) -> frozenset[str]:
    """The scenes that the statements of a side evoke, credits and names aside."""
    found: set[str] = set()
    for view in side.views:
        statement = view.statement
        named = [mention.span for mention in statement.mentions]
        if statement.attribution is not None:
            named.append(statement.attribution.span)
        tokens = [t for t in statement.tokens[:_TOKENS] if not any(span.overlaps(t.span) for span in named)]
        found.update(_evoked(tokens))
    return frozenset(found)


def scenes_at(view: View, spans: Collection[Span]) -> frozenset[str]:
    """The scenes that words at `spans` evoke, alone or as the first word of a phrase."""
    tokens = view.statement.tokens[:_TOKENS]
    return frozenset(_evoked(tokens, [place for place, token in enumerate(tokens) if token.span in spans]))


def _evoked(tokens: Sequence[Token], places: Iterable[int] | None = None) -> set[str]:
    known = _scenes()
    forms = [{t.lemma.lower(), t.text.lower(), normal(t.text), normal(t.lemma)} for t in tokens]
    found: set[str] = set()
    for place in range(len(forms)) if places is None else places:
        for form in forms[place]:
            found.update(known.words.get(form, ()))
            found.update(scene for rest, scene in known.phrases.get(form, ()) if _follow(rest, forms, place))
    return found


def _follow(rest: Sequence[str], forms: Sequence[set[str]], place: int) -> bool:
    """Whether the words of a phrase stand behind its first one, near each other and in order."""
    for word in rest:
        last = min(place + 1 + _GAP, len(forms))
        place = next((n for n in range(place + 1, last) if word in forms[n]), -1)
        if place < 0:
            return False
    return True


@cache
def _scenes() -> Scenes:
    text = (files("align") / "data" / "lexicon" / "scenes.toml").read_text(encoding="utf-8")
    words: dict[str, list[str]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for scene, line in tomllib.loads(text)["scenes"].items():
        for entry in line.split():
            first, *rest = entry.split("_")
            if rest:
                phrases.setdefault(first, []).append((tuple(rest), scene))
            else:
                words.setdefault(first, []).append(scene)
    return Scenes(
        {word: tuple(found) for word, found in words.items()},
        {first: tuple(found) for first, found in phrases.items()},
    )
