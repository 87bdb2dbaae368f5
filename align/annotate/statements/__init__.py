"""Builds the statements of one parsed block: cuts the sentences and gives each piece what was found in it.

| file          | what it does |
|---------------|--------------|
| `segment.py`  | `Statement.span`: sentences, cut where clauses say different things |
| `seams.py`    | where a sentence can be cut |
| `formulas.py` | greetings, thanks, numbers of items: no statements |
| `tokens.py`   | `Statement.tokens` |
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol, TypeVar

from align.annotate import attributions, certainty, polarity, predicates
from align.annotate.attributions import AttributedContent, innermost
from align.annotate.grammar import heads
from align.annotate.statements import formulas, segment, tokens
from align.models import (
    Article,
    Attribution,
    Block,
    DateMention,
    Mention,
    Quantity,
    Quotation,
    Reference,
    Span,
    Statement,
)

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token as SpacyToken

BLANKS = " \t\n\r\f\v\xa0\u2028"
SIGNS = BLANKS + ".,!?…"
EDGES = BLANKS + ",;:–—-"  # what a statement neither begins nor ends with
LONGEST_LABEL = 3  # words before a colon that announce something and tell nothing


class Located(Protocol):
    """Anything that was found somewhere in the text."""

    @property
    def span(self) -> Span: ...


Item = TypeVar("Item", bound=Located)
Amount = TypeVar("Amount", Quantity, DateMention)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One parsed sentence with everything that was found in it; `offset` leads from the `Doc` to the article."""

    words: SpacySpan
    offset: int
    block: Block
    paragraph: int
    number: int
    mentions: tuple[Mention, ...]
    quotations: tuple[Quotation, ...]
    quantities: tuple[Quantity, ...]
    dates: tuple[DateMention, ...]
    credits: tuple[AttributedContent, ...]
    references: tuple[Reference, ...] = ()


def build(article: Article, sentence: Sentence, source_id: str, numbers: Iterator[int]) -> Iterator[Statement]:
    """The statements of `sentence` in text order, each with the next of `numbers` in its id."""
    for start, end in segment.split(sentence.words, list(_kept(sentence))):
        words = sentence.words.doc[start:end]
        span = _trimmed(article.text, words.start_char + sentence.offset, words.end_char + sentence.offset, EDGES)
        span = Span(span.start + formulas.without_bullet(span.of(article.text)), span.end)
        if _tells(article, sentence, words, span):
            yield _statement(article, sentence, f"{source_id}.{next(numbers)}", words, span)


def _statement(article: Article, sentence: Sentence, name: str, words: SpacySpan, span: Span) -> Statement:
    text, offset = article.text, sentence.offset
    main = attributions.main_head(words, offset, sentence.credits)
    credit = innermost(sentence.credits, _place(main, offset) if main is not None else span)
    cue = None if credit is None else credit.cue_span
    decided, negation = polarity.find(words, offset, main)
    degree, degree_cue = certainty.find(words, offset, main, cue)
    attribution = None if credit is None else _as_written(credit.attribution, text)
    return Statement(
        id=name,
        source=name.rpartition(".")[0],
        span=span,
        text=span.of(text),
        kind="headline" if sentence.block.kind == "headline" else "body",
        paragraph=sentence.paragraph,
        sentence=sentence.number,
        speaker=sentence.block.speaker,
        attribution=attribution,
        quotations=tuple(_clipped(sentence, span, text)),
        mentions=_inside(sentence.mentions, span),
        quantities=tuple(_written(q, text) for q in _inside(sentence.quantities, span)),
        dates=tuple(_written(d, text) for d in _inside(sentence.dates, span)),
        polarity=decided,
        negation=negation if negation is not None and span.contains(negation) else None,
        certainty=degree,
        certainty_cue=degree_cue,
        tokens=tokens.find(words, offset, text),
        predicates=predicates.find(words, offset, main),
        references=_inside(sentence.references, span),
    )


def _tells(article: Article, sentence: Sentence, words: SpacySpan, span: Span) -> bool:
    """Whether a piece is a statement at all, and no sign, greeting or announcement; what a headline says, it means."""
    text = span.of(article.text)
    if sentence.block.kind == "headline" or not any(character.isalnum() for character in text):
        return any(character.isalnum() for character in text)
    return not (formulas.says_nothing(text, sentence.block.speaker is not None) or _announces(words))


def _announces(words: SpacySpan) -> bool:
    """CASE: "She added:" before a paragraph of her words, "Key points:" before a list; not "He resigned:"."""
    if words[-1].text != ":" or len(words) > LONGEST_LABEL + 1 or any(token.text in ("!", "?") for token in words):
        return False
    return all(heads.reporting_lemma(token) is not None for token in words if token.pos_ in ("VERB", "AUX"))


def _kept(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """What is not cut, in characters of the `Doc`: a headline, and what one "she said" of the sentence reports.

    CASE: '"We like it, and it works," she said' is one, for who says it is part of what is said; so is '"We like it,"
    she said, "and it works"'. In "She said that it works, and the mayor has ordered two" who tells the second half may
    well be the reporter. A quotation that begins within the sentence is a part of what the sentence says.
    """
    whole = Span(sentence.words.start_char, sentence.words.end_char)
    if sentence.block.kind == "headline":
        yield whole.start - 1, whole.end
    for quotation in sentence.quotations:
        span = quotation.span.shifted(-sentence.offset)
        if span.start > whole.start:
            yield span.start, span.end
    for credit in sentence.credits:
        cue = credit.cue_span.shifted(-sentence.offset)
        contents = [content.shifted(-sentence.offset) for content in credit.contents]
        if not whole.contains(cue):  # credits of other sentences reach it too
            continue
        yield from ((content.start, content.end) for content in contents if content.start < cue.start)
        last = max((content.end for content in contents), default=0)
        if any(content.start < cue.start for content in contents) and any(
            cue.start < quotation.span.start - sentence.offset < last for quotation in sentence.quotations
        ):
            yield min(content.start for content in contents), last


def _place(token: SpacyToken, offset: int) -> Span:
    return Span(token.idx + offset, token.idx + offset + len(token))


def _trimmed(text: str, start: int, end: int, edges: str) -> Span:
    """The range without such characters at its edges."""
    words = text[start:end]
    start += len(words) - len(words.lstrip(edges))
    return Span(start, max(start, end - (len(words) - len(words.rstrip(edges)))))


def _inside(items: Sequence[Item], span: Span) -> tuple[Item, ...]:
    return tuple(item for item in items if span.contains(item.span))


def _written(item: Amount, text: str) -> Amount:
    """`item` with the words of the article: a headline is parsed in another case."""
    words = item.span.of(text)
    return item if item.text == words else replace(item, text=words)


def _clipped(sentence: Sentence, span: Span, text: str) -> Iterator[Quotation]:
    """The quotations, each as far as it lies in the statement: one of three sentences gives each of them its third."""
    for quotation in sentence.quotations:
        if not quotation.span.overlaps(span):
            continue
        outer = Span(max(quotation.span.start, span.start), min(quotation.span.end, span.end))
        inner = _trimmed(text, max(quotation.inner.start, span.start), min(quotation.inner.end, span.end), BLANKS)
        words = inner.of(text)
        if any(character.isalnum() for character in words):
            # Who is credited within the quotation is not its speaker.
            outside = [credit for credit in sentence.credits if not quotation.span.contains(credit.cue_span)]
            credit = innermost(outside, _trimmed(text, inner.start, inner.end, SIGNS))
            yield Quotation(outer, inner, words, None if credit is None else credit.attribution.speaker)


def _as_written(attribution: Attribution, text: str) -> Attribution:
    """The attribution with the speaker as the article writes it: a headline is parsed in another case."""
    written = attribution.speaker if attribution.speaker_span is None else attribution.speaker_span.of(text)
    outer, behalf = attribution.outer, attribution.represents_span
    return replace(
        attribution,
        represents=attribution.represents if behalf is None else behalf.of(text),
        speaker=written if written.lower() == attribution.speaker.lower() else attribution.speaker,
        outer=None if outer is None else _as_written(outer, text),
    )
