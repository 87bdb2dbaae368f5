"""Scores: a sum of named evidence, from rare shared words, names, phrases, quotations and what stands around."""

from __future__ import annotations

import numpy as np
import pytest

from align.link import link
from align.models import AnnotatedArticle, Article, Attribution, DateMention, Mention, Quantity, Span, Statement, Token
from align.score import score
from align.score.facts import longest_run, meet, same_number, speaker
from align.score.model import NEXT_TO, next_to, standing
from align.score.terms import terms, terms_of

LEFT = ["harbour pilot drown storm", "council raise ferry fare", "market reopen spring", "pilot family mourn"]
RIGHT = ["storm drown harbour pilot", "ferry fare rise", "school meal cost", "choir sing square"]


def statement(identifier: str, words: str, offset: int, **more: object) -> Statement:
    tokens, position = [], offset
    for word in words.split():
        tokens.append(Token(Span(position, position + len(word)), word, word.lower(), "NOUN", True))
        position += len(word) + 1
    number = int(identifier.split(".")[1])
    span = Span(offset, offset + len(words))
    return Statement(
        identifier, identifier.split(".")[0], span, words, "body", number, number, tokens=tuple(tokens), **more
    )  # type: ignore[arg-type]


def source(name: str, lines: list[str]) -> AnnotatedArticle:
    made, position = [], 0
    for number, line in enumerate(lines, 1):
        made.append(statement(f"{name}.{number}", line, position))
        position += len(line) + 2
    return AnnotatedArticle(name, Article("\n\n".join(lines)), tuple(made), name * 32)


@pytest.fixture(scope="module")
def scored() -> object:
    return score(link([source("s1", LEFT), source("s2", RIGHT)]), {})


def test_the_evidence_of_a_pair_sums_to_its_score(scored: object) -> None:
    for left in ("s1.1", "s1.2", "s1.4"):
        for right in ("s2.1", "s2.3"):
            pair = scored.pair(left, right)  # type: ignore[attr-defined]
            logit = sum(e.weight for e in pair.evidence)
            assert pair.score == pytest.approx(1 / (1 + np.exp(-logit)), abs=1e-3)


def test_rare_shared_words_beat_none_and_are_named(scored: object) -> None:
    matrix = scored.matrix("s1", "s2")  # type: ignore[attr-defined]
    assert matrix[0].argmax() == 0
    assert matrix[1].argmax() == 1
    assert matrix[0, 0] > 0.5 > matrix[2, 3]
    words = next(e for e in scored.pair("s1.1", "s2.1").evidence if e.kind == "words")  # type: ignore[attr-defined]
    assert {"harbour", "pilot", "drown", "storm"} <= set(words.text.replace(",", "").split())


def test_the_order_of_two_ids_does_not_matter(scored: object) -> None:
    assert scored.pair("s2.1", "s1.1") == scored.pair("s1.1", "s2.1")  # type: ignore[attr-defined]


def test_an_entity_is_one_term_however_it_is_named_and_a_title_is_part_of_it() -> None:
    words = "Mayor Ewa Lis opened bridge"
    named = statement("s1.1", words, 0, mentions=(Mention(Span(6, 13), "Ewa Lis", "PERSON", "e7", "Mayor"),))
    assert terms_of(named) == ("@e7", "opened", "bridge")


def test_a_word_of_every_statement_weighs_less_than_a_rare_one() -> None:
    made = terms([statement(f"s1.{n}", f"storm word{n}", 0) for n in range(60)])
    weights = dict(zip(made.names, made.weights, strict=True))
    assert weights["storm"] < weights["word7"] / 2


def test_related_words_are_near_and_values_are_not() -> None:
    made = terms([statement("s1.1", "vow promise monday friday escalate escalation continue continent", 0)])

    def alike(one: str, other: str) -> float:
        return float(made.likeness([made.numbers[one]], [made.numbers[other]])[0, 0])

    assert 0 < alike("vow", "promise") < 1
    assert alike("escalate", "escalation") == 1
    assert alike("monday", "friday") == 0
    assert alike("continue", "continent") < 1


def test_standing_lowers_hubs() -> None:
    logits = np.array([[3.0, 3.0, 3.0], [3.0, -3.0, -3.0]], dtype=np.float32)
    stands = standing(logits)
    assert stands[1, 0] > stands[0, 1] - 1e-6
    assert standing(np.array([[2.0]], dtype=np.float32)).tolist() == [[0.0]]


def test_what_stands_next_to_a_sure_pair_gains() -> None:
    gained = next_to(np.array([[8.0, -8.0, -8.0], [-8.0, -8.0, -8.0]], dtype=np.float32))
    assert gained[0, 1] == pytest.approx(NEXT_TO, abs=0.01)
    assert gained[1, 1] == pytest.approx(NEXT_TO, abs=0.01)
    assert gained[0, 2] < 0.01
    assert gained[0, 0] < 0.01  # not from itself


def test_values() -> None:
    twelve = Quantity(Span(0, 2), "12", "count", 12, 12)
    assert same_number(twelve, Quantity(Span(5, 11), "twelve", "count", 12, 12))
    assert not same_number(twelve, Quantity(Span(5, 8), "12%", "percent", 12, 12, "%"))
    day = DateMention(Span(0, 1), "Monday", "point", "2021-03-08", "2021-03-08")
    assert meet(day, DateMention(Span(0, 1), "this week", "interval", "2021-03-08", "2021-03-14"))
    assert not meet(day, DateMention(Span(0, 1), "Tuesday", "point", "2021-03-09", "2021-03-09"))
    assert not meet(day, DateMention(Span(0, 1), "one day", "point", None, None))
    assert longest_run("we will not leave".split(), "they said we will not go".split()) == 3


@pytest.mark.parametrize(
    ("who", "expected"), [("his office in Paris", "office"), ("He", None), ("Anna Berg", "berg"), ("police", "police")]
)
def test_speakers_are_compared_by_their_head_and_pronouns_left_open(who: str, expected: str | None) -> None:
    credited = statement("s1.1", "x", 0, attribution=Attribution(who, "said", Span(0, 1)))
    assert speaker(credited) == expected
