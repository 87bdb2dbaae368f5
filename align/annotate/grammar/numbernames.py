"""Numbers that count nothing: parts of names, labels, phone and house numbers, versions, times, list numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.annotate.grammar.pieces import Anchors, Pieces

if TYPE_CHECKING:
    from spacy.tokens import Token

_LABELS = frozenset(
    {"flight", "article", "section", "page", "chapter", "room", "no", "number", "channel", "route", "highway", "grade",
     "phase", "line", "gate", "part", "season", "version", "verse", "episode", "volume", "act", "unit", "terminal",
     "platform", "lane", "pier", "exit", "box", "apartment", "suite", "paragraph", "clause", "proposition", "amendment",
     "title", "figure", "table", "item", "level", "category", "type", "model", "mark", "apollo", "district", "precinct",
     "ward", "zone", "sector", "area", "interstate", "runway", "round", "game", "group", "#", "№", "@"}
)  # fmt: skip
_STREETS = frozenset(
    {"street", "st", "avenue", "ave", "road", "rd", "boulevard", "blvd", "lane", "drive", "square", "place", "way",
     "court", "highway"}
)  # fmt: skip
_NUMERIC_ENTITIES = frozenset({"CARDINAL", "MONEY", "QUANTITY", "PERCENT", "DATE", "TIME", "ORDINAL"})


def skipped(pieces: Pieces, index: int, anchors: Anchors) -> int | None:
    """The index behind a number at `index` that counts nothing; None where it may count."""
    if pieces[index - 1].lower == "but" and pieces[index - 2].lower == "all":
        return index + 1  # "all but two" leaves open how many
    sum_of = index + 2 if pieces[index + 1].text == "-" else index + 1
    if pieces[sum_of].lower in {"figure", "figures"}:  # "a six-figure sum"
        return sum_of + 1
    chain = _chain(pieces, index) or _dialled(pieces, index)
    if chain is not None:
        return chain
    if pieces[index].numeric and (_labelled(pieces, index) or _address(pieces, index) or _listed(pieces, index)):
        return index + 1
    if _named(pieces, index, anchors):
        return index + 1
    return None


def _chain(pieces: Pieces, index: int) -> int | None:
    """Phone numbers, versions, times and scores with more than two parts: figures strung together by one sign."""
    if not pieces[index].numeric:
        return None
    at, parts, sign = index, 1, pieces[index + 1].text
    if sign not in {"-", ".", ":", "/"}:
        return None
    if sign == "-" and pieces.follows(index + 2, ("for", "-")) and pieces[index + 4].numeric:  # "2-for-1"
        return index + 5
    while pieces[at + 1].text == sign and pieces[at + 1].glued and pieces[at + 2].numeric and pieces[at + 2].glued:
        at, parts = at + 2, parts + 1
    if parts == 1:
        return None
    if parts > 2 or sign in {":", "."}:
        return at + 1
    first, last = pieces[index].text, pieces[at].text
    if sign == "-" and len(first) == 3 and len(last) == 4:  # 555-1234
        return at + 1
    if sign == "/" and not (first.isdecimal() and last.isdecimal() and int(first) < int(last) <= 10):  # 24/7
        return at + 1
    return None


def _dialled(pieces: Pieces, index: int) -> int | None:
    """ "+44 20 7946 0958", "0800 123 456": a number that begins like no count, with the figures behind it."""
    first, before = pieces[index], pieces[index - 1]
    plus = before.text == "+" and first.glued
    if not first.numeric or not (plus or (len(first.text) > 1 and first.text[0] == "0" and first.text.isdecimal())):
        return None
    at = index + 1
    while pieces[at].numeric or (pieces[at].text in "-()" and pieces[at + 1].numeric):
        at += 1
    return at


def _labelled(pieces: Pieces, index: int) -> bool:
    """ "F-16", "flight 370", "No. 5", "#5"."""
    before = pieces[index - 1]
    if pieces[index].glued and before.text == "-" and before.glued and pieces[index - 2].word:
        return True
    if pieces[index].glued and (before.text in {"#", "@", "№", "_"} or before.word):
        return True
    if before.text == "." and pieces[index - 2].lower == "no":
        return True
    if before.lower == "no" and pieces[index + 1].lower in {"percent", "people"}:
        return False
    if pieces[index].text in {"911", "999"} and not before.lower.endswith(("t", "n")):  # emergency calls
        return True
    group = before.lower == "of" and pieces[index - 2].text == "Group"
    return group or (before.lower in _LABELS and "," not in pieces[index].text)


def _address(pieces: Pieces, index: int) -> bool:
    if not pieces[index + 1].capital:
        return False
    return any(pieces[index + step].lower in _STREETS and pieces[index + step].capital for step in (2, 3))


def _listed(pieces: Pieces, index: int) -> bool:
    behind = pieces[index + 1].text
    return (index == 0 and behind in {".", ")"} and len(pieces) > 2) or (
        behind == ")" and pieces[index - 1].text == "(" and len(pieces[index].text) < 3
    )


def _named(pieces: Pieces, index: int, anchors: Anchors) -> bool:
    """Part of a name: the pipeline says so, or a name stands before it and nothing to count behind ("Boeing 737")."""
    piece = pieces[index]
    token = anchors.token(piece)
    if token.ent_type_ and token.ent_type_ not in _NUMERIC_ENTITIES and _shared_entity(token):
        return True
    before = pieces[index - 1]
    if not piece.numeric or not before.capital or index < 2 or "," in piece.text:
        return False
    name = anchors.token(before)
    behind = pieces[index + 1]
    if name.pos_ != "PROPN" and (len(piece.text) < 3 or index < 2):
        return False
    if len(piece.text) < 3 and anchors.token(behind).pos_ in ("VERB", "AUX"):  # "in Paris 12 died"
        return False
    counts = behind.word and behind.text.islower() and token.head.i > token.i and token.head.pos_ == "NOUN"
    return not counts and not behind.text.startswith(("%", "percent")) and (token.head.i == name.i or behind.word)


def _shared_entity(token: Token) -> bool:
    """Whether the entity that `token` is in holds words besides."""
    doc = token.doc
    for at in (token.i - 1, token.i + 1):
        if 0 <= at < len(doc) and doc[at].ent_type_ == token.ent_type_ and doc[max(at, token.i)].ent_iob_ == "I":
            return True
    return False
