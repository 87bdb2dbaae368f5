"""Links the mentions of all sources to shared entities: `link(sources) -> Story`.

    names.py         when two names have the form of one name (RapidFuzz only for spelling variants of one word)
    given.py         short forms of first names, and what they and titles tell of men and women
    world.py         aliases, countries and demonyms that form does not tell (align/data/lexicon)
    entity.py        an entity while it is being made, its label and its best name
    cluster.py       mentions -> entities: what the lexicon knows, then people, then everything else
    people.py        full names of one person, and whose a last name by itself is
    bodies.py        organisations, places, events: short forms and acronyms of longer names
    recall.py        last names that the language pipeline missed
    descriptions.py  "the French president" where the story says who holds the title
    references.py    "he" and "the company" -> the entity of the name that `annotate` found them to stand for
    corrections.py   what the user says of names, before all that the machine thinks; with entries.py

Precision comes first: a wrong merge makes a false story, a missed one only a weaker score.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from align.link.cluster import cluster
from align.link.corrections import mark, released
from align.link.descriptions import describe
from align.link.entity import Cluster, Occurrence
from align.link.entries import applied, rules
from align.link.names import key
from align.link.recall import recall
from align.link.references import referred
from align.models import Alias, AnnotatedArticle, Attribution, Correction, Entity, Mention, Span, Statement, Story

__all__ = ["link"]


def link(sources: Sequence[AnnotatedArticle], corrections: Sequence[Correction] = ()) -> Story:
    """One story from annotated articles: entities shared by the sources, every mention and speaker pointing at one."""
    given = rules(corrections, sources)
    sources, pins = mark(recall(sources), given)
    occurrences = [
        Occurrence(
            number,
            mention.span.start,
            mention,
            pins.get((number, mention.span)),
            headline=statement.kind == "headline",
        )
        for number, source in enumerate(sources)
        for statement in source.statements
        for mention in statement.mentions
        if key(mention.text)
    ]
    clusters = sorted(
        (c for c in cluster(occurrences, given) if c.occurrences), key=lambda c: (c.name.lower(), c.label, c.section)
    )
    ids = {(o.source, o.mention.span): f"e{number}" for number, c in enumerate(clusters, 1) for o in c.occurrences}
    entities = tuple(_entity(f"e{number}", c, sources) for number, c in enumerate(clusters, 1))
    linked = tuple(
        replace(source, statements=tuple(_with_entities(s, ids, number) for s in source.statements))
        for number, source in enumerate(sources)
    )
    told = describe(referred(linked, ids), entities)
    ruled = {f"e{number}": c.rule for number, c in enumerate(clusters, 1) if c.rule is not None}
    return Story(released(told, ruled), entities, applied(told, given, ruled))


def _entity(identifier: str, made: Cluster, sources: Sequence[AnnotatedArticle]) -> Entity:
    aliases = []
    for number, source in enumerate(sources):
        forms = Counter(o.mention.text for o in made.occurrences if o.source == number)
        if forms:
            aliases.append(Alias(source.id, tuple(sorted(forms, key=lambda f: (-forms[f], -len(f), f)))))
    return Entity(identifier, made.label, made.name, tuple(aliases))


def _with_entities(statement: Statement, ids: Mapping[tuple[int, Span], str], number: int) -> Statement:
    mentions = tuple(replace(m, entity=ids.get((number, m.span))) for m in statement.mentions)
    return replace(statement, mentions=mentions, attribution=_credited(statement.attribution, mentions))


def _credited(attribution: Attribution | None, mentions: Sequence[Mention]) -> Attribution | None:
    """The attribution with the entity that its speaker's words name, where they are that name and little more."""
    if attribution is None:
        return None
    entity = None
    if attribution.speaker_span is not None:
        inside = [m for m in mentions if attribution.speaker_span.contains(m.span)]
        # CASE: "Obama's spokesman" names Obama but is not he; "President Obama" and "Obama, 54," are.
        named = [
            m for m in inside if m.label in ("PERSON", "ORG") and key(attribution.speaker)[-1:] == key(m.text)[-1:]
        ]
        entity = named[0].entity if named else None
    outer = _credited(attribution.outer, mentions)
    return replace(attribution, entity=entity, outer=outer)
