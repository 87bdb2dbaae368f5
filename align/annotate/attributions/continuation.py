"""Credits that reach over the end of their sentence: long quotations, and quotations in a row.

Works on what `attributions.find` gave for each sentence of an article, in order; positions are the article's.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from align import models
from align.annotate.attributions import AttributedContent

Credits = tuple[AttributedContent, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence's place, its paragraph's number and its credits.

    `subjects` are the subjects of its main clauses, `lesser` those of the others; `continues` is set where the first of
    them is a pronoun, so that it goes on about whom the sentence before was about.
    """

    span: models.Span
    paragraph: int
    credits: Credits
    subjects: tuple[models.Span, ...] = ()
    lesser: tuple[models.Span, ...] = ()
    continues: bool = False


def carried(sentences: Sequence[Sentence], quotations: Sequence[models.Quotation]) -> tuple[Sentence, ...]:
    """The sentences with the credits that reach them from others.

    A quotation is of one speaker, whichever of its sentences names him; one that is left open at the end of a paragraph
    goes on in the next; and a sentence wholly in quotation marks belongs to the speaker before it in its paragraph. So
    does a whole paragraph in quotation marks that names nobody, behind one that ends with a quotation.
    """
    outer = _outermost(quotations)
    owners = _owners(outer, sentences)
    starts = [quotation.span.start for quotation in outer]
    found: list[Sentence] = []
    speaking: AttributedContent | None = None  # who a quotation behind the sentence goes on with
    quoting = False  # whether the sentence before ends with words of theirs
    overlapping = [_overlapping(sentence, outer, starts) for sentence in sentences]
    named = {
        s.paragraph for s, inside in zip(sentences, overlapping, strict=True) if not _is_bare(s, inside, outer, owners)
    }
    for sentence, inside in zip(sentences, overlapping, strict=True):
        begins = not found or found[-1].paragraph != sentence.paragraph
        if begins and (sentence.paragraph in named or not quoting):
            speaking = None
        for i in inside:
            if speaking is not None and _is_whole(outer[i], sentence):
                owners.setdefault(i, speaking)
        found.append(_with_owners(sentence, [(outer[i], owners[i]) for i in inside if i in owners]))
        owned = [owners[i] for i in inside if i in owners]
        speaking = owned[-1] if owned else _last_credit(found[-1])
        quoting = bool(owned)
    return tuple(found)


def _overlapping(sentence: Sentence, outer: Sequence[models.Quotation], starts: Sequence[int]) -> list[int]:
    """The positions of the quotations that reach into `sentence`."""
    last = bisect_left(starts, sentence.span.end)
    inside = [i for i in range(bisect_right(starts, sentence.span.start) - 1, last) if i >= 0]
    return [i for i in inside if outer[i].span.overlaps(sentence.span)]


def _is_bare(
    sentence: Sentence,
    inside: Sequence[int],
    outer: Sequence[models.Quotation],
    owners: Mapping[int, AttributedContent],
) -> bool:
    """Whether `sentence` is a quotation and nothing else, of nobody in particular."""
    whole = any(_is_whole(outer[i], sentence) for i in inside)
    return whole and not any(i in owners for i in inside)


def _outermost(quotations: Sequence[models.Quotation]) -> list[models.Quotation]:
    found: list[models.Quotation] = []
    for quotation in sorted(quotations, key=lambda q: (q.span.start, -q.span.end)):
        if not found or quotation.span.start >= found[-1].span.end:
            found.append(quotation)
    return found


def _owners(outer: Sequence[models.Quotation], sentences: Sequence[Sentence]) -> dict[int, AttributedContent]:
    """The credit of each quotation, by its position: the narrowest of those from outside that reach into it."""
    ends = [sentence.span.end for sentence in sentences]
    owners: dict[int, AttributedContent] = {}
    for i, quotation in enumerate(outer):
        first = bisect_right(ends, quotation.span.start)
        last = bisect_left(ends, quotation.span.end)
        near = sentences[max(0, first - 1) : last + 2]  # a sentence beside it may name its speaker
        holding = [
            credit
            for sentence in near
            for credit in sentence.credits
            if not quotation.span.contains(credit.cue_span) and _reaches(credit, quotation)
        ]
        if holding:
            owners[i] = min(holding, key=lambda credit: (sum(map(len, credit.contents)), credit.cue_span))
        elif i and i - 1 in owners and _is_open(outer[i - 1]) and quotation.span.start - outer[i - 1].span.end <= 4:
            owners[i] = owners[i - 1]
    return owners


def _reaches(credit: AttributedContent, quotation: models.Quotation) -> bool:
    return any(content.overlaps(quotation.inner) for content in credit.contents)


def _holds(credit: AttributedContent, part: models.Span) -> bool:
    """Whether `credit` holds `part`, a last full stop and mark aside."""
    return any(c.contains(models.Span(part.start, max(part.start + 1, part.end - 2))) for c in credit.contents)


def _is_open(quotation: models.Quotation) -> bool:
    return quotation.inner.end == quotation.span.end


def _is_whole(quotation: models.Quotation, sentence: Sentence) -> bool:
    """Whether nearly all of `sentence` stands in `quotation`, marks and full stop aside."""
    start = max(quotation.span.start, sentence.span.start)
    end = min(quotation.span.end, sentence.span.end)
    return len(sentence.span) - (end - start) <= 2


def _last_credit(sentence: Sentence) -> AttributedContent | None:
    """The last outermost credit of a sentence: whose words a quotation behind it goes on with."""
    top = [credit for credit in sentence.credits if credit.attribution.outer is None]
    return top[-1] if top else None


def _with_owners(sentence: Sentence, owned: Sequence[tuple[models.Quotation, AttributedContent]]) -> Sentence:
    """`sentence` with a credit for what it holds of each quotation that no credit of its own holds."""
    credits = list(sentence.credits)
    for quotation, owner in owned:
        part = models.Span(max(quotation.span.start, sentence.span.start), min(quotation.span.end, sentence.span.end))
        if len(part) <= 2 or any(credit.cue_span == owner.cue_span and _holds(credit, part) for credit in credits):
            continue
        inner = [c for c in credits if part.contains(c.cue_span)]
        credits = [
            replace(c, attribution=replace(c.attribution, outer=c.attribution.outer or owner.attribution))
            if c in inner
            else c
            for c in credits
        ]
        same = next((c for c in credits if c.cue_span == owner.cue_span), None)
        if same is not None:
            credits[credits.index(same)] = replace(same, contents=(*same.contents, part))
        else:
            credits.append(AttributedContent(owner.attribution, (part,), owner.cue_span))
    return replace(sentence, credits=tuple(credits))
