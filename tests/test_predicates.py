"""Predicates and their arguments, on sentences read by the shipped pipeline (tests/cases/predicates.toml)."""

from __future__ import annotations

from typing import Any

from parsing import Parsed, cases, parsed

from align.annotate import attributions, predicates
from align.models import Argument, Predicate

ALLOWED_MISSES = 5  # cases that another training of the pipeline may read wrong; see the list that the test prints


def _predicates(sentence: Parsed) -> tuple[Predicate, ...]:
    words, offset, quoted = sentence
    main = attributions.main_head(words, offset, attributions.find(words, offset, quoted))
    return predicates.find(words, offset, main)


def _written(argument: Argument) -> str:
    return (
        f"{argument.role}({argument.marker}):{argument.head}" if argument.marker else f"{argument.role}:{argument.head}"
    )


def _faults(case: dict[str, Any]) -> list[str]:
    text = case["text"]
    found = _predicates(parsed(text)[0])
    main = next((predicate for predicate in found if predicate.main), None)
    if main is None or main.lemma != case["main"]:
        return [f"main {main and main.lemma}"]
    faults = []
    if "tense" in case and main.tense != case["tense"]:
        faults.append(f"tense {main.tense}")
    if "negation" in case and (main.negation is None or main.negation.of(text) != case["negation"]):
        faults.append(f"negation {main.negation}")
    looked_at = [p for p in found if p.lemma == case.get("of", case["main"])]
    arguments = {_written(argument) for predicate in looked_at for argument in predicate.arguments}
    return faults + [f"{want} not in {sorted(arguments)}" for want in case["has"] if want not in arguments]


def test_cases() -> None:
    listed = cases("predicates")
    assert len(listed) >= 30
    wrong = [(case["text"], faults) for case in listed if (faults := _faults(case))]
    assert len(wrong) <= ALLOWED_MISSES, wrong


def test_spans_give_back_the_words() -> None:
    text = "It rained.\nThe old mayor of Lyon opened the bridge."
    found = _predicates(parsed(text)[1])
    assert [predicate.span.of(text) for predicate in found] == ["opened"]
    spans = {argument.role: argument.span.of(text) for argument in found[0].arguments}
    assert spans == {"agent": "The old mayor of Lyon", "patient": "the bridge"}


def test_at_most_one_main() -> None:
    for text in ("The mayor said the museum will open and the zoo will close.", "Heavy rain in Lyon", "..."):
        for sentence in parsed(text):
            assert sum(predicate.main for predicate in _predicates(sentence)) <= 1


def test_negation_of_the_main_predicate_only() -> None:
    found = {p.lemma: p.negation for p in _predicates(parsed("The mayor said the bridge was not repaired.")[0])}
    assert found["say"] is None
    assert found["repair"] is not None
