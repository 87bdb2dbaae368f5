"""Datelines: the place, date and agency before the first words of a report ("OSLO, May 3 (Reuters) -")."""

from __future__ import annotations

import re
from dataclasses import dataclass

from align.read.dates import without_dates
from align.read.outlets import CALL_SIGN, known_outlet
from align.read.prose import STOP, words

PARTICLES = frozenset("de la le les del el al of upon on am au and".split())  # within the name of a place
LONGEST = 140  # characters before the dash
DASH = r"(?:—|–|―|-{1,3}|_)"
CREDITS = ("Images", "Photo", "stock", "AP", "AFP", "Reuters", "EPA")
NEXT = r"(?=[\"'“‘«(]?[^\W_])"

# CASE "OSLO, May 3 (Reuters) -", "Washington (CNN) --", "(CNN)The mayor", "RIGA, Jan 2 (Xinhua) --", "LIMA (AP) _"
WITH_AGENCY = re.compile(rf"(?P<place>[^()\n]{{0,80}})\((?P<agency>[^()\n]{{2,40}})\)\s*(?P<dash>{DASH}|:)?\s*{NEXT}")
# CASE "BOSTON, Sept. 7, 2012 /PRNewswire/ --", "MINSK, August 3. /TASS/."
WITH_SLASHES = re.compile(
    rf"(?P<place>[^/\n]{{0,80}})/(?P<agency>[^/\n]{{2,30}})/[\s.]{{0,3}}(?P<dash>{DASH})?\s*{NEXT}"
)
# CASE "(OSLO) —", also behind the credit of a picture: "Jo Grey/Getty Images(OSLO) —"
IN_BRACKETS = re.compile(rf"(?P<credit>[^()\n]{{0,60}})\((?P<place>[^()\n]{{3,40}})\)\s*{DASH}\s*{NEXT}")
# CASE "OSLO —", "ST. PAUL, Minn. —", "NEW DELHI:"; a hyphen counts only with spaces on both sides
BARE = re.compile(rf"(?P<place>[^()\n—–―:]{{2,80}}?)(?:\s*(?P<dash>—|–|―|--|:(?!\d))|\s-(?=\s))\s*{NEXT}")


@dataclass(frozen=True, slots=True)
class Dateline:
    """The first `length` characters of a paragraph; `agency` is the full name of the outlet it credits, if any."""

    length: int
    agency: str | None = None


def find_dateline(paragraph: str, *, first: bool) -> Dateline | None:
    """The dateline that `paragraph` begins with; one without an agency is believed only of a `first` paragraph."""
    head = paragraph[:LONGEST]
    for pattern in (WITH_AGENCY, WITH_SLASHES):
        match = pattern.match(head)
        if match and (agency := _agency(match["agency"])) and _place(match["place"], dash=match["dash"], first=first):
            return Dateline(match.end(), agency)
    match = IN_BRACKETS.match(head)
    if match and first and _shouted(match["place"]) and (not match["credit"] or match["credit"].endswith(CREDITS)):
        return Dateline(match.end())
    match = BARE.match(head)
    if match is None or not first:
        return None
    place = match["place"].strip()
    # CASE "CNN — The mayor": the agency alone
    if known_outlet(place) and match["dash"] != ":":
        return Dateline(match.end(), known_outlet(place))
    if not head[match.end()].isupper() and head[match.end()] not in "\"'“‘«(" and not head[match.end()].isdigit():
        return None
    # CASE an article in capitals: "THE BOARD SAID NO — THE UNION WAS ANGRY" begins with no place
    shouted = _shouted(place) and not (_shouted(paragraph) and _sentence_like(place))
    if shouted or (match["dash"] != ":" and _named(place)):
        return Dateline(match.end())
    return None


def _sentence_like(place: str) -> bool:
    return any(word.casefold() in STOP for word in words(place)) or len(words(place)) > 5


def _agency(name: str) -> str | None:
    # CASE "(CNN Business)", "(Thomson Reuters Foundation)", "(AP Sports)": the outlet with its department
    parts = name.split()
    for count in range(len(parts), 0, -1):
        if known := known_outlet(" ".join(parts[:count])):
            return known
    return name.strip() if CALL_SIGN.fullmatch(name.strip()) else None


def _place(place: str, *, dash: str | None, first: bool) -> bool:
    """Whether the words before the agency are a place with its date; an agency's own full name, or prose, is not."""
    bare = place.strip(" ,.")
    if not bare:
        return True
    rest, dated = without_dates(bare)
    if not rest or _shouted(bare):
        return True
    return _named(bare) and (dash is not None or (first and (dated or len(words(rest)) <= 2)))


def _shouted(place: str) -> bool:
    """A place in capitals, with its country or state and the date after commas: "ST. PAUL, Minn., May 3"."""
    city, *region = (part.strip() for part in place.split(","))
    city = without_dates(city)[0]
    letters = [char for char in city if char.isalpha()]
    if len(letters) < 3 or not all(char.isupper() for char in letters) or len(city.split()) > 5:
        return False
    return all(len(part.split()) <= 3 and (not part or part[0].isupper() or part[0].isdigit()) for part in region)


def _named(place: str) -> bool:
    """One to three capitalised words: "Cape Town", "Valletta, Malta"."""
    if any(word[0].islower() and word.strip(".,") not in PARTICLES for word in place.split()):
        return False
    parts = words(without_dates(place)[0])
    if not 1 <= len(parts) <= 4 or any(part.casefold() in STOP for part in parts):
        return False
    return all(part[0].isupper() or part in PARTICLES for part in parts) and parts[0][0].isupper()
