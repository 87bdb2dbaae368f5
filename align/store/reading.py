"""One article as it was read -> plain objects: what comparison.json holds of it, and what that leaves out."""

from __future__ import annotations

from collections.abc import Sequence

from align.models import Notice, Predicate, Story
from align.store.encode import Json, article_object, at, correction_object, entity_object, notice_object, place


def reading_object(story: Story, notices: Sequence[Notice]) -> Json:
    """The one article of a story with its entities, and what of its statements comparison.json leaves out.

    `notices` are those on the whole story, told after the article's own.
    """
    article = story.sources[0]
    told = article_object(article)
    return {
        **told,
        "warnings": [*told["warnings"], *map(notice_object, notices)],
        "entities": [entity_object(entity) for entity in story.entities],
        "corrections": [correction_object(correction) for correction in story.corrections if correction.mentions],
        "predicates": [
            {"statement": statement.id, **_predicate(predicate)}
            for statement in article.statements
            for predicate in statement.predicates
        ],
    }


def _predicate(predicate: Predicate) -> Json:
    return {
        **at(predicate.span),
        "lemma": predicate.lemma,
        "main": predicate.main,
        "tense": predicate.tense,
        "certainty": predicate.certainty,
        "negation": place(predicate.negation),
        "arguments": [
            {**at(argument.span), "role": argument.role, "head": argument.head, "marker": argument.marker}
            for argument in predicate.arguments
        ],
    }
