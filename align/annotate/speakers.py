"""Who says it: the words that name the speaker of a verb of saying, or of "according to"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.annotate import inflection, lexicon, participants, phrases, syntax

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_IN_NOUN_PHRASE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON"})
_NO_SPEAKERS = frozenset(
    """i we you me us myself anyone anybody nobody everyone everybody there what which that this who whom whoever one
    something anything nothing""".split()
)
_MANY = frozenset("many few several some others most both".split())
_TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight earlier later".split()
)
_QUOTES = frozenset("\"“”‘’'«»„`") | {"''", "``"}


def of_verb(verb: Token, sentence: Span) -> phrases.TokenRange | None:
    """The first and last word of who `verb` credits; None where the words name nobody."""
    if inflection.lemma(verb) in lexicon.reporting().from_verbs:
        giver = next((noun for marker, noun in participants.obliques(verb) if marker == "from"), None)
        return None if giver is None else named(giver)
    if syntax.is_passive(verb) and not reads_as_finite(verb, sentence):
        doer = participants.agent(verb)
        return None if doer is None else named(doer)
    own = syntax.subject(verb)
    if own is not None and own.i > verb.i and verb.tag_ == "VBG":
        own = None
    if (own is None or own.i > verb.i) and is_inverted(verb, sentence):
        behind = _run_behind(verb, sentence)
        if behind is not None:
            return behind
    if own is not None and own.i > verb.i:
        own = None  # what follows "has said" without a comma before it is what was said
    if own is None and verb.tag_ != "VBG":
        own = _noun_before(verb, sentence)
    if own is None or own.tag_ in ("WDT", "WP"):
        own = participants.governing_subject(_sharing(verb))
    if own is None or syntax.is_expletive(own) or own.lower_ in _TIMES:
        own = _noun_before(verb, sentence)
    found = None if own is None else named(own)
    if found is not None and found[1].i == verb.i - 1:
        found = _after_comma(found)
    if found is None or not found[0].i < verb.i <= found[1].i:
        return found
    last = verb.nbor(-1)  # CASE: a parser put the verb into the noun phrase before it
    while last.i > found[0].i and last.is_punct:
        last = last.nbor(-1)
    return found[0], last


def _after_comma(found: phrases.TokenRange) -> phrases.TokenRange:
    """CASE: of "After the meeting, residents said" a parser may make one phrase; a list of names has its "and"."""
    words = found[0].doc[found[0].i : found[1].i + 1]
    commas = [token.i for token in words if token.text == ","]
    if not commas or commas[-1] >= found[1].i or any(token.pos_ == "CCONJ" for token in words):
        return found
    return found[0].doc[commas[-1] + 1], found[1]


def named(noun: Token, *, owns: bool = False) -> phrases.TokenRange | None:
    """The words for the speaker that `noun` heads, or the name in apposition to it ("the mayor, Ana Ruiz").

    `owns` leaves out the "'s" of a possessor.
    """
    if noun.lower_ in _NO_SPEAKERS | _TIMES or noun.pos_ not in _IN_NOUN_PHRASE | {"X", "SYM"}:
        return None
    if noun.pos_ == "ADJ" and noun.lower_ not in _MANY and phrases.determiner(noun) is None:
        return None
    first, last = phrases.owner_phrase(noun) if owns else phrases.noun_phrase(noun)
    name = _name_beside(noun, last) if noun.pos_ == "NOUN" else None
    if name is not None:
        return name
    while first.i < noun.i and first.pos_ in ("ADV", "SCONJ", "ADP", "CCONJ") and first.lower_ != "both":
        first = first.nbor(1)  # "Now the mayor says ..."
    while last.i > noun.i and (last.lower_ in _TIMES or last.lower_ == "on"):
        last = last.nbor(-1)  # "the mayor on Thursday said"
    return first, last


def _name_beside(noun: Token, last: Token) -> phrases.TokenRange | None:
    """The person named between commas right behind the noun phrase of `noun`: "the mayor, Ana Ruiz, said"."""
    doc = noun.doc
    end = min(last.i + 3, len(doc))
    comma = next((i for i in range(noun.i + 1, end) if doc[i].text == ","), None)
    if comma is None or comma + 1 >= len(doc) or doc[comma + 1].ent_type_ != "PERSON":
        return None
    after = comma + 1
    while after + 1 < len(doc) and doc[after + 1].ent_iob_ == "I":
        after += 1
    closed = after + 1 >= len(doc) or doc[after + 1].is_punct
    return (doc[comma + 1], doc[after]) if closed else None


def is_inverted(verb: Token, sentence: Span) -> bool:
    """Whether `verb` stands behind what is said and before who says it: '...," said the mayor'."""
    before = _previous_word(verb, sentence)
    if before is None and verb.i == sentence.start > 0:
        before = verb.nbor(-1)  # the sentence was cut behind the quotation
    if before is None or not (before.is_punct or is_quote(before)) or before.text in (":", ";", "("):
        return False
    if verb.tag_ == "VBG" or verb.i + 1 >= sentence.end:
        return False
    return begins_noun(verb.nbor(1))


def begins_noun(token: Token) -> bool:
    """Whether a noun phrase other than a time or an object pronoun may begin at `token`."""
    return token.pos_ in _IN_NOUN_PHRASE and token.lower_ not in _TIMES | {"that", "him", "them", "me", "us"}


def is_quote(token: Token) -> bool:
    return token.text in _QUOTES


def below_phrase(start: int, sentence: Span) -> phrases.TokenRange | None:
    """The speaker that stands from token `start` on, as behind "according to"; it ends before any comma."""
    if start >= sentence.end:
        return None
    doc = sentence.doc
    end = next((i for i in range(start, sentence.end) if doc[i].text in (",", ";", "(", "—", "–")), sentence.end)
    top = doc[start]
    while top.pos_ in _IN_NOUN_PHRASE | {"PART", "ADV", "VERB"} and start <= top.head.i < end and top.head.i != top.i:
        if top.head.pos_ not in _IN_NOUN_PHRASE:
            break
        top = top.head
    if top.pos_ not in _IN_NOUN_PHRASE:
        return None
    found = named(top)
    if found is None:
        return None
    first, last = found
    return doc[max(first.i, start)], doc[min(last.i, end - 1)]


def _sharing(verb: Token) -> Token:
    """CASE: ", saying ..." behind a noun belongs to the subject of the clause, not to the noun."""
    apart = verb.tag_ == "VBG" and verb.i > 0 and verb.nbor(-1).text == ","
    if not apart:
        return verb
    above = syntax.clause_of(verb.head)
    while syntax.clause_kind(above) in ("relcl", "acl") and above.head.i < above.i:
        above = syntax.clause_of(above.head)
    return above if syntax.has_own_subject(above) else verb


def _run_behind(verb: Token, sentence: Span) -> phrases.TokenRange | None:
    """The noun phrase right behind `verb`, read from the words: parsers often lose an inverted subject."""
    doc, last = verb.doc, verb.i
    for i in range(verb.i + 1, min(verb.i + 16, sentence.end)):
        token = doc[i]
        inside = (
            token.pos_ in _IN_NOUN_PHRASE or token.tag_ == "POS" or (token.text in ("-", ".") and token.pos_ != "PUNCT")
        )
        if not inside or token.lower_ in _TIMES:
            break
        last = i
    if last == verb.i:
        return None
    head = doc[last]
    if head.lower_ in _NO_SPEAKERS:
        return None
    found = phrases.noun_phrase(head)
    return doc[verb.i + 1], found[1] if found[1].i >= last else head


def _noun_before(verb: Token, sentence: Span) -> Token | None:
    """The noun right before `verb`, where the tree has no subject for it."""
    before = _previous_word(verb, sentence)
    while before is not None and before.i > sentence.start and (before.lower_ in _TIMES or before.lower_ == "on"):
        before = before.nbor(-1)  # "the mayor on Thursday said"
    if before is not None and before.text == "," and before.i - 1 > sentence.start and before.nbor(-1).pos_ == "PROPN":
        return before.nbor(-1) if reads_as_finite(verb, sentence) else None  # "the mayor, Ana Ruiz, said"
    if before is None or before.pos_ not in ("PROPN", "NOUN", "PRON") or before.tag_ in ("PRP$", "WP", "WDT"):
        return None
    if not reads_as_finite(verb, sentence):
        return None
    top = before
    while top.head.i < top.i and top.head.i >= sentence.start:  # "a man close to the *family* said": the man
        top = top.head
        if top.tag_ in ("VBD", "VBZ", "VBP") or top.is_punct:
            break
        if top.pos_ in ("PROPN", "NOUN"):
            before = top
    return before


def reads_as_finite(verb: Token, sentence: Span) -> bool:
    """Whether `verb` is finite, or a participle only to the tagger: the last verb in '... , analysts predicted.'"""
    if verb.tag_ in ("VBD", "VBZ", "VBP"):
        return True
    if verb.tag_ != "VBN" or syntax.auxiliaries(verb):
        return False
    if syntax.has_own_subject(verb):
        return True
    following = verb.doc[verb.i + 1 : min(verb.i + 6, sentence.end)]
    if verb.i > sentence.start and verb.nbor(-1).text == "," and any(token.lower_ == "that" for token in following):
        return True  # "the mayor, Ana Ruiz, tweeted on Friday that ..."
    i = verb.i - 1
    while i > sentence.start and verb.doc[i].pos_ in _IN_NOUN_PHRASE:
        i -= 1
    beside = i < verb.i - 1 and verb.doc[i].is_punct and verb.doc[i].text != "("
    after = verb.nbor(1) if verb.i + 1 < sentence.end else None
    return beside and (after is None or after.is_punct or after.pos_ == "ADP" or after.lower_ in _TIMES)


def _previous_word(verb: Token, sentence: Span) -> Token | None:
    i = verb.i - 1
    doc = verb.doc
    while i >= sentence.start and doc[i].pos_ in ("ADV", "AUX") and verb.i - i < 4:
        i -= 1
    return doc[i] if i >= sentence.start else None
