"""Who is credited with what: speaker, cue and content of every "said", "according to", "tweeted" in a sentence.

`find` gives every credit of a sentence, each with the words it covers, nested ones pointing at the outer credit.
`innermost` picks the one that holds a statement. What runs over the end of a sentence is in `continuation`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from align import models
from align.annotate import asides, contents, heads, inflection, lexicon, participants, phrases, speakers, syntax
from align.annotate.labels import lowered, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span, Token

MOST = 16  # credits of a sentence: no sentence of news comes near, a text of "he said that he said that" passes it
_OWN = frozenset("i me my we us our".split())
_PARTING = frozenset({",", "—", "–", "(", "who", "which", "that"})  # how what parts a speaker from the verb begins


@dataclass(frozen=True, slots=True)
class AttributedContent:
    """An attribution with the words that it credits: two ranges where it stands in the middle of them."""

    attribution: models.Attribution
    contents: tuple[models.Span, ...]
    cue_span: models.Span

    def covers(self, span: models.Span) -> bool:
        return any(content.contains(span) for content in self.contents)


@dataclass(frozen=True, slots=True)
class _Credit:
    """A credit in tokens: the speaker's and the cue's first and last, and the ranges of what is credited."""

    speaker: phrases.TokenRange
    cue: phrases.TokenRange
    ranges: tuple[contents.Range, ...]
    elsewhere: tuple[models.Span, ...] = ()  # a quotation beside the sentence


def find(sentence: Span, offset: int = 0, quotations: Sequence[models.Quotation] = ()) -> tuple[AttributedContent, ...]:
    """Every credit of `sentence` in the order of the cues; `quotations` are the article's, in its offsets."""
    around = contents.context(sentence, offset, quotations)
    found = [_attributed(credit, around) for credit in islice(_credits(around), MOST)]
    return tuple(_nested(item, found) for item in found)


def innermost(found: Sequence[AttributedContent], span: models.Span) -> AttributedContent | None:
    """The credit that holds `span` most narrowly (give it the main predicate's span); None: the article's own voice."""
    holding = [item for item in found if item.covers(span)]
    return min(holding, key=lambda item: (sum(map(len, item.contents)), item.cue_span), default=None)


def main_head(span: Span, offset: int, found: Sequence[AttributedContent]) -> Token | None:
    """The main head of `span` as in `heads`, led below the cues of `found` where the tree shows no complement."""
    top = heads.top(span)
    head = heads.main_head(span, top)
    if not found:
        return head
    for candidate in (top, head):
        item = None if candidate is None else _credit_at(candidate, offset, found)
        below = None if item is None else _longest_in(span, item.contents, offset)
        if below is not None and len(below) < len(span):
            return main_head(below, offset, found) or head
    return head


def _credit_at(head: Token, offset: int, found: Sequence[AttributedContent]) -> AttributedContent | None:
    """The credit whose cue is `head`; where the parse is broken, the one whose cue stands behind `head`, a bare noun
    or a verb in what parts the speaker from the cue ("X, who *voted* against it, said")."""
    place = head.idx + offset
    for item in found:
        speaker = item.attribution.speaker_span
        if item.cue_span.start == place:
            return item
        if speaker is None or item.cue_span.start < place or item.attribution.cue.endswith("ing"):
            continue
        if any(content.start <= place < content.end for content in item.contents):
            continue
        if not syntax.is_predicate(head):
            return item
        if speaker.end <= place and _word_from(speaker.end - offset, head).lower_ in _PARTING:
            return item
    return None


def _word_from(place: int, before: Token) -> Token:
    """The first word from character `place` of the `Doc` on; one of those before and including `before`."""
    while before.i > 0 and before.nbor(-1).idx >= place:
        before = before.nbor(-1)
    return before


def _longest_in(span: Span, ranges: Sequence[models.Span], offset: int) -> Span | None:
    longest = max(ranges, key=lambda content: (len(content), content.start), default=None)
    if longest is None:
        return None
    start, end = longest.start - offset, longest.end - offset
    inside = [token.i for token in span if start <= token.idx < end]
    return span.doc[inside[0] : inside[-1] + 1] if inside else None


def _credits(around: contents.Context) -> Iterator[_Credit]:
    colon = _by_colon(around)
    if colon is not None:
        yield colon
    words, openings = tokens(around.sentence), _openings()
    for token in (words[i] for i, word in enumerate(lowered(around.sentence)) if word in openings):
        credit: _Credit | None = None
        if heads.reporting_lemma(token) is not None:
            credit = _by_verb(token, around)
        elif heads.matches_according(token) is not None:
            credit = _by_phrase(token, around)
        elif token.lemma_ in lexicon.reporting().from_verbs and token.pos_ == "VERB":
            credit = _by_verb(token, around)
        elif token.pos_ == "NOUN":
            credit = _by_noun(token, around)
        if credit is not None and (credit.ranges or credit.elsewhere):
            yield credit


@cache
def _openings() -> frozenset[str]:
    """Every form of the words that a credit can begin with, to pass over all others."""
    words = lexicon.reporting()
    nouns = words.views | words.nouns
    given = {form for verb in words.from_verbs for form in (verb, *inflection.forms(verb))}
    given |= {form for form, verb in inflection.known_verbs().items() if verb in words.from_verbs}
    starts = {phrase[0] for phrase in words.according}
    return frozenset({*words.lemmas, *nouns, *(noun + "s" for noun in nouns), *given, *starts})


def _by_verb(verb: Token, around: contents.Context) -> _Credit | None:
    finite = speakers.reads_as_finite(verb, around.sentence)
    if verb.tag_ == "VBN" and not (finite or syntax.auxiliaries(verb) or syntax.is_passive(verb)):
        return None  # "the proposed law"
    speaker = speakers.of_verb(verb, around)
    if speaker is None:
        return None
    lemma = heads.reporting_lemma(verb)
    if lemma in lexicon.reporting().things and (speaker[0].pos_ == "PRON" or verb.tag_ == "VBG"):
        return None  # "it shows that", "..., showing that": nobody says it
    if speaker[0].lower_ == "it" and not finite:
        return None  # "it is right to say that"
    finite = finite or (verb.tag_ != "VB" and bool(syntax.auxiliaries(verb)))
    stands_beside = lemma in lexicon.reporting().beside and finite
    inverted = speaker[0].i > verb.i
    ranges: tuple[contents.Range, ...] = ()
    if stands_beside and (inverted or asides.is_parenthetical(verb, speaker, around)):
        ranges = asides.beside(verb, speaker, around)
    if not ranges:
        follows = contents.behind(verb, around)
        ranges = () if follows is None else (follows,)
    if not ranges and stands_beside:
        ranges = asides.beside(verb, speaker, around)
    last = syntax.particle(verb)
    cue = (verb, last if last is not None and last.i == verb.i + 1 else verb)
    leads = min(verb.i, speaker[0].i) - around.sentence.start < 6
    elsewhere = contents.adjacent(around) if leads and stands_beside and not ranges else ()
    return _Credit(speaker, cue, ranges, elsewhere)


def _by_phrase(token: Token, around: contents.Context) -> _Credit | None:
    length = heads.matches_according(token)
    if length is None:
        return None
    speaker = speakers.below_phrase(token.i + length, around.sentence)
    if speaker is None or any(
        t.lemma_ in lexicon.reporting().no_speakers for t in token.doc[speaker[0].i : speaker[1].i + 1]
    ):
        return None
    if token.lower_ == "per" and not _is_per_somebody(token, speaker, around):
        return None
    cue = (token, token.nbor(length - 1))
    return _Credit(speaker, cue, asides.surrounding(token.i, speaker[1].i, around))


def _is_per_somebody(token: Token, speaker: phrases.TokenRange, around: contents.Context) -> bool:
    """CASE: "per the ministry" credits, "twelve per household" counts."""
    apart = token.i == around.sentence.start or token.nbor(-1).text in (",", "(", "—", "–")
    return apart and (speaker[1].pos_ == "PROPN" or speaker[0].lower_ in ("the", "a", "his", "her", "their"))


def _by_noun(noun: Token, around: contents.Context) -> _Credit | None:
    """ "in her view", "the ministry's claim that ...", "a warning by doctors that ..."."""
    words = lexicon.reporting()
    if noun.lemma_ not in words.views and noun.lemma_ not in words.nouns:
        return None
    owner = phrases.possessor(noun)
    if noun.lemma_ in words.views and owner is not None and phrases.preposition(noun) == "in":
        speaker = speakers.named(owner, owns=True)
        if speaker is None or owner.lower_ in ("my", "our", "your", "its"):
            return None
        return _Credit(speaker, (noun, noun), asides.surrounding(noun.left_edge.i, noun.i, around))
    if owner is None:
        owner = next((word for marker, word in participants.obliques(noun) if marker in ("by", "from", "of")), None)
    if noun.lemma_ not in words.nouns or owner is None or owner.lower_ in ("my", "our", "your"):
        return None
    for clause in syntax.clauses_below(noun):
        marker = syntax.marker(clause.head)
        if (
            clause.head.i > noun.i
            and clause.kind in ("acl", "ccomp")
            and marker is not None
            and marker.lower_ == "that"
        ):
            speaker = speakers.named(owner, owns=owner.i < noun.i)
            credited = contents.trimmed((clause.head.left_edge.i, clause.head.right_edge.i + 1), around)
            return None if speaker is None else _Credit(speaker, (noun, noun), (credited,))
    return None


def _by_colon(around: contents.Context) -> _Credit | None:
    """'Ana Ruiz: "We are ready"', and in headlines 'Bridge to stay shut for months: mayor'."""
    sentence, doc = around.sentence, around.sentence.doc
    colons = [token.i for token in sentence if token.text == ":" and around.holds(token.i) is None]
    if not colons or colons[0] + 2 >= sentence.end:
        return _by_last_colon(colons, around)
    first, after = colons[0], colons[0] + 1
    label = doc[sentence.start : first]
    names = [token for token in label if token.pos_ in ("PROPN", "NOUN")]
    if not names or len(label) > 8 or any(token.pos_ in ("VERB", "AUX") or token.is_punct for token in label):
        return _by_last_colon(colons, around)
    speaks = any(token.lower_ in _OWN for token in doc[after : sentence.end]) and label[-1].ent_type_ == "PERSON"
    if around.opens(after) is None and not speaks:  # CASE: else the label may be what the headline is about
        return _by_last_colon(colons, around)
    speaker = (label[0], label[-1])
    return _Credit(speaker, (doc[first], doc[first]), (contents.trimmed((after, sentence.end), around),))


def _by_last_colon(colons: list[int], around: contents.Context) -> _Credit | None:
    sentence, doc = around.sentence, around.sentence.doc
    if not colons or sentence[-1].text in (".", "?", "!") or not 1 <= sentence.end - 1 - colons[-1] <= 5:
        return None
    label = doc[colons[-1] + 1 : sentence.end]
    before = doc[sentence.start : colons[-1]]
    if not all(token.pos_ in ("PROPN", "NOUN", "ADJ", "DET") for token in label) or label[-1].pos_ == "ADJ":
        return None
    if not any(token.pos_ in ("VERB", "AUX") for token in before):
        return None
    cue = (doc[colons[-1]], doc[colons[-1]])
    return _Credit((label[0], label[-1]), cue, (contents.trimmed((sentence.start, colons[-1]), around),))


def _attributed(credit: _Credit, around: contents.Context) -> AttributedContent:
    doc = around.sentence.doc
    speaker = phrases.span(*credit.speaker, around.offset)
    cue = phrases.span(*credit.cue, around.offset)
    ranges = tuple(phrases.span(doc[start], doc[end - 1], around.offset) for start, end in credit.ranges if end > start)
    attribution = models.Attribution(
        speaker=doc[credit.speaker[0].i : credit.speaker[1].i + 1].text,
        cue=doc[credit.cue[0].i : credit.cue[1].i + 1].text,
        span=models.Span(min(speaker.start, cue.start), max(speaker.end, cue.end)),
        speaker_span=speaker,
    )
    return AttributedContent(attribution, ranges or credit.elsewhere, cue)


def _nested(item: AttributedContent, found: Sequence[AttributedContent], depth: int = 0) -> AttributedContent:
    """`item` with its outer credit: the narrowest whose content holds it, unless it holds that one in turn."""
    holding = [
        other
        for other in found
        if other is not item and other.covers(item.attribution.span) and not item.covers(other.attribution.span)
    ]
    outer = innermost(holding, item.attribution.span)
    if outer is None or depth > len(found):
        return item
    whole = _nested(outer, found, depth + 1)
    return replace(item, attribution=replace(item.attribution, outer=whole.attribution))
