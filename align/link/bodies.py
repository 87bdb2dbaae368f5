"""Organisations, places, events: equal names, acronyms, and names that differ by words that add nothing.

Each long name says once by which short forms it may be called, so that no name is compared with every other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from align.link import world
from align.link.entity import Cluster, Occurrence, best_name
from align.link.names import Key, initials, key, organisation
from align.link.people import Forms

# Words that a longer name of the same organisation may add in front or behind ("Boeing", "Boeing Company").
_ADDED = frozenset(
    """company corporation group airlines airways bank university party government police department institute network
    news motors technologies international us uk american british national federal state city county the foundation
    holdings industries systems pharmaceuticals entertainment studios electronics communications
    airport hospital clinic center restaurant hotel magazine newspaper store
    stores supermarket chain foods games treatment medical rehab rehabilitation facility health inn
    """.split()
)
# Words that name a sort of body: alone they mean the one that the article named before, if any.
_SORTS = frozenset(
    """police department ministry government parliament army navy air force court high supreme district appeals senate
    house assembly legislature congress council committee commission board agency office bureau university college
    school hospital church party foreign interior defense finance justice health education city county state national
    federal central bank public security general assembly cabinet guard coast administration authority union
    association federation league club team embassy consulate fire sheriffs sheriff prosecutors attorney post times
    news international center museum institute foundation company group corporation republic kingdom embassy
    """.split()
)
# What a place's name may add and be the same place; with the first three, where the short one is no larger place.
_OF_PLACES = frozenset({"the", "city", "county", "sea", "ocean", "island", "islands", "peninsula", "district"})
_LONGEST = 8  # words of a name that are looked at for short forms


@dataclass(frozen=True, slots=True)
class _Long:
    """A longer name by which a short form may be meant: `added` are the words that the short one leaves out."""

    home: Cluster
    added: frozenset[str]
    acronym: bool = False
    front: bool = False  # only because what it leaves out in front is a place or a people


def merge_others(
    other: dict[Key, list[Occurrence]], people: Sequence[Cluster], forms: Forms, known: Sequence[Cluster] = ()
) -> list[Cluster]:
    """The clusters of all that is no person; `forms` are those by which the user's entities are known.

    `known` are the entities of the lexicon: "the Times" may mean one of them where its own article named it.
    """
    lasts = _last_names(people)
    places = frozenset(w for w, found in other.items() if any(o.mention.label in ("PLACE", "NORP") for o in found))
    clusters: dict[Key, Cluster] = dict(forms)
    longs: dict[Key, list[_Long]] = defaultdict(list)
    for words, theirs in clusters.items():
        _tell(longs, words, theirs, places)
    for theirs in known:
        for words in sorted({o.words for o in theirs.occurrences if theirs.section == "organisations"}):
            for size in range(1, min(len(words), _LONGEST)):
                if world.is_place(words[:size]):
                    longs[words[size:]].append(_Long(theirs, frozenset(words[:size]), front=True))
    for words in sorted(other, key=lambda w: (-len(w), w)):
        mine = other[words]
        place = _is_place(mine)
        home: Cluster | None = clusters.get(words)
        if home is None and len(words) == 1 and not place:
            home = lasts.get(words[0])  # CASE: the pipeline took a lone last name for an organisation
        if home is None or not home.takes(*mine):
            # CASE: those that mean the body named before do so in their article only, the others everywhere.
            mine, away = _by_article(words, mine, place, longs)
            for near, occurrences in away:
                near.occurrences.extend(occurrences)
            if not mine:
                continue
            fitting = {
                id(long.home): long.home for long in longs.get(words, ()) if _everywhere(words, mine, place, long)
            }
            taking = [c for c in fitting.values() if c.takes(*mine)]
            home = taking[0] if len(taking) == 1 else None
        if home is None:
            home = Cluster(best_name(mine), "place" if place else "other")
        clusters[words] = home
        home.occurrences.extend(mine)
        _tell(longs, words, home, places)
    persons = {id(c) for c in people}
    return list({id(c): c for c in clusters.values() if id(c) not in persons}.values())


def contained(occurrences: Sequence[Occurrence]) -> dict[str, Key]:
    """The keys of places that are named with what they lie in ("Cairo, Egypt"): without it, where the story has one.

    CASE: a story that names two Springfields keeps what tells them apart.
    """
    lying: dict[Key, set[str]] = defaultdict(set)
    split: dict[str, Key] = {}
    for occurrence in occurrences:
        text = occurrence.mention.text
        name, comma, rest = text.partition(",")
        if comma and occurrence.mention.label == "PLACE" and key(name) and key(rest):
            thing = world.find(rest.strip(), place=True)
            split[text] = key(name)
            lying[key(name)].add(thing.id if thing is not None else " ".join(key(rest)))
    return {text: words for text, words in split.items() if len(lying[words]) == 1}


def qualified(occurrences: Sequence[Occurrence]) -> frozenset[Key]:
    """The names of sorts of bodies that the story also gives with a place or a people in front.

    CASE: "the Supreme Court" is the lexicon's only in a story that names no "Ohio Supreme Court".
    """
    names = {key(o.mention.text) for o in occurrences if o.mention.label != "PERSON"}
    return frozenset(
        name[size:]
        for name in names
        for size in range(1, min(len(name), _LONGEST))
        if _SORTS.issuperset(name[size:]) and world.is_place(name[:size]) and not world.knows(name)
    )


def _last_names(people: Sequence[Cluster]) -> dict[str, Cluster]:
    """The last names of people who are named in full, where one person alone has it."""
    found: dict[str, dict[int, Cluster]] = defaultdict(dict)
    for cluster in people:
        for occurrence in cluster.occurrences:
            if len(occurrence.words) > 1:
                found[occurrence.words[-1]][id(cluster)] = cluster
    return {word: next(iter(homes.values())) for word, homes in found.items() if len(homes) == 1}


def _is_place(occurrences: Sequence[Occurrence]) -> bool:
    return Counter(o.mention.label for o in occurrences).most_common(1)[0][0] == "PLACE"


def _tell(longs: dict[Key, list[_Long]], words: Key, home: Cluster, places: frozenset[Key]) -> None:
    """Notes the short forms by which a name may be called."""
    if not 2 <= len(words) <= _LONGEST:
        return
    for letters in initials(words):
        longs[(letters,)].append(_Long(home, frozenset(), acronym=True))
    # CASE: "SB 12" is "Senate Bill 12".
    if words[-1].isdigit() and len(words) > 2:
        longs["".join(w[0] for w in words[:-1]), words[-1]].append(_Long(home, frozenset(), acronym=True))
    for size in range(1, len(words)):
        front, rest = words[:size], words[size:]
        if _ADDED.issuperset(front) or _OF_PLACES.issuperset(front):
            longs[rest].append(_Long(home, frozenset(front)))
        elif front in places or world.is_place(front):
            longs[rest].append(_Long(home, frozenset(front), front=True))
        if _ADDED.issuperset(rest) or _OF_PLACES.issuperset(rest):
            longs[organisation(front)].append(_Long(home, frozenset(rest)))


def _everywhere(words: Key, mine: Sequence[Occurrence], place: bool, long: _Long) -> bool:
    """Whether a short form means a long one wherever it stands.

    CASE: "Bergen Police" and "Bergen University" are not the place: to a place's name only a sort of place adds
    nothing ("Cook County"), and not to that of a larger one ("Oklahoma City").
    """
    if long.acronym:
        return len(words) > 1 or any(_capitals(o.mention.text) for o in mine)
    lies = place or all(o.mention.label == "NORP" for o in mine)
    if lies and not long.front:
        return _OF_PLACES.issuperset(long.added) and (not world.is_place(words) or long.added == {"the"})
    if any(o.mention.label == "EVENT" for o in mine):
        return False  # CASE: "Super Bowl Committee" is not the game
    return not (long.front and (place or _SORTS.issuperset(words)))


def _capitals(text: str) -> bool:
    """Whether a word is written as an acronym: "WHO", "Nato"; not "Who" or "It"."""
    letters = text.replace(".", "").removesuffix("'s").removesuffix("’s")
    return letters[:1].isupper() and (letters.isupper() or len(letters) > 3 or sum(map(str.isupper, letters)) > 1)


def _by_article(
    words: Key, mine: Sequence[Occurrence], place: bool, longs: dict[Key, list[_Long]]
) -> tuple[list[Occurrence], Iterator[tuple[Cluster, list[Occurrence]]]]:
    """What is left of a name's mentions, and those that mean a body that their own article named ("the Senate")."""
    near = {id(long.home): long.home for long in longs.get(words, ()) if long.front}
    if place or not near or not _SORTS.issuperset(words):
        return list(mine), iter(())
    named: dict[int, list[Cluster]] = defaultdict(list)
    for cluster in near.values():
        for source in sorted({o.source for o in cluster.occurrences}):
            named[source].append(cluster)
    left, away = [], []
    for occurrence in mine:
        homes = [c for c in named.get(occurrence.source, ()) if c.takes(occurrence)]
        if len(homes) == 1:
            away.append((homes[0], [occurrence]))
        else:
            left.append(occurrence)
    return left, iter(away)
