"""Who is credited with what: speaker, cue and content of every "said", "according to", "tweeted" in a sentence.

`find` gives every credit of a sentence, each with the words it covers, nested ones pointing at the outer credit.
`innermost` picks the one that holds a statement. What runs over the end of a sentence is in `continuation`.

| file              | what it does |
|-------------------|--------------|
| `speakers.py`     | who speaks: the subject of a word of saying, the noun after "according to" |
| `subjects.py`     | whether a subject can speak at all |
| `offices.py`      | spokespeople and offices, and whom they speak for |
| `contents.py`     | what is credited |
| `reach.py`        | how far it reaches within its sentence |
| `asides.py`       | "..., she said, ..." in the middle of it |
| `announced.py`    | what a colon or a full stop announces |
| `claims.py`       | "the claim that", "its warning of" |
| `leading.py`      | "In a letter to staff, ..." before the content |
| `continuation.py` | credits that reach over the end of their sentence |
| `pronouns.py`     | who "he" and "she" are as speakers |
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from align import models
from align.annotate.attributions import announced, asides, claims, contents, leading, offices, speakers
from align.annotate.attributions.contents import Credit
from align.annotate.grammar import finiteness, heads, phrases, syntax
from align.annotate.grammar.labels import lowered, tokens
from align.annotate.words import inflection, lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span, Token

MOST = 16  # credits of a sentence: no sentence of news comes near, a text of "he said that he said that" passes it
_CITING = frozenset({"citing", "quoting"})
_COMPARING = frozenset({"fear", "hope", "expect", "think", "feel", "suspect", "believe"})
_PARTING = frozenset({",", "—", "–", "(", "who", "which", "that"})  # how what parts a speaker from the verb begins


@dataclass(frozen=True, slots=True)
class AttributedContent:
    """An attribution with the words that it credits: two ranges where it stands in the middle of them."""

    attribution: models.Attribution
    contents: tuple[models.Span, ...]
    cue_span: models.Span

    @property
    def depth(self) -> int:
        """How many others report it in turn."""
        count, outer = 0, self.attribution.outer
        while outer is not None:
            count, outer = count + 1, outer.outer
        return count

    def covers(self, span: models.Span) -> bool:
        return any(content.contains(span) for content in self.contents)


def find(sentence: Span, offset: int = 0, quotations: Sequence[models.Quotation] = ()) -> tuple[AttributedContent, ...]:
    """Every credit of `sentence` in the order of the cues; `quotations` are the article's, in its offsets."""
    if _openings().isdisjoint(lowered(sentence)):
        return ()
    around = contents.context(sentence, offset, quotations)
    found = [_attributed(credit, around) for credit in islice(_credits(around), MOST)]
    nested = [_nested(item, found) for item in found]
    return (*nested, *_cited(nested, around))


def innermost(found: Sequence[AttributedContent], span: models.Span) -> AttributedContent | None:
    """The credit that holds `span` most narrowly (give it the main predicate's span); None: the article's own voice."""
    holding = [item for item in found if item.covers(span)]
    return min(holding, key=lambda item: (sum(map(len, item.contents)), -item.depth, item.cue_span), default=None)


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
            if leading.is_speaking(head, speaker, offset):
                return item
            continue
        if leading.is_occasion(head, speaker, offset):
            return item
        if speaker.end <= place and (
            head.tag_ in ("VBN", "VBG") or leading.word_from(speaker.end - offset, head).lower_ in _PARTING
        ):
            return item
    return None


def _longest_in(span: Span, ranges: Sequence[models.Span], offset: int) -> Span | None:
    longest = max(ranges, key=lambda content: (len(content), content.start), default=None)
    if longest is None:
        return None
    start, end = longest.start - offset, longest.end - offset
    inside = [token.i for token in span if start <= token.idx < end]
    return span.doc[inside[0] : inside[-1] + 1] if inside else None


def _credits(around: contents.Context) -> Iterator[Credit]:
    sentence = around.sentence
    if ":" in lowered(sentence):
        for colon in (announced.by_colon(around), announced.by_announcement(around)):
            if colon is not None and (colon.ranges or colon.elsewhere):
                yield colon
    words, openings = tokens(sentence), _openings()
    for token in (words[i] for i, word in enumerate(lowered(sentence)) if word in openings):
        credit: Credit | None = None
        if heads.reporting_lemma(token) is not None:
            credit = _by_verb(token, around)
        elif heads.matches_according(token) is not None:
            credit = _by_phrase(token, around)
        elif token.lemma_ in lexicon.reporting().from_verbs and token.pos_ == "VERB":
            credit = _by_verb(token, around)
        elif token.pos_ == "NOUN":
            credit = claims.by_noun(token, around)
        if credit is not None and (credit.ranges or credit.elsewhere):
            yield credit
            quoting = speakers.quoting(token, credit.speaker)
            if quoting is not None and credit.ranges:
                yield Credit(*quoting, ((min(credit.speaker[0].i, token.i), credit.ranges[-1][1]),))


@cache
def _openings() -> frozenset[str]:
    """Every form of the words that a credit can begin with, to pass over all others."""
    words = lexicon.reporting()
    nouns = words.views | words.nouns
    given = {form for verb in words.from_verbs for form in (verb, *inflection.forms(verb))}
    given |= {form for form, verb in inflection.known_verbs().items() if verb in words.from_verbs}
    starts = {*(phrase[0] for phrase in words.according), *_CITING}
    return frozenset({":", *words.lemmas, *nouns, *(noun + "s" for noun in nouns), *given, *starts})


def _by_verb(verb: Token, around: contents.Context) -> Credit | None:
    finite = finiteness.reads_as_finite(verb, around.sentence, quoted=bool(around.quotations))
    if verb.tag_ == "VBN" and not (finite or syntax.auxiliaries(verb) or syntax.is_passive(verb)):
        return None  # "the proposed law"
    speaker = speakers.of_verb(verb, around)
    if speaker is None:
        return None
    lemma = heads.reporting_lemma(verb)
    mark = syntax.marker(syntax.clause_of(verb))
    if mark is not None and mark.lower_ in ("if", "unless") and mark.i < verb.i:
        return None  # "if they believe that he lied": nobody is said to believe it
    lone = speaker[0].i == speaker[1].i and speaker[0].pos_ == "PRON" and speaker[0].lower_ not in ("he", "she")
    if lemma in lexicon.reporting().things and (lone or verb.tag_ == "VBG"):
        return None  # "it shows that", "..., showing that": nobody says it
    if _only_compares(verb, speaker, lemma) or _disagrees(verb, speaker):
        return None
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
    last = verb.nbor(1) if lemma == "go" else syntax.particle(verb)
    cue = (verb, last if last is not None and last.i == verb.i + 1 else verb)
    leads = min(verb.i, speaker[0].i) - around.sentence.start < 6
    elsewhere = contents.adjacent(around) if leads and stands_beside and not ranges else ()
    return Credit(speaker, cue, ranges, elsewhere)


def _only_compares(verb: Token, speaker: phrases.TokenRange, lemma: str | None) -> bool:
    """CASE: "as he promised", "as many had feared" tell what came true; only "as he said" credits."""
    first = min(verb.i, speaker[0].i)
    led = first > 0 and verb.doc[first - 1].lower_ in ("as", "than")
    if not led:
        return False
    return lexicon.reporting().stances.get(lemma or "") in ("promise", "predict", "demand") or lemma in _COMPARING


def _disagrees(verb: Token, speaker: phrases.TokenRange) -> bool:
    """CASE: of "told Ana Ruiz on her radio *show* that" a tagger made a verb, but one person has "shows"."""
    words = verb.doc[speaker[0].i : speaker[1].i + 1]
    many = any(word.pos_ in ("CCONJ", "PRON", "NUM") or word.tag_ in ("NNS", "NNPS", "CC") for word in words)
    return verb.tag_ == "VBP" and not many and any(word.ent_type_ == "PERSON" for word in words)


def _by_phrase(token: Token, around: contents.Context) -> Credit | None:
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
    return Credit(speaker, cue, asides.surrounding(token.i, speaker[1].i, around))


def _is_per_somebody(token: Token, speaker: phrases.TokenRange, around: contents.Context) -> bool:
    """CASE: "per the ministry" credits, "twelve per household" counts."""
    apart = token.i == around.sentence.start or token.nbor(-1).text in (",", "(", "—", "–")
    return apart and (speaker[1].pos_ == "PROPN" or speaker[0].lower_ in ("the", "a", "his", "her", "their"))


def _attributed(credit: Credit, around: contents.Context) -> AttributedContent:
    doc = around.sentence.doc
    speaker = phrases.span(*credit.speaker, around.offset)
    cue = phrases.span(*credit.cue, around.offset)
    ranges = tuple(phrases.span(doc[start], doc[end - 1], around.offset) for start, end in credit.ranges if end > start)
    owner = offices.owner(credit.speaker, around.sentence.end)
    attribution = models.Attribution(
        speaker=doc[credit.speaker[0].i : credit.speaker[1].i + 1].text,
        cue=doc[credit.cue[0].i : credit.cue[1].i + 1].text,
        span=models.Span(min(speaker.start, cue.start), max(speaker.end, cue.end)),
        speaker_span=speaker,
        represents=None if owner is None else doc[owner[0].i : owner[1].i + 1].text,
        represents_span=None if owner is None else phrases.span(*owner, around.offset),
    )
    return AttributedContent(attribution, ranges or credit.elsewhere, cue)


def _cited(found: Sequence[AttributedContent], around: contents.Context) -> Iterator[AttributedContent]:
    """ "The paper reported, *citing two officials*, that ...": whom it cites holds what the paper reports."""
    words = tokens(around.sentence)
    for token in (words[i] for i, word in enumerate(lowered(around.sentence)) if word in _CITING):
        before = [item for item in found if item.cue_span.start < token.idx + around.offset]
        speaker = speakers.below_phrase(token.i + 1, around.sentence) if before and token.tag_ == "VBG" else None
        if speaker is None or any(before[-1].covers(phrases.span(word, word, around.offset)) for word in speaker):
            continue
        credit = Credit(speaker, (token, token), ())
        inner = _attributed(credit, around)
        outer = before[-1].attribution
        yield replace(inner, attribution=replace(inner.attribution, outer=outer), contents=before[-1].contents)


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
