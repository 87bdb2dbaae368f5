"""People: full names that are one person's, and whom a last name by itself means.

Two people are never joined for their last name. A last name goes to the one it can mean; where it can mean several, to
the one whom the article mostly or last spoke of; where nothing tells, it stays by itself.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence

from align.link.entity import Cluster, Occurrence, best_name, gender
from align.link.given import groups, of_title
from align.link.names import Key, key, same_person, skeleton, suffix

Forms = dict[Key, Cluster]
_OFTEN = 3  # times that somebody is named in full, at least, before a last name is theirs against one named later


def merge_people(full: dict[Key, list[Occurrence]], given: Sequence[Cluster], forms: Forms) -> list[Cluster]:
    """Full names of one person become one cluster; a form that fits two different people is decided in its place.

    `given` are the user's entities, `forms` the forms by which they are known.
    """
    homes: dict[Key, Cluster] = dict(forms)
    near = _Near(homes)
    members: dict[int, list[Key]] = defaultdict(list)
    for form, cluster in forms.items():
        members[id(cluster)].append(form)
    unclear: list[Key] = []
    for form in sorted(full, key=lambda f: (len(f[0]) == 1, -len(f), -len(full[f]), f)):
        twins = {id(homes[f]): homes[f] for f in near.of(form)}
        fitting = [c for c in twins.values() if c.takes(*full[form]) and _agrees(form, members[id(c)])]
        if len(fitting) > 1:
            unclear.append(form)
            continue
        home = fitting[0] if fitting else Cluster(best_name(full[form], somebody=True), "person")
        homes[form] = home
        members[id(home)].append(form)
        near.add(form)
        home.occurrences.extend(full[form])
    people = list(dict.fromkeys([*(c for c in given if c.section == "person"), *homes.values()]))
    for form in unclear:
        said = _Said([homes[f] for f in near.of(form)])
        fitting = [c for c in said.clusters if c.takes(*full[form])]
        told = [c for c in fitting if c.rule is not None]
        alone: list[Occurrence] = []
        for occurrence in full[form]:
            # CASE: where the user names one of them it is theirs, where the user names several it is nobody's.
            chosen = said.choose(occurrence, fitting) if not told else told[0] if len(told) == 1 else None
            (alone if chosen is None else chosen.occurrences).append(occurrence)
        if alone:
            people.append(Cluster(best_name(alone, somebody=True), "person", alone))
    return people


def by_generation(full: dict[Key, list[Occurrence]]) -> dict[Key, list[Occurrence]]:
    """The full names with "Jr." as part of the form, where one article names somebody with it and somebody without.

    CASE: most articles leave it out for one and the same person; only one that writes both ways tells two people apart.
    """
    writes: dict[tuple[str, str], dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for form, occurrences in full.items():
        for occurrence in occurrences:
            end = _end(occurrence)
            if end or not occurrence.headline:
                writes[form[0], form[-1]][end].add(occurrence.source)
    apart: dict[Key, list[Occurrence]] = {}
    for form, occurrences in full.items():
        ends = writes[form[0], form[-1]]
        told = sorted(end for end in ends if end)
        if not told or (len(told) == 1 and ends[told[0]].isdisjoint(ends.get("", ()))):
            apart[form] = occurrences
            continue
        for occurrence in occurrences:
            end = _end(occurrence)
            apart.setdefault((*form, end) if end else form, []).append(occurrence)
    return apart


def _end(occurrence: Occurrence) -> str:
    """ "jr" and the like. CASE: "Sr." is written of whom the plain name means as well."""
    end = suffix(key(occurrence.mention.text)) or ""
    return "" if end == "sr" else end


def _agrees(form: Key, members: Sequence[Key]) -> bool:
    """Whether a form contradicts none of a cluster's; those with an initial for a first name have no say."""
    return len(form[0]) == 1 or all(len(m[0]) == 1 or same_person(form, m) for m in members)


class _Near:
    """Finds the forms that may be the same person as a form, without comparing each with each."""

    def __init__(self, forms: Iterable[Key]) -> None:
        self._index: dict[tuple[str, str], list[Key]] = defaultdict(list)
        for form in forms:
            self.add(form)

    def add(self, form: Key) -> None:
        for entry in _entries(form):
            self._index[entry].append(form)

    def of(self, form: Key) -> list[Key]:
        """The forms that are the same person's, in the order in which they were added."""
        found = dict.fromkeys(other for entry in _entries(form) for other in self._index[entry])
        return [other for other in found if other == form or same_person(other, form)]


def _entries(form: Key) -> list[tuple[str, str]]:
    """Under what a form is looked for: a form that is the same person's shares one of these."""
    last, entries = form[-1], []
    for number, word in enumerate(form[:-1]):
        entries.append((last, word))
        entries.extend((last, f"={group}") for group in sorted(groups(word)))
        if len(word) >= 5:
            entries.append((last, f"~{skeleton(word)}"))
        if number == 0:
            entries.append((last, f"{word[0]}."))
    if len(form[0]) > 2 and len(last) >= 5:
        entries.append((f"~{skeleton(last)}", form[0]))
    return entries


# ---- one word ----------------------------------------------------------------------------------------------------


def resolve_short(short: Iterable[Occurrence], people: list[Cluster]) -> None:
    """Gives each one-word name of a person to the full name that it shortens; where none fits it is its own person."""
    said = _Said(people)
    lasts, firsts = _bearers(people, -1), _bearers(people, 0)
    alone: dict[Key, list[Occurrence]] = defaultdict(list)
    unclear: list[tuple[Occurrence, list[Cluster]]] = []
    for occurrence in short:
        word, end = (*occurrence.words, "")[0], _end(occurrence)
        bearers = lasts.get(word) or firsts.get(word, [])  # a first name only where it is nobody's last name
        fitting = [] if end else said.fitting(occurrence, bearers)
        if len(fitting) == 1:
            said.add(fitting[0], occurrence)
        elif fitting:
            unclear.append((occurrence, fitting))
        else:
            alone[(word, end) if end else (word,)].append(occurrence)
    for occurrence, fitting in unclear:
        home = said.choose(occurrence, fitting)
        if home is None:
            alone[occurrence.words].append(occurrence)
        else:
            said.add(home, occurrence, sure=False)
    said.settle()
    for words in sorted(alone):
        people.extend(_by_gender(alone[words]))


def _bearers(people: Iterable[Cluster], place: int) -> dict[str, list[Cluster]]:
    """The people who have a word for their last (-1) or first (0) name."""
    found: dict[str, dict[int, Cluster]] = defaultdict(dict)
    for cluster in people:
        for words in sorted({o.words for o in cluster.occurrences}):
            if words:
                found[words[place]][id(cluster)] = cluster
    return {word: list(clusters.values()) for word, clusters in found.items()}


def _by_gender(occurrences: Sequence[Occurrence]) -> list[Cluster]:
    """One cluster for one last name, or one for each gender that titles tell apart."""
    genders = sorted({of_title(o.mention.title) or "" for o in occurrences})
    if len([g for g in genders if g]) < 2:
        return [Cluster(best_name(occurrences, somebody=True), "person", list(occurrences))]
    parts = [[o for o in occurrences if (of_title(o.mention.title) or "") == g] for g in genders]
    return [Cluster(best_name(part, somebody=True), "person", part) for part in parts]


class _Said:
    """Who is named where in full, and how often each is spoken of so far."""

    def __init__(self, clusters: Iterable[Cluster]) -> None:
        self.clusters = list(dict.fromkeys(clusters))
        self._genders = {id(c): gender(c.occurrences) for c in self.clusters}
        self._roles = {id(c): {r for o in c.occurrences if (r := _role(o)) is not None} for c in self.clusters}
        self._places: dict[tuple[int, int], list[int]] = defaultdict(list)  # (cluster, source) -> positions, in order
        self._story: Counter[int] = Counter()
        self._source: Counter[tuple[int, int]] = Counter()
        self._added: list[tuple[Cluster, Occurrence]] = []
        for cluster in self.clusters:
            for occurrence in cluster.occurrences:
                self._places[id(cluster), occurrence.source].append(occurrence.position)
                self._count(cluster, occurrence)
        for places in self._places.values():
            places.sort()

    def _count(self, cluster: Cluster, occurrence: Occurrence, sure: bool = True) -> None:
        self._source[id(cluster), occurrence.source] += 1
        # What is only likely counts in its own article, else the order of the sources would matter.
        self._story[id(cluster)] += sure

    def add(self, cluster: Cluster, occurrence: Occurrence, sure: bool = True) -> None:
        """Notes that a short name is somebody's; the cluster has it from `settle` on."""
        self._count(cluster, occurrence, sure)
        self._added.append((cluster, occurrence))

    def settle(self) -> None:
        for cluster, occurrence in self._added:
            cluster.occurrences.append(occurrence)
        self._added.clear()

    def fitting(self, occurrence: Occurrence, bearers: Sequence[Cluster]) -> list[Cluster]:
        """Those of the bearers of a name whom it can mean here: by gender, by office, then those of this article."""
        told = of_title(occurrence.mention.title)
        able = [c for c in bearers if c.takes(occurrence) and (not told or (self._genders.get(id(c)) or told) == told)]
        role = _role(occurrence)
        holders = [c for c in able if role in self._roles.get(id(c), ())] if role is not None else []
        if holders:
            return holders  # CASE: "Vice President Berg" is the Berg who is given that title, here or elsewhere
        here = [c for c in able if self._places.get((id(c), occurrence.source))]
        before = [c for c in here if occurrence.headline or self._last(c, occurrence) >= 0]
        # CASE: an article introduces people in full, so a last name that stands before may well be another's.
        return here if before or len(able) == len(here) else able

    def _last(self, cluster: Cluster, occurrence: Occurrence) -> int:
        """Where somebody was last named in full before, or -1."""
        places = self._places.get((id(cluster), occurrence.source), [])
        at = bisect_left(places, occurrence.position)
        return places[at - 1] if at else -1

    def choose(self, occurrence: Occurrence, fitting: Sequence[Cluster]) -> Cluster | None:
        """The one of several whom a name means: of whom the article or the story mostly speaks, else the one named
        last before; nobody where nothing tells."""
        near = max(fitting, key=lambda c: self._last(c, occurrence), default=None)
        if near is not None and self._last(near, occurrence) < 0:
            near = None
        source = Counter({id(c): self._source[id(c), occurrence.source] for c in fitting})
        for counts in (source, Counter({id(c): self._story[id(c)] for c in fitting})):
            main = max(fitting, key=lambda c: counts[id(c)], default=None)
            rivals = [near] if near is not None else [c for c in fitting if c is not main]
            if main is near or main is None:
                continue
            if counts[id(main)] >= _OFTEN and all(counts[id(main)] > 2 * counts[id(r)] for r in rivals):
                return main
        if near is None:
            here = [c for c in fitting if self._places.get((id(c), occurrence.source))]
            near = here[0] if len(here) == 1 else None
        return near


def _role(occurrence: Occurrence) -> str | None:
    """The office that a title gives somebody, "former" or not; None for "Mr." and the like."""
    words = (occurrence.mention.title or "").lower().replace("-", " ").split()
    words = [_OFFICES.get(w.rstrip("."), w.rstrip(".")) for w in words if w not in ("former", "then", "late", "ex")]
    return None if not words or words[-1] in _POLITE else " ".join(words)


_POLITE = frozenset("mr mrs ms miss dr doctor mister mme sir lady lord prof professor".split())
_OFFICES = {"sen": "senator", "rep": "representative", "gov": "governor", "gen": "general", "lt": "lieutenant"}


def forms_of(given: Sequence[Cluster], form: Callable[[Key], Key], people: bool) -> Forms:
    """The forms by which the user's entities are known: those that are the form of one of them only."""
    found: dict[Key, list[Cluster]] = defaultdict(list)
    for cluster in given:
        if cluster.rule is not None and (cluster.section == "person") is people:
            for words in sorted({form(name) for name in cluster.rule.names}):
                found[words].append(cluster)
    return {words: homes[0] for words, homes in found.items() if len(homes) == 1 and (len(words) > 1 or not people)}
