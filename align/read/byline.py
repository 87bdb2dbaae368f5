"""Bylines: the lines that say who wrote an article, and the names in them."""

from __future__ import annotations

import re

from align.read.dates import FILLER, find_dates, without_dates
from align.read.menu import label_words
from align.read.outlets import known_outlet, outlet_like, outlet_name
from align.read.prose import SMALL, count_words, ends_sentence, title_case, words

LONGEST = 160  # characters
BY = re.compile(
    r"(?:(?:written|reported|story|posted|published|analysis|words|article|text|review|column)\s+)?by[:\s]\s*",
    re.IGNORECASE,
)
# what may stand in a byline beside names: jobs and the words that tie them
JOB = re.compile(
    r"\b(?:(?:senior|chief|deputy|assistant|associate|managing|executive|special|foreign|national|political|"
    r"diplomatic|business|science|health|sports?|state|city|local|white house|world|general|assignment|digital|lead|"
    r"environment|education|economics|legal|home affairs|staff|freelance)\s+)*"
    r"(?:staff|writers?|reporters?|correspondents?|editors?|columnists?|producers?|journalists?|contributors?|authors?|"
    r"analysts?|commentators?|bureau|desk|team|newsroom|agencies|photographers?|critic|fellow|intern|host)\b(?:\s+of\b)?",
    re.IGNORECASE,
)
COMMAS = re.compile(r"\s*(?:,|;|\||/|·|•|\s[-–—]\s)\s*")
SPLIT = re.compile(r"\s*(?:,|;|\||/|·|•|&|\band\b|\bwith\b|\bfor\b|\bof\b|\s[-–—]\s|\bin\b|\bat\b)\s*")
PARTICLES = SMALL | frozenset("bin ibn abu san santa ter ten dos das do du".split())
# CASE "By the Numbers", "By Friday, the river had risen" begin headlines and sentences
NOT_NAMES = frozenset(
    "numbers time way book end night day law sea air land monday tuesday wednesday thursday friday saturday sunday "
    "january february march april june july august september october november december".split()
)


def is_byline(line: str) -> bool:
    """Whether `line` names who wrote the article: "By Jo Grey, staff writer", "By The Associated Press"."""
    if len(line) > LONGEST:
        return False
    match = BY.match(line)
    if match is None:
        # CASE "Prairie Radio | By Jo Grey"
        outlet, bar, rest = line.partition(" | ")
        return bool(bar) and count_words(outlet) <= 5 and is_byline(rest)
    rest = without_dates(line[match.end() :])[0] if find_dates(line) else line[match.end() :]
    names = JOB.sub(" ", rest)
    tokens = [token for token in names.split() if any(char.isalpha() for char in token)]
    if not tokens or count_words(line) > 24:
        return bool(JOB.search(rest))
    if tokens[0].casefold() == "the" and not outlet_like(" ".join(tokens)) and not JOB.search(rest):
        return False
    if any(token.casefold().strip(".,") in NOT_NAMES for token in tokens):
        return False
    if ends_sentence(line) and not line.endswith((":", ";")) and len(tokens) > 6:
        return False
    return all(_name_token(token) for token in tokens)


def is_name(line: str) -> bool:
    """Whether `line` is nothing but a person's name, perhaps with a job or an outlet after a comma."""
    if any(word.casefold() in label_words() for word in words(line)):
        return False
    first, *rest = [part for part in COMMAS.split(JOB.sub(" ", line).strip()) if part] or [""]
    return _person(first) and len(line) < 80 and all(outlet_like(part) or title_case(part) for part in rest)


def people(line: str) -> tuple[str, ...]:
    """The persons that a byline names, in order."""
    bare = BY.sub("|", line, count=1)
    if without_dates(bare)[1]:
        for found in reversed(find_dates(bare)):
            bare = f"{bare[: found.start]}|{bare[found.end :]}"
        bare = FILLER.sub("|", bare)
    bare = re.sub(r"\S+@\S+|\([^)]*\)|https?://\S+", "|", bare)
    parts = [part.strip(" .:") for part in SPLIT.split(JOB.sub("|", bare))]
    found_people = [part for part in parts if _person(part) and not outlet_like(part)]
    return tuple(dict.fromkeys(part.title() if part.isupper() else part for part in found_people))


def outlet_in(line: str) -> str | None:
    """The outlet that a byline names: "By The Associated Press", "Jo Grey, Reuters", "By Leeds Gazette staff"."""
    bare = BY.sub("|", line, count=1).strip("| ")
    pieces = (*SPLIT.split(JOB.sub("|", bare)), *SPLIT.split(FILLER.sub("|", bare)))
    for part in (bare, without_dates(bare)[0], JOB.sub(" ", bare), *pieces):
        name = " ".join(part.split()).strip(" .,|")
        if name and (known_outlet(name) or (outlet_like(name) and len(words(name)) >= 2)):
            return outlet_name(name)
    return None


def _name_token(token: str) -> bool:
    bare = token.strip(".,;:|/&()'\"’-–—·•")
    return not bare or bare[0].isupper() or bare.casefold() in PARTICLES or "@" in bare or not bare[0].isalpha()


def _person(name: str) -> bool:
    """Two to five capitalised words without digits: what a person's name looks like."""
    parts = name.split()
    if not 2 <= len(parts) <= 5 or any(char.isdigit() for char in name) or ends_sentence(name.rstrip(".")):
        return False
    big = [part for part in parts if part.casefold() not in PARTICLES]
    if len(big) < 2 or parts[0].casefold() in {"the", "a", "an", "in", "on", "for"}:
        return False
    return all(part[0].isupper() and part.casefold().strip(".,") not in NOT_NAMES for part in big)
