"""Which words can be credited with what is said: names, pronouns, persons, bodies, documents; no other things."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from align.annotate.grammar import phrases
from align.annotate.words import gazetteer, inflection, lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

NOBODY = frozenset(
    """i we you me us myself anyone anybody nobody everyone everybody there what which that this who whom whoever one
    something anything nothing these those""".split()
)
MANY = frozenset("many few several some others most both all".split())
TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight earlier later".split()
)
_NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC"})
_PERSON_ENDINGS = ("man", "men", "woman", "women", "person", "people", "ologist", "crat", "maker", "holder", "keeper")
_BEGINS = frozenset({":", ".", "!", "?", "…", "...", "-", "–", "—", "("})  # a capital behind these may be no name's
_INNER = str.maketrans("", "", "'’-")  # "O'Neill", "Al-Masri"
_SHORTEST_NAME = 2
_SHORTEST_IST = 6  # letters of a person on -ist or -ian: "cellist", not "list"


def can_speak(noun: Token) -> bool:
    """Whether the phrase that `noun` heads can be credited with what is said."""
    word = noun.lower_
    if word == "one" and noun.i + 1 < len(noun.doc) and noun.nbor(1).lower_ == "of":
        return True  # "one of the officials"
    if noun.i + 2 < len(noun.doc) and noun.nbor(1).lower_ == "of" and noun.nbor(2).lower_ in ("us", "you"):
        return False  # "all of us"
    if word in NOBODY or word in TIMES or (word in gazetteer.CALENDAR and noun.ent_type_ != "PERSON"):
        return False
    if looks_named(noun):
        return True
    if noun.pos_ in ("PRON", "PROPN") or noun.ent_type_ in _NAMED or word in MANY:
        return noun.tag_ not in ("WP", "WDT", "PRP$")
    if noun.pos_ in ("NUM", "DET"):
        return noun.pos_ == "NUM" and word.isalpha()
    if noun.pos_ == "ADJ":  # "the wounded", "the two other"
        return speaks(word) or phrases.determiner(noun) is not None
    if word[-1:].isdigit():
        return False
    return speaks(inflection.lemma(noun)) or speaks(word) or _names_somebody(noun)


def looks_named(word: Token) -> bool:
    """Whether `word` is written as a name, whatever a tagger makes of it: '"It will rain," *Frost* said'."""
    text = word.text
    if len(text) < _SHORTEST_NAME or not text[0].isupper() or text.isupper() or not text.translate(_INNER).isalpha():
        return False
    if word.ent_type_ == "PERSON":
        return True
    if word.lower_ in NOBODY or word.ent_type_ not in ("", *_NAMED):
        return False
    if word.is_sent_start or word.i == 0:  # "Frost said": no common noun stands there alone, but "Police", "Doctors"
        after = word.nbor(1) if word.i + 1 < len(word.doc) else word
        return word.tag_ == "NN" and after.tag_ == "VBD" and after.lower_ in lexicon.reporting().lemmas
    before = word.nbor(-1)
    opened = before.is_quote and not before.whitespace_
    return not opened and before.text not in _BEGINS and not speaks(word.lower_)


@cache
def speaks(lemma: str) -> bool:
    """Whether the common noun `lemma` is one of the nouns that can be speakers."""
    words = lexicon.speakers()
    last = lemma.rpartition("-")[2]
    if lemma in words.nouns or lemma in words.numbers or last in words.nouns:
        return True
    if last.endswith(_PERSON_ENDINGS):
        return True
    if len(last) >= _SHORTEST_IST and last.endswith(("ist", "ian", "neer", "teer")):
        return True
    if last.endswith("s") and not last.endswith("ss"):
        return speaks(last[:-1]) or (last.endswith("es") and speaks(last[:-2]))  # a plural left as it was
    return last not in words.not_persons and _does(last)


def _does(noun: str) -> bool:
    """Whether `noun` is who does what a listed verb says: "worker", "adviser", "planner", "investigator"."""
    if not noun.endswith(("er", "or")) or len(noun) < 5:
        return False
    stem, verbs = noun[:-2], inflection.known_verbs()
    doubled = stem[:-1] if stem[-1] == stem[-2] else stem
    return any(verbs.get(base) == base for base in (stem, stem + "e", doubled))


def _names_somebody(noun: Token) -> bool:
    """CASE: "the star Ana Ruiz" with the noun as its head."""
    after = noun.nbor(1) if noun.i + 1 < len(noun.doc) else noun
    return after.ent_type_ == "PERSON" and after.head.i == noun.i
