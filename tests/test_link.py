"""Entities: which names are one, within and across sources."""

from __future__ import annotations

import tomllib
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.link import link
from align.link.names import is_acronym_of, key, person, same_person
from align.models import AnnotatedArticle, Article, Attribution, Mention, Span, Statement, Story, Token

CASES = tomllib.loads((Path(__file__).parent / "cases" / "link.toml").read_text(encoding="utf-8"))["case"]


def mentioning(source: str, *names: str) -> AnnotatedArticle:
    """An article with one statement a name; "PERSON [Mrs.] Barton" is a person with a title."""
    text, statements = "", []
    for number, entry in enumerate(names, 1):
        label, _, rest = entry.partition(" ")
        title = None
        if rest.startswith("["):
            title, _, rest = rest[1:].partition("] ")
        before = f"Then {title} " if title else "Then "
        sentence = f"{before}{rest} came."
        span = Span(len(text), len(text) + len(sentence))
        at = Span(span.start + len(before), span.start + len(before) + len(rest))
        mention = Mention(at, rest, label, title=title)  # type: ignore[arg-type]
        statements.append(
            Statement(f"{source}.{number}", source, span, sentence, "body", number, number, mentions=(mention,))
        )
        text += sentence + "\n\n"
    return AnnotatedArticle(source, Article(text), tuple(statements), "0" * 64)


def entity(story: Story, statement: str) -> str | None:
    found = next(s for source in story.sources for s in source.statements if s.id == statement)
    return found.mentions[0].entity


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["why"])
def test_cases(case: dict[str, object]) -> None:
    story = link([mentioning("s1", *case["left"]), mentioning("s2", *case["right"])])  # type: ignore[misc]
    assert (entity(story, "s1.1") == entity(story, "s2.1")) is case["same"]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["why"])
def test_the_order_of_sources_does_not_matter(case: dict[str, object]) -> None:
    story = link([mentioning("s1", *case["right"]), mentioning("s2", *case["left"])])  # type: ignore[misc]
    assert (entity(story, "s1.1") == entity(story, "s2.1")) is case["same"]


def test_a_shared_last_name_goes_to_the_person_named_last_before() -> None:
    story = link(
        [mentioning("s1", "PERSON Anna Lindqvist", "PERSON Lindqvist", "PERSON Peter Lindqvist", "PERSON Lindqvist")]
    )
    ids = [entity(story, f"s1.{n}") for n in range(1, 5)]
    assert ids[0] == ids[1]
    assert ids[2] == ids[3]
    assert ids[0] != ids[2]


def test_a_last_name_goes_to_the_one_mostly_meant_rather_than_to_one_named_in_passing() -> None:
    story = link(
        [
            mentioning("s1", *["PERSON Anna Lindqvist"] * 3, "PERSON Peter Lindqvist", "PERSON Lindqvist"),
            mentioning("s2", "PERSON Peter Lindqvist", "PERSON Lindqvist"),
        ]
    )
    assert entity(story, "s1.5") == entity(story, "s1.1")
    assert entity(story, "s2.2") == entity(story, "s1.4")


def test_a_last_name_that_two_people_have_stays_open_where_nothing_tells() -> None:
    story = link([mentioning("s1", "PERSON Lindqvist", "PERSON Anna Lindqvist", "PERSON Peter Lindqvist")])
    assert len({entity(story, f"s1.{n}") for n in range(1, 4)}) == 3


def test_a_sort_of_body_alone_is_the_one_that_its_own_article_named() -> None:
    story = link(
        [
            mentioning("s1", "ORG Norwegian Foreign Ministry", "ORG Foreign Ministry"),
            mentioning("s2", "ORG Foreign Ministry"),
        ]
    )
    assert entity(story, "s1.1") == entity(story, "s1.2") != entity(story, "s2.1")


@pytest.mark.parametrize(
    ("names", "best", "label"),
    [
        (["PERSON INGRID SOLHEIM", "PERSON INGRID SOLHEIM", "PERSON Ingrid Solheim"], "Ingrid Solheim", "PERSON"),
        (["PERSON Solheim", "PERSON Solheim", "PERSON Ingrid Solheim"], "Ingrid Solheim", "PERSON"),
        (["PERSON Spokesperson Lena Harrow", "PERSON Lena Harrow"], "Lena Harrow", "PERSON"),
        (["ORG HARBOUR BOARD", "ORG HARBOUR BOARD", "ORG Harbour Board"], "Harbour Board", "ORG"),
        (["NORP Norwegian", "NORP Norwegians", "PLACE Norway"], "Norway", "PLACE"),
    ],
)
def test_an_entity_has_the_best_of_its_names(names: list[str], best: str, label: str) -> None:
    (found,) = link([mentioning("s1", *names)]).entities
    assert (found.name, found.label) == (best, label)


_NAMES = st.sampled_from(
    """PERSON Anna Lindqvist|PERSON Peter Lindqvist|PERSON Lindqvist|PERSON [Mrs.] Lindqvist|PERSON [Mr.] Lindqvist
    PERSON A. Lindqvist|PERSON Anna B. Lindqvist|PERSON Anna C. Lindqvist|PERSON Otto Brenner Jr.|PERSON Otto Brenner
    PERSON Brenner|PERSON Otto|ORG Bergen Seagulls|ORG Seagulls|ORG Bergen Police|PLACE Bergen|ORG Foreign Ministry
    ORG Norwegian Foreign Ministry|NORP Norwegian|PLACE Ubley, Somerset|PLACE Ubley|ORG HWA
    ORG Harbour Workers Association""".replace("\n    ", "|").split("|")
)


def together(story: Story) -> set[frozenset[str]]:
    """Which statements name one entity."""
    groups: dict[str | None, set[str]] = {}
    for source in story.sources:
        for statement in source.statements:
            groups.setdefault(statement.mentions[0].entity, set()).add(statement.id)
    return {frozenset(group) for group in groups.values()}


@settings(max_examples=60)
@given(st.lists(_NAMES, min_size=1, max_size=8), st.lists(_NAMES, min_size=1, max_size=8))
def test_swapping_the_sources_mirrors_the_result(left: list[str], right: list[str]) -> None:
    one, other = mentioning("s1", *left), mentioning("s2", *right)
    assert together(link([one, other])) == together(link([other, one]))


@settings(max_examples=60)
@given(st.lists(_NAMES, min_size=1, max_size=10))
def test_two_first_names_are_never_one_person(names: list[str]) -> None:
    story = link([mentioning("s1", *names), mentioning("s2", *names[::-1])])
    for person_ in story.entities:
        forms = {form for alias in person_.aliases for form in alias.forms}
        assert not {"Anna Lindqvist", "Peter Lindqvist"} <= forms
        assert not {"Anna B. Lindqvist", "Anna C. Lindqvist"} <= forms


def test_the_time_grows_with_the_number_of_names_not_with_its_square() -> None:
    def names(count: int) -> list[str]:
        syllables = [a + b for a in "bdfgklmnprst" for b in ("a", "e", "i", "o", "u")]
        words = [
            "".join(syllables[(n * k + k) % 60] for k in (1, 7, 13)) + syllables[n // 60 % 60] for n in range(count)
        ]
        people = [f"PERSON {words[n % 97].title()} {word.title()}" for n, word in enumerate(words)]
        bodies = [f"ORG {word.title()} {words[n % 89].title()} Works" for n, word in enumerate(words)]
        return [*people, *bodies]

    def seconds(count: int) -> float:
        article = mentioning("s1", *names(count))
        best = 1e9
        for _ in range(2):
            began = process_time()
            link([article])
            best = min(best, process_time() - began)
        return best

    assert seconds(2400) < 8 * seconds(600) + 0.2


def test_entities_list_their_forms_by_source_and_every_mention_points_at_one() -> None:
    story = link([mentioning("s1", "PERSON Ingrid Solheim", "PLACE Norway"), mentioning("s2", "PERSON Solheim")])
    solheim = next(e for e in story.entities if e.name == "Ingrid Solheim")
    assert [(a.source, a.forms) for a in solheim.aliases] == [("s1", ("Ingrid Solheim",)), ("s2", ("Solheim",))]
    known = {e.id for e in story.entities}
    assert all(m.entity in known for s in story.sources for st in s.statements for m in st.mentions)


def test_a_title_that_one_person_holds_stands_for_that_person() -> None:
    text = "Norwegian President Ingrid Solheim arrived. The Norwegian president spoke. The president left."
    sentences = [(0, 43), (44, 74), (75, 94)]
    mentions = [
        (
            Mention(Span(0, 9), "Norwegian", "NORP"),
            Mention(Span(20, 34), "Ingrid Solheim", "PERSON", title="President"),
        ),
        (Mention(Span(48, 57), "Norwegian", "NORP"),),
        (),
    ]
    statements = tuple(
        Statement(f"s1.{n}", "s1", Span(a, b), text[a:b], "body", 0, n, mentions=m)
        for n, ((a, b), m) in enumerate(zip(sentences, mentions, strict=True), 1)
    )
    story = link([AnnotatedArticle("s1", Article(text), statements, "0" * 64)])
    solheim = next(e.id for e in story.entities if e.name == "Ingrid Solheim")
    described = [
        m.text for s in story.sources[0].statements for m in s.mentions if m.entity == solheim and m.title is None
    ]
    assert described == ["The Norwegian president", "The president"]


@pytest.mark.parametrize(
    ("named", "description", "meant"),
    [
        ("Foreign Secretary Ingrid Solheim", "The foreign secretary", True),
        ("Secretary of State Ingrid Solheim", "The secretary of state", True),
        ("Secretary of State Ingrid Solheim", "The state", False),
        ("former President Ingrid Solheim", "The president", False),
        ("Vice President Ingrid Solheim", "The president", False),
    ],
)
def test_a_description_is_the_whole_title(named: str, description: str, meant: bool) -> None:
    text = f"{named} arrived. {description} spoke."
    at, end = text.index("Ingrid"), text.index(" arrived")
    holder = Mention(Span(at, end), "Ingrid Solheim", "PERSON", title=named.removesuffix(" Ingrid Solheim"))
    first = Span(0, end + 9)
    second = Span(end + 10, len(text))
    statements = (
        Statement("s1.1", "s1", first, first.of(text), "body", 0, 0, mentions=(holder,)),
        Statement("s1.2", "s1", second, second.of(text), "body", 0, 1),
    )
    story = link([AnnotatedArticle("s1", Article(text), statements, "0" * 64)])
    assert [m.text for m in story.sources[0].statements[1].mentions] == [description] * meant


def test_a_spokesman_is_not_the_one_he_speaks_for() -> None:
    text = "Solheim's spokesman said so."
    mention = Mention(Span(0, 7), "Solheim", "PERSON")
    credit = Attribution("Solheim's spokesman", "said", Span(0, 24), Span(0, 19))
    himself = Attribution("Solheim", "said", Span(0, 24), Span(0, 7))
    for attribution, linked in ((credit, False), (himself, True)):
        statement = Statement(
            "s1.1", "s1", Span(0, 28), text, "body", 0, 0, attribution=attribution, mentions=(mention,)
        )
        story = link([AnnotatedArticle("s1", Article(text), (statement,), "0" * 64)])
        made = story.sources[0].statements[0].attribution
        assert made is not None
        assert (made.entity is not None) is linked


def test_keys_drop_what_outlets_write_differently() -> None:
    assert key("the U.S.") == key("US") == ("us",)
    assert key("Da’esh") == ("daesh",)
    assert person(key("Karim al-Haddad, Jr.")) == ("karim", "haddad")
    assert same_person(("bob", "stone"), ("robert", "stone"))
    assert not same_person(("bob", "stone"), ("rita", "stone"))
    assert is_acronym_of(("who",), ("world", "health", "organization"))
    assert not is_acronym_of(("who",), ("health", "organization"))


def test_a_last_name_that_was_taken_for_a_word_is_found() -> None:
    def telling(source: str, text: str, *pos: str) -> AnnotatedArticle:
        tokens, at = [], 0
        for word, kind in zip(text.split(), pos, strict=True):
            at = text.index(word, at)
            tokens.append(Token(Span(at, at + len(word)), word, word.lower(), kind, content=True))
        statement = Statement(f"{source}.1", source, Span(0, len(text)), text, "body", 0, 0, tokens=tuple(tokens))
        return AnnotatedArticle(source, Article(text), (statement,), "0" * 64)

    full = mentioning("s1", "PERSON Lena Harrow")
    lone = link([full, telling("s2", "Harrow spoke first", "PROPN", "VERB", "ADV")])
    assert entity(lone, "s2.1") == entity(lone, "s1.1")
    street = link([full, telling("s2", "Harrow Street flooded", "PROPN", "PROPN", "VERB")])
    assert street.sources[1].statements[0].mentions == ()
    tool = link([full, telling("s2", "Harrow and plough", "NOUN", "CCONJ", "NOUN")])
    assert tool.sources[1].statements[0].mentions == ()
