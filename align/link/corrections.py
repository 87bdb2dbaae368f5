"""What a user says of names, put before what the machine thinks: which are one, which are not, which were missed.

    mark()       pins every name that an entry lists, and adds the mentions that the language pipeline missed
    released()   takes back what later steps gave to an entity against the user's word

`entries.py` makes rules of the user's entries. `cluster` starts from the pinned names: what it would join with one of
them joins its entity, unless the entry parts it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from align.link.entries import Rule
from align.link.names import Key, key
from align.models import AnnotatedArticle, EntityLabel, Mention, Reference, Span, Statement

Pins = dict[tuple[int, Span], int]  # (number of the source, span of the mention) -> number of the rule
_WORD = re.compile(r"\w+")
# One character each, so that offsets stay: every quotation mark of a name and every blank is as good as another.
_ALIKE = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", **dict.fromkeys("\n\t\r\u00a0\u2009\u202f", " ")})


def mark(sources: Sequence[AnnotatedArticle], made: Sequence[Rule]) -> tuple[tuple[AnnotatedArticle, ...], Pins]:
    """The sources with a mention for every name that a rule lists, and which mention is pinned by which rule."""
    if not made:
        return tuple(sources), {}
    pins: Pins = {}
    marked = []
    for number, source in enumerate(sources):
        index = _Index(made, number)
        statements = []
        for statement in source.statements:
            mentions, named = _marked(statement, source.article.text, index)
            pins.update({(number, span): rule for span, rule in named.items()})
            statements.append(replace(statement, mentions=mentions))
        marked.append(replace(source, statements=tuple(statements)))
    labels = _labels(marked, pins, made)
    return tuple(_labelled(source, number, pins, labels) for number, source in enumerate(marked)), pins


def released(sources: Sequence[AnnotatedArticle], ids: Mapping[str, Rule]) -> tuple[AnnotatedArticle, ...]:
    """The sources without what leads to the entity of a rule against the user's word; `ids` are these entities.

    CASE: "the president" was found to mean the one president of the story, and the user knows better.
    """
    if not ids:
        return tuple(sources)

    def wrong(word: Mention | Reference, number: int) -> bool:
        rule = ids.get(word.entity or "")
        return rule is not None and number in rule.sources and key(word.text) in rule.apart

    def right(statement: Statement, number: int) -> Statement:
        mentions = tuple(m for m in statement.mentions if not wrong(m, number))
        listed = [m.span for m in mentions if m.entity in ids]
        references = (r for r in statement.references if not any(span.contains(r.span) for span in listed))
        open_again = (replace(r, antecedent=None, entity=None) if wrong(r, number) else r for r in references)
        return replace(statement, mentions=mentions, references=tuple(open_again))

    return tuple(
        replace(source, statements=tuple(right(statement, number) for statement in source.statements))
        for number, source in enumerate(sources)
    )


class _Index:
    """The names that rules list for one source: by their first word as they are written, and by key."""

    def __init__(self, made: Sequence[Rule], number: int) -> None:
        self.keys: dict[Key, int] = {}
        self._forms: dict[str, list[tuple[int, str, int]]] = {}  # first word -> (its place in the form, form, rule)
        for position, rule in enumerate(made):
            if number not in rule.sources:
                continue
            for name in (rule.said.name, *rule.said.aliases):
                self.keys.setdefault(key(name), position)
                for form in dict.fromkeys((name, name[0].upper() + name[1:])):  # "the mayor" begins a sentence too
                    plain = form.translate(_ALIKE)
                    first = _WORD.search(plain)
                    if first is not None:
                        self._forms.setdefault(first.group(), []).append((first.start(), plain, position))
        for forms in self._forms.values():
            forms.sort(key=lambda form: (-len(form[1]), form[1], form[2]))

    def find(self, text: str, within: Span) -> Iterator[tuple[Span, int]]:
        """The names in a range of the text, word for word; of several at one place the longest."""
        plain = text[within.start : within.end].translate(_ALIKE)
        for match in _WORD.finditer(plain):
            for offset, form, rule in self._forms.get(match.group(), ()):
                start, end = match.start() - offset, match.start() - offset + len(form)
                if start >= 0 and plain.startswith(form, start) and _whole(plain, start, end):
                    yield Span(start, end).shifted(within.start), rule
                    break


def _whole(text: str, start: int, end: int) -> bool:
    """Whether a range is made of whole words. CASE: "Holm" in "Holm-Berg" is half a name, in "pro-Holm" a whole one."""
    before, after = text[max(start - 1, 0) : start], text[end : end + 1]
    if (before.isalnum() and text[start].isalnum()) or (after.isalnum() and text[end - 1].isalnum()):
        return False
    if after == "-" and text[end + 1 : end + 2].isupper():
        return False
    if before != "-":
        return True
    first = start - 1
    while first and text[first - 1].isalnum() and start - first < 40:
        first -= 1
    return not text[first].isupper()


def _marked(statement: Statement, text: str, index: _Index) -> tuple[tuple[Mention, ...], dict[Span, int]]:
    """A statement's mentions with those that the rules add, and the rule of each that is pinned."""
    mentions = list(statement.mentions)
    pinned = {m.span: index.keys[key(m.text)] for m in mentions if key(m.text) in index.keys}
    for span, rule in index.find(text, statement.span):
        met = [m for m in mentions if m.span.overlaps(span)]
        if any(m.span in pinned or (m.span != span and m.span.contains(span)) for m in met):
            continue  # known already, or part of a longer name
        if any(m.title and m.span.start - len(m.title) - 1 <= span.start < span.end <= m.span.start for m in mentions):
            continue  # CASE: "the president" is listed, and this is the title of "President Holm"
        last = met[-1] if met else None
        if last is not None and last.title and last.span.end == span.end and text[span.start :].startswith(last.title):
            pinned[last.span] = rule  # CASE: "Mrs. Holm" is listed; the title is never part of the span
            continue
        mentions = [m for m in mentions if m not in met]
        title = next((m.title for m in met if m.span.start == span.start), None)
        mentions.append(Mention(span, span.of(text), last.label if last is not None else "MISC", title=title))
        pinned[span] = rule
    return tuple(sorted(mentions, key=lambda m: m.span)), pinned


def _labels(sources: Sequence[AnnotatedArticle], pins: Pins, made: Sequence[Rule]) -> dict[int, EntityLabel]:
    """The label of each rule's mentions: the user's, else the usual one in the articles."""
    votes: dict[int, Counter[EntityLabel]] = {}
    for number, source in enumerate(sources):
        for statement in source.statements:
            for mention in statement.mentions:
                rule = pins.get((number, mention.span))
                if rule is not None and mention.label != "MISC":
                    votes.setdefault(rule, Counter())[mention.label] += 1
    chosen = {rule: min(count, key=lambda label: (-count[label], label)) for rule, count in votes.items()}
    return chosen | {n: rule.said.label for n, rule in enumerate(made) if rule.said.label is not None}


def _labelled(source: AnnotatedArticle, number: int, pins: Pins, labels: Mapping[int, EntityLabel]) -> AnnotatedArticle:
    def right(mention: Mention) -> Mention:
        label = labels.get(pins.get((number, mention.span), -1), mention.label)
        people = mention.label == "NORP" and label == "PLACE"  # CASE: "Finnish" listed as a name of Finland
        return mention if people or label == mention.label else replace(mention, label=label)

    statements = tuple(replace(s, mentions=tuple(map(right, s.mentions))) for s in source.statements)
    return replace(source, statements=statements)
