"""Credits that a noun makes: "in her view", "the ministry's claim that ...", "his main complaint was that ..."."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.annotate.attributions import asides, contents, reach, speakers
from align.annotate.attributions.contents import Context, Credit
from align.annotate.grammar import participants, phrases, syntax
from align.annotate.words import inflection, lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOBODYS = frozenset({"my", "our", "your"})


def by_noun(noun: Token, around: Context) -> Credit | None:
    """The credit that `noun` makes with whose view or claim it is; None where the words name nobody."""
    words = lexicon.reporting()
    if noun.lemma_ not in words.views and noun.lemma_ not in words.nouns:
        return None
    owner = phrases.possessor(noun)
    if noun.lemma_ in words.views and owner is not None and phrases.preposition(noun) == "in":
        speaker = speakers.named(owner, owns=True)
        if speaker is None or owner.lower_ in (*_NOBODYS, "its"):
            return None
        return Credit(speaker, (noun, noun), asides.surrounding(noun.left_edge.i, noun.i, around))
    if owner is None:
        owner = next((word for marker, word in participants.obliques(noun) if marker in ("by", "from", "of")), None)
    if noun.lemma_ not in words.nouns or owner is None or owner.lower_ in _NOBODYS:
        return None
    speaker = speakers.named(owner, owns=owner.i < noun.i)
    credited = None if speaker is None else _claimed(noun, around)
    return None if speaker is None or credited is None else Credit(speaker, (noun, noun), (credited,))


def _claimed(noun: Token, around: Context) -> contents.Range | None:
    """What the claim is: the clause behind "claim that", "complaint was that"."""
    doc, end = around.sentence.doc, around.sentence.end
    at = noun.i + 1
    if at + 2 < end and inflection.lemma(doc[at]) == "be" and doc[at + 1].lower_ == "that":
        turn = (i for i in range(at + 2, end - 2) if doc[i].text in reach.BREAKS and reach.turns(i + 1, around))
        return contents.trimmed((at + 2, next(turn, end)), around)
    for clause in syntax.clauses_below(noun):
        mark = syntax.marker(clause.head)
        if clause.head.i > noun.i and clause.kind in ("acl", "ccomp") and mark is not None and mark.lower_ == "that":
            return contents.trimmed((clause.head.left_edge.i, clause.head.right_edge.i + 1), around)
    return None
