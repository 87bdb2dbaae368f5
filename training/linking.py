"""Measures cross-document linking on ecbplus/dev: python -m training.linking [--check] [--part train]

Gold names of people and places (HUM and LOC mentions with a proper name in them) in the selected sentences of two
documents of one subtopic: how many of the pairs that are given one entity share a gold chain (precision), and how many
of the pairs that share one are given it (recall). The spans are given, so that only linking is measured. Beside
it the same string, and RapidFuzz token_set_ratio at its best threshold on ecbplus/train. Rules are developed on train.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations, groupby
from pathlib import Path
from typing import Any

from rapidfuzz.fuzz import token_set_ratio

from align.annotate import annotate, load_language
from align.link import link
from align.models import AnnotatedArticle, Article, Block, EntityLabel, Mention, Span, Statement

# (precision, recall) on ecbplus/dev that a change must not fall below: what was measured, less two points.
FLOORS = (0.93, 0.58)
RATIO = 65.0  # the threshold of token_set_ratio with the best F1 on ecbplus/train: `--part train` finds it anew
_SMALL = re.compile(r"(?:[a-z]+ |The |At |In |A )+")  # what stands before a name in a gold span: "at the Aster Center"
_LABELS: dict[str, EntityLabel] = {"HUM": "PERSON", "LOC": "PLACE"}


@dataclass(frozen=True, slots=True)
class Gold:
    """A gold mention in an article: its words, its kind, and its chain."""

    document: str
    span: Span
    text: str
    kind: str
    chain: str


@dataclass(frozen=True, slots=True)
class Group:
    """The documents of one subtopic as annotated articles, with their gold names."""

    articles: tuple[AnnotatedArticle, ...]
    names: tuple[Gold, ...]


def groups(part: str) -> Iterator[Group]:
    """The subtopics of "train" or "dev"."""
    path = Path(os.environ["ALIGN_CORPORA"]) / "ecbplus" / f"{part}.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    rows.sort(key=lambda row: (row["topic"], row["subtopic"]))
    for _, members in groupby(rows, key=lambda row: (row["topic"], row["subtopic"])):
        read = [_read(row, number) for number, row in enumerate(members, 1)]
        yield Group(tuple(article for article, _ in read), tuple(name for _, names in read for name in names))


def _read(row: dict[str, Any], number: int) -> tuple[AnnotatedArticle, list[Gold]]:
    """A document annotated by align, its names of selected sentences replaced by the gold ones."""
    texts, blocks, gold, selected, position = [], [], [], [], 0
    for sentence in row["sentences"]:
        whole = Span(position, position + len(sentence["text"]))
        texts.append(sentence["text"])
        blocks.append(Block(whole, "body"))
        if sentence["selected"]:
            selected.append(whole)
            for mention in sentence["mentions"]:
                words = sentence["text"][mention["start"] : mention["end"]]
                small = _SMALL.match(words)
                words = words[small.end() if small else 0 :]
                span = Span(mention["end"] - len(words), mention["end"]).shifted(position)
                if mention["kind"] in _LABELS and _is_name(words):
                    gold.append(Gold(f"s{number}", span, words, mention["kind"], mention["chain"]))
        position = whole.end + 2
    article = Article("\n\n".join(texts), blocks=tuple(block for block in blocks if len(block.span)))
    annotated = annotate(article, f"s{number}", load_language())
    statements = tuple(_with_gold(statement, gold, selected) for statement in annotated.statements)
    return replace(annotated, statements=statements), gold


def _is_name(words: str) -> bool:
    """Whether a mention names somebody: a capital beyond a pronoun's and that of an article at the beginning."""
    kept = [word for word in words.split() if word.lower() not in ("the", "a", "an", "he", "she", "it", "they", "i")]
    return bool(kept) and kept[-1][:1].isupper()


def _with_gold(statement: Statement, gold: list[Gold], selected: list[Span]) -> Statement:
    if not any(sentence.contains(statement.span) for sentence in selected):
        return statement
    mine = [g for g in gold if statement.span.contains(g.span)]
    own = [m for m in statement.mentions if not any(g.span.overlaps(m.span) for g in mine)]
    given = [_mention(g, statement) for g in mine]
    return replace(statement, mentions=tuple(sorted((*own, *given), key=lambda m: m.span)))


def _mention(gold: Gold, statement: Statement) -> Mention:
    """The gold name with the label and title that align read there, if it read any; else the label of its kind."""
    read = next((m for m in statement.mentions if m.span.overlaps(gold.span)), None)
    label = _LABELS[gold.kind] if read is None else read.label
    same = read is not None and read.span.contains(gold.span)
    return Mention(gold.span, gold.text, label, title=read.title if same and read is not None else None)


# ---- counting ----------------------------------------------------------------------------------------------------

Same = Callable[[Gold, Gold], bool]


@dataclass(slots=True)
class Count:
    """Pairs that are linked, pairs that are linked rightly, pairs that share a chain."""

    made: int = 0
    right: int = 0
    wanted: int = 0

    def add(self, group: Group, same: Same) -> None:
        """Counts the pairs of names of two documents of `group`."""
        for one, other in combinations(group.names, 2):
            if one.document == other.document:
                continue
            linked, gold = same(one, other), one.chain == other.chain
            self.made += linked
            self.right += linked and gold
            self.wanted += gold

    @property
    def precision(self) -> float:
        return self.right / self.made if self.made else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 0.0


def by_entity(group: Group) -> Same:
    """Linked as `link` says."""
    story = link(group.articles)
    entities = {(a.id, m.span): m.entity for a in story.sources for s in a.statements for m in s.mentions}

    def same(one: Gold, other: Gold) -> bool:
        mine = entities.get((one.document, one.span))
        return mine is not None and mine == entities.get((other.document, other.span))

    return same


def by_text(one: Gold, other: Gold) -> bool:
    return one.text.lower() == other.text.lower()


def by_ratio(least: float) -> Same:
    return lambda one, other: token_set_ratio(one.text.lower(), other.text.lower()) >= least


def best_ratio(found: list[Group]) -> float:
    """The threshold with the best F1."""
    scores = {}
    for least in range(50, 101, 5):
        whole = Count()
        for group in found:
            whole.add(group, by_ratio(least))
        scores[float(least)] = 2 * whole.right / (whole.made + whole.wanted)
    return max(scores, key=lambda least: (scores[least], least))


def main() -> int:
    parser = argparse.ArgumentParser(description="Linking across documents on ECB+, beside baselines.")
    parser.add_argument("--check", action="store_true", help="fail where a figure is below its floor")
    parser.add_argument("--part", choices=("train", "dev"), default="dev")
    args = parser.parse_args()
    if not os.environ.get("ALIGN_CORPORA"):
        print("linking: skipped, $ALIGN_CORPORA is not set")
        return 0
    found = list(groups(args.part))
    ratio = best_ratio(found) if args.part == "train" else RATIO
    counts = {"align": Count(), "same string": Count(), f"token_set_ratio >= {ratio:.0f}": Count()}
    for group in found:
        for count, same in zip(counts.values(), (by_entity(group), by_text, by_ratio(ratio)), strict=True):
            count.add(group, same)
    print(f"{'ecbplus/' + args.part:<24}{'precision':>10}{'recall':>8}{'links':>7}{'wanted':>8}")
    for method, count in counts.items():
        print(f"{method:<24}{count.precision:>10.3f}{count.recall:>8.3f}{count.made:>7}{count.wanted:>8}")
    mine = counts["align"]
    if args.check and (mine.precision < FLOORS[0] or mine.recall < FLOORS[1]):
        print(f"below the floor: precision {mine.precision:.3f}, recall {mine.recall:.3f}, floors {FLOORS}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
