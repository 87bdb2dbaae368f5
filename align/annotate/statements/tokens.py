"""The words of a statement: surface form, lemma, part of speech, and whether the word carries content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.annotate.grammar.labels import kinds, texts, tokens
from align.annotate.words import inflection
from align.models import Span, Token

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan

CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM"})
NAMING = frozenset({"NOUN", "PROPN", "NUM"})
DROPPED = frozenset({"PUNCT", "SPACE"})
SYMBOLS = frozenset({"%", "$", "£", "€"})
# Verbs, adverbs and adjectives with hardly any meaning of their own: they stand in every story.
EMPTY = frozenset(
    "be have do get go come make take let begin seem become keep not never ever also just only even still very too so"
    " more most much many less least really quite rather then there here now well already again almost perhaps maybe"
    " however therefore thus meanwhile yet instead otherwise else how why when where such other same own certain"
    " able likely n't about up down out off over away back as".split()
)


def find(words: SpacySpan, offset: int, text: str) -> tuple[Token, ...]:
    """The tokens of `words` as the article `text` writes them, without punctuation, blanks and possessive endings."""
    found: list[Token] = []
    written = texts(words.doc)[words.start : words.end]
    for token, word, pos in zip(tokens(words), written, kinds(words), strict=True):
        if pos in DROPPED or token.tag_ == "POS" or not (word.isalnum() or _has_word(word)):
            continue
        start, lemma = token.idx + offset, inflection.lemma(token)
        span = Span(start, start + len(word))
        found.append(Token(span, span.of(text), lemma, pos, _is_content(pos, lemma, token.tag_)))
    return tuple(found)


def _is_content(pos: str, lemma: str, tag: str) -> bool:
    """Whether the word says something of what happened: no function word, auxiliary or empty adverb."""
    if pos not in CONTENT:
        return False
    if pos in NAMING:
        return True
    return lemma not in EMPTY and tag not in ("MD", "WRB", "EX", "PDT")


def _has_word(text: str) -> bool:
    return any(character.isalnum() for character in text) or text in SYMBOLS
