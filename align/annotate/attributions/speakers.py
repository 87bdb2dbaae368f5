"""Who says it: the words that name the speaker of a verb of saying, or of "according to"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.annotate.attributions import offices, subjects
from align.annotate.grammar import participants, phrases, syntax
from align.annotate.grammar.finiteness import has_finite_auxiliary, reads_as_finite
from align.annotate.mentions import titles
from align.annotate.words import inflection, lexicon, voices

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from align.annotate.attributions.contents import Context

_IN_NOUN_PHRASE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON"})
_TO_SOMEBODY = frozenset({"tell", "inform", "notify", "assure", "remind", "brief"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_QUOTED = frozenset({"quoted", "quotes", "quote", "cited", "cites"})
_FAR_QUOTED = 10  # words between "quoted" and "as saying"
_QUOTES = frozenset("\"“”‘’'«»„`") | {"''", "``"}


def of_verb(verb: Token, around: Context) -> phrases.TokenRange | None:
    """The first and last word of who `verb` credits; None where the words name nobody."""
    found = _of_verb(verb, around)
    return None if found is None else offices.completed(found, verb)


def quoting(verb: Token, speaker: phrases.TokenRange) -> tuple[phrases.TokenRange, phrases.TokenRange] | None:
    """Who quotes the speaker of "saying", and the verb: "*The agency quoted* Reyes as saying", "was quoted by ..."."""
    above = _quoted_by(verb)
    if above is None:
        return None
    who = participants.agent(above) if syntax.is_passive(above) else syntax.subject(above)
    found = None if who is None else named(who)
    return None if found is None or found[0].i == speaker[0].i else (found, (above, above))


def _quoted_by(verb: Token) -> Token | None:
    """The verb above "as saying" in "quoted as saying"."""
    if verb.tag_ != "VBG" or verb.i < 2 or verb.nbor(-1).lower_ != "as":
        return None
    near = (verb.head, *reversed(verb.doc[max(verb.sent.start, verb.i - _FAR_QUOTED) : verb.i]))
    return next((token for token in near if token.lower_ in _QUOTED and token.i < verb.i), None)


def _of_verb(verb: Token, around: Context) -> phrases.TokenRange | None:
    sentence = around.sentence
    quoted = _quoted_by(verb)
    if quoted is not None and not syntax.is_passive(quoted):
        whom = next(iter(participants.objects(quoted)), None)
        return None if whom is None else named(whom)
    if inflection.lemma(verb) in lexicon.reporting().from_verbs:
        giver = next((noun for marker, noun in participants.obliques(verb) if marker == "from"), None)
        return None if giver is None else named(giver)
    if syntax.is_passive(verb) and not reads_as_finite(verb, sentence):
        doer = participants.agent(verb)
        return None if doer is None else named(doer)
    if is_inverted(verb, around):
        behind = _run_behind(verb, sentence)
        if behind is not None:
            return behind
    quoting = subjects.behind_quotation(verb, around) if reads_as_finite(verb, sentence, quoted=True) else None
    if quoting is not None:
        return _name_beside(quoting[1], quoting[1]) or quoting
    own = syntax.subject(verb)
    if own is not None and not _may_be_subject(own, verb, around):
        own = None
    if verb.tag_ != "VBG" and (own is None or own.tag_ not in ("WDT", "WP")):
        found = subjects.named_beside(verb, around) or (None if own is None else named(own))
        if found is None and (reads_as_finite(verb, sentence) or has_finite_auxiliary(verb)):
            found = subjects.before(verb, around)
        if found is not None:
            return _cleared(found, verb)
    shared = participants.governing_subject(_sharing(verb))
    if verb.tag_ == "VBG" and verb.i - 1 > sentence.start and verb.nbor(-1).ent_type_ == "PERSON":
        shared = verb.nbor(-1)  # "the film ends with Keller saying"
    if (
        shared is None
        or (shared.i > verb.i and verb.tag_ != "VBG")
        or syntax.is_expletive(shared)
        or around.holds(shared.i) not in (None, around.holds(verb.i))
    ):
        return None
    found = named(shared)
    return None if found is None else _cleared(found, verb)


def _may_be_subject(own: Token, verb: Token, around: Context) -> bool:
    """Whether the tree's subject of `verb` can be it: a noun before it, in the same quotation or in none."""
    if own.i > verb.i or syntax.is_expletive(own) or own.lower_ in voices.TIMES:
        return False
    return around.holds(own.i) == around.holds(verb.i)


def _cleared(found: phrases.TokenRange, verb: Token) -> phrases.TokenRange:
    """`found` without the verb, the clause before a comma, or an adverb at its end that a parser has put into it."""
    if found[1].i == verb.i - 1:
        found = _after_comma(found)
    if found[1].i == verb.i - 2 and verb.nbor(-1).text == ",":
        found = _before_comma(found)
    if not found[0].i < verb.i <= found[1].i:
        return found
    last = verb.nbor(-1)
    while last.i > found[0].i and last.is_punct:
        last = last.nbor(-1)
    return found[0], last


def _after_comma(found: phrases.TokenRange) -> phrases.TokenRange:
    """CASE: of "After the meeting, residents said" a parser may make one phrase; a list of names has its "and"."""
    words = found[0].doc[found[0].i : found[1].i + 1]
    commas = [token.i for token in words if token.text == ","]
    if not commas or commas[-1] >= found[1].i:
        return found
    hangs = found[0].i > found[0].sent.start and found[0].nbor(-1).pos_ in (
        "ADP",
        "SCONJ",
    )  # "*In* a letter to X and Y,"
    listed = words if not hangs else found[0].doc[commas[-1] : found[1].i + 1]
    if any(token.pos_ == "CCONJ" for token in listed):
        return found
    return found[0].doc[commas[-1] + 1], found[1]


def _before_comma(found: phrases.TokenRange) -> phrases.TokenRange:
    """CASE: of "Ida Holm, mayor of Lund, said" a parser may make two speakers."""
    words = found[0].doc[found[0].i : found[1].i + 1]
    comma = next((token.i for token in words if token.text == ","), None)
    if comma is None or comma == found[0].i or any(token.pos_ == "CCONJ" for token in words):
        return found
    return found[0], found[0].doc[comma - 1]


def named(noun: Token, *, owns: bool = False) -> phrases.TokenRange | None:
    """The words for the speaker that `noun` heads, or the name in apposition to it ("the mayor, Ana Ruiz").

    `owns` leaves out the "'s" of a possessor.
    """
    nominal = noun.pos_ in _IN_NOUN_PHRASE | {"X", "SYM"} or voices.looks_named(noun)
    if not nominal or not voices.can_speak(noun):
        return None
    first, last = phrases.owner_phrase(noun) if owns else phrases.noun_phrase(noun)
    name = _name_beside(noun, last) if noun.pos_ == "NOUN" else None
    if name is not None:
        return name
    while first.i < noun.i and (first.is_punct or first.text == "-"):
        first = first.nbor(1)
    if first.pos_ == "PROPN" and first.i > 0 and titles.opens_name(first.nbor(-1).text):
        first = first.nbor(-1)  # of "Mayor Ida Holm" a parser may make two subjects
    while first.i < noun.i and first.pos_ in ("ADV", "SCONJ", "ADP", "CCONJ") and first.lower_ != "both":
        first = first.nbor(1)  # "Now the mayor says ..."
    if noun.pos_ == "PROPN" and noun.ent_type_ == "PERSON":
        last = _without_place(noun, last)
    while last.i > noun.i and (last.lower_ in voices.TIMES or last.lower_ == "on"):
        last = last.nbor(-1)  # "the mayor on Thursday said"
    return first, last


def _without_place(noun: Token, last: Token) -> Token:
    """CASE: of "Keller in a new video" only the name speaks; "Ana Ruiz of Ohio" is told from others by it."""
    for token in noun.doc[noun.i + 1 : last.i + 1]:
        if token.pos_ == "ADP" and token.lower_ != "of":
            return token.nbor(-1)
    return last


def _name_beside(noun: Token, last: Token) -> phrases.TokenRange | None:
    """The person named between commas right behind the noun phrase of `noun`: "the mayor, Ana Ruiz, said"."""
    doc = noun.doc
    end = min(last.i + 3, len(doc))
    comma = next((i for i in range(noun.i + 1, end) if doc[i].text == ","), None)
    first = after = len(doc) if comma is None else comma + 1
    while after + 1 < len(doc) and (titles.opens_name(doc[after].text) or _is_title_of(doc[after])):
        after += 1
    if after >= len(doc) or doc[after].ent_type_ != "PERSON":
        return None
    while after + 1 < len(doc) and doc[after + 1].ent_iob_ == "I":
        after += 1
    closed = after + 1 >= len(doc) or doc[after + 1].is_punct
    return (doc[first], doc[after]) if closed else None


def _is_title_of(word: Token) -> bool:
    """ "*Representative* Ana Ruiz"."""
    return word.pos_ == "PROPN" and not word.ent_type_ and word.nbor(1).ent_type_ == "PERSON"


def is_inverted(verb: Token, around: Context) -> bool:
    """Whether `verb` stands behind what is said and before who says it: '...," said the mayor'."""
    sentence = around.sentence
    before = _previous_word(verb, sentence)
    if before is None and verb.i == sentence.start > 0:
        before = verb.nbor(-1)  # the sentence was cut behind the quotation
    if before is None or not (before.is_punct or is_quote(before)) or before.text in (":", ";", "("):
        return False
    if verb.tag_ == "VBG" or verb.i + 1 >= sentence.end or not begins_noun(verb.nbor(1)):
        return False
    behind = verb.nbor(1)
    if behind.tag_ == "PRP" and verb.i + 2 < sentence.end and verb.nbor(2).tag_ in _FINITE:
        return False  # '"Never," says he may run again': headlines leave out the subject
    if inflection.lemma(verb) in _TO_SOMEBODY:
        return False  # CASE: "the pastor of a church, told the paper": whom it is told stands behind the verb
    closed = before.i < sentence.start or around.closes(before.i) or (before.i > 0 and around.closes(before.i - 1))
    return closed or not (_clause_follows(verb, sentence) or _is_aside_before(before, verb, around))


def _clause_follows(verb: Token, sentence: Span) -> bool:
    """CASE: in "Calder Line, which owns it, says the ship is safe" a clause stands behind the verb, no speaker."""
    for i in range(verb.i + 1, min(verb.i + 10, sentence.end)):
        token = verb.doc[i]
        if token.tag_ in _FINITE:
            return True
        if token.is_punct or token.tag_ in ("WP", "WDT", "VBG", "IN"):
            return False
    return False


def _is_aside_before(comma: Token, verb: Token, around: Context) -> bool:
    """CASE: in "The firm, which owns it, announced a sale" nothing is said before the comma."""
    words = verb.doc[around.sentence.start : comma.i]
    verbs = [token for token in words if token.tag_ in _FINITE]
    return not any(syntax.clause_kind(syntax.clause_of(token)) not in ("relcl", "acl", None) for token in verbs)


def begins_noun(token: Token) -> bool:
    """Whether a noun phrase other than a time or an object pronoun may begin at `token`."""
    other = token.lower_ in voices.TIMES or token.lower_ in ("that", "it", "him", "them", "me", "us")
    return (token.pos_ in _IN_NOUN_PHRASE or token.is_currency) and not other


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
    found = named(top) or named(doc[start])  # "one of the officials *present*" is no head
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
        if not inside or token.lower_ in voices.TIMES:
            break
        last = i
    if last == verb.i:
        return None
    head = doc[last]
    if not voices.can_speak(head):
        return None
    found = phrases.noun_phrase(head)
    return doc[verb.i + 1], found[1] if found[1].i >= last else head


def _previous_word(verb: Token, sentence: Span) -> Token | None:
    i = verb.i - 1
    doc = verb.doc
    while i >= sentence.start and doc[i].pos_ in ("ADV", "AUX") and verb.i - i < 4:
        i -= 1
    return doc[i] if i >= sentence.start else None
