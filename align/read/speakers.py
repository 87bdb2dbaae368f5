"""Full names for the labels of a transcript: "LIND" is Anna Lind where the text says so anywhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from align.read.transcript import QUESTIONS, TITLE, Label

UNNAMED = frozenset(
    "unidentified unknown speaker announcer narrator interviewer host moderator operator reporter reporters crowd "
    "group translator interpreter computer audience children man woman male female all both voice voices caller".split()
)
RANKS = frozenset(
    "mr ms mrs miss dr sir dame lord lady president vice senator sen representative rep congressman congresswoman gov "
    "governor mayor general gen colonel col major maj captain capt lt lieutenant sergeant sgt admiral secretary "
    "minister prime chancellor judge justice chief officer prof professor king queen prince princess pope rev reverend "
    "ambassador attorney detective sheriff superintendent commissioner chairman chairwoman director the".split()
)
NOT_FIRST = frozenset(
    "thanks thank hello hi hey and but so well yes no good with for from to by in on at of that this it the a an my "
    "our his her their now then host correspondent reporter analyst anchor editor npr's cnn's bbc's ok okay welcome "
    "says said as when while if after before like here there".split()
)


def speaker_names(text: str, labels: Sequence[Label]) -> dict[str, str | None]:
    """Label as written -> full name in title case; None for a bare "Q" and "A", which name nobody."""
    full = {label.name for label in labels if len(_name_parts(label.name)) >= 2 and not _unnamed(label.name)}
    wanted = {label.key for label in labels if not _unnamed(label.name) and label.key not in QUESTIONS}
    spelled = _spellings(text, wanted)
    firsts = _first_names(text, wanted)
    names: dict[str, str | None] = {}
    for name in dict.fromkeys(label.name for label in labels):
        names[name] = _resolve(name, full, spelled, firsts)
    return names


def _resolve(name: str, full: set[str], spelled: Mapping[str, str], firsts: Mapping[str, Counter[str]]) -> str | None:
    if name.casefold() in QUESTIONS:
        return None
    if _unnamed(name):
        return name.capitalize()
    parts = _name_parts(name)
    if len(parts) >= 2:
        return _titled(parts, spelled)
    only = parts[-1].casefold()
    same = sorted(one for one in full if _name_parts(one)[-1].casefold() == only)
    if len(same) == 1:
        return _titled(_name_parts(same[0]), spelled)
    if not same:
        # CASE a podcast's "LULU:" after "LULU LIND:"
        same = sorted(one for one in full if _name_parts(one)[0].casefold() == only)
        if len(same) == 1:
            return _titled(_name_parts(same[0]), spelled)
        common = firsts.get(only, Counter()).most_common(2)
        # two persons of one family name in the text: the label alone does not tell which of them speaks
        if common and (len(common) == 1 or common[0][1] > common[1][1]):
            return f"{common[0][0]} {spelled.get(only) or _title_word(parts[-1])}"
    return _titled(parts, spelled)


def _unnamed(name: str) -> bool:
    return any(part.casefold().strip(".#") in UNNAMED for part in name.split())


def _name_parts(name: str) -> list[str]:
    """The parts of a name without titles of office before it; a title alone ("THE PRESIDENT") stays as it is."""
    parts = TITLE.sub("", name).split()
    first = 0
    while first < len(parts) - 1 and parts[first].casefold().strip(".") in RANKS:
        first += 1
    if first and parts[-1].casefold() in RANKS:
        return parts
    return parts[first:]


def _titled(parts: Sequence[str], spelled: Mapping[str, str]) -> str:
    return " ".join(spelled.get(part.casefold()) or _title_word(part) for part in parts)


def _title_word(word: str) -> str:
    if not word.isupper() and word[:1].isupper() and len(word) > 3 and any(char.islower() for char in word[2:]):
        return word
    lowered = word[0].upper() + word[1:].lower() if len(word) > 1 else word
    # CASE O'Brien, Az-Zubair, McEvers
    lowered = re.sub(r"(['’\-])(\w)(?=\w{2})", lambda match: match[1] + match[2].upper(), lowered)
    return re.sub(r"^Mc(\w)", lambda match: "Mc" + match[1].upper(), lowered)


def _spellings(text: str, wanted: set[str]) -> dict[str, str]:
    """How the text itself writes each family name outside labels: McEvers, not Mcevers."""
    counts: dict[str, Counter[str]] = {}
    for match in re.finditer(r"[^\W\d_][\w'’\-]*", text):
        word = match.group().removesuffix("'s").removesuffix("’s")
        if word.casefold() in wanted and not word.isupper() and word[0].isupper():
            counts.setdefault(word.casefold(), Counter())[word] += 1
    return {key: min(counter, key=lambda word: (-counter[word], word)) for key, counter in counts.items()}


def _first_names(text: str, wanted: set[str]) -> dict[str, Counter[str]]:
    """Family name -> the capitalised words that stand right before it in the text, most frequent first."""
    found: dict[str, Counter[str]] = {}
    before = ("", -1)
    for match in re.finditer(r"[^\W\d_](?:[\w'’\-]|\.(?=\w\.|\s[^\W\d_a-z]))*", text):
        word = match.group()
        bare = word.removesuffix("'s").removesuffix("’s")
        first, end = before
        near = 0 <= match.start() - end <= 1 and text[end : match.start()] in (" ", "\u00a0")
        if near and bare.casefold() in wanted and bare[0].isupper() and _first_name(first):
            found.setdefault(bare.casefold(), Counter())[first] += 1
        before = (word, match.end())
    return found


def _first_name(word: str) -> bool:
    known = word.casefold().strip(".") in NOT_FIRST | RANKS
    return word[:1].isupper() and not word.isupper() and not known and not word.endswith(("'s", "’s"))
