"""Joins mentions into entities: full names first, then the short forms that only the story can tell.

Everything is decided from the names of all sources together, in an order that does not depend on which came first.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from align.link import world
from align.link.entries import Rule
from align.link.names import Key, is_acronym_of, key, organisation, person, same_person
from align.models import EntityLabel, Mention

_MALE_TITLES = frozenset({"mr", "king", "prince", "sir", "father", "congressman", "chairman"})
_FEMALE_TITLES = frozenset({"mrs", "ms", "miss", "queen", "princess", "lady", "first lady", "congresswoman", "dame"})
# Words that a longer name of the same organisation may add in front or behind ("Boeing", "Boeing Company").
_ADDED = frozenset(
    "company corporation group airlines airways bank university party government police department institute network "
    "news motors technologies international us uk american british national federal state city county the".split()
)

_OF_PLACES = frozenset({"the", "city", "county"})  # those of them that a place's name may add and be the same place


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One mention in its place: `source` by number, `position` its first character."""

    source: int
    position: int
    mention: Mention
    rule: int | None = None  # the user's word for it, by number

    @property
    def words(self) -> Key:
        words = key(self.mention.text)
        return person(words) if self.mention.label == "PERSON" else organisation(words)


@dataclass(slots=True, eq=False)
class Cluster:
    """An entity while it is being made."""

    name: str
    section: str  # "person", "place", "other", or a section of the lexicon
    occurrences: list[Occurrence] = field(default_factory=list)
    rule: Rule | None = None  # what the user says of it

    def takes(self, *occurrences: Occurrence) -> bool:
        """Whether the user leaves these be the same; always, where the user says nothing."""
        rule = self.rule
        return rule is None or not any(
            o.source in rule.sources and key(o.mention.text) in rule.apart for o in occurrences
        )

    @property
    def label(self) -> EntityLabel:
        if self.rule is not None and self.rule.said.label is not None:
            return self.rule.said.label
        votes = Counter(o.mention.label for o in self.occurrences)
        if self.rule is not None and len(votes) > 1:
            del votes["MISC"]  # what a name is called that the pipeline missed
        return min(votes, key=lambda label: (-votes[label], label))


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
    people_too = _people(occurrences)
    for occurrence in sorted((o for o in occurrences if o.rule is None), key=lambda o: (o.source, o.position)):
        name = key(occurrence.mention.text)
        is_person = people_too.get(name, occurrence.mention.label == "PERSON")
        thing = None if is_person else world.find(occurrence.mention.text)
        if thing is not None:
            refused = thing.id in known and not known[thing.id].takes(occurrence)
            name_of_it = occurrence.mention.text if refused else thing.name
            home = known.setdefault(thing.id + " apart" * refused, Cluster(name_of_it, thing.section))
            home.occurrences.append(occurrence)
        elif is_person:
            words = name if name in parted else person(name)
            (short.append(occurrence) if len(words) < 2 else full[words].append(occurrence))
        else:
            other[occurrence.words].append(occurrence)
    people = _merge_people(full, given)
    _resolve_short(short, people)
    rest = _merge_others(other, people, given)
    return list(dict.fromkeys([*given, *(known[i] for i in sorted(known)), *people, *rest]))


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


def _forms(given: Sequence[Cluster], form: Callable[[Key], Key], people: bool) -> dict[Key, Cluster]:
    """The forms by which the user's entities are known: those that are the form of one of them only."""
    found: dict[Key, list[Cluster]] = defaultdict(list)
    for cluster_ in given:
        if cluster_.rule is not None and (cluster_.section == "person") is people:
            for words in sorted({form(name) for name in cluster_.rule.names}):
                found[words].append(cluster_)
    return {words: homes[0] for words, homes in found.items() if len(homes) == 1 and (len(words) > 1 or not people)}


def _people(occurrences: Sequence[Occurrence]) -> dict[Key, bool]:
    """Whether a name is a person's, for names that the pipeline took for one here and for something else there.

    CASE: a ship, a company, a dateline ("PORT ELLEN"): the rest of the story knows better. A single word is only taken
    back where it is part of no person's full name.
    """
    votes: dict[Key, Counter[bool]] = defaultdict(Counter)
    parts: set[str] = set()
    for occurrence in occurrences:
        words, is_person = key(occurrence.mention.text), occurrence.mention.label == "PERSON"
        votes[words][is_person] += 1
        if is_person and len(words) > 1:
            parts.update(words)
    return {
        words: count[True] > count[False]
        for words, count in votes.items()
        if count[True] and count[False] and (len(words) > 1 or words[0] not in parts)
    }


def _merge_people(full: dict[Key, list[Occurrence]], given: Sequence[Cluster]) -> list[Cluster]:
    """Full names of one person become one cluster; a form that fits two different people stays by itself."""
    clusters = _forms(given, person, people=True)
    forms = sorted({*full, *clusters})
    twins = {f: [g for g in forms if g != f and same_person(f, g)] for f in full}
    people = [c for c in given if c.section == "person"]
    for form in sorted(full, key=lambda f: (len(f[0]) == 1, -len(full[f]), f)):
        near = [clusters[g] for g in (form, *twins[form]) if g in clusters]
        homes = {id(c): c for c in near if c.takes(*full[form])}
        if len(homes) == 1:
            home = next(iter(homes.values()))
        else:
            home = Cluster(_best_name(full[form]), "person")
        clusters[form] = home
        home.occurrences.extend(full[form])
    return list(dict.fromkeys([*people, *clusters.values()]))


def _resolve_short(short: Iterable[Occurrence], people: list[Cluster]) -> None:
    """Gives each one-word name of a person to the full name that it shortens; where none fits it is its own person."""
    by_word: dict[str, list[Cluster]] = defaultdict(list)
    for cluster_ in people:
        for word in sorted({w for o in cluster_.occurrences for w in (o.words[-1],)}):
            by_word[word].append(cluster_)
    for cluster_ in list(people):
        for word in sorted({o.words[0] for o in cluster_.occurrences}):
            by_word.setdefault(word, [cluster_])  # a first name only where it is nobody's last name
    alone: dict[str, list[Occurrence]] = defaultdict(list)
    decided: list[tuple[Cluster, Occurrence]] = []
    for occurrence in short:
        word = occurrence.words[0] if occurrence.words else ""
        fitting = [
            c for c in by_word.get(word, []) if _gender_fits(occurrence.mention.title, c) and c.takes(occurrence)
        ]
        home = _choose(occurrence, fitting)
        if home is None:
            alone[word].append(occurrence)
        else:
            decided.append((home, occurrence))
    for home, occurrence in decided:
        home.occurrences.append(occurrence)
    for word in sorted(alone):
        people.extend(_by_gender(alone[word]))


def _by_gender(occurrences: Sequence[Occurrence]) -> list[Cluster]:
    """One cluster for one last name, or one for each gender that titles tell apart."""
    genders = sorted({_gender(o.mention.title) or "" for o in occurrences})
    if len([g for g in genders if g]) < 2:
        return [Cluster(_best_name(occurrences), "person", list(occurrences))]
    parts = [[o for o in occurrences if (_gender(o.mention.title) or "") == g] for g in genders]
    return [Cluster(_best_name(part), "person", part) for part in parts]


def _choose(occurrence: Occurrence, fitting: list[Cluster]) -> Cluster | None:
    """The one of several people that a last name means: of this source before others, then the nearest named before."""
    here = [c for c in fitting if any(o.source == occurrence.source for o in c.occurrences)]
    pool = here or fitting
    if len(pool) <= 1:
        return pool[0] if pool else None
    before = [
        (
            max(
                o.position for o in c.occurrences if o.source == occurrence.source and o.position < occurrence.position
            ),
            c,
        )
        for c in here
        if any(o.source == occurrence.source and o.position < occurrence.position for o in c.occurrences)
    ]
    return max(before, key=lambda pair: pair[0])[1] if before else None


def _gender_fits(title: str | None, candidate: Cluster) -> bool:
    """CASE: "Mrs. Obama" is not Barack Obama: a title of one gender never joins a person titled with the other."""
    mine = _gender(title)
    theirs = {_gender(o.mention.title) for o in candidate.occurrences} - {None}
    return mine is None or not theirs or mine in theirs


def _gender(title: str | None) -> str | None:
    word = (title or "").lower().rstrip(".")
    return "m" if word in _MALE_TITLES else "f" if word in _FEMALE_TITLES else None


def _merge_others(other: dict[Key, list[Occurrence]], people: list[Cluster], given: Sequence[Cluster]) -> list[Cluster]:
    """Organisations, places, events: equal keys, acronyms, and forms that differ by a word that adds nothing."""
    last_names = {o.words[-1]: c for c in people for o in c.occurrences if len(o.words) == 2}
    clusters = _forms(given, organisation, people=False)
    for words in sorted(other, key=lambda w: (-len(w), w)):
        mine = other[words]
        labels = Counter(o.mention.label for o in mine)
        place = labels.most_common(1)[0][0] == "PLACE"
        home = None
        if len(words) == 1 and words[0] in last_names and not place:
            home = last_names[words[0]]  # CASE: the pipeline took a lone last name for an organisation
        if home is None or not home.takes(*mine):
            near = [
                c
                for k, c in clusters.items()
                if k == words or is_acronym_of(words, k) or _adds_nothing(words, k, place)
            ]
            fitting = {id(c): c for c in near if c.takes(*mine)}
            home = next(iter(fitting.values())) if len(fitting) == 1 else None
        if home is None:
            home = Cluster(_best_name(mine), "place" if place else "other")
        clusters[words] = home
        home.occurrences.extend(mine)
    unique = {id(c): c for c in clusters.values() if c not in people}
    return list(unique.values())


def _adds_nothing(short: Key, long: Key, place: bool) -> bool:
    """CASE: "Bergen Police" and "Bergen University" are not the place: to a place's name only a sort of place adds
    nothing ("Cook County")."""
    extra = len(long) - len(short)
    if extra <= 0 or not short or (place and not _OF_PLACES.issuperset(set(long) - set(short))):
        return False
    front, back = long[:extra], long[-extra:]
    if long[extra:] == short:
        return all(w in _ADDED for w in front)
    return long[: len(short)] == short and all(w in _ADDED for w in back)


def _best_name(occurrences: Sequence[Occurrence]) -> str:
    """The usual form: most frequent, then longest, then first in the alphabet."""
    counts = Counter(o.mention.text for o in occurrences)
    return min(counts, key=lambda text: (-counts[text], -len(text), text))
