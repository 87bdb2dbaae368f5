"""Pronouns and descriptions lead to the entity of the name that they stand for; credits to "he" lead there too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from align.link.names import key
from align.models import AnnotatedArticle, Attribution, Reference, Span, Statement

Ids = Mapping[tuple[int, Span], str]  # (number of the source, span of a name) -> its entity
_PRONOUNS = frozenset({"he", "she", "it", "they", "who", "i"})


def referred(sources: Sequence[AnnotatedArticle], ids: Ids) -> tuple[AnnotatedArticle, ...]:
    """The sources with the entity of every reference that has an antecedent."""
    return tuple(
        replace(
            source,
            statements=tuple(
                _referred(statement, source.article.text, number, ids) if statement.references else statement
                for statement in source.statements
            ),
        )
        for number, source in enumerate(sources)
    )


def _referred(statement: Statement, text: str, number: int, ids: Ids) -> Statement:
    found = tuple(
        reference
        if reference.antecedent is None
        else replace(reference, entity=ids.get((number, reference.antecedent)))
        for reference in statement.references
    )
    places = {reference.span: reference for reference in found if reference.entity is not None}
    return replace(statement, references=found, attribution=_credited(statement.attribution, places, text))


def _credited(attribution: Attribution | None, places: Mapping[Span, Reference], text: str) -> Attribution | None:
    """The attribution with the entity of the pronoun that its speaker is, unless `annotate` read another name in it."""
    if attribution is None:
        return None
    outer = _credited(attribution.outer, places, text)
    reference = places.get(attribution.speaker_span) if attribution.speaker_span is not None else None
    entity = attribution.entity
    if entity is None and reference is not None and reference.antecedent is not None:
        named = key(reference.antecedent.of(text))
        if attribution.speaker.lower() in _PRONOUNS or key(attribution.speaker)[-1:] == named[-1:]:
            entity = reference.entity
    return replace(attribution, entity=entity, outer=outer)
