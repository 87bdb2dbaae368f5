"""The language pipeline: loads it once, and parses the headline and body blocks of an article with it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from align.annotate import boundaries, casing, gazetteer, quotations
from align.errors import InputError
from align.models import Article, Block, Quotation, Span

if TYPE_CHECKING:
    from spacy.language import Language as SpacyLanguage
    from spacy.tokens import Doc

SHIPPED = Path(__file__).parent.parent / "data" / "pipeline"
UNUSED = ("senter", "sentencizer", "textcat", "textcat_multilabel", "spancat", "spancat_singlelabel", "entity_linker")
LONGEST = 20_000  # characters parsed at once: memory grows with it, and no paragraph of news comes near
MOST_WORDS = 10_000  # parsed together
BREAKS = (re.compile(r"\n"), re.compile(r"[.!?][”\"’')]*\s"), re.compile(r"\s"))  # best places to cut, best first
RULE = re.compile(r"([^\w\s]|_)\1{20,}")  # a line of dashes, stars, dots
UNBROKEN = re.compile(r"\S{300,}")


@dataclass(frozen=True, slots=True)
class Language:
    """A loaded language pipeline; `name` is what the user called it, None for the shipped one."""

    nlp: SpacyLanguage
    name: str | None

    @property
    def label(self) -> str:
        """What to call the pipeline in a result: its own name and version ("align_news 1.0.0")."""
        return f"{self.nlp.meta['name']} {self.nlp.meta['version']}"

    def parse(self, article: Article, quoted: Sequence[Quotation] | None = None) -> Iterator[tuple[Block, Doc]]:
        """Each headline and body block of `article` with its parse; a very long block comes in several parts.

        Characters of a `Doc` stand where they stand in the block, though a headline may differ in case, and other
        blanks are spaces: slice `article.text`, not the `Doc`, for words to show. `quoted` are the article's
        quotations, where they are known already.
        """
        blocks = [part for block in readable(article) for part in _cut(article.text, block)]
        if quoted is None:
            quoted = quotations.find(article.text, (block.span for block in blocks))
        closing = frozenset(quotation.span.end - 1 for quotation in quoted)
        texts = _texts(article.text, blocks, self.nlp.Defaults.stop_words)
        docs = []
        for block, text in zip(blocks, texts, strict=True):
            doc = self.nlp.make_doc(text)
            boundaries.mark(doc, closing, block.span.start)
            docs.append(doc)
        parsed = (doc for batch in _batches(docs) for doc in self.nlp.pipe(batch))
        yield from zip(blocks, parsed, strict=True)


def load_language(model: str | None = None) -> Language:
    """The shipped pipeline, or the installed spaCy pipeline called `model` (a name or a path); loaded once."""
    return _load(model)


@cache
def _load(model: str | None) -> Language:
    import spacy

    try:
        nlp = spacy.load(SHIPPED if model is None else model, exclude=UNUSED)
    except (OSError, ValueError, ImportError) as error:
        if model is None:
            raise InputError("the language pipeline of align cannot be loaded: install align again") from error
        raise InputError(
            f"--model {model}: no such spaCy pipeline is installed (python -m spacy download {model})"
        ) from error
    names = nlp.pipe_names
    missing = [need for need, any_of in NEEDED.items() if not any(name in names for name in any_of)]
    if missing:
        raise InputError(f"--model {model}: this pipeline has no {' and no '.join(missing)}; choose one that has")
    if nlp.lang != "en":
        raise InputError(f"--model {model}: align reads English, this pipeline is for {nlp.lang!r}")
    return Language(nlp, model)


NEEDED = {"parser": ("parser",), "tagger": ("tagger", "morphologizer")}


def readable(article: Article) -> tuple[Block, ...]:
    """The blocks that make statements. A text that nobody cut into blocks has one a paragraph."""
    if article.blocks:
        return tuple(block for block in article.blocks if block.kind != "furniture" and len(block.span))
    paragraphs = re.finditer(r"\S[^\n]*(?:\n(?![^\S\n]*\n)[^\n]+)*", article.text)
    return tuple(Block(Span(*match.span()), "body") for match in paragraphs)


def _cut(text: str, block: Block) -> Iterator[Block]:
    """`block` in parts that can be parsed at once, cut where a reader would pause."""
    start, end = block.span.start, block.span.end
    while end - start > LONGEST:
        cut = next(filter(None, (_last(pattern, text, start + LONGEST // 2, start + LONGEST) for pattern in BREAKS)), 0)
        cut = cut or start + LONGEST
        yield replace(block, span=Span(start, cut))
        start = cut
    if start < end:
        yield replace(block, span=Span(start, end))


def _batches(docs: Sequence[Doc]) -> Iterator[list[Doc]]:
    """The parts in groups that are parsed together: the more words at once, the more memory it takes."""
    batch: list[Doc] = []
    words = 0
    for doc in docs:
        if batch and words + len(doc) > MOST_WORDS:
            yield batch
            batch, words = [], 0
        batch.append(doc)
        words += len(doc)
    if batch:
        yield batch


def _last(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    """Where the last match between `start` and `end` ends, or 0."""
    return max((match.end() for match in pattern.finditer(text, start, end)), default=0)


def _texts(text: str, blocks: Sequence[Block], plain: Collection[str]) -> list[str]:
    """What the pipeline is given for each block: the same characters in the same places, easier to parse."""
    given = [_readable(block.span.of(text)) for block in blocks]
    if any(block.kind == "headline" for block in blocks):
        body = (words for block, words in zip(blocks, given, strict=True) if block.kind == "body")
        learnt = casing.learn(body, gazetteer.capitalised(), plain)
        given = [
            casing.sentence_case(words, learnt) if block.kind == "headline" else words
            for block, words in zip(blocks, given, strict=True)
        ]
    return given


def _readable(text: str) -> str:
    """Every blank a space; in what is no word, but would take a tokenizer for ever, spaces instead of characters."""
    text = RULE.sub(lambda match: match.group()[:3].ljust(len(match.group())), re.sub(r"\s", " ", text))
    return UNBROKEN.sub(lambda match: re.sub(r"(\S{50,99}?)(?:[^\w\s]|_)", r"\1 ", match.group()), text)
