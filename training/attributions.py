"""Scores who is credited with what against the statements judged by hand in training/gold/attributions.json.

    python -m training.attributions           the table: align and a baseline
    python -m training.attributions --check   the same; exit status 1 where a figure is below its floor

The gold says of each statement whether its words are credited to somebody and, if so, where that speaker is named: in
the credit itself (`speaker`, which may be a pronoun) and, where that is a pronoun, by name (`name`). Null is the
reporter's own voice. It holds offsets only: two draws of 100 credited and 60 uncredited statements, judged by reading
them in their article with the machine's answer beside them. What the first draw showed, and after it was judged the
second, was mended; so the figures guard what was reached, and a new draw tells how good it is on news not seen. A
statement is compared with the one of the machine that overlaps it most, so another cut of sentences does no harm.

A speaker is right where the machine's words overlap those of the gold and, if the machine gives a name for a pronoun,
it is that name; or where it names the same speaker in other words of the article. $ALIGN_CORPORA names the corpora.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from align.annotate import annotate, load_language
from align.annotate.language import Language
from align.models import AnnotatedArticle, Article, Span, Statement
from align.read import read
from align.settings import Settings

if TYPE_CHECKING:
    from spacy.tokens import Token

GOLD = Path(__file__).resolve().parent / "gold" / "attributions.json"
# What --check asks for: precision and recall of right speakers, a little under what was measured.
FLOOR_PRECISION, FLOOR_RECALL = 0.96, 0.90
SAYING = frozenset("said says say told tells added adds asked wrote writes tweeted argued insisted warned".split())
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Credit:
    """Who is credited: where he stands, and the name behind a pronoun (the words themselves where they name him)."""

    speaker: Span
    name: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A statement with who is credited with it; None is the reporter's own voice."""

    span: Span
    credit: Credit | None


@dataclass(frozen=True, slots=True)
class Marked:
    """An article with its judged statements."""

    article: Article
    statements: tuple[Judged, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """How many statements are credited in the gold and by the machine, by both, and with the right speaker."""

    gold: int = 0
    found: int = 0
    both: int = 0
    right: int = 0
    own: int = 0  # the reporter's own voice in the gold
    own_found: int = 0  # of these, not credited by the machine

    def __add__(self, other: Score) -> Score:
        return Score(
            self.gold + other.gold,
            self.found + other.found,
            self.both + other.both,
            self.right + other.right,
            self.own + other.own,
            self.own_found + other.own_found,
        )

    @property
    def precision(self) -> float:
        """Of the statements that the machine credits, those credited to the right speaker."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Of the statements that are credited, those credited to the right speaker."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def own_precision(self) -> float:
        """Of the statements that the machine gives to the reporter, those that are his."""
        silent = self.gold - self.both + self.own_found
        return self.own_found / silent if silent else 0.0


# ---- arithmetic --------------------------------------------------------------------------------------------------


def score(gold: Credit | None, found: Credit | None) -> Score:
    """The score of one statement."""
    if gold is None:
        return Score(found=int(found is not None), own=1, own_found=int(found is None))
    if found is None:
        return Score(gold=1)
    return Score(gold=1, found=1, both=1, right=int(is_right(gold, found)))


def is_right(gold: Credit, found: Credit) -> bool:
    """Whether `found` credits whom `gold` credits."""
    ours, theirs = words(found.name), words(gold.name)
    named = bool(ours and theirs) and (ours[-1] == theirs[-1] or ours[-1] in theirs or theirs[-1] in ours)
    open_pronoun = found.name.lower() in PRONOUNS
    return named or (gold.speaker.overlaps(found.speaker) and (open_pronoun or gold.name.lower() in PRONOUNS))


PRONOUNS = frozenset("he she it they i we".split())


def words(name: str) -> list[str]:
    """The words of a name in lower case, without a final "'s"."""
    return _WORD.findall(re.sub(r"['’]s\b", "", name.lower()))


def nearest(span: Span, spans: Sequence[Span]) -> int | None:
    """The position of the span that overlaps `span` most, the first of several; None where none does."""
    shared = [min(span.end, other.end) - max(span.start, other.start) for other in spans]
    best = max(range(len(spans)), key=lambda i: (shared[i], -i), default=None)
    return best if best is not None and shared[best] > 0 else None


# ---- what is compared --------------------------------------------------------------------------------------------

Crediting = Callable[[Article, Sequence[Judged]], "list[Credit | None]"]


def by_align(language: Language) -> Crediting:
    """The attributions of a comparison."""

    def credits(article: Article, judged: Sequence[Judged]) -> list[Credit | None]:
        annotated: AnnotatedArticle = annotate(article, "s1", language)
        spans = [statement.span for statement in annotated.statements]
        places = [nearest(one.span, spans) for one in judged]
        return [None if at is None else of_statement(annotated.statements[at]) for at in places]

    return credits


def of_statement(statement: Statement) -> Credit | None:
    """Whom align credits with `statement`."""
    attribution = statement.attribution
    if attribution is None or attribution.speaker_span is None:
        return None
    return Credit(attribution.speaker_span, attribution.speaker)


def by_nearest_name(language: Language) -> Crediting:
    """The baseline: where a verb of saying stands in the sentence, the name or pronoun that stands nearest to it."""

    def credits(article: Article, judged: Sequence[Judged]) -> list[Credit | None]:
        found: list[tuple[Span, Credit | None]] = []
        for block, doc in language.parse(article, ()):
            for sentence in doc.sents:
                offset = block.span.start
                told = [token for token in sentence if token.lower_ in SAYING]
                credit = _beside(told[0], list(sentence), offset, article.text) if told else None
                found.append((Span(sentence.start_char + offset, sentence.end_char + offset), credit))
        places = [nearest(one.span, [span for span, _ in found]) for one in judged]
        return [None if at is None else found[at][1] for at in places]

    return credits


def _beside(verb: Token, sentence: Sequence[Token], offset: int, text: str) -> Credit | None:
    named = [t for t in sentence if t.ent_type_ in ("PERSON", "ORG") or t.lower_ in ("he", "she")]
    if not named:
        return None
    token = min(named, key=lambda t: (abs(t.i - verb.i), t.i))
    span = Span(token.idx + offset, token.idx + len(token) + offset)
    return Credit(span, span.of(text))


def marked(corpora: Path, gold: Path = GOLD) -> Iterator[Marked]:
    """The judged articles, read as in a comparison. Raises LookupError where one is not what was judged."""
    for entry in json.loads(gold.read_text(encoding="utf-8"))["articles"]:
        path, index = corpora / entry["corpus"], entry["index"]
        try:
            record = json.loads(path.read_text(encoding="utf-8").splitlines()[index])
        except (OSError, IndexError) as error:
            raise LookupError(f"{entry['corpus']} is not there: {error}") from error
        text = "\n\n".join([record["title"], *(" ".join(sentences) for sentences in record["paragraphs"])])
        given = Article(text, outlet=record["source"], title=record["title"], published=record["date"])
        article = read(given, Settings())
        if hashlib.sha256(article.text.encode()).hexdigest() != entry["sha256"]:
            raise LookupError(f"{entry['corpus']} {index} is not the text that was judged")
        yield Marked(article, tuple(_judged(row, article.text) for row in entry["statements"]))


def _judged(row: list[list[int] | None], text: str) -> Judged:
    span, speaker, name = (None if place is None else Span(*place) for place in row)
    assert span is not None
    if speaker is None:
        return Judged(span, None)
    return Judged(span, Credit(speaker, (name or speaker).of(text)))


# ---- the command -------------------------------------------------------------------------------------------------


def total(articles: Sequence[Marked], crediting: Crediting) -> Score:
    """The score of all judged statements together."""
    result = Score()
    for one in articles:
        found = crediting(one.article, one.statements)
        result = sum((score(j.credit, c) for j, c in zip(one.statements, found, strict=True)), result)
    return result


def row(name: str, result: Score) -> str:
    counts = f"{result.gold + result.own:10} {result.gold:8} {result.found:6} {result.right:6}"
    return f"{name:32} {counts}   {result.precision:9.3f} {result.recall:6.3f}   {result.own_precision:9.3f}"


def main(argv: Sequence[str] | None = None) -> int:
    """Prints the table; the exit status is 1 where --check finds a figure below its floor."""
    parser = argparse.ArgumentParser(prog="python -m training.attributions", description="Scores the attributions.")
    parser.add_argument("--check", action="store_true", help="fail where a figure is below its floor")
    check = parser.parse_args(argv).check
    try:
        articles = list(marked(Path(os.environ.get("ALIGN_CORPORA", ""))))
    except LookupError as error:
        print(f"skipped: {error}", file=sys.stderr)
        return 0
    language = load_language()
    ours = total(articles, by_align(language))
    print(f"{'':32} statements credited  found  right   precision recall   own voice")
    print(row("align", ours))
    print(row("baseline: name nearest to a verb", total(articles, by_nearest_name(language))))
    if check and (ours.precision < FLOOR_PRECISION or ours.recall < FLOOR_RECALL):
        print(f"below the floor: precision {FLOOR_PRECISION}, recall {FLOOR_RECALL}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
