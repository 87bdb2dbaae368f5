"""Credits that reach over the end of their sentence: long quotations, quotations in a row, and pronouns as speakers.

Works on what `attributions.find` gave for each sentence of an article, in order; positions are the article's.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from align import models
from align.annotate import syntax
from align.annotate.attributions import AttributedContent

if TYPE_CHECKING:
    from spacy.tokens import Span

Credits = tuple[AttributedContent, ...]

_SINGULAR = frozenset({"he", "she"})
_TITLES = {"mr.": "he", "mr": "he", "sir": "he", "lord": "he", "mrs.": "she", "mrs": "she", "ms.": "she", "ms": "she"}
_NEAR = 3  # sentences before the pronoun in which whom it stands for is looked for


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence's place, its paragraph's number and its credits; `subjects` are the subjects of its clauses."""

    span: models.Span
    paragraph: int
    credits: Credits
    subjects: tuple[models.Span, ...] = ()


def subjects(sentence: Span, offset: int, quotations: Sequence[models.Quotation] = ()) -> tuple[models.Span, ...]:
    """The words that head the subjects of `sentence` outside `quotations`, for `resolved`."""
    heads = (syntax.subject(clause.head) for clause in syntax.clause_heads(sentence))
    found = [models.Span(word.idx + offset, word.idx + len(word) + offset) for word in heads if word is not None]
    return tuple(span for span in found if not any(quotation.span.contains(span) for quotation in quotations))


# ---- quotations --------------------------------------------------------------------------------------------------


def carried(sentences: Sequence[Sentence], quotations: Sequence[models.Quotation]) -> tuple[Sentence, ...]:
    """The sentences with the credits that reach them from others.

    A quotation is of one speaker, whichever of its sentences names him; one that is left open at the end of a paragraph
    goes on in the next; and a sentence wholly in quotation marks belongs to the speaker before it in its paragraph.
    """
    outer = _outermost(quotations)
    owners = _owners(outer, sentences)
    starts = [quotation.span.start for quotation in outer]
    found: list[Sentence] = []
    speaking: AttributedContent | None = None  # who a quotation behind the sentence goes on with
    for sentence in sentences:
        last = bisect_left(starts, sentence.span.end)
        inside = [i for i in range(bisect_right(starts, sentence.span.start) - 1, last) if i >= 0]
        inside = [i for i in inside if outer[i].span.overlaps(sentence.span)]
        if not found or found[-1].paragraph != sentence.paragraph:
            speaking = None
        for i in inside:
            if speaking is not None and _is_whole(outer[i], sentence):
                owners.setdefault(i, speaking)
        found.append(_with_owners(sentence, [(outer[i], owners[i]) for i in inside if i in owners]))
        owned = [owners[i] for i in inside if i in owners]
        speaking = owned[-1] if owned else _last_credit(found[-1])
    return tuple(found)


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


# ---- pronouns ----------------------------------------------------------------------------------------------------


def resolved(sentences: Sequence[Sentence], mentions: Sequence[models.Mention]) -> tuple[Sentence, ...]:
    """The sentences with "he" and "she" as speakers replaced by the name, where only one person can be meant.

    `speaker_span` stays at the pronoun. Candidates are persons named as subjects or speakers shortly before it; where
    there are two of them, or none, the pronoun stays.
    """
    people = sorted((m for m in mentions if m.label == "PERSON"), key=lambda m: m.span)
    known: dict[models.Span, str] = {}  # speaker span of a resolved pronoun -> name
    found: list[Sentence] = []
    for number, sentence in enumerate(sentences):
        near = [s for s in sentences[max(0, number - _NEAR) : number + 1] if sentence.paragraph - s.paragraph <= 1]
        for credit in sentence.credits:
            attribution: models.Attribution | None = credit.attribution
            while attribution is not None:
                _resolve(attribution, credit.contents, near, people, known)
                attribution = attribution.outer
        found.append(replace(sentence, credits=tuple(_renamed(credit, known) for credit in sentence.credits)))
    return tuple(found)


def _resolve(
    attribution: models.Attribution,
    said: Sequence[models.Span],
    near: Sequence[Sentence],
    people: Sequence[models.Mention],
    known: dict[models.Span, str],
) -> None:
    place, pronoun = attribution.speaker_span, attribution.speaker.lower()
    if place is None or place in known or pronoun not in _SINGULAR:
        return
    for sentence in reversed(near):  # the nearest sentence with a candidate decides
        names = _candidates(sentence, place, said, pronoun, people, known)
        if len(names) == 1:
            known[place] = names[0]
        if names:
            return


def _candidates(
    sentence: Sentence,
    place: models.Span,
    said: Sequence[models.Span],
    pronoun: str,
    people: Sequence[models.Mention],
    known: dict[models.Span, str],
) -> list[str]:
    """The names of the persons that speak or are subjects in `sentence` before `place`, each once: those of whom others
    speak only where there is nobody else, and never who is spoken of in what the pronoun itself is credited with."""
    spoken = [c.attribution.speaker_span for c in sentence.credits if c.attribution.speaker_span is not None]
    spots = [spot for spot in (*sentence.subjects, *spoken) if spot.end <= place.start and not _within(spot, said)]
    others = [content for credit in sentence.credits for content in credit.contents]
    own = _named([spot for spot in spots if spot in spoken or not _within(spot, others)], pronoun, people, known)
    return own or _named(spots, pronoun, people, known)


def _within(spot: models.Span, spans: Sequence[models.Span]) -> bool:
    return any(span.contains(spot) for span in spans)


def _named(
    spots: Sequence[models.Span], pronoun: str, people: Sequence[models.Mention], known: dict[models.Span, str]
) -> list[str]:
    names: list[str] = []
    for spot in sorted(spots):
        if spot in known:
            names.append(known[spot])
        at = bisect_left(people, spot.end, key=lambda m: m.span.start)
        names.extend(m.text for m in people[max(0, at - 2) : at] if m.span.overlaps(spot) and _fits(m, pronoun))
    return _distinct(names)


def _fits(mention: models.Mention, pronoun: str) -> bool:
    return _TITLES.get((mention.title or "").lower(), pronoun) == pronoun


def _distinct(names: Sequence[str]) -> list[str]:
    """The names without those that are the last part of another: "Ruiz" beside "Ana Ruiz"."""
    unique = list(dict.fromkeys(names))
    return [name for name in unique if not any(other != name and other.endswith(f" {name}") for other in unique)]


def _renamed(credit: AttributedContent, known: dict[models.Span, str]) -> AttributedContent:
    return replace(credit, attribution=_with_name(credit.attribution, known))


def _with_name(attribution: models.Attribution, known: dict[models.Span, str]) -> models.Attribution:
    outer = None if attribution.outer is None else _with_name(attribution.outer, known)
    place = attribution.speaker_span
    name = known.get(place, attribution.speaker) if place is not None else attribution.speaker
    return replace(attribution, speaker=name, outer=outer)
