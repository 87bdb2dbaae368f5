"""The word lists that the judge compares by: synonyms, opposites, light verbs, judgements. Read at first use."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

_NO_STEMS = frozenset("earth cover fold veil wind leash ravel case mask easy cover-up".split())


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`groups` leads from a word to the first word of its group, `outcomes` to what happened to people, `axes` to the
    (axis, side) pairs that it stands on; `events` from a noun to the verb whose event it names."""

    groups: dict[str, str]
    outcomes: dict[str, str]
    axes: dict[str, tuple[tuple[str, int], ...]]
    events: dict[str, str]
    light: frozenset[str]
    saying: frozenset[str]
    judging: frozenset[str]
    voices: frozenset[str]
    turns: frozenset[str]
    irregular: dict[str, str]
    known: frozenset[str]
    phrases: dict[str, tuple[tuple[str, ...], ...]]  # by their first word, longest first ("tie knot", "lose life")
    apart: dict[str, str]  # nouns that nobody is two of at once ("nurse", "priest"), with the set they belong to


@cache
def lexicon() -> Lexicon:
    """The lexicon, read once."""
    words, events = _read("synonyms.toml"), _read("events.toml")
    outcomes = {word: name for name, line in words["outcomes"].items() for word in _split(line)}
    groups = {word: name for name, line in words["same"].items() for word in _split(line)}
    axes: dict[str, tuple[tuple[str, int], ...]] = {}
    opposites = _read("antonyms.toml")
    for axis, sides in opposites["axis"].items():
        for side, line in zip((1, -1), sides, strict=True):
            for word in _split(line):
                axes[word] = (*axes.get(word, ()), (axis, side))
    irregular = {form: lemma for lemma, line in words["irregular"].items() for form in line.split()}
    known = {*groups, *outcomes, *axes, *_split(words["light"]["words"]), *_split(words["saying"]["words"])}
    return Lexicon(
        turns=frozenset(_split(opposites["turns"]["axes"])),
        irregular=irregular,
        known=frozenset(known),
        groups=groups | outcomes,
        outcomes=outcomes,
        axes=axes,
        events={**events.get("agent", {}), **events.get("patient", {})},
        light=frozenset(_split(words["light"]["words"])),
        saying=frozenset(_split(words["saying"]["words"])),
        judging=frozenset(_split(words["judging"]["words"])),
        voices=frozenset(_split(words["voices"]["words"])),
        phrases=_phrases(known),
        apart={word: name for name, line in words["apart"].items() for word in _split(line)},
    )


def _phrases(known: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(known):
        first, *rest = phrase.split()
        if rest:
            found.setdefault(first, []).append((first, *rest))
    return {first: tuple(sorted(group, key=lambda words: (-len(words), words))) for first, group in found.items()}


@cache
def normal(word: str) -> str:
    """The lemma of `word`, where it is known and the pipeline's lemmatizer missed it ("upheld", "fishermen")."""
    lower, words = word.lower(), lexicon()
    if lower in words.known:
        return lower
    if lower in words.irregular:
        return words.irregular[lower]
    if lower.endswith("men") and len(lower) > 4:
        return lower[:-3] + "man"
    for ending in ("", "e", "s", "es", "d", "ed", "te", "ing"):
        if ending and not lower.endswith(ending):
            continue
        stem = lower[: len(lower) - len(ending)]
        for form in (stem, stem + "e", stem[:-1] if stem[-1:] == stem[-2:-1] else stem):
            if form in words.known:
                return form
    if lower.endswith("s") and not lower.endswith(("ss", "us", "is")) and len(lower) > 3:
        return lower[:-1]
    return lower


def concept(word: str) -> str:
    """What stands for `word` and its synonyms when two words are compared."""
    lower = normal(word)
    known = lexicon()
    found = known.groups.get(lower)
    if found is None:
        verb = known.events.get(lower, lower)
        found = known.groups.get(verb)
        if found is None:
            found = verb
    return found


def opposite(left: str, right: str) -> bool:
    """Whether two words stand on opposite sides of an axis, and on the same side of none, or are "x" and "un-x"."""
    known = lexicon()
    if _undone(left.lower(), right.lower()) or _undone(right.lower(), left.lower()):
        return True
    one, other = known.axes.get(normal(left), ()), known.axes.get(normal(right), ())
    sides = {(axis, mine * theirs) for axis, mine in one for same, theirs in other if axis == same}
    return bool(sides) and all(product < 0 for _, product in sides)


def _undone(plain: str, negative: str) -> bool:
    """ "aware" and "unaware", "lethal" and "non-lethal"; what is unearthed was never "earthed"."""
    return len(plain) > 3 and plain not in _NO_STEMS and negative in (f"un{plain}", f"non{plain}", f"non-{plain}")


def in_turn(left: str, right: str) -> bool:
    """Whether two opposites also happen one after the other ("joined" and "left"), so that both may be true."""
    known = lexicon()
    one, other = known.axes.get(normal(left), ()), known.axes.get(normal(right), ())
    return any(axis in known.turns for axis, _ in one for same, _ in other if axis == same)


def exclusive(left: str, right: str) -> bool:
    """Whether two nouns cannot both be said of one person: "doctor" and "nurse", "sister" and "brother"."""
    one, other = normal(left), normal(right)
    known = lexicon().apart
    return one in known and known[one] == known.get(other) and not alike(one, other)


def alike(left: str, right: str) -> bool:
    """Whether two words say the same: by group, or by standing on the same side of an axis."""
    if concept(left) == concept(right):
        return True
    known = lexicon()
    return bool(set(known.axes.get(normal(left), ())) & set(known.axes.get(normal(right), ())))


def _split(line: str) -> list[str]:
    return [word.replace("_", " ") for word in line.split()]


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((files("align") / "data" / "lexicon" / name).read_text(encoding="utf-8"))
