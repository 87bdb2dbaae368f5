"""The language pipeline: loads it once, and parses the headline and body blocks of an article with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from align.annotate import boundaries, quotations, unmarked
from align.annotate.copies import Copy, copied
from align.errors import InputError
from align.models import Article, Block, Quotation, Span
from align.writing import unmarked as lacks_marks

if TYPE_CHECKING:
    from spacy.language import Language as SpacyLanguage
    from spacy.tokens import Doc

SHIPPED = Path(__file__).parent.parent / "data" / "pipeline"
UNUSED = ("senter", "sentencizer", "textcat", "textcat_multilabel", "spancat", "spancat_singlelabel", "entity_linker")
LONGEST = 20_000  # characters parsed at once: memory grows with it, and no paragraph of news comes near
MOST_CHARACTERS = 15_000  # parsed together: four times as many take 200 MB more and save no time
BREAKS = (re.compile(r"\n"), re.compile(r"[.!?][”\"’')]*\s"), re.compile(r"\s"))  # best places to cut, best first


@dataclass(frozen=True, slots=True)
class Language:
    """A loaded language pipeline; `name` is what the user called it, None for the shipped one."""

    nlp: SpacyLanguage
    name: str | None

    @property
    def label(self) -> str:
        """What to call the pipeline in a result: its own name and version ("align_news 1.0.0")."""
        return f"{self.nlp.meta['name']} {self.nlp.meta['version']}"

    def copy(self, article: Article, beside: Sequence[str] = ()) -> Copy:
        """The copy of `article` that is parsed; `beside` are other articles on the event, which show how names look."""
        return copied(article.text, readable(article), self.nlp.Defaults.stop_words, beside)

    def parse(
        self, article: Article, quoted: Sequence[Quotation] | None = None, copy: Copy | None = None
    ) -> Iterator[tuple[Block, Doc]]:
        """Each headline and body block of `article` with its parse; a very long block comes in several parts.

        Characters of a `Doc` stand where they stand in the block, though case, blanks and broken words may differ:
        slice `article.text`, not the `Doc`, for words to show. `quoted` are the article's quotations and `copy` is its
        copy, where they are known already.
        """
        blocks = [part for block in readable(article) for part in _cut(article.text, block)]
        if quoted is None:
            quoted = quotations.find(article.text, (block.span for block in blocks))
        closing = frozenset(quotation.span.end - 1 for quotation in quoted)
        copy = copy or self.copy(article)
        for batch in _batches(blocks):
            docs = [self.nlp.make_doc(block.span.of(copy.text)) for block in batch]
            loose = [copy.unmarked or lacks_marks(doc.text) for doc in docs]
            for block, doc, run_on in zip(batch, docs, loose, strict=True):
                if run_on:
                    unmarked.mark(doc)
                else:
                    boundaries.mark(doc, closing, block.span.start)
            for block, doc, run_on in zip(batch, self.nlp.pipe(docs), loose, strict=True):
                yield block, self._recut(doc) if run_on else doc

    def _recut(self, doc: Doc) -> Doc:
        """`doc` parsed once more, with the sentences that its first parse shows."""
        again = self.nlp.make_doc(doc.text)
        unmarked.mark(again, unmarked.recut(doc))
        return self.nlp(again)


def load_language(model: str | None = None) -> Language:
    """The shipped pipeline, or the installed spaCy pipeline called `model` (a name or a path); loaded once."""
    return _load(model)


@cache
def _load(model: str | None) -> Language:
    import spacy

    import align.annotate.encoder.component  # noqa: F401  (the shipped pipeline is made of it)

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


NEEDED = {"parser": ("parser", "align_encoder"), "tagger": ("tagger", "morphologizer", "align_encoder")}


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


def _batches(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """The parts in groups that are parsed together: the more at once, the more memory it takes."""
    batch: list[Block] = []
    size = 0
    for block in blocks:
        if batch and size + len(block.span) > MOST_CHARACTERS:
            yield batch
            batch, size = [], 0
        batch.append(block)
        size += len(block.span)
    if batch:
        yield batch


def _last(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    """Where the last match between `start` and `end` ends, or 0."""
    return max((match.end() for match in pattern.finditer(text, start, end)), default=0)
