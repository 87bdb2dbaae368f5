"""An entity while it is being made: the mentions that are taken for one, and what is told of them together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from align.link.entries import Rule
from align.link.given import Gender, of_first, of_title
from align.link.names import Key, key, organisation, person
from align.models import EntityLabel, Mention


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One mention in its place: `source` by number, `position` its first character."""

    source: int
    position: int
    mention: Mention
    rule: int | None = None  # the user's word for it, by number
    headline: bool = False

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
        if self.section in _PLACES:
            return "PLACE"  # CASE: a country that the story mostly calls by its people ("the French")
        votes = Counter(o.mention.label for o in self.occurrences)
        if self.rule is not None and len(votes) > 1:
            del votes["MISC"]  # what a name is called that the pipeline missed
        return min(votes, key=lambda label: (-votes[label], label))

    def named(self) -> None:
        """Takes the best name of a person of whom the user says nothing, now that all names are known."""
        if self.rule is None and self.occurrences and self.section == "person":
            self.name = best_name(self.occurrences, somebody=True)


_PLACES = frozenset({"countries", "regions", "places"})


def gender(occurrences: Iterable[Occurrence]) -> Gender | None:
    """What titles tell of a person, else first names; None where they tell nothing or contradict each other."""
    titles, firsts = set(), set()
    for occurrence in occurrences:
        words = occurrence.words
        titles.add(of_title(occurrence.mention.title) or of_title(_written_title(occurrence)))
        firsts.add(of_first(words[0]) if len(words) > 1 else None)
    for told in (titles - {None}, firsts - {None}):
        if told:
            return next(iter(told)) if len(told) == 1 else None
    return None


def _written_title(occurrence: Occurrence) -> str | None:
    """CASE: "Ms. Ruiz" where the pipeline took the title for part of the name."""
    words = occurrence.mention.text.split()
    return words[0] if len(words) > 1 else None


def best_name(occurrences: Iterable[Occurrence], somebody: bool = False) -> str:
    """The usual full form: ordinary case before capitals, full before short, then most frequent, longest, alphabet."""
    counts: Counter[str] = Counter()
    rank: dict[str, tuple[bool, bool, bool, bool]] = {}
    for occurrence in occurrences:
        text = occurrence.mention.text
        counts[text] += 1
        if text not in rank:
            words = key(text)
            bare = person(words) if somebody else words
            # CASE: capitals are how a short name is written ("FBI", "UCLA"); a long one in capitals is a headline's.
            shouted = text.isupper() and (len(text) > 5 or len(words) > 1)
            titled = somebody and words[:1] != bare[:1]
            rank[text] = (shouted, somebody and len(bare) < 2, titled, text.endswith(("'s", "’s")))
    return min(counts, key=lambda text: (rank[text], -counts[text], -len(text), text))
