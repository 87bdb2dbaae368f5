"""The entries of a user's files on names: made one list without contradictions, made rules, and what became of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from align.errors import InputError
from align.link.names import Key, key
from align.models import AnnotatedArticle, Correction, Notice, Story

_NAMED = 6  # entities that a notice names
_TOLD = 10  # entries that did nothing, each told by itself


@dataclass(frozen=True, slots=True)
class Rule:
    """A correction with its names as keys, and the numbers of the sources that it holds for."""

    said: Correction
    names: frozenset[Key]
    apart: frozenset[Key]
    sources: frozenset[int]


def settled(given: Sequence[Correction], general: Sequence[Correction] = ()) -> tuple[Correction, ...]:
    """The corrections `given` for this comparison, then those of the user's own file that they do not overrule.

    An entry of one name replaces the general entry of that name, and a name listed by both belongs to the one given.
    Entries of one rank that contradict each other are an `InputError`.
    """
    _check(given)
    _check(general)
    kept = []
    for correction in general:
        ours = [g for g in given if _meet(g, correction)]
        listed = {k for g in ours for k in _keys(g)}
        if key(correction.name) not in listed:
            kept.append(replace(correction, aliases=tuple(a for a in correction.aliases if key(a) not in listed)))
    return (*given, *kept)


def rules(corrections: Sequence[Correction], sources: Sequence[AnnotatedArticle]) -> tuple[Rule, ...]:
    """Each correction as a rule for these sources; one for no outlet of theirs holds for none of them."""
    outlets = [_folded(source.article.outlet or "") for source in sources]
    return tuple(
        Rule(
            correction,
            _keys(correction),
            frozenset(map(key, correction.apart)),
            frozenset(n for n, o in enumerate(outlets) if not correction.outlets or o in _outlets(correction)),
        )
        for correction in corrections
    )


def applied(
    sources: Sequence[AnnotatedArticle], made: Sequence[Rule], ids: Mapping[str, Rule]
) -> tuple[Correction, ...]:
    """The corrections with what they did, before anything is released; `ids` are the entities that rules made.

    Only the name of the file is kept: where it lies is no matter of the result.
    """
    entities = {id(rule): entity for entity, rule in ids.items()}
    mentions = [(n, m) for n, source in enumerate(sources) for s in source.statements for m in s.mentions]
    told = []
    for rule in made:
        entity = entities.get(id(rule))
        parted = [number in rule.sources and key(m.text) in rule.apart for number, m in mentions]
        own = [m.entity == entity and not away for (_, m), away in zip(mentions, parted, strict=True) if entity]
        told.append(replace(rule.said, file=PurePath(rule.said.file).name, mentions=sum(own), parted=sum(parted)))
    return tuple(told)


def notices(story: Story) -> Iterator[Notice]:
    """What a reader of the result must know: which corrections it rests on, and which of those given did nothing.

    The user's own file is for all comparisons: that most of it names nobody in this one is as it should be.
    """
    for file, general in dict.fromkeys((c.file, c.general) for c in story.corrections):
        used = [c.name for c in story.corrections if (c.file, c.general) == (file, general) and c.mentions]
        if used:
            more = f" and {len(used) - _NAMED} more" if len(used) > _NAMED else ""
            whose = f"Your own {file}" if general else file
            yield Notice("corrections", f"{whose} decides which names mean {', '.join(used[:_NAMED])}{more}.")
    idle = [Notice("correction-unused", told) for told in map(_idle, rules(story.corrections, story.sources)) if told]
    yield from idle[:_TOLD]
    if len(idle) > _TOLD:
        yield Notice("correction-unused", f"{len(idle) - _TOLD:,} more entries did nothing in these articles.")


def _idle(rule: Rule) -> str | None:
    """What an entry given for this comparison did not do, as a sentence."""
    said = rule.said
    where = f"{said.file}: entry {said.entry} ({said.name!r})"
    if said.general:
        return None
    if not rule.sources:
        return f"{where} is for {', '.join(said.outlets)}, which no source is of; check --outlet."
    if not said.mentions:
        return f"{where} names nothing in these articles; check how they write the name."
    if said.apart and not said.parted:
        return f"{where} parts nothing: no article names {' or '.join(said.apart)}."
    return None


def _check(corrections: Sequence[Correction]) -> None:
    """Refuse a name that is joined and parted by one entry, and one that two entries claim."""
    owner: dict[Key, list[tuple[Correction, str]]] = {}
    for correction in corrections:
        where = f"{correction.file}: entry {correction.entry} ({correction.name!r})"
        names = {key(name): name for name in (*reversed(correction.aliases), correction.name)}
        for name in correction.apart:
            if key(name) in names:
                raise InputError(
                    f"{where}: {name!r} is joined and parted at once; take it out of aliases or out of not"
                )
        for words, name in names.items():
            for other, its in owner.get(words, []):
                if _meet(correction, other):
                    raise InputError(
                        f"{where}: {name!r} is the name {its!r} of entry {other.entry} ({other.name!r}) too; "
                        "take it out of one of them, or give both entries outlets that differ"
                    )
            owner.setdefault(words, []).append((correction, name))


def _meet(left: Correction, right: Correction) -> bool:
    """Whether two corrections can hold for one source."""
    return not left.outlets or not right.outlets or not _outlets(left).isdisjoint(_outlets(right))


def _keys(correction: Correction) -> frozenset[Key]:
    return frozenset(map(key, (correction.name, *correction.aliases)))


def _outlets(correction: Correction) -> frozenset[str]:
    return frozenset(map(_folded, correction.outlets))


def _folded(outlet: str) -> str:
    return " ".join(outlet.casefold().split())
