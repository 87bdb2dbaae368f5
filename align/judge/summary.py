"""The sentences that sum up a finding: what all its sources share, and in which respects they differ."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import LCSseq

from align.judge.lexicon import lexicon
from align.judge.names import same_mention, words_of
from align.judge.sides import Side, View
from align.models import Discrepancy, Token

_MOST = 2  # names, and words, that are told
_WHOLE = 4  # words from which a stretch stands for what is said
_LONGEST = 90  # characters of words that are quoted
_TOKENS = 200  # of a statement; what is longer is no sentence
_NAMES = {"number": "the number", "date": "the date", "place": "the place", "name": "the name",
          "quotation": "the words that are quoted", "attribution": "who is said to hold it",
          "polarity": "whether it is so", "certainty": "how certain it is", "detail": "a detail"}  # fmt: skip
_LOOSE = frozenset({"ADP", "DET", "SCONJ", "CCONJ", "PART", "AUX", "PRON", "PUNCT"})


def summary(sides: Sequence[Side], discrepancies: Sequence[Discrepancy]) -> str:
    """One or two sentences for a reader: "Both name Lima and say “opened the bridge”. They differ in the date."."""
    return f"{_agreed(sides)} {_differing(discrepancies)}"


def _agreed(sides: Sequence[Side]) -> str:
    who = "Both" if len(sides) == 2 else f"All {len(sides)}"
    phrase = _phrase(sides)
    parts: list[str] = []
    names = _names(sides, set(words_of(phrase)) if phrase else set())[:_MOST]
    if names:
        parts.append(f"name {_listed(names)}")
    words = [word for word in _words(sides) if word.lower() not in phrase.lower()]
    if len(phrase.split()) >= _WHOLE:
        parts.append(f"say “{phrase}”")
    elif spoken := [phrase, *words][: _MOST + 1] if phrase else words[:_MOST]:
        parts.append(f"speak of {_listed([f'“{word}”' for word in spoken])}")
    if not parts:
        return f"{who} seem to tell the same in other words."
    return f"{who} {' and '.join(parts)}."


def _differing(discrepancies: Sequence[Discrepancy]) -> str:
    conflicts = [_NAMES[d.kind] for d in discrepancies if d.relation == "conflict"]
    updates = [_NAMES[d.kind] for d in discrepancies if d.relation == "updated"]
    told: list[str] = []
    if conflicts:
        told.append(f"They differ in {_listed(list(dict.fromkeys(conflicts)))}.")
    if updates:
        told.append(f"The later report updates {_listed(list(dict.fromkeys(updates)))}.")
    return " ".join(told) or "No difference was found."


def _names(sides: Sequence[Side], held: set[str]) -> list[str]:
    """The names that every side has, each thing once, without those whose words are `held`."""
    first, rest = sides[0], sides[1:]
    names: list[str] = []
    things: set[str] = set()
    for mention in first.mentions:
        known = mention.entity or mention.text.lower()
        if known in things or mention.label == "NORP":
            continue
        if all(any(same_mention(first, mention, side, other) for other in side.mentions) for side in rest):
            linked = all(any(known == other.entity for other in side.mentions) for side in rest)
            name = first.entities[known].name if linked and known in first.entities else mention.text
            things.add(known)
            if not set(words_of(mention.text)) <= held and not any(name.lower() in other.lower() for other in names):
                names.append(name)
    return names


def _phrase(sides: Sequence[Side]) -> str:
    """The longest stretch of words that every side has, where it tells something; else nothing."""
    best = ""
    for view in sides[0].views:
        tokens = view.statement.tokens[:_TOKENS]
        keep = [True] * len(tokens)
        for side in sides[1:]:
            keep = [one and other for one, other in zip(keep, _in_all(tokens, side), strict=True)]
        for start, end in _stretches(keep):
            found = _told(view, tokens, start, end)
            if len(found) > len(best):
                best = found
    return best


def _in_all(tokens: Sequence[Token], side: Side) -> list[bool]:
    """Which words stand in the statement of the side that shares most of them in one order."""
    ours = [token.text.lower() for token in tokens]
    best: list[bool] = [False] * len(ours)
    for view in side.views:
        theirs = [token.text.lower() for token in view.statement.tokens[:_TOKENS]]
        blocks = LCSseq.opcodes(ours, theirs)
        found = [False] * len(ours)
        for block in blocks:
            if block.tag == "equal" and block.src_end - block.src_start > 1:
                found[block.src_start : block.src_end] = [True] * (block.src_end - block.src_start)
        if sum(found) > sum(best):
            best = found
    return best


def _stretches(keep: Sequence[bool]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    start = 0
    for place, kept in enumerate([*keep, False]):
        if not kept:
            if place > start:
                found.append((start, place))
            start = place + 1
    return found


def _told(view: View, tokens: Sequence[Token], start: int, end: int) -> str:
    """The words of a stretch without loose ends; nothing where they tell nothing, or are only a name."""
    while start < end and tokens[end - 1].pos in _LOOSE:
        end -= 1
    while start < end and tokens[start].pos in ("CCONJ", "SCONJ", "PUNCT", "ADP"):
        start += 1
    inside = tokens[start:end]
    empty = lexicon().light | lexicon().saying
    telling = [t for t in inside if t.content and t.pos != "PROPN" and t.lemma.lower() not in empty]
    if len([t for t in inside if t.content]) < 2 or not telling:
        return ""
    whole = end
    while end - start > 1 and (
        tokens[end - 1].span.end - tokens[start].span.start > _LONGEST
        or (end < whole and tokens[end - 1].pos in _LOOSE)
    ):
        end -= 1
    at = view.statement.span.start
    words = view.statement.text[tokens[start].span.start - at : tokens[end - 1].span.end - at]
    if any(mark in words for mark in '“”"\n'):
        return ""
    return words if end == whole else f"{words} …"


def _words(sides: Sequence[Side]) -> list[str]:
    """Verbs and nouns that every side has, as the first one writes them: first those that the others write so too."""
    theirs = [{key for view in side.views for _, key in view.words} for side in sides[1:]]
    written = [{token.lemma.lower() for view in side.views for token, _ in view.words} for side in sides[1:]]
    empty = lexicon().light | lexicon().saying
    found: dict[str, tuple[bool, str]] = {}
    for view in sides[0].views:
        for token, key in view.words:
            lemma = token.lemma.lower()
            if token.pos not in ("VERB", "NOUN", "ADJ") or len(lemma) < 4 or lemma in empty or key.startswith("="):
                continue
            if all(key in keys for keys in theirs):
                other_word = not all(lemma in lemmas for lemmas in written)
                found.setdefault(key, (other_word, token.text))
    return [word for _, word in sorted(found.values(), key=lambda item: item[0])]


def _listed(items: Sequence[str]) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"
