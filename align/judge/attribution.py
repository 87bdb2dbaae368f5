"""The same words or assertion credited to different people, or one outlet's own against the other's credit.

Compared is the innermost speaker: who is said to hold it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.judge import gazetteer
from align.judge.difference import Difference, value
from align.judge.lexicon import exclusive, lexicon
from align.judge.names import same_mention, same_name, words_of
from align.judge.pairing import Pairing
from align.judge.quoted import words_of as quoted_words
from align.judge.sides import Side, View
from align.models import Attribution, Mention, Severity, Span, Value

_CLOSE = 0.5  # of what two statements are about, to hold their credits against each other
_SURE = 0.8  # of the same, whatever the parse makes of them
_SPEAKERS = frozenset({"PERSON", "ORG", "PLACE"})
_ALIKE = 0.75  # of what is said, to tell speakers apart whose names the parse may have cut
_COPIED = 0.95  # of the same, from which a sentence is taken over word for word
_LONG = 12  # words of a sentence that nobody writes twice by chance
_APPOSED = 3  # characters between a speaker and what stands in apposition
_SEEMING = frozenset({"be", "seem", "appear", "look", "sound", "become", "feel"})
_DUTY = frozenset({"should", "must", "ought"})
_DOCUMENTS = frozenset(
    (word,)
    for word in "letter report statement document filing complaint indictment memo email transcript video tweet post "
    "article book lawsuit affidavit poll survey study record records data figures release ad".split()
)
_MARK = re.compile('[“”"]')
_OF = re.compile(r" (?:of|for|from|by|in|on) ")
_OWN = "own voice"
_PRONOUNS = frozenset({"he", "she", "it", "they", "who", "i", "we", "him", "her", "them", "that"})


def differences(pairing: Pairing) -> Iterator[Difference]:
    """At most one difference in who is credited."""
    pairs = [
        (view, other, shared)
        for view in pairing.left.views
        for other in pairing.right.views
        if (shared := _shared(view, other)) >= _CLOSE
    ]
    pairs.sort(key=lambda pair: (-pair[2], pair[0].statement.span, pair[1].statement.span))
    for view, other, shared in pairs:
        ours, theirs = view.statement.attribution, other.statement.attribution
        if ours is not None and theirs is not None:
            severity = _severity(pairing, view, ours, other, theirs, shared)
            if severity is not None:
                yield _difference(pairing, severity, view, other, "It is credited to different speakers")
            return
        if (ours is None) != (theirs is None):
            if _held_elsewhere(pairing, view, other):
                return
            if view.statement.polarity != other.statement.polarity:
                return  # what the one says does not happen, the other says happens
            if shared >= _COPIED and _at_length(view, other):
                return
            grave = _judgement(view) and _judgement(other)
            if grave or (shared >= 0.6 and (shared >= _SURE or _one_event(pairing, view, other))):
                yield _difference(pairing, "major" if grave else "minor", view, other, _own_lead(grave))
            return


def _at_length(view: View, other: View) -> bool:
    """Whether one quotes a long sentence that the other has word for word: of a quotation whose marks were lost."""
    quoted = bool(view.statement.quotations or other.statement.quotations)
    return quoted and min(len(near.statement.tokens) for near in (view, other)) >= _LONG


def _own_lead(grave: bool) -> str:
    if grave:
        return "A judgement is credited to somebody by one, and the reporter's own in the other"
    return "Only one credits it to somebody"


def _one_event(pairing: Pairing, view: View, other: View) -> bool:
    """Whether what both mainly say is the same ("he wants it to mirror the law", "it mirrors the law" are not)."""
    return any(
        match.one.main and match.other.main and match.left is view and match.right is other for match in pairing.matches
    )


def _shared(view: View, other: View) -> float:
    """How sure it is that the two state one thing: by words, or by a quotation that both have."""
    quotes = [frozenset(quoted_words(q.text)) for q in view.statement.quotations]
    others = [frozenset(quoted_words(q.text)) for q in other.statement.quotations]
    for one in quotes:
        for two in others:
            if len(one & two) >= 4 and len(one & two) >= 0.8 * min(len(one), len(two)):
                return 1.0
    ours, theirs = _content(view), _content(other)
    return 2 * len(ours & theirs) / (len(ours) + len(theirs)) if ours and theirs else 0.0


def _content(view: View) -> frozenset[str]:
    """What the statement is about, without who is said to hold it, apposition and all ("the chief, Al Moss, said")."""
    attribution = view.statement.attribution
    if attribution is None or attribution.speaker_span is None:
        return view.concepts
    speaker = attribution.speaker_span
    beside = Span(speaker.start - _APPOSED, speaker.end + _APPOSED)
    speakers = [attribution.span] + [
        argument.span
        for predicate in view.statement.predicates
        for argument in predicate.arguments
        if not predicate.main and argument.role == "agent" and argument.span.overlaps(beside)
    ]
    return (
        frozenset(key for token, key in view.words if not any(span.overlaps(token.span) for span in speakers))
        & view.concepts
    )


def _severity(
    pairing: Pairing, view: View, ours: Attribution, other: View, theirs: Attribution, shared: float
) -> Severity | None:
    one, two = _beside(view, ours), _beside(other, theirs)
    if one is not None and two is not None and one.label == two.label:
        # "farmer Will Pugh", of which the parse took "farmer" for the speaker
        apart = not same_mention(pairing.left, one, pairing.right, two)
        people = one.label == "PERSON" and ours.outer is None and theirs.outer is None
        if not people and _may_be_one(pairing, ours, theirs):
            return None
        return "major" if apart and shared >= _ALIKE else None
    if _may_be_one(pairing, ours, theirs):
        return None
    if shared >= _ALIKE and exclusive(_office(ours), _office(theirs)):
        return "major"
    if _general(ours) or _general(theirs):
        return None
    named = _is_name(view, ours) and _is_name(other, theirs)
    if named and shared >= 0.6:
        return "major"
    return "minor" if named else None


def _office(attribution: Attribution) -> str:
    """The office or body that speaks without a name: "fire chief" of "the town's fire chief"."""
    words = words_of(_OF.split(attribution.speaker.lower(), maxsplit=1)[0])
    return next((found for found in (" ".join(words[-2:]), *words[-1:]) if found in lexicon().apart), "")


def _beside(view: View, attribution: Attribution) -> Mention | None:
    """The person, body or country that is named in the credit, or right beside the noun that is."""
    speaker = attribution.speaker_span
    if speaker is None or attribution.represents is not None:
        return None
    reach = Span(speaker.start - _APPOSED, speaker.end + _APPOSED)
    found = [m for m in view.statement.mentions if m.label in _SPEAKERS and reach.overlaps(m.span)]
    return found[0] if len(found) == 1 else None


def _may_be_one(pairing: Pairing, ours: Attribution, theirs: Attribution) -> bool:
    """Whether two credits may be of one speaker: the same, a spokesman for the other, or too general to tell."""
    if ours.entity is not None and ours.entity == theirs.entity:
        return True
    chain = [a for a in (ours, ours.outer) if a is not None]
    far = [a for a in (theirs, theirs.outer) if a is not None]
    for one in chain:
        for two in far:
            if one.entity is not None and one.entity == two.entity:
                return True
            mine, yours = _forms(pairing.left, one), _forms(pairing.right, two)
            if any(same_name(a, b) or _overlap(a, b) or gazetteer.related(a, b) for a in mine for b in yours):
                return True
    return False


def _forms(side: Side, attribution: Attribution) -> tuple[str, ...]:
    entity = side.entities.get(attribution.entity) if attribution.entity is not None else None
    if entity is None:
        return (attribution.speaker,)
    return (attribution.speaker, entity.name, *(form for alias in entity.aliases for form in alias.forms))


def _overlap(one: str, other: str) -> bool:
    """ "Merkel's spokesman" and "Angela Merkel", "Ohio police" and "police in Ohio"."""
    ours, theirs = _names(one), _names(other)
    if not ours or not theirs:
        ours, theirs = set(words_of(one)), set(words_of(other))
    return bool(ours & theirs - lexicon().voices)


def _names(speaker: str) -> set[str]:
    """The words of names in it, without what the person is called by ("engineer", "Mayor")."""
    capital = " ".join(word for word in speaker.split() if word[:1].isupper())
    return set(words_of(capital)) - lexicon().voices - lexicon().apart.keys()


def _general(attribution: Attribution) -> bool:
    """Whether the speaker is only an office or a pronoun, which may be anybody."""
    words = [word for word in attribution.speaker.split() if word[:1].isupper()]
    plain = attribution.speaker.lower()
    if plain in _PRONOUNS or words_of(_OF.split(plain, maxsplit=1)[0])[-1:] in _DOCUMENTS:
        return True
    if not words:
        return True
    return all(word.lower().strip(".,") in lexicon().voices or word.lower() in ("the", "a", "an") for word in words)


def _is_name(view: View, attribution: Attribution) -> bool:
    """Whether a person or body is named as the speaker; "the Senate's Republican members" are nobody in particular."""
    span = attribution.speaker_span
    if span is None:
        return attribution.entity is not None
    head = words_of(_OF.split(attribution.speaker, maxsplit=1)[0])[-1:]
    named = [m for m in view.statement.mentions if m.label in ("PERSON", "ORG") and span.overlaps(m.span)]
    return any(head[0] in words_of(mention.text) for mention in named) if head else bool(named)


def _held_elsewhere(pairing: Pairing, view: View, other: View) -> bool:
    """Whether the side without a credit here gives one in another statement, or as the speaker of the turn."""
    silent, side = (view, pairing.left) if view.statement.attribution is None else (other, pairing.right)
    if silent.statement.quotations or _MARK.search(silent.statement.text):
        return True  # somebody is quoted; who, the text says elsewhere
    if any(near.statement.attribution is not None for near in side.views if near is not silent):
        return True
    credited = other if silent is view else view
    attribution = credited.statement.attribution
    if attribution is not None and _tells(pairing, silent, credited, attribution):
        return True
    outlets = (pairing.left.name, pairing.right.name)
    if attribution is not None and any(same_name(attribution.speaker, outlet) for outlet in outlets):
        return True  # the one outlet reports what the other said
    speaker = silent.statement.speaker
    return speaker is not None and attribution is not None and same_name(speaker, attribution.speaker)


def _tells(pairing: Pairing, silent: View, credited: View, attribution: Attribution) -> bool:
    """Whether the statement without a credit names the other's speaker after all ("..., the union said")."""
    speaker = set(words_of(attribution.speaker)) - lexicon().voices
    if speaker and speaker <= set(words_of(silent.statement.text)):
        return True
    span = attribution.speaker_span
    near, far = (pairing.left, pairing.right) if silent in pairing.left.views else (pairing.right, pairing.left)
    named = [m for m in credited.statement.mentions if span is not None and span.overlaps(m.span)]
    return any(same_mention(near, mine, far, theirs) for mine in silent.statement.mentions for theirs in named)


def _judgement(view: View) -> bool:
    """Whether the statement judges: what it mainly says something is, or should be, weighs and cannot be looked up."""
    for predicate in view.statement.predicates:
        if not predicate.main:
            continue
        if predicate.lemma in _SEEMING:
            told = " ".join(view.text(a.span) for a in predicate.arguments if a.role in ("attribute", "oblique"))
            if set(words_of(told)) & lexicon().judging:
                return True
        before = view.statement.text[: predicate.span.start - view.statement.span.start].split()[-3:]
        if _DUTY & {word.lower() for word in before}:
            return True
    return False


def _difference(pairing: Pairing, severity: Severity, view: View, other: View, lead: str) -> Difference:
    return Difference(
        "attribution",
        severity,
        _credit(pairing.left, view),
        _credit(pairing.right, other),
        lead,
    )


def _credit(side: Side, view: View) -> Value:
    attribution = view.statement.attribution
    if attribution is None:
        return value(side, view, None, _OWN, "in its own voice")
    name = next(iter(_forms(side, attribution)[1:]), attribution.speaker).lower()
    if attribution.speaker_span is None:
        return value(side, view, None, name, attribution.speaker)
    inside = view.statement.span.contains(attribution.speaker_span)
    return value(side, view, attribution.speaker_span, name, None if inside else attribution.speaker)
