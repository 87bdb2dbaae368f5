"""From the names that the language pipeline finds in one block to clean candidates: where a name begins and ends.

Titles, possessive endings, leading articles and quotation marks are taken off, hyphenated and adjoining parts of a
name are put together, and what only looks like a name (a weekday, the plain first word of a sentence) is dropped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.annotate.mentions import titles
from align.annotate.words import gazetteer
from align.models import EntityLabel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

LABELS: dict[str, EntityLabel] = {
    "PERSON": "PERSON",
    "PER": "PERSON",
    "ORG": "ORG",
    "GPE": "PLACE",
    "LOC": "PLACE",
    "FAC": "PLACE",
    "PLACE": "PLACE",
    "NORP": "NORP",
    "EVENT": "EVENT",
    "MISC": "MISC",
    "WORK_OF_ART": "MISC",
    "LAW": "MISC",
    "PRODUCT": "MISC",
    "LANGUAGE": "MISC",
}
SCALES = frozenset({"celsius", "fahrenheit", "centigrade", "gmt"})  # of measures
ARABIC = frozenset({"al", "el", "bin", "ibn", "abu"})  # particles that no English word looks like
ARTICLES = frozenset({"the", "a", "an", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my"})
POSSESSIVE = frozenset({"'s", "’s", "'", "’", "'S", "’S"})
INSIDE_PLACES = frozenset("of and the de la du le del el al upon on sur".split())
NUMBERS = frozenset("one two three four five six seven eight nine ten first second third".split())
INITIAL = re.compile(r"[A-HJ-Z]\.")
PARTY_AND_STATE = re.compile(r"[DRI]-[A-Z]")  # CASE: "Sen. Ann Lee, D-Mo."
MANY = frozenset({"Men", "Women", "Children", "People"})
HYPHENS = frozenset({"-", "‐", "‑"})
PARTICLES = frozenset("al el bin ibn von van de der den da di du dos la le ben abu ul".split())

# Last words of names that only organisations have.
ORGANISATIONS = frozenset(
    "Department Ministry Committee Commission Council Court Party University College Institute Agency Bureau Authority"
    " Association Federation Union League Foundation Corporation Company Inc. Corp. Ltd. LLC Group Bank Times Post"
    " Journal News Tribune Herald Gazette Observer Telegraph Chronicle Police Army Navy Brigade Senate Parliament"
    " Congress Coalition Alliance Front Movement Church Fund Organization Organisation".split()
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Tokens `start` to `end` of a document that may name something."""

    start: int
    end: int
    label: EntityLabel


def from_pipeline(doc: Doc) -> Iterator[Candidate]:
    """The pipeline's names in `doc`, cleaned, in order and without overlap."""
    reached = 0
    entities = [(ent.start, ent.end, LABELS[ent.label_]) for ent in doc.ents if ent.label_ in LABELS]
    for start, end, label in _joined(doc, entities):
        candidate = clean(doc, max(start, reached), end, label)
        if candidate is not None:
            reached = candidate.end
            yield candidate


def clean(doc: Doc, start: int, end: int, label: EntityLabel) -> Candidate | None:
    """The name within these tokens, or None where there is none."""
    start, end = _trimmed(doc, start, end)
    if label == "PERSON" and end - start > 1:
        skipped = titles.leading(text_of(doc, start, end))
        first = doc[start].idx + skipped
        while start < end - 1 and doc[start].idx < first:
            start += 1
    start, end = _trimmed(doc, start, end)
    if start < end and label != "NORP" and start > 0 and titles.opens_name(doc[start - 1].text):
        label = "PERSON"
    while start < end and (
        doc[end - 1].lower_ in gazetteer.CALENDAR or (doc[end - 1].text.islower() and label != "EVENT")
    ):
        end -= 1
    while label == "PERSON" and start > 0 and INITIAL.fullmatch(doc[start - 1].text):
        start -= 1
    if label in ("PERSON", "PLACE"):
        end = _cut(doc, start, end, PARTICLES if label == "PERSON" else INSIDE_PLACES)
    elif _is_newspaper(doc, start, end) or (end - start > 1 and doc[end - 1].text in ORGANISATIONS):
        label = "ORG"
    if start >= end or not _is_name(doc, start, end, label) or _is_phrase(doc, start, end):
        return None
    return Candidate(start, end, label)


def _is_newspaper(doc: Doc, start: int, end: int) -> bool:
    """CASE: "The" keeps its capital within a sentence before the name of a newspaper: The Post, The Toronto Star."""
    if start < 2 or start >= end or doc[start - 1].text != "The" or doc[start - 1].is_sent_start:
        return False
    return doc[start - 2].text[-1].isalnum() or doc[start - 2].text == ","


def _is_phrase(doc: Doc, start: int, end: int) -> bool:
    """CASE: "Alabama Republicans", "Texas Senate" are not one name but two of the lexicon, found there one by one."""
    known = gazetteer.labels()
    return (
        end - start > 1
        and all(doc[i].text in known for i in range(start, end))
        and text_of(doc, start, end) not in known
    )


def _cut(doc: Doc, start: int, end: int, allowed: frozenset[str]) -> int:
    """CASE: "Sen. Ann Lee of Ohio" and "Bergen for Iceland" end before the first small word that no name has inside."""
    return next((i for i in range(start + 1, end) if doc[i].text.islower() and doc[i].text not in allowed), end)


def text_of(doc: Doc, start: int, end: int) -> str:
    """The name as the document has it (`Doc.text` would put the whole document together every time)."""
    return str(doc[start:end].text)


def _joined(doc: Doc, entities: list[tuple[int, int, EntityLabel]]) -> list[tuple[int, int, EntityLabel]]:
    """Neighbours that are one name put together: "Barack" + "Obama", "Bashar al" + "-" + "Assad"."""
    joined: list[tuple[int, int, EntityLabel]] = []
    for start, end, label in entities:
        if joined:
            before, reached, other = joined[-1]
            between = [doc[i].text for i in range(reached, start)]
            glued = not between or (len(between) <= 3 and all(part in HYPHENS or part in PARTICLES for part in between))
            if glued and label == other == "PERSON":
                joined[-1] = (before, end, label)
                continue
        while size := continued(doc, end, label):
            end += size
        if size := _owned(doc, start, end):
            end, label = end + size, "ORG"
        joined.append((start, end, label))
    return joined


def _owned(doc: Doc, start: int, end: int) -> int:
    """CASE: "Teachers' Union", "Women's League": how many tokens behind a word for people make it a body's name."""
    if end - start != 1 or end + 1 >= len(doc) or doc[end].text not in POSSESSIVE:
        return 0
    if doc[start].text in gazetteer.labels() or doc[end + 1].text not in ORGANISATIONS:
        return 0
    return 2 if doc[start].text.endswith("s") or doc[start].text in MANY else 0


def continued(doc: Doc, end: int, label: EntityLabel) -> int:
    """How many tokens behind `end` are part of the name: "al-Assad" after "Bashar", not "based" in "Paris-based"."""
    step = 0
    while end + step < len(doc) and step < 3:
        text = doc[end + step].text
        glued = text in HYPHENS and not doc[end + step].whitespace_ and not doc[end + step - 1].whitespace_
        if not glued and text not in (PARTICLES if label == "PERSON" else ARABIC):
            break
        step += 1
    if step == 0 or end + step >= len(doc) or not doc[end - 1].text[0].isalpha():
        return 0
    following = doc[end + step]
    return step + 1 if following.text[0].isupper() and following.pos_ in ("PROPN", "NOUN", "X") else 0


def _trimmed(doc: Doc, start: int, end: int) -> tuple[int, int]:
    while start < end and (doc[start].lower_ in ARTICLES or not doc[start].text[0].isalnum()):
        start += 1
    while start < end:
        last = doc[end - 1]
        ends_name = last.text[-1].isalnum() or (last.text[-1] == "." and len(last.text) > 1) or last.text == ")"
        if ends_name and last.text not in POSSESSIVE:
            break
        end -= 1
    return start, end


def _is_name(doc: Doc, start: int, end: int, label: EntityLabel) -> bool:
    words = [doc[i] for i in range(start, end)]
    if PARTY_AND_STATE.match(text_of(doc, start, end)):
        return False
    if not any(word.text[0].isupper() or word.text[:1].isdigit() or word.text[1:2].isupper() for word in words):
        return False
    if all(word.lower_.rstrip(".") in gazetteer.CALENDAR or word.text[0].isdigit() for word in words):
        return False
    if len(words) == 1 and not _is_single_name(words[0]):
        return False
    return not titles.is_title(text_of(doc, start, end))


def _is_single_name(word: Token) -> bool:
    if word.text in gazetteer.labels():
        return True
    if word.lower_ in SCALES:
        return False
    if word.lower_ in NUMBERS or (word.is_stop and not (word.is_upper and len(word) > 1)):
        return False
    return not word.is_sent_start or word.pos_ in ("PROPN", "X")
