"""From an article to statements that say who, what, when, how many, how sure and according to whom.

| file             | what it does or fills                                                            |
|------------------|----------------------------------------------------------------------------------|
| `language.py`    | loads the language pipeline; parses headline and body blocks                     |
| `casing.py`      | headlines in Title Case or CAPITALS, in sentence case before they are parsed     |
| `boundaries.py`  | where sentences can begin (abbreviations, quotations)                            |
| `segment.py`     | `Statement.span`: sentences, cut where clauses say different things              |
| `statements.py`  | puts a `Statement` together from everything below                                |
| `tokens.py`      | `Statement.tokens`                                                               |
| `quotations.py`  | `Statement.quotations`                                                           |
| `mentions.py`    | `Statement.mentions`, over the whole article; `names.py`, `titles.py`: one name  |
| `gazetteer.py`   | countries, demonyms, institutions, titles, abbreviations from align/data/lexicon |
| `quantities.py`  | `Statement.quantities`; with `amounts`, `numerals`, `numbernames`, `counted`, `units` |
| `dates.py`       | `Statement.dates`; with `dategrammar`, `datewords`, `calendar`, `clock`, `years` |
| `pieces.py`      | the words that the grammars of numbers and dates read                            |
| `attributions.py`| `Statement.attribution`; with `speakers`, `subjects`, `voices`, `contents`, `reach`, `asides` |
| `continuation.py`| credits that reach over the end of their sentence; who "he" and "she" are        |
| `predicates.py`  | `Statement.predicates`; with `participants`                                      |
| `polarity.py`    | `Statement.polarity`, `.negation`                                                |
| `certainty.py`   | `Statement.certainty`, `.certainty_cue`                                          |
| `heads.py`       | which predicate a statement is about                                             |
| `syntax.py`      | with `phrases` and `labels` all that knows dependency labels                     |
| `lexicon.py`     | words of saying, negating, doubting from align/data/lexicon; with `inflection`   |

A new annotator is one more file with a `find`, one more field of `Sentence` and `Statement`, and one more line here.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, count
from typing import TYPE_CHECKING

from align.annotate import attributions, continuation, dates, mentions, quantities, quotations, statements
from align.annotate.language import Language, load_language, readable
from align.annotate.mentions import Part
from align.annotate.statements import Sentence
from align.models import AnnotatedArticle, Article, Block, Mention, Quotation, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["Language", "annotate", "load_language"]


def annotate(article: Article, source_id: str, language: Language) -> AnnotatedArticle:
    """The statements of `article`, numbered from 1 in text order as "<source_id>.<number>"."""
    quoted = quotations.find(article.text, (block.span for block in readable(article)))
    parsed = list(language.parse(article, quoted))
    named = mentions.find([Part(doc, block.span.start) for block, doc in parsed], article.text)
    sentences = _credited(list(_sentences(article, parsed, quoted, named)), quoted, named)
    numbers = count(1)
    found = tuple(
        statement for sentence in sentences for statement in statements.build(article, sentence, source_id, numbers)
    )
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
    places = [
        continuation.Sentence(
            span=Span(sentence.words.start_char + sentence.offset, sentence.words.end_char + sentence.offset),
            paragraph=sentence.paragraph,
            credits=sentence.credits,
            subjects=continuation.subjects(sentence.words, sentence.offset, sentence.quotations),
        )
        for sentence in sentences
    ]
    carried = continuation.resolved(continuation.carried(places, quoted), named)
    for sentence, place in zip(sentences, carried, strict=True):
        yield replace(sentence, credits=place.credits)
