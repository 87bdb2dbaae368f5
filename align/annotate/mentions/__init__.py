"""Which spans name a person, an organisation, a place, a people, an event: over the whole article at once.

A pipeline reads one sentence at a time. A name that it misses in one sentence and finds in another is added here, and
one name has one label throughout an article: that of the lexicon, else the one that most of its mentions have.

| file        | what it does |
|-------------|--------------|
| `names.py`  | one name: its words and its label |
| `titles.py` | titles before and after it |
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from align.annotate.grammar import labels
from align.annotate.mentions import names, titles
from align.annotate.mentions.names import Candidate
from align.annotate.words import gazetteer
from align.models import EntityLabel, Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

LONGEST = 6  # words of the longest name that is looked for again
ORDER: tuple[EntityLabel, ...] = ("PERSON", "ORG", "PLACE", "NORP", "EVENT", "MISC")  # where votes are even


class Part(NamedTuple):
    """A parsed part of the article, and where in `Article.text` it begins."""

    doc: Doc
    offset: int


Form = tuple[tuple[str, ...], EntityLabel]  # the words of a name, and what it names
Index = dict[str, list[Form]]  # first word -> names that begin with it, longest first


def find(parts: Sequence[Part], text: str) -> tuple[Mention, ...]:
    """Every mention in the parsed parts of the article `text`, in order, without overlap."""
    found = [list(names.from_pipeline(part.doc)) for part in parts]
    ordinary = frozenset(word for part in parts for word in labels.texts(part.doc) if word.islower())
    found = [
        [opened for c in candidates if (opened := _without_opening(part.doc, c, ordinary)) is not None]
        for part, candidates in zip(parts, found, strict=True)
    ]
    known = _index(parts, found)
    decided = _majority(parts, found)
    mentions: list[Mention] = []
    for part, candidates in zip(parts, found, strict=True):
        missed = _missed(part, candidates, known, ordinary, text)
        for candidate in sorted([*candidates, *missed], key=lambda candidate: candidate.start):
            mention = _mention(part, candidate, decided, text)
            while mention.title and mentions and _in_title(mentions[-1], mention, text):
                mentions.pop()
            if not mentions or mentions[-1].span.end <= mention.span.start:
                mentions.append(mention)
    return tuple(mentions)


def _in_title(before: Mention, person: Mention, text: str) -> bool:
    """CASE: "Senate Minority" in "Senate Minority Leader Ann Lee" is no name, "FBI" in "FBI Director Lee" is one."""
    title = text.rfind(person.title or "", 0, person.span.start)
    return before.span.end > title >= 0 and before.text not in gazetteer.labels() and " " in before.text


def _without_opening(doc: Doc, candidate: Candidate, ordinary: frozenset[str]) -> Candidate | None:
    """The name without a word that has only the capital of a sentence's beginning and is lower case elsewhere."""
    word = doc[candidate.start]
    if not word.is_sent_start or word.lower_ not in ordinary or word.text in gazetteer.labels():
        return candidate
    if candidate.end - candidate.start == 1:
        return None
    if word.pos_ in ("PROPN", "ADJ", "NOUN"):  # "Central Bank", where a bank is central elsewhere
        return candidate
    return names.clean(doc, candidate.start + 1, candidate.end, candidate.label)


# ---- names that were missed --------------------------------------------------------------------------------------


def _index(parts: Sequence[Part], found: Sequence[Sequence[Candidate]]) -> Index:
    """Names to look for: those of the lexicon and those found in the article, last names of persons by themselves."""
    forms: dict[tuple[str, ...], EntityLabel] = {}
    for part, candidates in zip(parts, found, strict=True):
        for candidate in candidates:
            words = tuple(part.doc[i].text for i in range(candidate.start, candidate.end))
            forms.setdefault(words, candidate.label)
            if candidate.label == "PERSON" and len(words) > 1 and len(words[-1]) > 2 and words[-1][0].isupper():
                forms.setdefault(words[-1:], "PERSON")
    index = dict(_lexicon())
    for words, label in forms.items():
        index[words[0]] = [*index.get(words[0], ()), (words, label)]
    for words in forms:
        index[words[0]].sort(key=lambda form: -len(form[0]))
    return index


@cache
def _lexicon() -> Index:
    index: Index = {}
    for form, label in gazetteer.labels().items():
        words = tuple(form.split())
        if words[0][0].isupper():
            index.setdefault(words[0], []).append((words, label))
    for group in index.values():
        group.sort(key=lambda form: -len(form[0]))
    return index


def _missed(
    part: Part, candidates: Sequence[Candidate], known: Index, ordinary: frozenset[str], text: str
) -> list[Candidate]:
    doc = part.doc
    taken = {i for candidate in candidates for i in range(candidate.start, candidate.end)}
    added: list[Candidate] = []
    for i, word in enumerate(labels.texts(doc)):
        if i in taken or not (word in known or word[0].isupper()):
            continue
        token, match = doc[i], None
        if word in known:
            match = _known_here(doc, token, known[word], taken, ordinary)
        elif titles.opens_name(word) or word == "The":
            match = _behind(doc, token.i + 1, taken, newspaper=word == "The")
        elif token.pos_ == "PROPN" and word[0].isupper() and _has_title(token, part.offset, text):
            match = _behind(doc, token.i, taken, newspaper=False)
        if match is not None:
            added.append(match)
            taken.update(range(match.start, match.end))
    return added


def _known_here(
    doc: Doc, token: Token, forms: Sequence[Form], taken: set[int], ordinary: frozenset[str]
) -> Candidate | None:
    """A known name that begins with `token` and is not a part of a longer one."""
    for words, label in forms:
        end = token.i + len(words)
        if end > len(doc) or any(doc[i].text != words[i - token.i] or i in taken for i in range(token.i, end)):
            continue
        if len(words) == 1 and (_in_longer_name(doc, token, taken) or _could_be_word(token, ordinary)):
            continue
        return Candidate(token.i, end, label)
    return None


def _in_longer_name(doc: Doc, token: Token, taken: set[int]) -> bool:
    """CASE: in "Jordan Hill" or "Paris Saint-Germain" the first word is no place; in "French President" it is one."""
    if token.text in gazetteer.labels() and gazetteer.labels()[token.text] == "NORP":
        return False
    following = doc[token.i + 1] if token.i + 1 < len(doc) else None
    if following is None or following.pos_ != "PROPN" or not following.text[0].isupper() or not token.whitespace_:
        return False
    return following.i in taken or following.dep_ in ("flat", "flat:name", "compound")


def _could_be_word(token: Token, ordinary: frozenset[str]) -> bool:
    if token.text in gazetteer.labels():
        return False
    return (bool(token.is_sent_start) and token.lower_ in ordinary) or token.pos_ in ("VERB", "AUX", "ADV", "PRON")


def _has_title(token: Token, offset: int, text: str) -> bool:
    """Whether two names or more follow a title that stands beside nothing else: "finance minister Ana Ruiz"."""
    if token.i == 0 or token.i + 1 >= len(token.doc) or not _continues(token.nbor(), newspaper=False):
        return False
    start = token.idx + offset
    title = text[titles.before(text, start, offset) : start].strip()
    return " " in title or title.islower()


def _behind(doc: Doc, start: int, taken: set[int], newspaper: bool) -> Candidate | None:
    """The name behind a title that always has one ("Sen. Warren"), or behind the "The" of a newspaper ("The Post")."""
    end = start
    while end < len(doc) and end - start < 3 and end not in taken and _continues(doc[end], newspaper):
        end += 1
    if end == start:
        return None
    end += 0 if newspaper else names.continued(doc, end, "PERSON")
    found = names.clean(doc, start, end, "MISC" if newspaper else "PERSON")
    return found if found is not None and found.label in ("PERSON", "ORG") else None


def _continues(token: Token, newspaper: bool) -> bool:
    """Whether a name goes on with `token`; rare names are taken for words of any kind, only their capital tells."""
    if not token.text[0].isupper() or token.lower_ in gazetteer.CALENDAR:
        return False
    return token.pos_ in ("PROPN", "NOUN") if newspaper else token.pos_ == "PROPN" or not token.is_stop


# ---- one label a name --------------------------------------------------------------------------------------------


def _majority(parts: Sequence[Part], found: Sequence[Sequence[Candidate]]) -> dict[str, EntityLabel]:
    """The label of each name, by its text; the first and the last name of a person share in the votes of the full one.

    The other way round, "Bashar al-Assad" is a person where "Assad" is one, whatever the pipeline took it for.
    """
    votes: dict[str, Counter[EntityLabel]] = {}
    full_names: dict[str, list[str]] = {}  # last word -> names that end with it
    first_names: dict[str, str] = {}
    for part, candidates in zip(parts, found, strict=True):
        for candidate in candidates:
            name = names.text_of(part.doc, candidate.start, candidate.end)
            votes.setdefault(name, Counter())[candidate.label] += 1
            if candidate.end - candidate.start > 1:
                full_names.setdefault(part.doc[candidate.end - 1].text, []).append(name)
                first_names.setdefault(part.doc[candidate.start].text, name)
    before = {name: counted["PERSON"] for name, counted in votes.items()}
    for last, full in full_names.items():
        persons = [name for name in full if before[name]]
        if last in votes and persons:
            votes[last]["PERSON"] += 3 * max(before[name] for name in persons) + 2
        for name in full:
            votes[name]["PERSON"] += before.get(last, 0)
    for first, name in first_names.items():
        if first in votes and before[name]:
            votes[first]["PERSON"] += before[name] + 1
    lexicon = gazetteer.labels()
    return {name: lexicon.get(name) or _winner(counted) for name, counted in votes.items()}


def _winner(counted: Counter[EntityLabel]) -> EntityLabel:
    return max(ORDER, key=lambda label: (counted[label], -ORDER.index(label)))


def _mention(part: Part, candidate: Candidate, decided: dict[str, EntityLabel], text: str) -> Mention:
    doc = part.doc
    label = decided.get(names.text_of(doc, candidate.start, candidate.end), candidate.label)
    if label == "PERSON" != candidate.label:  # taken for something else, so its title is still on it
        candidate = names.clean(doc, candidate.start, candidate.end, "PERSON") or candidate
    last = doc[candidate.end - 1]
    span = Span(doc[candidate.start].idx + part.offset, last.idx + len(last) + part.offset)
    title = None
    titled = candidate.start > 0 and label != "NORP" and titles.opens_name(doc[candidate.start - 1].text)
    if label == "PERSON" or titled:
        label = "PERSON"  # "President Washington"
        start = titles.before(text, span.start, part.offset)
        title = text[start : span.start].strip() or None
    return Mention(span, span.of(text), label, title=title)
