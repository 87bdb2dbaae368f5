"""The bottom of an article: notes on the author, links to other articles, and what follows the last credit line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set

from align.read.byline import is_byline
from align.read.dates import without_dates
from align.read.menu import heads_links
from align.read.opening import line_reason
from align.read.paragraphs import Paragraph
from align.read.prose import content_words, title_case

BIO_ZONE = 14  # paragraphs from the end in which notes on an author can stand
LAST = 4  # paragraphs from the end in which a note on an unknown author can stand
BIO_LENGTH = 160  # words
NAME = r"(?P<name>(?-i:[^\W\d_a-z][\w'’.-]*(?: (?:[^\W\d_a-z][\w'’.-]*|de|van|von|der|al|bin|el)){0,4}))"
CONTINUED = 12  # words of a line that only announces a correction
JOB = (
    r"(?:reporters?|correspondents?|editors?|(?:co-)?hosts?|(?:staff |senior |freelance )?writers?|columnists?|"
    r"journalists?|contributors?|contributing \w+|producers?|(?:news )?anchors?|bureau chief|critics?|fellows?|"
    r"photojournalists?|newscasters?|broadcasters?|bloggers?|commentators?|news directors?)"
)
BIO = re.compile(
    rf"(?:[—–*-]\s?)?(?:about (?:the )?(?:author|reporter|writer)s?\W+)?{NAME}"
    rf"(?:,? (?:an? |the )?[\w ,'’-]{{3,60}},?)?? "
    rf"(?:is|are|has been|has worked as|joined|works as|works for|serves as|was named|became) "
    rf"(?:[\w'’,.&-]+ ){{0,9}}?{JOB}\b",
    re.IGNORECASE,
)
# CASE "Jo Grey covers courts for ...", "A. Lind writes about ...", "Jo Grey reported from Oslo."
BEAT = re.compile(
    rf"(?:[—–*-]\s?)?{NAME} (?:(?:is |has )?(?:cover(?:s|ed|ing)|writ(?:es|ten|ing)|report(?:s|ed)|edits|hosts|"
    r"co-hosts|anchors|blogs|tweets|produces) "
    r"(?:about|on|for|from|the|\w+ for|breaking|local|national|\w+ (?:news|politics|courts|policy))"
    r"|can be reached|can be followed|may be reached)\b",
    re.IGNORECASE,
)
ALSO = re.compile(rf"{NAME} (?:is|has been|has|was|joined|came|grew up|comes|covers|writes|reports) ", re.IGNORECASE)
PRESS = re.compile(
    r"\b(?:journalis\w+|report(?:er|s|ing|ed)|radio|newsroom|newspapers?|broadcast\w*|editor|anchor|host|writer)\b",
    re.IGNORECASE,
)
REACH = re.compile(
    r"(?:you can )?(?:follow|reach|e-?mail|contact|write to|tweet) "
    r"(?:him|her|them|(?-i:[A-Z]\w+)(?: (?-i:[A-Z][\w'’.-]+)){0,2}) "
    r"(?:on|at|via|@)|(?:.{0,60} )?(?:on (?:twitter|x|bluesky)|via e-?mail|twitter)\b\s?(?:at|:)?\s?@\w+",
    re.IGNORECASE,
)
REPORT = 60  # words of text above a closing credit
ON_TOPIC = (
    0.5  # share of its words that a paragraph below the closing credit has in common with the report if it belongs
)
REST = 0.35  # share of that which may stand below it
END = frozenset({"credit", "copyright"})


def find_ending(
    paragraphs: Sequence[Paragraph],
    known: Mapping[int, str],
    body: int,
    turns: Set[int],
    authors: frozenset[str],
    closed: int | None,
) -> dict[int, str]:
    """Furniture below the text. `authors` are words of the names credited; a credit ends paragraph `closed`, if any."""
    if body >= len(paragraphs):
        return {}
    last_turn = max(turns, default=body)
    reasons = _bios(paragraphs, known, body, last_turn, authors, closed)
    after = closed if closed is not None else _closing_credit(paragraphs, known, body)
    if after is not None and after >= last_turn:
        about = _topic(paragraphs, known, body, after)
        for index in range(after + 1, len(paragraphs)):
            if index not in known and (closed is not None or not _on_topic(paragraphs[index], about)):
                reasons.setdefault(index, "after" if paragraphs[index].prose else "related")
    for index in range(max(body + 1, len(paragraphs) - BIO_ZONE), len(paragraphs)):
        # CASE a line "Correction: May 3, 2021" and the correction below it
        above = index - 1
        announced = known.get(above) == "correction" and paragraphs[above].words <= CONTINUED
        if announced and index not in known and above > last_turn:
            reasons.setdefault(index, "correction")
    for index in _trailing(paragraphs, {**known, **reasons}, max(body, last_turn)):
        reasons[index] = line_reason(paragraphs[index]) or "related"
    return reasons


def _bios(
    paragraphs: Sequence[Paragraph],
    known: Mapping[int, str],
    body: int,
    last_turn: int,
    authors: frozenset[str],
    closed: int | None,
) -> dict[int, str]:
    """The notes on the authors, and what stands below the first of them without going on with the report."""
    first = max(body + 1, last_turn + 1)
    bio = _bio_start(paragraphs, known, first, authors, closed)
    if bio is None:
        return {}
    # CASE several authors: the note on a known one shows what the notes above it are
    while bio > first and (bio - 1 in known or _like_bio(paragraphs[bio - 1].text)):
        bio -= 1
    about = _topic(paragraphs, known, body, bio - 1)
    reasons: dict[int, str] = {}
    for index in range(bio, len(paragraphs)):
        paragraph = paragraphs[index]
        if index not in known and (index == bio or closed is not None or not _on_topic(paragraph, about)):
            reasons[index] = "bio" if paragraph.prose or paragraph.words > 6 else "navigation"
    return reasons


def find_links(paragraphs: Sequence[Paragraph], known: Mapping[int, str], body: int, turns: Set[int]) -> dict[int, str]:
    """Links and headings within the text: what a "Read next" stands above, and short lines between paragraphs."""
    reasons: dict[int, str] = {}
    last = max((index for index in range(body, len(paragraphs)) if paragraphs[index].prose), default=body)
    below_heading = False
    lists = False
    for index in range(body, last):
        paragraph = paragraphs[index]
        if index in known:
            below_heading = below_heading or heads_links(paragraph.text)
            continue
        if paragraph.sentence or index in turns or paragraph.words >= 25:
            lists = paragraph.text.endswith(":")
            below_heading = False
            continue
        if below_heading:
            reasons[index] = "related"
        elif not turns and not lists and (reason := _between(paragraph)):
            reasons[index] = reason
    return reasons


def _between(paragraph: Paragraph) -> str | None:
    """Why a line without a full stop between two paragraphs is no statement; None if it may be one."""
    text = paragraph.text
    # CASE items of a list, quoted lines, scores and tables, and the first half of a torn sentence stay in the text
    if text[0] in "-•*·–—\"“‘'" or text[-1] in ',"”' or any(char.isdigit() for char in text) or text.count(",") >= 2:
        return None
    if text[0].islower():
        return None
    if paragraph.words <= 8 and not is_byline(text):
        return "heading"
    return "related" if paragraph.words <= 20 and title_case(text) else None


def _bio_start(
    paragraphs: Sequence[Paragraph], known: Mapping[int, str], first: int, authors: frozenset[str], closed: int | None
) -> int | None:
    """Index of the paragraph from which on only notes on the authors follow."""
    for index in range(max(first, len(paragraphs) - BIO_ZONE), len(paragraphs)):
        paragraph = paragraphs[index]
        if index in known or paragraph.words > BIO_LENGTH:
            continue
        if REACH.match(paragraph.text) and paragraph.words <= 40:
            return index
        match = BIO.match(paragraph.text) or BEAT.match(paragraph.text)
        if match is None:
            continue
        name = {part.casefold().strip(".,'’") for part in match["name"].split() if len(part) > 2}
        if name & authors or closed is not None:
            return index
        # CASE an unknown author: the name stands nowhere else in the text, and little follows
        family = match["name"].split()[-1]
        elsewhere = any(family in other.text for place, other in enumerate(paragraphs[:index]) if place not in known)
        last = len(paragraphs) - index <= LAST
        if not elsewhere and last and len(match["name"].split()) >= 2 and BIO.match(paragraph.text):
            return index
    return None


def _like_bio(text: str) -> bool:
    return ALSO.match(text) is not None and PRESS.search(text) is not None


def _closing_credit(paragraphs: Sequence[Paragraph], known: Mapping[int, str], body: int) -> int | None:
    """The last line of the report itself: a credit or copyright line below which little text stands."""
    total = sum(paragraphs[index].words for index in range(body, len(paragraphs)) if index not in known)
    above = 0
    for index in range(body, len(paragraphs)):
        if index not in known:
            above += paragraphs[index].words
        elif known[index] in END and above >= REPORT and total - above < REST * above:
            return index
    return None


def _topic(paragraphs: Sequence[Paragraph], known: Mapping[int, str], body: int, end: int) -> frozenset[str]:
    found = (content_words(paragraphs[index].text) for index in range(body, end + 1) if index not in known)
    return frozenset().union(*found)


def _on_topic(paragraph: Paragraph, about: frozenset[str]) -> bool:
    """Whether a paragraph below the closing credit goes on with the report: many of its words stand in it."""
    own = content_words(paragraph.text)
    return paragraph.prose and bool(own) and len(own & about) >= ON_TOPIC * len(own)


def _trailing(paragraphs: Sequence[Paragraph], known: Mapping[int, str], body: int) -> list[int]:
    """Lines without a full stop after the last paragraph: other articles' headlines, places, keywords."""
    found: list[int] = []
    for index in range(len(paragraphs) - 1, body, -1):
        if index in known:
            continue
        if paragraphs[index].sentence or paragraphs[index].prose:
            if paragraphs[index].text.endswith(":"):
                return []  # CASE the items of a list
            break
        found.append(index)
    kept = [index for index in found if index - 1 not in known and _last_words(paragraphs, index)]
    # CASE the text's own last paragraph may lack its full stop; two such lines are links
    return [index for index in found if not (len(found) == 1 and kept)]


def _last_words(paragraphs: Sequence[Paragraph], index: int) -> bool:
    paragraph = paragraphs[index]
    if paragraph.text[0] in "\"“‘'-•*":
        return not title_case(paragraph.text)
    rest, dated = without_dates(paragraph.text)
    return paragraph.words >= 5 and not title_case(paragraph.text) and bool(rest or not dated)
