"""Phrases that say one thing in several words ("lost their lives", "gave the green light", "turned the offer down")."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from align.judge.lexicon import lexicon, normal
from align.models import Span, Token

_BETWEEN = frozenset({"DET", "PRON", "ADJ", "PART", "NUM"})  # what may stand inside: "lost all their lives"
_GAP = 3  # words inside, at most
_OBJECT = 5  # words between a verb and its particle, at most
_TOKENS = 400  # of a statement; what is longer is no sentence
_PARTICLES = frozenset("up down out off in on away back over aside through".split())
_PHRASAL = 2  # words of a verb with its particle


class Phrase(NamedTuple):
    """A phrase as the lexicon writes it, and the places of its words among the statement's tokens."""

    words: str
    places: tuple[int, ...]

    def begins_in(self, tokens: Sequence[Token], span: Span) -> bool:
        """Whether its first word lies in `span`."""
        return span.contains(tokens[self.places[0]].span)


def found_in(tokens: Sequence[Token]) -> tuple[Phrase, ...]:
    """The phrases among `tokens` in text order; the longest where several begin with one word, none in another."""
    tokens = tokens[:_TOKENS]
    known = lexicon().phrases
    found: list[Phrase] = []
    taken: set[int] = set()
    for place, token in enumerate(tokens):
        if place in taken:
            continue
        for words in (words for form in _forms(token) for words in known.get(form, ())):
            places = _places(tokens, place, words)
            if places and taken.isdisjoint(places):
                found.append(Phrase(" ".join(words), places))
                taken.update(places)
                break
    return tuple(found)


def _places(tokens: Sequence[Token], start: int, words: Sequence[str]) -> tuple[int, ...]:
    places = [start]
    for word in words[1:]:
        loose = len(words) == _PHRASAL and word in _PARTICLES
        place = places[-1] + 1
        last = min(len(tokens), place + 1 + (_OBJECT if loose else _GAP))
        while place < last and word not in _forms(tokens[place]):
            if not loose and tokens[place].pos not in _BETWEEN:
                return ()
            if loose and tokens[place].pos in ("VERB", "AUX", "CCONJ", "SCONJ", "ADP", "PUNCT"):
                return ()
            place += 1
        if place >= last:
            return ()
        places.append(place)
    return tuple(places)


def _forms(token: Token) -> tuple[str, ...]:
    return tuple(dict.fromkeys((token.lemma.lower(), token.text.lower(), normal(token.text))))
