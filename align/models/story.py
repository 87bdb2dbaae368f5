"""What the articles are about together: entities, and what the user says of them."""

from __future__ import annotations

from dataclasses import dataclass

from align.models.statement import AnnotatedArticle, EntityLabel


@dataclass(frozen=True, slots=True)
class Alias:
    """The surface forms that one source uses for an entity, most frequent first."""

    source: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entity:
    """One person, organisation, place, ... of the story, under one id in every source that names it."""

    id: str
    label: EntityLabel
    name: str
    aliases: tuple[Alias, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """What a user says of one entity: the names that are it (`name`, `aliases`) and those that are not (`apart`).

    `outlets` limits it to what these outlets published (empty: all). `file` and `entry` (from 1) say where it stands,
    `general` that it is one of the user's for all comparisons. `link` fills in `mentions`, how many mentions its entity
    has, and `parted`, how many were kept away from it.
    """

    name: str
    label: EntityLabel | None = None
    aliases: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    file: str = ""
    entry: int = 0
    general: bool = False
    mentions: int = 0
    parted: int = 0


@dataclass(frozen=True, slots=True)
class Story:
    """The sources of one comparison, their mentions pointing at shared entities. What `link` hands on."""

    sources: tuple[AnnotatedArticle, ...]
    entities: tuple[Entity, ...]
    corrections: tuple[Correction, ...] = ()  # all that were given, with what they did


# ---- pair, score, group ------------------------------------------------------------------------------------------
