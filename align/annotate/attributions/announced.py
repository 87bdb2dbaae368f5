"""Credits that a colon makes: 'Ana Ruiz: "We are ready"', "Bridge to stay shut: mayor", 'He chimed in: "No."'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.annotate.attributions import contents, speakers
from align.annotate.attributions.contents import Context, Credit
from align.annotate.grammar import heads, participants, syntax
from align.annotate.words import inflection, voices

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_OWN = frozenset("i me my we us our".split())
_LONGEST_LABEL = 8
_SHORTEST_HEADLINE = 3  # words behind a headline's label
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NOT_SAID = frozenset(
    """find discover recover receive get hear see face meet spot notice encounter contain ask have be know remember show
    carry wear need want obtain""".split()
)  # '... found a note: "I am sorry"': the subject does not speak
# What an outlet itself puts before a headline: "Analysis: Why the talks failed".
_RUBRICS = frozenset(
    """analysis opinion editorial comment commentary column essay letter letters video audio photo photos photograph
    picture pictures map chart list review profile interview transcript update obituary feature guide factbox timeline
    watch live blog book film podcast exclusive correction recap index news story""".split()
)


def by_colon(around: Context) -> Credit | None:
    """The credit of a sentence that is a label and what is said, in either order."""
    sentence, doc = around.sentence, around.sentence.doc
    colons = [token.i for token in sentence if token.text == ":" and around.holds(token.i) is None]
    if not colons or colons[0] + 2 >= sentence.end:
        return _by_last(colons, around)
    first, after = colons[0], colons[0] + 1
    label = doc[sentence.start : first]
    names = [token for token in label if token.pos_ in ("PROPN", "NOUN")]
    verbal = any(token.pos_ in ("VERB", "AUX") or token.is_punct for token in label)
    if not names or len(label) > _LONGEST_LABEL or verbal:
        return _by_last(colons, around)
    speaks = any(token.lower_ in _OWN for token in doc[after : sentence.end]) and label[-1].ent_type_ == "PERSON"
    # CASE: else the label may be what the headline is about
    if around.opens(after) is None and not speaks and not _is_headline(label, after, around):
        return _by_last(colons, around)
    return Credit((label[0], label[-1]), (doc[first], doc[first]), (contents.trimmed((after, sentence.end), around),))


def _is_headline(label: Span, after: int, around: Context) -> bool:
    """Whether this is "Police: Driver was drunk", a headline whose label says it; not "Syria: The war goes on"."""
    sentence = around.sentence
    last = label[-1]
    if sentence[-1].text in (".", ";") or sentence.end - after < _SHORTEST_HEADLINE or last.lower_ in _RUBRICS:
        return False
    person = last.ent_type_ == "PERSON" and label[0].lower_ not in _RUBRICS
    mixed = any(token.ent_type_ == "PERSON" for token in label)  # "Ana Ruiz Senate: ..." is what it is about
    if not (person or (last.ent_type_ in ("", "ORG") and voices.speaks(last.lower_) and not mixed)):
        return False
    return any(_is_told(token) for token in sentence.doc[after : sentence.end])


def _is_told(token: Token) -> bool:
    """Whether `token` is a verb that tells something: finite, or the "to" of "Bridge to stay shut"."""
    return token.tag_ in _FINITE or (token.pos_ == "VERB" and token.tag_ in ("VBN", "VBG")) or token.tag_ == "TO"


def _by_last(colons: list[int], around: Context) -> Credit | None:
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
    return Credit((label[0], label[-1]), cue, (contents.trimmed((sentence.start, colons[-1]), around),))


def by_announcement(around: Context) -> Credit | None:
    """'The paper chimed in: "Enough."', 'She issued a statement:' before a quotation: whose subject speaks.

    Verbs of saying do this by themselves; here are all others but those of finding and the like.
    """
    sentence, doc = around.sentence, around.sentence.doc
    colon = next(
        (t.i for t in sentence if t.text == ":" and around.holds(t.i) is None and _before_quote(t, around)), None
    )
    if colon is None or colon - sentence.start < 2:
        return None
    verbs = [token for token in doc[sentence.start : colon] if token.pos_ == "VERB" and around.holds(token.i) is None]
    if not verbs or any(heads.reporting_lemma(token) is not None for token in verbs):
        return None
    verb = heads.top(doc[sentence.start : colon])
    if verb is None or verb.pos_ != "VERB" or verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN") or syntax.is_passive(verb):
        return None
    own = participants.governing_subject(verb)
    if own is None or own.i > verb.i or inflection.lemma(verb) in _NOT_SAID:
        return None
    speaker = speakers.named(own)
    if speaker is None or speaker[0].lower_ in ("it", "this", "that", "they"):
        return None
    behind = contents.trimmed((colon + 1, sentence.end), around) if colon + 1 < sentence.end else (colon, colon)
    ranges = (behind,) if behind[1] > behind[0] else ()
    return Credit(speaker, (verb, verb), ranges, () if ranges else contents.adjacent(around))


def _before_quote(colon: Token, around: Context) -> bool:
    if colon.i + 1 < around.sentence.end and not colon.nbor(1).is_space:
        return around.opens(colon.i + 1) is not None
    return bool(contents.adjacent(around))
