"""Last names that the language pipeline missed: it saw "Lena Aster" in one place and no name in "Aster" elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from align.link.names import key, person
from align.models import AnnotatedArticle, Mention, Statement, Token


def recall(sources: Sequence[AnnotatedArticle]) -> tuple[AnnotatedArticle, ...]:
    """The articles with a mention for every lone name in them that some article gives as a person's last name."""
    names = _last_names(sources)
    if not names:
        return tuple(sources)
    return tuple(
        replace(source, statements=tuple(_completed(statement, names) for statement in source.statements))
        for source in sources
    )


def _last_names(sources: Sequence[AnnotatedArticle]) -> frozenset[str]:
    """The last names of the people that are named in full, as they are written."""
    found: set[str] = set()
    for source in sources:
        for statement in source.statements:
            for mention in statement.mentions:
                words = person(key(mention.text))
                last = mention.text.split()[-1:]
                if mention.label == "PERSON" and len(words) > 1 and last and len(last[0]) > 2 and last[0].istitle():
                    found.add(last[0])
    return frozenset(found)


def _completed(statement: Statement, names: frozenset[str]) -> Statement:
    tokens = statement.tokens
    added = [
        Mention(token.span, token.text, "PERSON")
        for place, token in enumerate(tokens)
        if token.pos == "PROPN"
        and token.text in names
        and not any(token.span.overlaps(mention.span) for mention in statement.mentions)
        and not _part_of_name(tokens[place - 1 : place], token)
        and not _part_of_name(tokens[place + 1 : place + 2], token)
    ]
    if not added:
        return statement
    return replace(statement, mentions=tuple(sorted((*statement.mentions, *added), key=lambda m: m.span)))


def _part_of_name(beside: Sequence[Token], token: Token) -> bool:
    """Whether the word beside belongs to the same name ("Aster Street"): a name too, with one character between."""
    if not beside or beside[0].pos != "PROPN":
        return False
    near = beside[0].span
    return near.start - token.span.end == 1 or token.span.start - near.end == 1
