"""From an article to statements that say who, what, when, how many, how sure and according to whom.

| file or package   | what it does or fills                                                                        |
|-------------------|----------------------------------------------------------------------------------------------|
| `language.py`     | loads the language pipeline; parses headline and body blocks                                 |
| `encoder/`        | the shipped English pipeline: a small contextual encoder and what reads it                   |
| `copies/`         | the copy of an article that is parsed: the same offsets, easier to read                      |
| `boundaries.py`   | where sentences can begin (abbreviations, quotations); `unmarked.py`: without full stops     |
| `words/`          | what is known of words: lexicon, gazetteer, forms, kinds of speakers, genders                |
| `grammar/`        | all that knows dependency labels; words of numbers                                           |
| `statements/`     | cuts sentences into statements and puts each together from everything below                  |
| `quotations.py`   | `Statement.quotations`                                                                       |
| `mentions/`       | `Statement.mentions`, over the whole article                                                 |
| `references/`     | `Statement.references`: what pronouns and descriptions mean                                  |
| `quantities/`     | `Statement.quantities`                                                                       |
| `dates/`          | `Statement.dates`                                                                            |
| `attributions/`   | `Statement.attribution`                                                                      |
| `predicates.py`   | `Statement.predicates`                                                                       |
| `polarity.py`     | `Statement.polarity`, `.negation`                                                            |
| `certainty.py`    | `Statement.certainty`, `.certainty_cue`                                                      |

A package lists its files. A new annotator is one more file or package with a `find`, one more field of `Sentence` and
`Statement`, and one more line here.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, count
from typing import TYPE_CHECKING

from align.annotate import attributions, dates, mentions, quantities, quotations, references, statements
from align.annotate.attributions import continuation, pronouns
from align.annotate.copies.restored import restored
from align.annotate.language import Language, load_language, readable
from align.annotate.mentions import Part
from align.annotate.statements import Sentence
from align.models import AnnotatedArticle, Article, Block, Mention, Quotation, Reference, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["Language", "annotate", "load_language"]

PARSED, READ = 0.7, 0.9  # of the time until an article is parsed, and until its sentences are read


def _ignore(share: float) -> None:
    pass


def annotate(
    article: Article,
    source_id: str,
    language: Language,
    beside: Sequence[str] = (),
    advance: Callable[[float], None] | None = None,
) -> AnnotatedArticle:
    """The statements of `article`, numbered from 1 in text order as "<source_id>.<number>".

    `beside` are the texts of other articles on the event: one in capitals is read with the names that they show.
    `advance` is told the share of the work that is done, 0 to 1.
    """
    advance = advance or _ignore
    quoted = quotations.find(article.text, (block.span for block in readable(article)))
    copy = language.copy(article, beside)
    written = copy.text if copy.strange else article.text
    parsed = []
    for block, doc in language.parse(article, quoted, copy):
        parsed.append((block, doc))
        advance(PARSED * block.span.end / len(article.text))
    named = mentions.find([Part(doc, block.span.start) for block, doc in parsed], written)
    read = []
    for sentence in _sentences(article, parsed, quoted, named):
        read.append(sentence)
        advance(PARSED + (READ - PARSED) * sentence.block.span.end / len(article.text))
    sentences = list(_credited(read, quoted, named))
    sentences = _referring(sentences, references.find(sentences, quoted, named, written), named, written)
    numbers = count(1)
    found = tuple(
        statement for sentence in sentences for statement in statements.build(article, sentence, source_id, numbers)
    )
    if copy.strange:
        found = restored(found, article.text, copy.mended)
    return AnnotatedArticle(
        source_id, article, found, hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()
    )


def _sentences(
    article: Article, parsed: Sequence[tuple[Block, Doc]], quoted: Sequence[Quotation], named: Sequence[Mention]
) -> Iterator[Sentence]:
    number = 0
    starts = [mention.span.start for mention in named]
    opening = [quotation.span.start for quotation in quoted]
    closed = list(accumulate((quotation.span.end for quotation in quoted), max))
    for paragraph, (block, doc) in enumerate(parsed):
        offset = block.span.start
        for words in doc.sents:
            span = Span(words.start_char + offset, words.end_char + offset)
            # with those that end or begin right beside the sentence
            counted = quantities.find(words, offset)
            # CASE: "Celsius" in "50 degrees Celsius" and "Swiss" in "40 Swiss francs" are units, not names.
            units = [quantity.span for quantity in counted if quantity.kind in ("measure", "money")]
            names = named[bisect_left(starts, span.start) : bisect_right(starts, span.end)]
            near = quoted[bisect_left(closed, span.start - 2) : bisect_right(opening, span.end + 2)]
            yield Sentence(
                words=words,
                offset=offset,
                block=block,
                paragraph=paragraph,
                number=number,
                mentions=tuple(name for name in names if not any(unit.contains(name.span) for unit in units)),
                quotations=tuple(quotation for quotation in near if quotation.span.overlaps(span)),
                quantities=counted,
                dates=dates.find(words, offset, article.published),
                credits=attributions.find(words, offset, near),
            )
            number += 1


def _credited(
    sentences: Sequence[Sentence], quoted: Sequence[Quotation], named: Sequence[Mention]
) -> Iterator[Sentence]:
    """The sentences with the credits that reach them from others: quotations go on, "he" has a name."""
    places = []
    for sentence in sentences:
        main, lesser = pronouns.subjects(sentence.words, sentence.offset, sentence.quotations)
        places.append(
            continuation.Sentence(
                span=Span(sentence.words.start_char + sentence.offset, sentence.words.end_char + sentence.offset),
                paragraph=sentence.paragraph,
                credits=sentence.credits,
                subjects=main,
                lesser=lesser,
                continues=pronouns.continues(sentence.words),
            )
        )
    carried = pronouns.resolved(continuation.carried(places, quoted), named)
    for sentence, place in zip(sentences, carried, strict=True):
        yield replace(sentence, credits=place.credits)


def _referring(
    sentences: Sequence[Sentence], found: Sequence[Reference], named: Sequence[Mention], text: str
) -> list[Sentence]:
    """The sentences with the references that stand in them, and with credits that say the same of "he" and "she"."""
    starts = [reference.span.start for reference in found]
    people = {mention.span: mention.text for mention in named if mention.label == "PERSON"}
    meant = {r.span: people[r.antecedent] for r in found if r.kind == "pronoun" and r.antecedent in people}
    placed = []
    for sentence in sentences:
        first = sentence.words.start_char + sentence.offset
        inside = found[bisect_left(starts, first) : bisect_left(starts, sentence.words.end_char + sentence.offset)]
        credits = pronouns.settled(sentence.credits, meant, text) if inside else sentence.credits
        placed.append(replace(sentence, references=tuple(inside), credits=credits))
    return placed
