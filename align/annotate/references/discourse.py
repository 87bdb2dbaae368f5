"""What an article has spoken of so far, and which of it a pronoun means: a weighted choice with "nothing of this".

Every person, body or thing that was named, described or left open is a candidate, so that "he" after "the officer"
does not become the last name in sight. The weights of what speaks for a candidate are learnt from a treebank with
coreference (training/coreference.py --fit); the probability must be high before a pronoun is resolved.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from math import exp
from typing import NamedTuple

from align.annotate.references.nouns import Form, Phrase
from align.annotate.words.genders import Gender, Kind
from align.models import Mention

NEAR = 3  # sentences before a pronoun in which what it stands for was mentioned last
OFTEN = 4


@dataclass(slots=True, eq=False)
class Thing:
    """Somebody or something that was spoken of; `name` is its last name in the text, None where it has none."""

    kind: Kind
    last: Phrase
    plural: bool = False
    name: Mention | None = None
    gender: Gender | None = None
    count: int = 0
    types: set[str] = field(default_factory=set)
    sure: float = 1.0  # how likely `last` does speak of it

    def add(self, phrase: Phrase, sure: float = 1.0, told: bool = True) -> None:
        """Notes that `phrase` speaks of it, as likely as `sure`; `told`: surely enough to tell its gender."""
        self.last = phrase
        self.count += 1
        self.name = phrase.mention or self.name
        self.sure = sure
        if told:
            self.gender = self.gender or phrase.gender


@dataclass(frozen=True, slots=True)
class Weights:
    """The weight of each feature for one sort of pronoun, and the probability from which it is resolved."""

    of: dict[str, float]
    least: float


@cache
def weights() -> dict[str, Weights]:
    """The weights for "he" (and "she"), "it" and "they"."""
    text = (files("align") / "data" / "references" / "weights.toml").read_text(encoding="utf-8")
    return {form: Weights(table["weights"], table["least"]) for form, table in tomllib.loads(text).items()}


class Around(NamedTuple):
    """Who says the words around a pronoun, and the subject that its clause has or shares, where these are known."""

    speaker: Thing | None
    subject: Thing | None


def candidates(pronoun: Phrase, things: Sequence[Thing], around: Around) -> list[Thing]:
    """What `pronoun` may stand for by number, gender, kind and grammar, the last mentioned first."""
    found = [thing for thing in things if _may_mean(pronoun, thing, around)]
    found.sort(key=lambda thing: -thing.last.position)
    return found


def _may_mean(pronoun: Phrase, thing: Thing, around: Around) -> bool:
    last = thing.last
    if pronoun.sentence - last.sentence > NEAR or not _agrees(pronoun, thing):
        return False
    if thing is around.speaker and pronoun.quotation is not None:
        return False  # who says "he" does not speak of himself
    if pronoun.reflexive and around.subject is not None:
        return thing is around.subject
    beside = last.clause == pronoun.clause and last.sentence == pronoun.sentence
    if pronoun.reflexive:
        return beside and last.role == "subject"
    if pronoun.role not in ("object", "oblique"):
        return True
    # who does something to "him" is another: "Ruiz saw him", "Ruiz wants to see him"
    return thing is not around.subject and (not beside or last.role in ("possessive", "modifier"))


def _agrees(pronoun: Phrase, thing: Thing) -> bool:
    if pronoun.form == "he":
        same = thing.gender is None or pronoun.gender == thing.gender
        return thing.kind == "person" and not thing.plural and same
    if pronoun.form == "it":
        return thing.kind != "person" and not thing.plural
    return thing.plural or thing.kind == "body" or thing.last.form == "they"


def features(pronoun: Phrase, thing: Thing, rank: int, most: int, around: Around) -> Iterator[str]:
    """What speaks for and against `thing`, the `rank`th of the candidates; `most` is the highest count of any."""
    last = thing.last
    yield "any"
    yield ("same sentence", "one before", "two before", "three before")[pronoun.sentence - last.sentence]
    yield f"was {last.role}"
    if last.role == pronoun.role:
        yield "same role"
    if last.role == "subject" and pronoun.role == "subject":
        yield "both subjects"
    if last.role == "subject" and last.main:
        yield "main subject"
    if last.paragraph != pronoun.paragraph:
        yield "other paragraph"
    yield "named" if thing.name is not None else "not named"
    if last.form == "noun":
        yield f"noun with {last.article if last.article in ('the', 'a', 'an', chr(39) + 's') else 'other'}"
        yield f"noun of a {last.kind}"
    elif last.form == "name":
        yield f"name of a {last.kind}"
    else:
        yield "pronoun"
        if last.head == pronoun.head:
            yield "same pronoun"
    if thing.gender is not None:
        yield "gender fits"
    if thing.count == 1:
        yield "once"
    elif thing.count >= OFTEN:
        yield "often"
    if thing.count == most and most > 1:
        yield "most often"
    yield ("nearest", "second", "farther")[min(rank, 2)]
    if last.quotation != pronoun.quotation:
        yield "other frame"
        if last.quotation is not None:
            yield "only in a quotation"
    if last.clause == pronoun.clause:
        yield "same clause"
        if pronoun.role == "possessive" and last.role == "subject":
            yield "own subject"
    if thing is around.speaker:
        yield "its speaker"
    if thing is around.subject:
        yield "its subject"


def probabilities(scores: Sequence[float]) -> list[float]:
    """The probability of each candidate; what is left is that of "none of them"."""
    raised = [exp(min(score, 50.0)) for score in scores]
    whole = 1.0 + sum(raised)
    return [value / whole for value in raised]


def scored(pronoun: Phrase, found: Sequence[Thing], around: Around) -> list[tuple[float, Thing]]:
    """The candidates with their probabilities, the likeliest first."""
    weighed = weights()[pronoun.form].of
    most = max((thing.count for thing in found), default=0)
    sums = [
        sum(weighed.get(name, 0.0) for name in features(pronoun, thing, rank, most, around))
        for rank, thing in enumerate(found)
    ]
    return sorted(zip(probabilities(sums), found, strict=True), key=lambda pair: -pair[0])


def least(form: Form) -> float:
    """The probability from which a pronoun of this form is resolved."""
    return weights()[form].least
