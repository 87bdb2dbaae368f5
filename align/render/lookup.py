"""The parts of a comparison by their ids, and the one way a statement is turned into its view."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from align.models import Comparison, Entity, EntityLabel, Statement
from align.render.naming import credit, source_names
from align.render.runs import Layer, ValueLayer, pieces
from align.render.view import StatementView

_LABELS: dict[EntityLabel, str] = {
    "PERSON": "person",
    "ORG": "organisation",
    "PLACE": "place",
    "NORP": "people",
    "EVENT": "event",
    "MISC": "name",
}
_PLAIN_CERTAINTIES = ("asserted", "reported")


def label_word(label: EntityLabel) -> str:
    """What a reader calls this kind of entity."""
    return _LABELS[label]


def place_of(statement: str) -> str:
    """The anchor of a statement in the full texts."""
    return f"t-{statement}"


@dataclass(frozen=True, slots=True)
class Lookup:
    """Names of sources, statements, entities and the order of the sources, by id."""

    names: dict[str, str]
    order: dict[str, int]
    statements: dict[str, Statement]
    entities: dict[str, Entity]
    with_text: frozenset[str]

    @classmethod
    def of(cls, comparison: Comparison) -> Lookup:
        """Statements are taken from the comparison itself first: there their mentions are linked."""
        found = {statement.id: statement for source in comparison.sources for statement in source.statements}
        found.update((statement.id, statement) for statement in comparison.statements)
        return cls(
            names=source_names(comparison.sources),
            order={source.id: position for position, source in enumerate(comparison.sources)},
            statements=found,
            entities={entity.id: entity for entity in comparison.entities},
            with_text=frozenset(source.id for source in comparison.sources if source.article.text),
        )

    def known(self, ids: Iterable[str]) -> tuple[Statement, ...]:
        """The statements with these ids, by source and place in it."""
        return tuple(sorted((self.statements[id_] for id_ in ids if id_ in self.statements), key=self.position))

    def position(self, statement: Statement) -> tuple[int, int, int, str]:
        """Sorts statements as a reader meets them."""
        rank = self.order.get(statement.source, len(self.order))
        return rank, statement.span.start, statement.span.end, statement.id

    def entity_layers(self, statement: Statement) -> tuple[Layer, ...]:
        """The names in a statement, each with its label and the entity it stands for."""
        base = statement.span.start
        layers = []
        for mention in statement.mentions:
            title = label_word(mention.label)
            if mention.entity and (entity := self.entities.get(mention.entity)):
                title = f"{label_word(entity.label)}: {entity.name}"
            layers.append(Layer(mention.span.start - base, mention.span.end - base, "e", title))
        return tuple(layers)

    def view(
        self,
        statement: Statement,
        values: Iterable[ValueLayer] = (),
        lacking: Iterable[tuple[int, int]] = (),
        reworded: bool = False,
    ) -> StatementView:
        """A statement for readers; `values` and `lacking` are ranges that count from its start."""
        layers = [Layer(start, end, "x") for start, end in lacking]
        layers.extend(self.entity_layers(statement))
        return StatementView(
            id=statement.id,
            source=statement.source,
            pieces=pieces(statement.text, values, layers),
            headline=statement.kind == "headline",
            speaker=statement.speaker,
            credit=credit(statement.attribution),
            modality=None if statement.certainty in _PLAIN_CERTAINTIES else statement.certainty,
            place=place_of(statement.id) if statement.source in self.with_text else None,
            reworded=reworded,
        )
