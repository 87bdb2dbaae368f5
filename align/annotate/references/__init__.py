"""Whom "he", "she", "it", "they", "who", a quoted "I" and "the senator" mean, where the article makes it clear.

Reads the phrases of an article from its beginning and keeps what was spoken of (`discourse`). A reference points at a
name of the same article, its antecedent; where nothing is clear it stays open, and whoever reads it sees that too.

| file              | what it does |
|-------------------|--------------|
| `nouns.py`        | the phrases that can refer or be referred to |
| `roles.py`        | the place of a phrase in its sentence |
| `namesakes.py`    | short names and the long ones that they repeat |
| `discourse.py`    | what a pronoun may mean, weighed |
| `descriptions.py` | what "the senator" means |
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence

from align.annotate.references import descriptions, discourse, nouns
from align.annotate.references.discourse import NEAR, Around, Thing
from align.annotate.references.namesakes import same_names
from align.annotate.references.nouns import Phrase
from align.annotate.statements import Sentence
from align.annotate.words.genders import Kind
from align.models import Mention, Quotation, Reference

Choice = Callable[[Phrase, list[Thing], Around], tuple[Thing | None, float]]


def find(
    sentences: Sequence[Sentence], quoted: Sequence[Quotation], named: Sequence[Mention], text: str
) -> tuple[Reference, ...]:
    """The pronouns and descriptions of the article, in order, each with the name that it stands for or without."""
    return Reading(list(nouns.find(sentences, quoted)), named, text).read()


def chosen(pronoun: Phrase, found: list[Thing], around: Around) -> tuple[Thing | None, float]:
    """The likeliest candidate, if it is likelier than none of them, and its probability."""
    ranked = discourse.scored(pronoun, found, around)
    if not ranked or ranked[0][0] < 1.0 - sum(probability for probability, _ in ranked):
        return None, 0.0
    best = ranked[0][1]
    if best.last.joined is not None and any(thing.last.joined == best.last.joined for _, thing in ranked[1:]):
        return best, 0.0  # of "Ruiz and Hansen" neither is "he", unless the gender tells
    return best, ranked[0][0]


class Reading:
    """One reading of an article from its first phrase to its last; `choose` decides what a pronoun means."""

    def __init__(
        self,
        phrases: Sequence[Phrase],
        named: Sequence[Mention],
        text: str,
        choose: Choice = chosen,
    ) -> None:
        self.phrases = phrases
        self.text = text
        self.choose = choose
        self.groups = same_names(named)
        self.starts = [phrase.span.start for phrase in phrases]
        self.known: dict[int, Thing] = {}  # group of names -> who bears them
        self.recent: list[Thing] = []
        self.at: dict[int, Thing] = {}  # position -> what the phrase there speaks of
        self.found: list[Reference] = []
        self.waiting: list[Phrase] = []  # "I", whose speaker may be named behind it

    def read(self) -> tuple[Reference, ...]:
        """The references of the article."""
        sentence = -1
        for phrase in self.phrases:
            if phrase.sentence != sentence:
                sentence = phrase.sentence
                self.recent = [thing for thing in self.recent if sentence - thing.last.sentence <= NEAR]
            if phrase.form == "name":
                self._name(phrase)
            elif phrase.form == "noun":
                self._noun(phrase)
            elif phrase.form == "I":
                self.waiting.append(phrase)
            elif phrase.form == "who":
                self._relative(phrase)
            else:
                self._pronoun(phrase)
        for phrase in self.waiting:
            speaker = self._speaker(phrase, outside=True) if phrase.quotation is not None else None
            if speaker is not None and speaker.kind == "person" and speaker.name is not None:
                self._refer(phrase, speaker.name)
        self.found.extend(descriptions.aged(self.text, self.phrases))
        return tuple(sorted(self.found, key=lambda reference: reference.span))

    # ---- names and nouns ---------------------------------------------------------------------------------------

    def _name(self, phrase: Phrase) -> None:
        mention = phrase.mention
        group = None if mention is None else self.groups.get(mention.span)
        if mention is None or group is None:
            return
        thing = self.known.get(group)
        if thing is None:
            thing = self.known[group] = Thing(phrase.kind, phrase)
        beside = self.at.get(phrase.beside) if phrase.beside is not None else None
        if beside is not None and beside is not thing and beside.name is None and beside.last.form == "noun":
            thing.gender = thing.gender or beside.gender
            descriptions.note(thing, beside.last)
            if beside in self.recent:
                self.recent.remove(beside)
            self.at[beside.last.position] = thing
        descriptions.note_name(thing, mention)
        self._say(phrase, thing)

    def _noun(self, phrase: Phrase) -> None:
        beside = self.at.get(phrase.beside) if phrase.beside is not None else None
        if beside is not None and beside.plural == phrase.plural:
            if beside.name is not None:
                descriptions.note(beside, phrase)
            beside.gender = beside.gender or phrase.gender
            self.at[phrase.position] = beside
            return
        meant = descriptions.meant(phrase, self.recent, self.known.values())
        if meant is not None and meant.name is not None:
            self._say(phrase, meant)
            self._refer(phrase, meant.name)
            return
        again = None
        if phrase.article in ("the", "this", "that"):
            again = next(
                (t for t in self.recent if t.name is None and t.last.head == phrase.head and t.plural == phrase.plural),
                None,
            )
        self._say(phrase, again or Thing(phrase.kind, phrase, plural=phrase.plural))

    def _say(self, phrase: Phrase, thing: Thing, sure: float = 1.0, told: bool = True) -> None:
        thing.add(phrase, sure, told)
        self.at[phrase.position] = thing
        if thing not in self.recent:
            self.recent.append(thing)

    # ---- pronouns ----------------------------------------------------------------------------------------------

    def _pronoun(self, phrase: Phrase) -> None:
        around = Around(self._speaker(phrase), self.at.get(phrase.subject) if phrase.subject is not None else None)
        candidates = discourse.candidates(phrase, self.recent, around)
        thing, sure = self.choose(phrase, candidates, around)
        if thing is None:
            kind: Kind = "person" if phrase.form == "he" else "thing"
            thing, sure = Thing(kind, phrase, plural=phrase.plural), 1.0
        sure = min(sure, thing.sure)  # no chain of "he" is surer than its beginning
        clear = sure >= discourse.least(phrase.form)
        self._say(phrase, thing, sure, clear)
        self._refer(phrase, thing.name if clear else None)

    def _relative(self, phrase: Phrase) -> None:
        thing = self.at.get(phrase.beside) if phrase.beside is not None else None
        if thing is not None and thing.name is not None and thing.kind == "person":
            self.at[phrase.position] = thing
            self._refer(phrase, thing.name)

    def _speaker(self, phrase: Phrase, outside: bool = False) -> Thing | None:
        """Who says the words around `phrase`, where somebody is credited with them; `outside` its quotation only."""
        place = phrase.speaker
        if place is None:
            return None
        first, last = bisect_left(self.starts, place.start), bisect_left(self.starts, place.end)
        for spot in reversed(self.phrases[first:last]):
            if spot.role in ("possessive", "modifier") or (outside and spot.quotation == phrase.quotation):
                continue
            if spot.position in self.at:
                return self.at[spot.position]
            if spot.mention is not None:
                group = self.groups.get(spot.mention.span)
                return None if group is None else self.known.get(group)
        return None

    def _refer(self, phrase: Phrase, name: Mention | None) -> None:
        words = phrase.span
        kind = "description" if phrase.form == "noun" else "pronoun"
        if kind == "description":
            words = descriptions.whole(phrase, self.text)
        self.found.append(
            Reference(words, words.of(self.text), kind, None if name is None else name.span)  # type: ignore[arg-type]
        )
