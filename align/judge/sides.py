"""One source's part of a finding, and what the comparators look up in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from align.judge.lexicon import concept, lexicon
from align.judge.phrases import Phrase, found_in
from align.models import Argument, Entity, Mention, Predicate, Span, Statement, Story, Token


@dataclass(frozen=True)
class View:
    """A statement with what is computed from it once: its words as concepts, its mentions by place."""

    statement: Statement

    @cached_property
    def words(self) -> tuple[tuple[Token, str], ...]:
        """The words that carry content, each with its concept; what is in a mention stands for its entity."""
        mentions = self.statement.mentions
        folded = self._folded
        found: list[tuple[Token, str]] = []
        for place, token in enumerate(self.statement.tokens):
            if place in folded:
                if folded[place]:
                    found.append((token, concept(folded[place])))
                continue
            if not token.content:
                continue
            mention = next((m for m in mentions if m.span.contains(token.span)), None)
            found.append((token, concept(token.lemma) if mention is None else entity_key(mention)))
        return tuple(found)

    @cached_property
    def phrases(self) -> tuple[Phrase, ...]:
        """The phrases of the lexicon that stand in the statement ("lost their lives"), in text order."""
        return found_in(self.statement.tokens)

    @cached_property
    def _folded(self) -> dict[int, str]:
        """The places of words that are part of a phrase: the phrase at the first one, nothing at the others."""
        return {
            place: phrase.words if n == 0 else "" for phrase in self.phrases for n, place in enumerate(phrase.places)
        }

    def phrase_at(self, span: Span) -> Phrase | None:
        """The phrase of which the word at `span` is a part: "lose life" where the verb is "lost"."""
        for phrase in self.phrases:
            if any(span.contains(self.statement.tokens[place].span) for place in phrase.places):
                return phrase
        return None

    @cached_property
    def concepts(self) -> frozenset[str]:
        """What the statement is about, without its numbers and dates."""
        statement = self.statement
        valued = [quantity.span for quantity in statement.quantities] + [date.span for date in statement.dates]
        return frozenset(
            key for token, key in self.words if not any(span.overlaps(token.span) for span in valued)
        ) - lexicon().light.union(lexicon().saying)

    def around(self, span: Span, reach: int = 3) -> frozenset[str]:
        """The concepts of the `reach` content words before and behind `span`, those of values aside.

        A name counts once, however many words it has.
        """
        words = [(token, key) for token, key in self.words if not token.text[:1].isdigit()]
        before = [key for token, key in words if token.span.end <= span.start]
        behind = [key for token, key in words if token.span.start >= span.end]
        return frozenset((*_once(before)[-reach:], *_once(behind)[:reach]))

    def text(self, span: Span) -> str:
        """The words of `span`."""
        start = self.statement.span.start
        return self.statement.text[span.start - start : span.end - start]

    def governor(self, span: Span) -> str | None:
        """The verb whose participant `span` stands in: the one with the shortest such participant."""
        found = [
            (len(argument.span), predicate.span, predicate.lemma)
            for predicate in self.statement.predicates
            for argument in predicate.arguments
            if argument.role != "clause" and argument.span.overlaps(span)
        ]
        return min(found)[2] if found else None

    def mention_in(self, argument: Argument) -> Mention | None:
        """The mention that is the head of `argument`: the last one in it that holds the head's word."""
        inside = [m for m in self.statement.mentions if argument.span.overlaps(m.span)]
        heads = [m for m in inside if concept_in(m.text, argument.head) or concept_in(m.title or "", argument.head)]
        return heads[0] if heads else self._unlisted(argument)

    def _unlisted(self, argument: Argument) -> Mention | None:
        """A name that the pipeline tagged as one word of a name but did not list: "Toyota"."""
        if self.statement.kind == "headline":
            return None  # where every word is capital, a capital tells nothing
        head = argument.head.lower()
        for token in self.statement.tokens:
            if token.pos == "PROPN" and token.lemma.lower() == head and argument.span.contains(token.span):
                return None if token.text.lower().endswith("s") else Mention(token.span, token.text, "MISC")
        return None


@dataclass(frozen=True)
class Side:
    """The statements of one source in a finding; `name` is what a reader knows the source by."""

    source: str
    name: str
    statements: tuple[Statement, ...]
    published: str | None = None
    entities: Mapping[str, Entity] = field(default_factory=dict)

    @cached_property
    def views(self) -> tuple[View, ...]:
        return tuple(View(statement) for statement in self.statements)

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        return tuple(mention for statement in self.statements for mention in statement.mentions)

    @cached_property
    def predicates(self) -> tuple[tuple[View, Predicate], ...]:
        return tuple((view, predicate) for view in self.views for predicate in view.statement.predicates)

    def forms(self, mention: Mention) -> tuple[str, ...]:
        """Every name that the sources use for what `mention` names."""
        entity = self.entities.get(mention.entity) if mention.entity is not None else None
        if entity is None:
            return (mention.text,)
        return tuple(dict.fromkeys((mention.text, entity.name, *(f for alias in entity.aliases for f in alias.forms))))

    def label(self, mention: Mention) -> str:
        """The one name for what `mention` names, in small letters."""
        entity = self.entities.get(mention.entity) if mention.entity is not None else None
        return (entity.name if entity is not None else mention.text).lower()


def sides(story: Story, statements: Sequence[str]) -> tuple[Side, ...]:
    """The sides of a finding that holds the statements with these ids, in the order of the sources."""
    wanted = frozenset(statements)
    entities = {entity.id: entity for entity in story.entities}
    names = _names(story)
    found: list[Side] = []
    for source in story.sources:
        members = tuple(statement for statement in source.statements if statement.id in wanted)
        if members:
            found.append(Side(source.id, names[source.id], members, source.article.published, entities))
    return tuple(found)


def _names(story: Story) -> dict[str, str]:
    """What to call each source: its outlet, with a number where two sources share it, or its number alone."""
    outlets = [source.article.outlet for source in story.sources]
    names: dict[str, str] = {}
    for number, source in enumerate(story.sources, start=1):
        outlet = source.article.outlet
        if not outlet:
            names[source.id] = f"Source {number}"
        else:
            names[source.id] = f"{outlet} ({number})" if outlets.count(outlet) > 1 else outlet
    return names


def entity_key(mention: Mention) -> str:
    """What stands for the thing that `mention` names: its entity, or the last word of its name."""
    if mention.entity is not None:
        return f"={mention.entity}"
    return "=" + mention.text.lower().replace("’s", "").replace("'s", "").split()[-1] if mention.text.split() else "="


def _once(keys: Sequence[str]) -> list[str]:
    return [key for place, key in enumerate(keys) if place == 0 or key != keys[place - 1]]


def concept_in(name: str, head: str) -> bool:
    """Whether `head` is a word of `name`."""
    return head.lower().strip(".") in name.lower().replace(".", " ").replace("’", "'").replace("'", " ").split()


def closeness(left: View, right: View) -> float:
    """How much of what two statements are about is shared, 0..1, numbers and dates aside."""
    one, other = left.concepts, right.concepts
    if not one or not other:
        return 0.0
    return 2 * len(one & other) / (len(one) + len(other))


def similar_places(left: View, left_span: Span, right: View, right_span: Span) -> bool:
    """Whether two values stand among the same words: the test where nothing else says that they are of one thing."""
    one, other = left.around(left_span), right.around(right_span)
    shared = len(one & other)
    return shared >= 2 and shared >= 0.6 * min(len(one), len(other)) and closeness(left, right) >= 0.5
