"""Which words can be credited with what is said: names, pronouns, persons, bodies, documents; no other things."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from align.annotate import gazetteer, inflection, lexicon, phrases

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
_SHORTEST_IST = 6  # letters of a person on -ist or -ian: "cellist", not "list"


def can_speak(noun: Token) -> bool:
    """Whether the phrase that `noun` heads can be credited with what is said."""
    word = noun.lower_
    if word in NOBODY or word in TIMES or (word in gazetteer.CALENDAR and noun.ent_type_ != "PERSON"):
        return False
    if noun.pos_ in ("PRON", "PROPN") or noun.ent_type_ in _NAMED or word in MANY:
        return noun.tag_ not in ("WP", "WDT", "PRP$")
    if noun.pos_ in ("NUM", "DET"):
        return noun.pos_ == "NUM" and word.isalpha()
    if noun.pos_ == "ADJ":  # "the wounded", "the two other"
        return speaks(word) or phrases.determiner(noun) is not None
    if word[-1:].isdigit():
        return False
    return speaks(inflection.lemma(noun)) or speaks(word) or _names_somebody(noun)


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
