"""Descriptions that stand for a person: "the French president", where the story says who holds that title."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from align.link.names import key
from align.models import AnnotatedArticle, Entity, Mention, Span, Statement

_BEFORE = re.compile(r"(?:([A-Z][\w.]+)(?:['’]s)?\s+)?$")
_DESCRIPTION = re.compile(r"\b[Tt]he\s+(?:([A-Z][\w.]+)\s+)?([a-z]+(?:\s[a-z]+(?:\s[a-z]+)?)?)\b")
_PAST = frozenset({"former", "ex", "late", "then"})  # who is called so is no longer "the president"
_PLAIN = frozenset({"mr", "mrs", "ms", "miss", "dr"})


def describe(sources: Sequence[AnnotatedArticle], entities: Sequence[Entity]) -> tuple[AnnotatedArticle, ...]:
    """Adds a mention for each "the (French) president" where exactly one person of the story holds that title.

    Titles are learned from names with a title ("French President ..."). A title without a country is only read where
    one person alone holds it in the whole story.
    """
    labels = {e.id: e.label for e in entities}
    holders = _holders(sources, labels)
    if not holders:
        return tuple(sources)
    return tuple(
        replace(source, statements=tuple(_add(s, source.article.text, holders) for s in source.statements))
        for source in sources
    )


_Holders = dict[tuple[str | None, str], set[str]]


def _holders(sources: Sequence[AnnotatedArticle], labels: Mapping[str, str]) -> _Holders:
    """(country's entity or None, title) -> the people who are given that title."""
    found: _Holders = defaultdict(set)
    past: _Holders = defaultdict(set)
    for source in sources:
        for statement in source.statements:
            for mention in statement.mentions:
                if mention.title is None or mention.entity is None or labels.get(mention.entity) != "PERSON":
                    continue
                words = [word.rstrip(".") for word in mention.title.lower().replace("-", " ").split()]
                title = " ".join(word for word in words if word not in _PAST)
                if not title or title in _PLAIN:
                    continue
                (past if _PAST.intersection(words) else found)[None, title].add(mention.entity)
                country = _country(statement, mention, source.article.text)
                if country is not None and not _PAST.intersection(words):
                    found[country, title].add(mention.entity)
                    if title in _LEADING:
                        found[country, "leader"].add(mention.entity)
    return {(country, title): people - past[None, title] for (country, title), people in found.items()}


_LEADING = frozenset({"president", "prime minister", "premier", "chancellor", "king", "queen"})


def _country(statement: Statement, person: Mention, text: str) -> str | None:
    """The entity of the country word right before a title: "Finnish" of "Finnish President Aino Berg"."""
    before = text[max(statement.span.start, person.span.start - 60) : person.span.start]
    title = person.title or ""
    at = before.rfind(title)
    if at < 0:
        return None
    match = _BEFORE.search(before[:at])
    if match is None or match.group(1) is None:
        return None
    start = person.span.start - len(before) + match.start(1)
    for mention in statement.mentions:
        if mention.span.start == start and mention.label in ("NORP", "PLACE"):
            return mention.entity
    return None


def _add(statement: Statement, text: str, holders: _Holders) -> Statement:
    taken = [m.span for m in statement.mentions if m.label == "PERSON"]
    countries = {m.span.start: m.entity for m in statement.mentions if m.label in ("NORP", "PLACE")}
    added = []
    for match in _DESCRIPTION.finditer(text, statement.span.start, statement.span.end):
        country: str | None = None
        if match.group(1) is not None:
            country = countries.get(match.start(1))
            if country is None:
                continue
        title = _title(match.group(2), country, holders)
        people = holders.get((country, title), set())
        span = Span(match.start(), match.start(2) + len(title))
        # CASE: "the Finnish president, Aino Berg" names her already; a second mention would count her twice.
        if len(people) != 1 or any(t.start - span.end < 3 and t.end > span.start for t in taken):
            continue
        added.append(Mention(span, span.of(text), "PERSON", entity=next(iter(people)), title=None))
    if not added:
        return statement
    mentions = tuple(sorted((*statement.mentions, *added), key=lambda m: (m.span, key(m.text))))
    return replace(statement, mentions=mentions)


def _title(words: str, country: str | None, holders: _Holders) -> str:
    """The title that the words begin with, the longest first ("secretary of state" before "secretary")."""
    found = words.split()
    forms = (" ".join(found[:size]) for size in range(len(found), 1, -1))
    return next((form for form in forms if words.startswith(form) and (country, form) in holders), found[0])
