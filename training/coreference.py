"""Measures coreference on gum/dev: python -m training.coreference [--check] [--part train]

Names, pronouns and descriptions of people, organisations and places, on raw text: how many of their links to a name
before them are right (precision), and how many of those that have such a name are found (recall). With --check the
exit status is 1 where a figure is below its floor. Rules are developed on gum/train only.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.fuzz import token_set_ratio

from align.annotate import annotate, load_language
from align.annotate.words import genders
from align.link import link
from align.models import AnnotatedArticle, Mention, Span
from training.gum_chains import TYPES, Document, Gold, documents

SORTS = {
    **dict.fromkeys("he him his himself she her hers herself".split(), "he, she"),
    **dict.fromkeys("it its itself".split(), "it"),
    **dict.fromkeys("they them their theirs themselves".split(), "they"),
    **dict.fromkeys("i me my mine myself".split(), "I"),
}  # "we" and "you" are nobody's: never resolved, and not asked for
LABELS = {"he, she": ("PERSON",), "it": ("ORG", "PLACE"), "they": ("ORG",)}
# (precision, recall) of align on gum/dev that a change must not fall below: what was measured, less two points
# and more ("it": ten links) where few are counted.
FLOORS = {"names": (0.87, 0.66), "he, she": (0.88, 0.62), "it": (0.85, 0.25), "descriptions": (0.6, 0.09)}

RATIO = 100.0  # the threshold of token_set_ratio with the best F1 on gum/train: `--part train` finds it anew

Link = tuple[Span, Span]  # a mention and the name before it that it is linked to


@dataclass(slots=True)
class Count:
    """Links made, links that are right, and mentions that have a name before them."""

    made: int = 0
    right: int = 0
    wanted: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.made if self.made else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 0.0


@dataclass(frozen=True, slots=True)
class Read:
    """A document as `annotate` and `link` read it."""

    document: Document
    article: AnnotatedArticle

    @property
    def names(self) -> tuple[Mention, ...]:
        return tuple(
            m
            for s in self.article.statements
            for m in s.mentions
            if m.label in ("PERSON", "ORG", "PLACE") and not m.text.lower().startswith(("the ", "this "))
        )


def read(part: str) -> list[Read]:
    """The documents of a part, each read by itself."""
    language = load_language()
    return [Read(d, link([annotate(d.article, "s1", language)]).sources[0]) for d in documents(part)]


# ---- links -------------------------------------------------------------------------------------------------------


def by_entity(one: Read) -> list[Link]:
    """Each name with the name before it that `link` gave the same entity."""
    return _same(one.names, lambda before, name: before.entity is not None and before.entity == name.entity)


def by_text(one: Read) -> list[Link]:
    """The baseline: the same string, an article aside."""
    return _same(one.names, lambda before, name: before.text.lower() == name.text.lower())


def by_ratio(one: Read, least: float) -> list[Link]:
    """The baseline: RapidFuzz token_set_ratio of `least` or more."""
    return _same(one.names, lambda before, name: token_set_ratio(before.text.lower(), name.text.lower()) >= least)


def _same(names: Sequence[Mention], one: Callable[[Mention, Mention], bool]) -> list[Link]:
    found = []
    for place, name in enumerate(names):
        before = next((other for other in reversed(names[:place]) if one(other, name)), None)
        if before is not None:
            found.append((name.span, before.span))
    return found


def references(one: Read, sort: str) -> list[Link]:
    """What `annotate` resolved of one sort of pronoun, or of descriptions."""
    described = [
        (m.span, r.span)
        for s in one.article.statements
        for m in s.mentions
        if m.text.lower().startswith("the ") and m.label == "PERSON"
        for r in [next((n for n in one.names if n.entity == m.entity and n.span < m.span), None)]
        if r is not None
    ]
    resolved = [
        (r.span, r.antecedent)
        for s in one.article.statements
        for r in s.references
        if r.antecedent is not None
        and (r.kind == "description" if sort == "descriptions" else SORTS.get(r.text.lower()) == sort)
    ]
    return sorted({*resolved, *described} if sort == "descriptions" else resolved)


def nearest(one: Read, sort: str) -> list[Link]:
    """The baseline: the nearest name before a pronoun that its number and gender allow."""
    found = []
    for statement in one.article.statements:
        for token in statement.tokens:
            word = token.text.lower()
            if SORTS.get(word) != sort:
                continue
            gender = {"h": "m", "s": "f"}.get(word[0]) if not word.startswith("her") else "f"
            fitting = (
                m
                for m in reversed(one.names)
                if m.span.end <= token.span.start
                and m.label in LABELS[sort]
                and (sort != "he, she" or genders.of_name(m.text, m.title) in (None, gender))
            )
            before = next(fitting, None)
            if before is not None:
                found.append((token.span, before.span))
    return found


# ---- counting ----------------------------------------------------------------------------------------------------


def count(read_: Sequence[Read], links: Callable[[Read], Iterable[Link]], sort: str) -> Count:
    """How many of the links are right, beside how many mentions of this sort have a name before them."""
    whole = Count()
    for one in read_:
        gold = _Chains(one.document)
        whole.wanted += gold.wanted(sort)
        for mention, name in links(one):
            mine, other = gold.at(mention), gold.at(name)
            whole.made += 1
            whole.right += mine is not None and other is not None and mine.chain == other.chain
    return whole


class _Chains:
    """The gold mentions of a document, found by where their head words stand."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.by_word: dict[int, list[Gold]] = defaultdict(list)  # first character of a naming word -> its mentions
        for gold in document.mentions:
            for word in {gold.head, *gold.names}:
                self.by_word[word.start].append(gold)

    def at(self, span: Span) -> Gold | None:
        """The gold mention that has its head or its name in `span` and is most like it; else the narrowest around."""
        inside = [gold for at in range(span.start, span.end) for gold in self.by_word.get(at, ())]
        if not inside:
            inside = [gold for gold in self.document.mentions if gold.span.contains(span)]
        return min(
            inside, key=lambda g: (abs(g.span.start - span.start) + abs(g.span.end - span.end), g.span), default=None
        )

    def wanted(self, sort: str) -> int:
        """The gold mentions of a sort with a name before them in their chain."""
        named: set[str] = set()
        found = 0
        for gold in self.document.mentions:
            if gold.type not in TYPES:
                continue
            word = gold.head.of(self.document.article.text).lower()
            mine = {"name": "names", "description": "descriptions"}.get(gold.form) or SORTS.get(word)
            found += mine == sort and gold.chain in named
            if gold.form == "name":
                named.add(gold.chain)
        return found


def best_ratio(read_: Sequence[Read]) -> float:
    """The threshold with the best F1 for names."""
    scores = {}
    for least in range(60, 101, 5):
        found = count(read_, lambda one, least=least: by_ratio(one, least), "names")  # type: ignore[misc]
        scores[float(least)] = 2 * found.right / (found.made + found.wanted)
    return max(scores, key=lambda least: (scores[least], least))


def table(part: str) -> dict[str, dict[str, Count]]:
    """{sort: {method: figures}} of a part."""
    mine = read(part)
    ratio = best_ratio(mine) if part == "train" else RATIO
    found: dict[str, dict[str, Count]] = defaultdict(dict)
    found["names"]["align"] = count(mine, by_entity, "names")
    found["names"]["same string"] = count(mine, by_text, "names")
    found["names"][f"token_set_ratio >= {ratio:.0f}"] = count(mine, lambda one: by_ratio(one, ratio), "names")
    for sort in LABELS:
        found[sort]["align"] = count(mine, lambda one, sort=sort: references(one, sort), sort)  # type: ignore[misc]
        found[sort]["nearest name"] = count(mine, lambda one, sort=sort: nearest(one, sort), sort)  # type: ignore[misc]
    for sort in ("I", "descriptions"):
        found[sort]["align"] = count(mine, lambda one, sort=sort: references(one, sort), sort)  # type: ignore[misc]
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description="Coreference on GUM, beside baselines.")
    parser.add_argument("--check", action="store_true", help="fail where a figure is below its floor")
    parser.add_argument("--part", choices=("train", "dev"), default="dev")
    args = parser.parse_args()
    if not os.environ.get("ALIGN_CORPORA"):
        print("coreference: skipped, $ALIGN_CORPORA is not set")
        return 0
    found = table(args.part)
    print(f"{'gum/' + args.part:<14}{'method':<24}{'precision':>10}{'recall':>8}{'links':>7}{'wanted':>8}")
    for sort, methods in found.items():
        for method, figures in methods.items():
            print(
                f"{sort:<14}{method:<24}{figures.precision:>10.3f}{figures.recall:>8.3f}"
                f"{figures.made:>7}{figures.wanted:>8}"
            )
    below = [
        f"{sort}: precision {found[sort]['align'].precision:.3f}, recall {found[sort]['align'].recall:.3f},"
        f" floors {precision}, {recall}"
        for sort, (precision, recall) in FLOORS.items()
        if found[sort]["align"].precision < precision or found[sort]["align"].recall < recall
    ]
    if args.check and below:
        print("below the floor: " + "; ".join(below))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
