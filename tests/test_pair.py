"""Candidate pairs: found by what two statements share, in work that follows what is shared."""

from __future__ import annotations

import pytest

from align.models import AnnotatedArticle, Article, Mention, Quantity, Quotation, Span, Statement, Story, Token
from align.pair import candidates, keys_of


def statement(identifier: str, words: str, entity: str | None = None, number: float | None = None) -> Statement:
    """A statement of content words, the first of them naming `entity`, with a count of `number`."""
    tokens, position = [], 0
    for word in words.split():
        tokens.append(Token(Span(position, position + len(word)), word, word, "NOUN", True))
        position += len(word) + 1
    span = Span(0, len(words))
    mentions = (Mention(tokens[0].span, tokens[0].text, "PERSON", entity=entity),) if entity else ()
    quantities = (Quantity(span, "n", "count", number, number),) if number is not None else ()
    source = identifier.split(".")[0]
    return Statement(
        identifier, source, span, words, "body", 0, 0, mentions=mentions, quantities=quantities, tokens=tuple(tokens)
    )


def story(left: list[Statement], right: list[Statement]) -> Story:
    sources = [
        AnnotatedArticle(f"s{n}", Article("x"), tuple(side), "0" * 64) for n, side in enumerate((left, right), 1)
    ]
    return Story(tuple(sources), ())


FILLER = [f"filler{n}word" for n in range(6)]


@pytest.mark.parametrize(
    ("left", "right", "candidate"),
    [
        ({"words": "harbour strike"}, {"words": "strike pay"}, True),
        ({"words": "escalation feared"}, {"words": "escalating quarrel"}, True),
        ({"words": "Daesh attack", "entity": "e1"}, {"words": "ISIS raid", "entity": "e1"}, True),
        ({"words": "dead", "number": 12}, {"words": "victims", "number": 12}, True),
        ({"words": "dead", "number": 12}, {"words": "victims", "number": 20}, False),
        ({"words": "harbour strike"}, {"words": "school meal"}, False),
        ({"words": "vow", "entity": "e1"}, {"words": "vows", "entity": "e2"}, False),
    ],
)  # fmt: skip
def test_what_makes_a_candidate(left: dict[str, object], right: dict[str, object], candidate: bool) -> None:
    # Four statements before them, so that neither opens its article.
    before = [[statement(f"s{n}.{k}", f"{'lr'[n - 1]}{word}") for k, word in enumerate(FILLER[:4])] for n in (1, 2)]
    made = story([*before[0], statement("s1.9", **left)], [*before[1], statement("s2.9", **right)])  # type: ignore[arg-type]
    found = candidates(made)
    assert bool(found.masks["s1", "s2"][4, 4]) is candidate
    assert bool(found.shared("s1.9", "s2.9")) is candidate


def test_openings_are_candidates_whatever_they_hold() -> None:
    found = candidates(story([statement("s1.1", "alpha")], [statement("s2.1", "omega")]))
    assert found.masks["s1", "s2"].tolist() == [[True]]


def test_a_word_that_everything_holds_makes_no_candidates_in_a_long_text() -> None:
    left = [statement(f"s1.{n}", f"storm left{n}only") for n in range(100)]
    right = [statement(f"s2.{n}", f"storm right{n}only") for n in range(100)]
    mask = candidates(story(left, right)).masks["s1", "s2"]
    assert mask.sum() == 9  # the openings


def test_quoted_words_are_found_in_pairs() -> None:
    words = "we will not leave"
    said = statement("s1.1", words)
    marked = Statement(
        "s1.2", "s1", Span(0, 19), f"“{words}”", "body", 0, 0,
        quotations=(Quotation(Span(0, 19), Span(1, 18), words),),
        tokens=tuple(Token(Span(t.span.start + 1, t.span.end + 1), t.text, t.lemma, t.pos, False) for t in said.tokens),
    )  # fmt: skip
    assert keys_of(marked) == {"“we will”", "“will not”", "“not leave”"}
