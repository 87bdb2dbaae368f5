"""The whole of `annotate`: what every statement promises, and what the parts hand to each other."""

from __future__ import annotations

import ast
import hashlib
import re
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import align.annotate as package
from align.annotate import annotate, load_language, quotations
from align.annotate.language import LONGEST
from align.errors import InputError
from align.models import AnnotatedArticle, Article, Block, DateMention, Mention, Quantity, Span

HARBOUR = """Harbour Bridge to Close After Truck Fire

The city of Bergen will close the harbour bridge on Monday after a truck burned on it, Mayor Ida Holm said.

“We cannot take risks. The steel was hot for six hours,” Holm told reporters. “It has to be tested.”

Two drivers were hurt, and the police are looking for a third. If the tests go well, traffic will return in May.
"""


def article(text: str = HARBOUR, published: str | None = "2021-03-05") -> Article:
    paragraphs = [Span(*match.span()) for match in re.finditer(r"[^\n]+", text)]
    blocks = tuple(Block(span, "body" if number else "headline") for number, span in enumerate(paragraphs))
    return Article(text, published=published, blocks=blocks)


def annotated(given_article: Article) -> AnnotatedArticle:
    return annotate(given_article, "s1", load_language())


def uncovered(result: AnnotatedArticle) -> str:
    """The letters and digits of headline and body that are in no statement."""
    text = list(result.article.text)
    for statement in result.statements:
        text[statement.span.start : statement.span.end] = " " * len(statement.span)
    blocks = [block for block in result.article.blocks if block.kind != "furniture"]
    rest = "".join("".join(text[block.span.start : block.span.end]) for block in blocks)
    return "".join(character for character in rest if character.isalnum())


def check_promises(result: AnnotatedArticle) -> None:
    text = result.article.text
    assert uncovered(result) == ""
    assert [s.id for s in result.statements] == [f"s1.{n}" for n in range(1, len(result.statements) + 1)]
    reached = 0
    for statement in result.statements:
        assert statement.source == "s1"
        assert statement.span.start >= reached
        reached = statement.span.end
        assert statement.span.of(text) == statement.text == statement.text.strip()
        located: list[Mention | Quantity | DateMention] = [*statement.mentions, *statement.quantities, *statement.dates]
        for item in located:
            assert statement.span.contains(item.span)
            assert item.span.of(text) == item.text
        for quotation in statement.quotations:
            assert statement.span.contains(quotation.inner)
            assert quotation.inner.of(text) == quotation.text
        for token in statement.tokens:
            assert token.span.of(text) == token.text
        edges = [edge for mention in statement.mentions for edge in (mention.span.start, mention.span.end)]
        assert edges == sorted(edges)
        assert (statement.negation is not None) == (statement.polarity == "negated")


def test_statements_of_an_article() -> None:
    result = annotated(article())
    check_promises(result)
    assert [s.kind for s in result.statements][:2] == ["headline", "body"]
    assert result.id == "s1"
    assert result.sha256 == hashlib.sha256(HARBOUR.encode()).hexdigest()
    texts = [s.text for s in result.statements]
    assert "Two drivers were hurt" in texts
    assert "and the police are looking for a third." in texts
    assert "If the tests go well, traffic will return in May." in texts


def test_the_main_predicate_is_what_is_said() -> None:
    (statement,) = annotated(Article("The farmer said: “The rain came too late.”")).statements
    assert [predicate.lemma for predicate in statement.predicates if predicate.main] == ["come"]
    assert statement.attribution is not None
    assert statement.certainty == "reported"


def test_paragraphs_and_sentences_are_counted() -> None:
    result = annotated(article())
    assert [s.paragraph for s in result.statements] == sorted(s.paragraph for s in result.statements)
    assert {s.paragraph for s in result.statements} == {0, 1, 2, 3}
    drivers, police = (s for s in result.statements if "drivers" in s.text or "police" in s.text)
    assert drivers.sentence == police.sentence


def test_a_quotation_of_several_sentences_is_shared_out_with_its_speaker() -> None:
    result = annotated(article())
    quoted = [s for s in result.statements if s.quotations]
    assert [q.text for s in quoted for q in s.quotations] == [
        "We cannot take risks.",
        "The steel was hot for six hours,",
        "It has to be tested.",
    ]
    assert {q.speaker for s in quoted for q in s.quotations} == {"Holm"}
    assert {s.attribution.speaker for s in quoted if s.attribution} == {"Holm"}
    assert all(s.attribution for s in quoted)


def test_a_headline_is_parsed_in_sentence_case_and_shown_as_written() -> None:
    result = annotated(article())
    headline = result.statements[0]
    assert headline.text == "Harbour Bridge to Close After Truck Fire"
    assert [token.text for token in headline.tokens] == headline.text.split()
    assert "close" in [predicate.lemma for predicate in headline.predicates]


def test_dates_need_the_day_of_publication() -> None:
    dated = [d for s in annotated(article()).statements for d in s.dates if d.text == "Monday"]
    undated = [d for s in annotated(article(published=None)).statements for d in s.dates if d.text == "Monday"]
    assert dated[0].start is not None
    assert undated[0].start is None


def test_furniture_makes_no_statements() -> None:
    given_article = article()
    furniture = replace(given_article.blocks[-1], kind="furniture", reason="copyright")
    result = annotated(replace(given_article, blocks=(*given_article.blocks[:-1], furniture)))
    check_promises(result)
    assert not any("drivers" in s.text for s in result.statements)


def test_the_speaker_of_a_turn() -> None:
    text = "HOLM: The bridge is closed."
    blocks = (Block(Span(0, 6), "furniture", reason="label"), Block(Span(6, len(text)), "body", speaker="Ida Holm"))
    (statement,) = annotated(Article(text, blocks=blocks)).statements
    assert statement.text == "The bridge is closed."
    assert statement.speaker == "Ida Holm"


def test_a_text_without_blocks_is_read_by_paragraphs() -> None:
    text = "The bridge is closed.\nIt burned.\n\nThe road is open."
    result = annotated(Article(text))
    assert [(s.text, s.paragraph) for s in result.statements] == [
        ("The bridge is closed.", 0),
        ("It burned.", 0),
        ("The road is open.", 1),
    ]


def test_nothing_to_say() -> None:
    assert annotated(Article("")).statements == ()
    assert annotated(Article(" \n\n * * *\n\n“”\n")).statements == ()


def test_a_paragraph_without_end_is_parsed_in_parts() -> None:
    text = "The bridge is closed and the river is high. " * (LONGEST // 30)
    result = annotated(Article(text, blocks=(Block(Span(0, len(text)), "body"),)))
    check_promises(result)
    assert all(len(s.text) < 60 for s in result.statements)


@pytest.mark.parametrize("unit", ["a", '"', "“", ".", "1", "a.", "(", "'", "—", "_"])
def test_a_text_of_one_character_ends(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    check_promises(annotated(Article(text, blocks=(Block(Span(0, len(text)), "body"),))))


HOSTILE = ["“not not not” ", "“a,” he said. ", "said that he ", "1-", ": ", "_a", "Ann Lee, ", "“", "7"]


@pytest.mark.parametrize("unit", HOSTILE)
def test_a_word_takes_as_long_whatever_it_repeats(unit: str) -> None:
    """No unit costs many times what prose of as many words does, so a megabyte of it is read like one of prose."""
    prose = "The mayor said on Monday that the bridge was closed, and two drivers were hurt there. "
    words = len(re.findall(r"\w+|[^\w\s]", unit))
    taken = _seconds(unit * min(1000 // words, 5000 // len(unit)))
    assert taken < 8 * _seconds(prose * 55) + 0.2


def test_paragraphs_are_read_in_linear_time() -> None:
    """The time per paragraph of quotations and names does not grow with the number of paragraphs."""
    language, few, many = load_language(), 250, 4000
    paragraphs = [f"“I am done,” Ann Lee{'abcdefghij'[n % 10]} said." for n in range(many)]
    (_, doc), *_ = language.parse(Article(paragraphs[0]))

    def seconds(number: int) -> float:
        text = "\n".join(paragraphs[:number])
        starts = [match.start() for match in re.finditer("“", text)]
        parsed = [(Block(Span(start, start + len(doc.text)), "body"), doc) for start in starts]
        quoted = quotations.find(text, (block.span for block, _ in parsed))
        start = time.process_time()
        sentences = list(package._sentences(Article(text), parsed, quoted, ()))
        list(package._credited(sentences, quoted, ()))
        return time.process_time() - start

    assert seconds(many) < 2.5 * (many / few) * seconds(few)


def _seconds(text: str) -> float:
    language = load_language()
    given_article = Article(text, blocks=(Block(Span(0, len(text)), "body"),))
    start = time.process_time()
    annotate(given_article, "s1", language)
    return time.process_time() - start


SIGNS = ["\n", "\n\n", ".", ",", "“", "”", '"', "—", ";", "(", ")", "?", "’", "…", "'s", "60", "Mr.", "U.S."]
WORDS = st.sampled_from([*SIGNS, *"Obama said that the bridge fell but he left after because Monday not".split()])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(WORDS, max_size=60), st.booleans())
def test_promises_hold_for_any_text(words: list[str], shouted: bool) -> None:
    text = " ".join(words)
    check_promises(annotated(article(text.upper() if shouted else text)))


def test_the_same_article_gives_the_same_statements() -> None:
    assert annotated(article()) == annotated(article())


FOLDER = Path(package.__file__).parent
PACKAGES = sorted(path.parent for path in FOLDER.rglob("__init__.py"))


@pytest.mark.parametrize("folder", PACKAGES, ids=lambda folder: folder.name)
def test_the_table_of_a_package_names_every_file(folder: Path) -> None:
    told = ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))) or ""
    files = {path.stem for path in folder.glob("*.py")} | {path.name for path in PACKAGES if path.parent == folder}
    assert files - {"__init__"} == set(re.findall(r"`(\w+)(?:\.py|/)`", told))


# ---- the language pipeline ---------------------------------------------------------------------------------------


def test_a_language_is_loaded_once() -> None:
    assert load_language() is load_language(None)


def test_a_missing_pipeline_is_the_users_error() -> None:
    with pytest.raises(InputError, match="en_core_web_none"):
        load_language("en_core_web_none")


def test_a_pipeline_without_parser_is_refused(tmp_path: pytest.TempPathFactory) -> None:
    import spacy

    spacy.blank("en").to_disk(tmp_path / "blank")  # type: ignore[operator]
    with pytest.raises(InputError, match="no parser and no tagger") as error:
        load_language(str(tmp_path / "blank"))  # type: ignore[operator]
    assert "\n" not in str(error.value)
