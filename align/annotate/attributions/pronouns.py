"""Who "he" and "she" are as speakers: the one person whom the sentences before can mean, or nobody.

Precision comes first: where two persons can be meant, or one is only named in passing, the pronoun stays as it is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from align import models
from align.annotate.attributions import AttributedContent
from align.annotate.attributions.continuation import Sentence
from align.annotate.grammar import phrases, syntax
from align.annotate.words import genders

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_SINGULAR: dict[str, genders.Gender] = {"he": "m", "she": "f"}
_MAIN = frozenset({"root", "parataxis"})
_NEAR = 3  # sentences before the pronoun in which whom it stands for is looked for


def subjects(
    sentence: Span, offset: int, quotations: Sequence[models.Quotation] = ()
) -> tuple[tuple[models.Span, ...], tuple[models.Span, ...]]:
    """The words that head the subjects of `sentence` outside `quotations`: of its main clauses, and of all others."""
    main: list[models.Span] = []
    others: list[models.Span] = []
    for clause in syntax.clause_heads(sentence):
        subject = syntax.subject(clause.head)
        if subject is None:
            continue
        first = syntax.first_conjunct(clause.head)
        kind = clause.kind if first.i == clause.head.i else syntax.clause_kind(first)
        for word in (subject, *phrases.appositions(subject)):  # "the director, *Ana Ruiz*, has ..."
            span = models.Span(word.idx + offset, word.idx + len(word) + offset)
            if not any(quotation.span.contains(span) for quotation in quotations):
                (main if kind in _MAIN or _joined(clause.head, kind) else others).append(span)
    return tuple(main), tuple(others)


def _joined(head: Token, kind: str | None) -> bool:
    """CASE: ", and Rosa left early" read as a clause of time, though no "when" opens it."""
    return kind == "advcl" and syntax.marker(head) is None and head.tag_ in ("VBD", "VBZ", "VBP")


def continues(sentence: Span) -> bool:
    """Whether the first subject of `sentence` is "he" or "she"."""
    heads = (syntax.subject(clause.head) for clause in syntax.clause_heads(sentence))
    first = min((word for word in heads if word is not None), key=lambda word: word.i, default=None)
    return first is not None and first.lower_ in _SINGULAR


class _People:
    """The persons that an article names, with what it tells of whom "he" and "she" can mean."""

    def __init__(self, mentions: Sequence[models.Mention]) -> None:
        self.mentions = sorted((m for m in mentions if m.label == "PERSON"), key=lambda m: m.span)
        self.told: dict[str, Counter[genders.Gender]] = {}  # last name -> how often it is a man's, a woman's
        for mention in self.mentions:
            gender = genders.of_name(mention.text, mention.title)
            if gender is not None:
                self.told.setdefault(mention.text.split()[-1], Counter())[gender] += 1

    def at(self, spot: models.Span, pronoun: str) -> list[str]:
        """The names at `spot` that `pronoun` can stand for."""
        found = self._from(max(0, bisect_left(self.mentions, spot.start, key=lambda m: m.span.start) - 1), spot)
        return [m.text for m in found if m.span.overlaps(spot) and self.fits(m, pronoun)]

    def mentioned(self, span: models.Span) -> Sequence[models.Mention]:
        """The persons named anywhere in `span`."""
        return self._from(bisect_left(self.mentions, span.start, key=lambda m: m.span.start), span)

    def fits(self, mention: models.Mention, pronoun: str) -> bool:
        """Whether nothing speaks against it: a last name that a man and a woman bear is of whom it is more often."""
        wanted = _SINGULAR[pronoun]
        own = genders.of_name(mention.text, mention.title)
        told = self.told.get(mention.text.split()[-1])
        if own is not None or not told:
            return own in (None, wanted)
        return told[wanted] * 2 > told.total()

    def _from(self, first: int, span: models.Span) -> Sequence[models.Mention]:
        last = first
        while last < len(self.mentions) and self.mentions[last].span.start < span.end:
            last += 1
        return self.mentions[first:last]


def resolved(sentences: Sequence[Sentence], mentions: Sequence[models.Mention]) -> tuple[Sentence, ...]:
    """The sentences with "he" and "she" as speakers replaced by the name, where only one person can be meant.

    `speaker_span` stays at the pronoun. Candidates are persons named as subjects or speakers shortly before it; where
    there are two of them, or none, the pronoun stays.
    """
    people = _People(mentions)
    known: dict[models.Span, str] = {}  # speaker span of a resolved pronoun -> name
    found: list[Sentence] = []
    for number, sentence in enumerate(sentences):
        near = [s for s in sentences[max(0, number - _NEAR) : number + 1] if sentence.paragraph - s.paragraph <= 1]
        for credit in sentence.credits:
            attribution: models.Attribution | None = credit.attribution
            while attribution is not None:
                _resolve(attribution, credit.contents, near, people, known)
                attribution = attribution.outer
        found.append(replace(sentence, credits=tuple(_renamed(credit, known) for credit in sentence.credits)))
    return tuple(found)


def settled(
    credits: Sequence[AttributedContent], references: Mapping[models.Span, str], text: str
) -> tuple[AttributedContent, ...]:
    """The credits in line with whom the article's `references` (place of a pronoun -> name) mean.

    A speaker that only they know takes their name; one whom they take for somebody else is left as a pronoun again.
    """

    def told(attribution: models.Attribution) -> models.Attribution:
        outer = None if attribution.outer is None else told(attribution.outer)
        place, speaker = attribution.speaker_span, attribution.speaker
        if place is not None and place in references:
            pronoun, name = place.of(text), references[place]
            if speaker == pronoun:
                speaker = name
            elif speaker.split()[-1] != name.split()[-1]:
                speaker = pronoun
        return replace(attribution, speaker=speaker, outer=outer)

    return tuple(replace(credit, attribution=told(credit.attribution)) for credit in credits)


def _resolve(
    attribution: models.Attribution,
    said: Sequence[models.Span],
    near: Sequence[Sentence],
    people: _People,
    known: dict[models.Span, str],
) -> None:
    place, pronoun = attribution.speaker_span, attribution.speaker.lower()
    if place is None or place in known or pronoun not in _SINGULAR:
        return
    for sentence in reversed(near):  # the nearest sentence with a candidate decides
        names = _candidates(sentence, place, said, pronoun, people, known)
        if len(names) == 1:
            known[place] = names[0]
        if names or _tells_of_another(sentence, place, said, pronoun, people):
            return


def _tells_of_another(
    sentence: Sentence, place: models.Span, said: Sequence[models.Span], pronoun: str, people: _People
) -> bool:
    """Whether a sentence between names somebody who may be meant, though not as its subject: "The vote hurt *Reed*"."""
    if sentence.span.end > place.start or sentence.continues:
        return False
    return any(not _within(m.span, said) and people.fits(m, pronoun) for m in people.mentioned(sentence.span))


def _candidates(
    sentence: Sentence,
    place: models.Span,
    said: Sequence[models.Span],
    pronoun: str,
    people: _People,
    known: dict[models.Span, str],
) -> list[str]:
    """The names of the persons that speak or are subjects in `sentence` before `place`, each once: the subjects of
    lesser clauses only where there is nobody else, and never who is only spoken of by others."""
    spoken = [spot for credit in sentence.credits for spot in _spoken(credit.attribution)]
    others = [content for credit in sentence.credits for content in credit.contents]

    def named(spots: Sequence[models.Span]) -> list[str]:
        fit = [spot for spot in spots if spot.end <= place.start and not _within(spot, said)]
        return _named(fit, pronoun, people, known)

    own = [spot for spot in sentence.subjects if not _within(spot, others)]
    lesser = [spot for spot in sentence.lesser if not _within(spot, others)]
    if sentence.continues:  # "She" at its beginning is whom it is about, whoever else it names
        return named(spoken)
    return named([*own, *spoken]) or named(lesser)


def _spoken(attribution: models.Attribution) -> Iterator[models.Span]:
    """Where the speaker is named, without whom he speaks for: not "Okafor" of "Okafor's lawyer"."""
    span, behalf = attribution.speaker_span, attribution.represents_span
    if span is None:
        return
    if behalf is None or not span.contains(behalf):
        yield span
    elif span.end - behalf.end > behalf.start - span.start:
        yield models.Span(behalf.end, span.end)
    else:
        yield models.Span(span.start, behalf.start)


def _within(spot: models.Span, spans: Sequence[models.Span]) -> bool:
    return any(span.contains(spot) for span in spans)


def _named(spots: Sequence[models.Span], pronoun: str, people: _People, known: dict[models.Span, str]) -> list[str]:
    names: list[str] = []
    for spot in sorted(spots):
        if spot in known:
            names.append(known[spot])
        names.extend(people.at(spot, pronoun))
    return _distinct(names)


def _distinct(names: Sequence[str]) -> list[str]:
    """The names without those that are the last part of another: "Ruiz" beside "Ana Ruiz"."""
    unique = list(dict.fromkeys(names))
    return [name for name in unique if not any(other != name and other.endswith(f" {name}") for other in unique)]


def _renamed(credit: AttributedContent, known: dict[models.Span, str]) -> AttributedContent:
    return replace(credit, attribution=_with_name(credit.attribution, known))


def _with_name(attribution: models.Attribution, known: dict[models.Span, str]) -> models.Attribution:
    outer = None if attribution.outer is None else _with_name(attribution.outer, known)
    place = attribution.speaker_span
    name = known.get(place, attribution.speaker) if place is not None else attribution.speaker
    return replace(attribution, speaker=name, outer=outer)
