"""Numbers of a sentence with what they count: counts, shares, money, measures, durations, ages, ordinals, scores.

A grammar over the words (`amounts`, `numerals`) finds them; the parse tells the noun that is counted and the
predicate. Years, dates and clock times belong to `dates`; what is part of a name or a label counts nothing.

| file         | what it does |
|--------------|--------------|
| `amounts.py` | the grammar of one number: bounds, ranges |
| `measures.py` | its unit, currency or rate |
| `shares.py`  | "two in five", "half of" |
| `figures.py` | scores, ages by decade, growth, times of a race |
| `units.py`   | units and their factors |
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from align.annotate.dates.dategrammar import read_dates
from align.annotate.dates.datewords import MONTHS, WEEKDAYS
from align.annotate.grammar.counted import counted_noun, held_noun, root_of, scope_of
from align.annotate.grammar.numbernames import skipped
from align.annotate.grammar.numerals import FRACTIONS, MULTIPLES, ORDINALS, SMALL
from align.annotate.grammar.pieces import Anchors, Pieces
from align.annotate.grammar.syntax import subject
from align.annotate.quantities import units
from align.annotate.quantities.amounts import OPENINGS, amount
from align.annotate.quantities.figures import CONTESTS, DECADES, GROWTH, decade_of_age, elapsed, growth, score
from align.annotate.quantities.measures import Amount
from align.annotate.words.inflection import lemma
from align.models import Quantity, Span

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token

_WORDS = (
    set(SMALL)
    | set(MULTIPLES)
    | set(FRACTIONS)
    | set(ORDINALS)
    | {"dozens", "scores", "hundreds", "thousands", "millions", "billions", "trillions", "tens"}
    | {"few", "several", "couple", "handful", "pair", "no", "not", "nobody", "none", "score", "majority", "minority"}
    | {"most", "bulk", "lakh", "crore", *GROWTH, *DECADES}
    | set(
        "hour hours day days week weeks month months year years decade decades century centuries".split()
    )  # "for a year"
)
# No quantity does without a figure or one of these words.
_FIGURE = re.compile(r"[\d½¼¾]")
_LETTERS = re.compile(r"[a-z]+")
_OPENINGS = frozenset({"nobody", "no", "none", "not", "aged", "age", "ages", *OPENINGS, *ORDINALS, *GROWTH, *DECADES})
_OLDEST = 115.0


def find(sentence: SpacySpan, offset: int) -> tuple[Quantity, ...]:
    """The quantities of `sentence`; `offset` + a character's index in the spaCy document = its place in the text."""
    text = sentence.text
    if not _FIGURE.search(text) and _WORDS.isdisjoint(_LETTERS.findall(text.lower())):
        return ()
    (pieces, dates), anchors = read_dates(text), Anchors(sentence)
    dated = {at: item.end for item in dates for at in range(item.first, item.end)}
    contest = any(pieces[at].lower in CONTESTS for at in range(len(pieces)))
    base = offset + sentence.start_char
    found: list[Quantity] = []
    index = 0
    while index < len(pieces):
        if index in dated:
            index = dated[index]
            continue
        read = _read(pieces, index, anchors, contest) if _may_open(pieces, index) else None
        if read is None or any(at in dated for at in range(index, read.end)):
            index = max(_past(pieces, index, anchors), index + 1)
            continue
        quantity = _quantity(read, pieces, anchors, base, text)
        if quantity is not None:
            found.append(quantity)
        index = read.end
    return tuple(found)


def _may_open(pieces: Pieces, index: int) -> bool:
    """Whether a quantity can begin at `index`; most words are no number, and are not asked further."""
    piece = pieces[index]
    return piece.numeric or piece.lower in _OPENINGS or units.opens(piece.lower) or pieces[index + 1].text == "$"


def _past(pieces: Pieces, index: int, anchors: Anchors) -> int:
    """Behind the number at `index` that counts nothing, so that its parts are not read one by one."""
    return (skipped(pieces, index, anchors) or 0) if pieces[index].numeric else 0


def _read(pieces: Pieces, index: int, anchors: Anchors, contest: bool) -> Amount | None:
    nothing = _none(pieces, index, anchors)
    if nothing is not None:
        return nothing
    special = (
        score(pieces, index, contest)
        or _ordinal(pieces, index, anchors)
        or decade_of_age(pieces, index)
        or growth(pieces, index)
        or elapsed(pieces, index)
    )
    if special is not None:
        return special
    aged = pieces[index].lower in {"aged", "age", "ages"}
    found = amount(pieces, index + 1 if aged else index)
    if found is None or (found.kind != "money" and skipped(pieces, found.core, anchors) is not None):
        return None
    behind = pieces[found.end]
    if behind.glued and behind.word and pieces[found.end - 1].numeric:  # "49ers"
        return None
    return _age(pieces, found, index, aged, anchors) or (None if aged else found)


def _none(pieces: Pieces, index: int, anchors: Anchors) -> Amount | None:
    """ "no one", "nobody", "no survivors": a count of zero."""
    word = pieces[index].lower
    if word == "nobody" or (word == "no" and pieces[index + 1].lower == "one"):
        return Amount("count", 0.0, 0.0, index, index + (2 if word == "no" else 1), index)
    if word == "not" and pieces[index + 1].lower == "one" and _counts_one(anchors.token(pieces[index + 1])):
        return Amount("count", 0.0, 0.0, index, index + 2, index + 1)
    if word == "not" and pieces.follows(index + 1, ("a", "single")):
        return Amount("count", 0.0, 0.0, index, index + 3, index + 2)
    if word == "none" and pieces[index + 1].lower == "of":
        return Amount("count", 0.0, 0.0, index, index + 1, index)
    if word == "no" and pieces[index + 1].word:
        noun = anchors.token(pieces[index]).head
        if noun.tag_ == "NNS" and noun.i > anchors.token(pieces[index]).i:
            return Amount("count", 0.0, 0.0, index, index + 1, index)
    return None


def _ordinal(pieces: Pieces, index: int, anchors: Anchors) -> Amount | None:
    """ "a fourth victim", "the third-largest bank", "finished second"."""
    piece, end = pieces[index], index + 1
    value = ORDINALS.get(piece.lower)
    if value is None and piece.text.isdecimal() and pieces[end].lower in {"st", "nd", "rd", "th"} and pieces[end].glued:
        value, end = float(piece.text[:9]), index + 2
    if value is None or pieces[end].capital or pieces[end].lower in {"century", "centuries"}:
        return None
    if pieces[end].text == "-" and pieces[end].glued and pieces[end + 1].lower.endswith(("est", "most", "ranked")):
        return Amount("ordinal", value, value, index, end + 2, index)
    before = pieces[index - 2 if pieces[index - 1].lower == "in" else index - 1].lower
    if before in _PLACED and not anchors.token(pieces[end]).pos_.startswith(("NOUN", "ADJ")):
        return Amount("ordinal", value, value, index, end, index)
    token = anchors.token(piece)
    if token.head.i <= token.i or token.head.pos_ != "NOUN" or token.pos_ not in ("ADJ", "NUM"):
        return None
    return Amount("ordinal", value, value, index, end, index)


_PLACED = frozenset({"finished", "finish", "finishing", "came", "placed", "ranked", "ranks", "rank", "come"})


def _age(pieces: Pieces, found: Amount, first: int, aged: bool, anchors: Anchors) -> Amount | None:
    """ "56-year-old", "56 years old", "aged 56", "Maria Silva, 56,"."""
    at = found.end + 1 if pieces[found.end].text == "-" else found.end
    if found.kind == "duration" and pieces[at].lower in {"old", "olds"}:
        low = round(found.low / 365.25, 2) if found.low is not None else None
        high = round(found.high / 365.25, 2) if found.high is not None else None
        return replace(found, kind="age", low=low, high=high, unit="year", end=at + 1)
    if found.kind == "age":
        return found
    if found.kind != "count" or found.scaled or found.low is None or found.low > _OLDEST:
        return None
    if aged:
        return replace(found, kind="age", unit="year", first=first)
    if found.low != found.high or found.low < 1:
        return None
    if pieces[first - 1].lower == "at" and pieces[found.end].text == "," and found.low > 14:
        led = first < 2 or pieces[first - 2].text in {",", "“", '"'}  # "At 84, the queen ..."
        return replace(found, kind="age", unit="year") if led else None
    set_off = pieces[first - 1].text in {",", "("} and pieces[found.end].text in {",", ".", ")", ";"}
    name = anchors.token(pieces[first - 2])
    named = pieces[first - 2].capital and name.pos_ == "PROPN"
    if set_off and pieces[first].numeric and (named or (name.tag_ == "NN" and found.low > 9)):
        return replace(found, kind="age", unit="year")
    return replace(found, kind="age", unit="year") if _is_so_old(pieces, found, first, anchors) else None


def _is_so_old(pieces: Pieces, found: Amount, first: int, anchors: Anchors) -> bool:
    """ "she is 52", "the mayor, who is 61", "Ortiz turned 40": a bare number said of a person."""
    at = first - 2 if pieces[first - 1].lower in {"now", "only", "just"} else first - 1
    behind = pieces[found.end]
    if pieces[at].lower not in _BEING or (behind.word and behind.lower not in _GOING_ON) or behind.text in {"%", "-"}:
        return False
    who = pieces[at - 1]
    return who.lower in {"he", "she", "who", "i"} or anchors.token(who).ent_type_ == "PERSON"


_BEING = frozenset({"is", "was", "turned", "turns", "s"})
_GOING_ON = frozenset(
    {"and", "when", "at", "in", "on", "has", "had", "last", "this", "next", "but", "then", "by", "or", "monday",
     "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
)  # fmt: skip


def _quantity(read: Amount, pieces: Pieces, anchors: Anchors, base: int, text: str) -> Quantity | None:
    tokens = _tokens(read, pieces, anchors)
    of_some = pieces.follows(read.end, ("of",)) and pieces[read.end + 1].lower in {"the", "its", "their", "his", "her"}
    of_some = of_some and (pieces[read.end + 2].numeric or pieces[read.end + 2].lower in SMALL)
    if read.one and not of_some and not _counts_one(tokens[-1]):  # "one of the five engines"
        return None
    noun = _noun(read, tokens, pieces, anchors)
    counted = counted_noun(tokens, shared=read.kind in _SHARED)
    scope = _state(read, pieces, anchors, noun) or scope_of(counted if counted is not None else root_of(tokens))
    start, end = pieces[read.first].start, pieces[read.end - 1].end
    return Quantity(
        span=Span(base + start, base + end),
        text=text[start:end],
        kind=read.kind,
        low=_rounded(read.low),
        high=_rounded(read.high),
        unit=read.unit,
        noun=noun,
        scope=scope if scope is None or scope[0].isalpha() else None,
        approximate=read.approximate,
    )


def _state(read: Amount, pieces: Pieces, anchors: Anchors, noun: str | None) -> str | None:
    """The state of those counted, right behind them: "dead" in "14 people dead", "injure" in "three injured"."""
    if read.kind != "count":
        return None
    for at in (read.end, read.end + 1):
        if pieces[at].lower in _STATES:
            return _STATES[pieces[at].lower]
        if not noun or not pieces[at].word or anchors.token(pieces[at]).pos_ not in ("NOUN", "PROPN"):
            return None
    return None


_STATES = {
    "dead": "dead", "killed": "kill", "injured": "injure", "wounded": "wound", "hurt": "hurt", "missing": "missing",
    "arrested": "arrest", "detained": "detain", "displaced": "displace", "homeless": "homeless", "rescued": "rescue",
}  # fmt: skip


def _tokens(read: Amount, pieces: Pieces, anchors: Anchors) -> list[Token]:
    found: list[Token] = []
    for at in range(read.core, read.end):
        token = anchors.token(pieces[at])
        if not token.is_punct and (not found or token.i != found[-1].i):
            found.append(token)
    return found or [anchors.token(pieces[read.core])]


def _counts_one(token: Token) -> bool:
    """Whether "one" is a number here, and not a pronoun or the "one day" of a tale."""
    noun = token.head
    counts = token.dep_ == "nummod" and noun.pos_ in ("NOUN", "PROPN") and noun.i > token.i
    return counts and noun.lemma_ not in {"thing", "day", "way", "point", "time", "reason", "side"}


def _noun(read: Amount, tokens: list[Token], pieces: Pieces, anchors: Anchors) -> str | None:
    if read.high == 0 and pieces[read.core].lower in {"no", "nobody"} and pieces[read.end - 1].lower != "no":
        return "person"
    if read.kind == "age" and pieces[read.first - 1].text in {",", "("}:
        return pieces[read.first - 2].lower
    if read.unit == "times" and tokens[0].pos_ == "VERB":
        grown = subject(tokens[0])
        return lemma(grown) if grown is not None else None
    if read.kind == "duration":
        return None
    noun = counted_noun(tokens, shared=read.kind in _SHARED)
    if noun is not None and not (read.kind in _SHARED and lemma(noun) in _TIMES):
        return noun.lemma_.lower()
    return held_noun(tokens) or _noun_behind(read, pieces, anchors)


def _noun_behind(read: Amount, pieces: Pieces, anchors: Anchors) -> str | None:
    """The noun that follows at once, adjectives aside, where the parse hangs the number elsewhere."""
    if read.kind in ("percent", "fraction", "ordinal", "score", "age"):
        return None
    for at in range(read.end, read.end + 3):
        if not pieces[at].word:
            return None
        token = anchors.token(pieces[at])
        if token.pos_ in ("NOUN", "PROPN"):
            return token.lemma_.lower()
        if token.pos_ != "ADJ":
            return None
    return None


# When a share is told of: "8 percent in May" is not of May.
_TIMES = frozenset(
    {"quarter", "half", "period", "year", "month", "week", "day", "season", "decade", *MONTHS, *WEEKDAYS}
)
_SHARED = frozenset({"percent", "fraction", "money"})  # "20 percent in the poll", "$5 million in aid"


def _rounded(value: float | None) -> float | None:
    """Without the noise of binary fractions, so that the same amount in two units is the same number."""
    return None if value is None else float(f"{value:.9g}")
