"""Broadcast transcripts and interviews: who speaks which paragraph.

A label ("LIND:", "ANNA LIND, BYLINE:", "Anna Lind (host):", "Q:") is believed only where labels recur, so that a
colon in prose ("He said: ...", "OSLO: ...") opens no turn.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from align.models import Span
from align.read.paragraphs import Paragraph
from align.read.prose import SMALL, STOP

STAMP = r"[\[(]?\d{1,2}:\d\d(?::\d\d)?[\])]?"
BRACKETS = r"[(\[][^:()\[\]\n]{1,60}[)\]]"
LABEL = re.compile(
    rf"(?:{STAMP}\s{{1,3}})?(?:>>\s?)?(?P<name>[^\W_][^:,()\[\]\"“”]{{0,48}}?)(?P<party>\s{{0,2}}{BRACKETS})?"
    rf"(?P<role>,[^:()\[\]]{{1,90}})?(?P<note>\s{{0,2}}{BRACKETS})?\s?:(?:\s{{1,3}}{STAMP})?(?=\s|$)"
)
# CASE a turn that starts within a paragraph, because the lines were run together
INNER = re.compile(
    r"[.!?…)\]\"”’—-]\s+(?=(?P<name>[^\W\d_a-z](?:[^\W\d_a-z]|[.'’ -]){1,40})(?P<role>,[^:.]{1,60})?:\s)"
)
STRONG = re.compile(r"\b(?:byline|host|co-host|anchor|correspondent|reporter|moderator|voice-?over|on camera)\b", re.I)
MIXED_PREFIX = re.compile(r"^(?:Mc|Mac|O['’]|De|Van|Von|La|Le|Di|Da|[a-z]{2,3} )(?=[A-Z])")
TITLE = re.compile(r"^(?:Mr|Ms|Mrs|Dr|Sen|Rep|Gov|Gen|Prof)\.?\s+")
QUESTIONS = frozenset({"q", "a", "question", "answer"})
# CASE labels of page parts and of lists, never of people
NO_SPEAKER = frozenset(
    "note update updated correction editor source sources watch listen read more related photo photos image video "
    "credit location date time where when what who why how tip warning contact email phone tel by from to subject "
    "published monday tuesday wednesday thursday friday saturday sunday breaking live alert exclusive opinion analysis "
    "transcript copyright caption graphic subtitle length section byline show guests highlight headline summary "
    "background result results score winner verdict rating pros cons cost price address website hours tickets example "
    "http https ps p.s verse chorus table figure chapter part step day".split()
)


@dataclass(frozen=True, slots=True)
class Label:
    """A speaker's label: `span` with colon, `name` as written, `index` of its paragraph."""

    index: int
    span: Span
    name: str
    role: str
    caps: bool

    @property
    def key(self) -> str:
        """What recurs when the same person speaks again: the family name, or the whole label where there is none."""
        return _plain(self.name).split()[-1].casefold()


def find_labels(text: str, paragraphs: Sequence[Paragraph]) -> tuple[Label, ...]:
    """The speakers' labels of a transcript, in order; none where the text is not one."""
    candidates = [label for index, paragraph in enumerate(paragraphs) if (label := _label(text, index, paragraph))]
    caps = [label for label in candidates if label.caps]
    within = _within(text, paragraphs) if caps else []
    if _recur([*caps, *within]):
        # CASE older transcripts write "Mr. ANDERS LIND (Writer):"
        kept = [label for label in candidates if label.caps or STRONG.search(label.role)]
        counts = Counter(label.key for label in (*kept, *within))
        kept += [label for label in within if counts[label.key] >= 2 or STRONG.search(label.role)]
        return _apart(kept)
    counts = Counter(label.key for label in candidates)
    often = [key for key, count in counts.items() if count >= 2]
    spoken = sum(paragraph.prose for paragraph in paragraphs)
    if len(often) >= 2 and sum(counts[key] for key in often) >= 0.3 * spoken:
        return tuple(label for label in candidates if counts[label.key] >= 2 or len(label.name.split()) == 2)
    return ()


def _label(text: str, index: int, paragraph: Paragraph) -> Label | None:
    end = min(paragraph.span.end, paragraph.span.start + 240)
    match = LABEL.match(text, paragraph.span.start, end) if text.find(":", paragraph.span.start, end) >= 0 else None
    if match is None:
        return None
    name = " ".join(match["name"].split())
    role = " ".join(((match["role"] or "") + " " + (match["party"] or match["note"] or "")).strip(" ,").split())
    caps = _caps(name)
    if caps is None:
        return None
    return Label(index, Span(match.start(), match.end()), name, role, caps)


def _plain(name: str) -> str:
    return TITLE.sub("", name)


def _caps(name: str) -> bool | None:
    """True for a name in capitals, False for a capitalised one, None for what cannot be a speaker."""
    parts = _plain(name).split()
    if not parts or len(parts) > 6 or name.casefold() in NO_SPEAKER or parts[0].casefold().strip(".") in NO_SPEAKER:
        return None
    if name.casefold() in QUESTIONS:
        return True
    bare = [MIXED_PREFIX.sub("", part) for part in parts]
    letters = [char for part in bare for char in part if char.isalpha()]
    if len(letters) >= 2 and all(char.isupper() for char in letters):
        return True
    numbered = parts[-1].lstrip("#").isdigit() and len(parts) == 2
    if len(parts) > 4 or any(part.casefold() in STOP and part.casefold() not in SMALL for part in parts):
        return None
    named = all(part[0].isupper() or part.casefold() in SMALL for part in parts[: 1 if numbered else None])
    return False if named and parts[0][0].isupper() else None


def _recur(labels: Sequence[Label]) -> bool:
    counts = Counter(label.key for label in labels)
    if len(labels) >= 2 and any(STRONG.search(label.role) for label in labels):
        return True
    if counts["q"] >= 2 and counts["a"] >= 2:
        return True
    people = [count for key, count in counts.items() if key not in QUESTIONS]
    return sum(people) >= 3 and max(people) >= 2


def _within(text: str, paragraphs: Sequence[Paragraph]) -> list[Label]:
    """What looks like a label in capitals after a sentence within a paragraph."""
    found = []
    for index, paragraph in enumerate(paragraphs):
        for match in INNER.finditer(text, paragraph.span.start, paragraph.span.end):
            name = " ".join(match["name"].split())
            if _caps(name) and name.casefold() not in QUESTIONS:
                end = text.index(":", match.end("role") if match["role"] else match.end("name")) + 1
                role = (match["role"] or "").strip(" ,")
                found.append(Label(index, Span(match.start("name"), end), name, role, True))
    return found


def _apart(labels: Sequence[Label]) -> tuple[Label, ...]:
    """The labels in order, each but once."""
    kept: list[Label] = []
    for label in sorted(labels, key=lambda label: label.span):
        if not kept or kept[-1].span.end <= label.span.start:
            kept.append(label)
    return tuple(kept)
