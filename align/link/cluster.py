"""Joins mentions into entities: what the lexicon knows, then people, then everything else.

Everything is decided from the names of all sources together, in an order that does not depend on which came first.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from align.link import world
from align.link.bodies import contained, merge_others, qualified
from align.link.entity import Cluster, Occurrence
from align.link.entries import Rule
from align.link.names import Key, key, organisation, person
from align.link.people import by_generation, forms_of, merge_people, resolve_short


def cluster(occurrences: Sequence[Occurrence], rules: Sequence[Rule] = ()) -> list[Cluster]:
    """The entities of a story, each with all its mentions; every occurrence is in exactly one of them.

    The entities of which the user says something come first, with the mentions that are theirs by the user's word.
    """
    given = _given(rules, occurrences)
    parted = frozenset(name for rule in rules for name in rule.apart)
    known = {thing.id: c for c in given if c.section != "person" and (thing := world.find(c.name)) is not None}
    full: dict[Key, list[Occurrence]] = defaultdict(list)
    other: dict[Key, list[Occurrence]] = defaultdict(list)
    short: list[Occurrence] = []
    people_too, lying, of_somewhere = _people(occurrences), contained(occurrences), qualified(occurrences)
    for occurrence in sorted((o for o in occurrences if o.rule is None), key=lambda o: (o.source, o.position)):
        name = key(occurrence.mention.text)
        is_person = people_too.get(name, occurrence.mention.label == "PERSON")
        unknown = is_person or name in of_somewhere
        thing = None if unknown else world.find(occurrence.mention.text, occurrence.mention.label == "PLACE")
        if thing is not None:
            refused = thing.id in known and not known[thing.id].takes(occurrence)
            name_of_it = occurrence.mention.text if refused else thing.name
            home = known.setdefault(thing.id + " apart" * refused, Cluster(name_of_it, thing.section))
            home.occurrences.append(occurrence)
        elif is_person:
            words = name if name in parted else person(name)
            (short.append(occurrence) if len(words) < 2 else full[words].append(occurrence))
        else:
            words = lying.get(occurrence.mention.text, organisation(name))
            other[name if name in parted else words].append(occurrence)
    people = merge_people(by_generation(full), given, forms_of(given, person, people=True))
    resolve_short(short, people)
    rest = merge_others(other, people, forms_of(given, organisation, people=False), [known[i] for i in sorted(known)])
    made = list(dict.fromkeys([*given, *(known[i] for i in sorted(known)), *people, *rest]))
    for one in made:
        one.named()
    return made


def _given(rules: Sequence[Rule], occurrences: Sequence[Occurrence]) -> list[Cluster]:
    """The entities of which the user says something, as clusters to which the machine may add."""
    pinned: dict[int, list[Occurrence]] = defaultdict(list)
    for occurrence in occurrences:
        if occurrence.rule is not None:
            pinned[occurrence.rule].append(occurrence)
    given = [Cluster(rule.said.name, "person", pinned[n], rule) for n, rule in enumerate(rules) if rule.sources]
    for made in given:
        # One that nobody names and that has no kind stays a person: only people have names that stand for others.
        if made.occurrences or (made.rule is not None and made.rule.said.label is not None):
            made.section = {"PERSON": "person", "PLACE": "place"}.get(made.label, "other")
    return given


def _people(occurrences: Sequence[Occurrence]) -> dict[Key, bool]:
    """Whether a name is a person's, for names that the pipeline took for one here and for something else there.

    CASE: a ship, a company, a dateline ("PORT ELLEN"): the rest of the story knows better. A single word of a person's
    full name is not taken from the people, and one that no atlas knows is given to them where it is mostly theirs.
    """
    votes: dict[Key, Counter[bool]] = defaultdict(Counter)
    for occurrence in occurrences:
        votes[key(occurrence.mention.text)][occurrence.mention.label == "PERSON"] += 1
    full = [words for words, count in votes.items() if len(words) > 1 and count[True] > count[False]]
    parts = {word for words in full for word in words}
    lasts = {word for words in full for word in person(words)[-1:]}
    found = {}
    for words, count in votes.items():
        if not count[True] or not count[False]:
            continue
        if len(words) > 1 or words[0] not in parts:
            found[words] = count[True] > count[False]
        elif words[0] in lasts and count[True] >= count[False] and not world.is_place(words):
            found[words] = True
    return found
