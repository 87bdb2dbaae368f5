"""The report: a function of comparison.json alone, one page that loads nothing, and no word of an article as markup."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from report_builder import comparison, ferry, finding, long_pair, source, statement

from align.models import Alias, Article, Attribution, Comparison, Discrepancy, Entity, Evidence, Mention, Notice, Span
from align.render import to_html
from align.render.stem import stem
from align.store import from_json, to_json

VOID = {"br", "hr", "img", "input", "link", "meta"}
DRAWN = {"svg", "rect", "line", "circle", "pattern", "defs"}


def bare() -> Comparison:
    """Two articles of which nothing is known but the text, with nothing in common."""
    one, two = "The tram was late again.", "A baker won the lottery."
    return comparison(
        [
            source("s1", Article(one), [statement("s1", 1, one, one)]),
            source("s2", Article(two), [statement("s2", 1, two, two)]),
        ]
    )


def many(count: int = 7) -> Comparison:
    """One fact in `count` articles, two of them of one outlet, the rest of outlets with long names."""
    texts = [f"Snow closed {number} mountain passes on Sunday." for number in range(count)]
    said = [statement(f"s{n}", 1, text, text) for n, text in enumerate(texts, start=1)]
    outlets = [
        "Alpine Post",
        "Alpine Post",
        *(f"The Valley Messenger and Mountain Advertiser No. {n}" for n in range(count)),
    ]
    articles = [source(one.source, Article(one.text, outlets[n]), [one]) for n, one in enumerate(said)]
    return comparison(articles, [finding(1, "agreement", said, [one.source for one in said])])


def without_texts() -> Comparison:
    """The words of the statements are there, those of the articles are not."""
    full = ferry()
    return replace(full, sources=tuple(replace(one, article=replace(one.article, text="")) for one in full.sources))


MARKUP = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"' onmouseover='alert(3)' {{ 7*7 }} <!-- ]]>"
CONTROLS = "fine\u202ekcart\u2066 nul\x00 escape\x1b \x85 bell\x07 \ufffe"


def hostile(words: str = MARKUP, url: str | None = None) -> Comparison:
    """`words` wherever the words of articles, their pages or the model can stand."""
    text = f"Start {words} end."
    left = statement("s1", 1, text, text, speaker=words, kind="headline",
                     attribution=Attribution(words, words, Span(0, 5), outer=Attribution(words, "said", Span(0, 5))),
                     mentions=(Mention(Span(0, 5), "Start", "ORG", "e1"),))  # fmt: skip
    right = statement("s2", 1, text, text)
    reasons = (Evidence("words", words, 1.2), Evidence("prior", words, -1.0))
    told = finding(1, "discrepancy", [left, right], ("s1", "s2"), evidence=reasons, explanation=words,
                   discrepancies=[Discrepancy("detail", "major", "conflict", words, ())])  # fmt: skip
    made = comparison(
        [
            source("s1", Article(text, words, words, words, words, url), [left]),
            source("s2", Article(text, "Plain", None, url=url), [right]),
        ],
        [told],
        warnings=[Notice("no-date", words, "s1"), Notice("long", words)],
        entities=[Entity("e1", "ORG", words, (Alias("s1", (words,)), Alias("s2", (words,))))],
    )
    return replace(made, created_with=(("model", words),), settings=(("model", words),))


CASES: dict[str, Callable[[], Comparison]] = {
    "two": ferry,
    "three": lambda: ferry(third=True),
    "bare": bare,
    "many": many,
    "long": long_pair,
    "without texts": without_texts,
    "no statements": lambda: comparison([source("s1", Article("", "A"), []), source("s2", Article("", "B"), [])]),
    "one source": lambda: comparison([source("s1", Article("Rain.", "A"), [statement("s1", 1, "Rain.", "Rain.")])]),
    "markup": hostile,
    "controls": lambda: hostile(CONTROLS),
}
STORABLE = [name for name in CASES if name != "without texts"]  # there the offsets have no text to be checked against


class Page(HTMLParser):
    """What a browser finds in the page."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str, str]] = []
        self.inline: dict[str, list[str]] = {"style": [], "script": []}
        self.data = ""  # of the script element that is no script
        self.open: list[str] = []
        self.words = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes.extend((tag, name, value or "") for name, value in attrs)
        island = ("type", "application/json") in attrs
        if tag in self.inline and not island:
            self.inline[tag].append("")
        if tag not in VOID:
            self.open.append("data" if island else tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        closed = "script" if self.open[-1:] == ["data"] else self.open[-1] if self.open else ""
        assert closed == tag, f"</{tag}> closes {self.open[-3:]}"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "data":
            self.data += data
        elif self.open and self.open[-1] in self.inline:
            self.inline[self.open[-1]][-1] += data
        else:
            self.words += data

    def values(self, *names: str) -> list[str]:
        return [value for _, name, value in self.attributes if name in names]


@pytest.fixture(scope="module", params=CASES)
def page(request: pytest.FixtureRequest) -> tuple[Comparison, str, Page]:
    made = CASES[request.param]()
    html = to_html(made)
    return made, html, Page(html)


# ---- every case ----------------------------------------------------------------------------------------------------


def test_the_page_is_whole(page: tuple[Comparison, str, Page]) -> None:
    _, html, parsed = page
    assert html.startswith("<!doctype html>")
    assert html.rstrip().endswith("</html>")
    assert parsed.open == []
    assert parsed.tags["h1"] == parsed.tags["main"] == parsed.tags["title"] == 1
    assert ("html", "lang", "en") in parsed.attributes
    html.encode("utf-8")


def test_the_same_comparison_gives_the_same_bytes(page: tuple[Comparison, str, Page]) -> None:
    assert to_html(page[0]) == page[1]


def test_the_policy_allows_this_style_and_this_script_alone(page: tuple[Comparison, str, Page]) -> None:
    parsed = page[2]
    policies = [
        value for tag, name, value in parsed.attributes if (tag, name) == ("meta", "content") and "-src" in value
    ]
    assert len(policies) == 1
    rules = {rule.split()[0]: rule.split()[1:] for rule in policies[0].split(";")}
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == ["'none'"]
    for kind in ("style", "script"):
        assert len(parsed.inline[kind]) == 1
        digest = base64.b64encode(hashlib.sha256(parsed.inline[kind][0].encode()).digest()).decode()
        assert rules[f"{kind}-src"] == [f"'sha256-{digest}'"]
    assert set(rules) == {"default-src", "base-uri", "form-action", "style-src", "script-src", "img-src"}
    assert rules["img-src"] == ["data:"]


def test_nothing_is_loaded_and_only_the_sources_are_linked(page: tuple[Comparison, str, Page]) -> None:
    made, _, parsed = page
    known = {one.article.url for one in made.sources}
    assert parsed.values("src", "srcset", "action", "formaction", "background", "poster", "ping") == []
    assert parsed.values("style") == []
    assert not [name for _, name, _ in parsed.attributes if name.startswith("on")]
    for tag, name, value in parsed.attributes:
        if name in ("href", "xlink:href"):
            assert value.startswith("#") or value == "data:," or (tag == "a" and value in known), value
    allowed = {"html", "head", "meta", "title", "link", "style", "script", "body", "a", "bdi", "header", "footer",
               "main", "nav", "section", "article", "p", "h1", "h2", "h3", "h4", "ul", "ol", "li", "dl", "dt", "dd",
               "div", "span", "b", "strong", "kbd", "mark", "blockquote", "time", "details", "summary", "table",
               "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "form", "fieldset", "legend", "label", "input",
               "button", "output", "dialog", "template", "textarea", "select", "option",
               "progress", *DRAWN}  # fmt: skip
    assert set(parsed.tags) <= allowed
    style = parsed.inline["style"][0]
    assert "@import" not in style
    assert "http" not in style
    assert set(re.findall(r"url\((.*?)\)", style)) <= {"#hatch", "#dots"}


def test_every_link_has_its_target_and_every_finding_its_anchor(page: tuple[Comparison, str, Page]) -> None:
    made, _, parsed = page
    ids = Counter(parsed.values("id"))
    assert {id_ for id_, often in ids.items() if often > 1} == set()
    assert {value[1:] for value in parsed.values("href") if value.startswith("#")} <= set(ids)
    assert {word for value in parsed.values("aria-labelledby") for word in value.split()} <= set(ids)
    assert {one.id for one in made.findings} <= set(ids)


def test_every_statement_of_a_finding_is_shown(page: tuple[Comparison, str, Page]) -> None:
    made, _, parsed = page
    texts = {one.id: one.text for one in made.statements}
    for word in re.findall(r"\w+", " ".join(texts[id_] for one in made.findings for id_ in one.statements)):
        assert word in parsed.words


@pytest.mark.parametrize("name", STORABLE)
def test_the_report_is_a_function_of_the_json(name: str) -> None:
    made = CASES[name]()
    assert to_html(from_json(to_json(made))) == to_html(made)


def test_what_the_json_does_not_hold_changes_nothing() -> None:
    """Scores in full precision stand on the other side of a rounded per cent: 99.495 is 99% and 99.50 over 99%."""
    made = ferry()
    more = Evidence("words", "rocks", 0.04996)
    finer = replace(made, findings=tuple(
        replace(one, score=0.994951, pairs=tuple(
            replace(pair, score=0.994951, evidence=(more, *pair.evidence)) for pair in one.pairs))
        for one in made.findings))  # fmt: skip
    assert to_html(from_json(to_json(finer))) == to_html(finer)


# ---- hostile words -------------------------------------------------------------------------------------------------


def test_markup_in_articles_stays_words() -> None:
    html = to_html(hostile())
    parsed, harmless = Page(html), Page(to_html(hostile("harmless")))
    assert parsed.tags == harmless.tags
    assert {(tag, name) for tag, name, _ in parsed.attributes} == {(tag, name) for tag, name, _ in harmless.attributes}
    assert html.count("<script>") == 1
    assert parsed.words.count("<img src=x onerror=alert(2)>") > 10
    assert "{{ 7*7 }}" in parsed.words


@pytest.mark.parametrize("url", [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)", "data:text/html,<b>",
    "vbscript:x", "file:///etc/passwd", "//elsewhere.example/x", "http://", "https://[::1", "http:x", "relative/path",
    "http://a.example/\u202egnp.exe", "https://a.example/ space", 'java&#115;cript:alert(1)',
])  # fmt: skip
def test_only_plain_addresses_become_links(url: str) -> None:
    parsed = Page(to_html(hostile("words", url)))
    assert {value for value in parsed.values("href") if not value.startswith("#")} == {"data:,"}


@pytest.mark.parametrize("url", ["https://a.example/x?a=1&b=%22#c", "http://b.example", 'https://a.example/"onclick=1'])
def test_the_address_of_a_source_becomes_a_link(url: str) -> None:
    parsed = Page(to_html(hostile("words", url)))
    linked = [
        (tag, value) for tag, name, value in parsed.attributes if name == "href" and urlsplit(value).scheme == "https"
    ]
    linked = linked or [("a", value) for value in parsed.values("href") if value == url]
    assert set(linked) == {("a", url)}
    assert {"noopener", "noreferrer"} <= set(parsed.values("rel")[-1].split())


def test_no_control_character_is_printed() -> None:
    html = to_html(hostile(CONTROLS))
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]", html)
    assert "fine\ufffdkcart\ufffd nul\ufffd" in html


def test_lone_surrogates_can_be_written() -> None:
    assert "half \ufffd pair" in to_html(hostile("half \ud800 pair")).encode("utf-8").decode("utf-8")


# ---- what is shown -------------------------------------------------------------------------------------------------


def test_what_is_not_known_is_said_and_nothing_is_printed_as_none() -> None:
    words = Page(to_html(bare())).words
    assert "None" not in words
    assert words.count("no title known") == words.count("date unknown") == 2
    assert "Source 1" in words
    assert "Source 2" in words
    assert "No fact was found that more than one article tells." in words


def test_sources_are_called_what_the_explanations_call_them() -> None:
    """As align.judge names them: the whole outlet, and the source's number where two share an outlet."""
    html = to_html(many())
    for name in ("Alpine Post (1)", "Alpine Post (2)", "The Valley Messenger and Mountain Advertiser No. 4"):
        assert f"<h4><bdi>{name}</bdi></h4>" in html


def test_differences_come_first_and_the_uncertain_last() -> None:
    made = ferry()
    html = to_html(made)
    places = [html.index(f'<article class="finding {css}') for css in ("differ", "agree", "perhaps")]
    assert places == sorted(places)
    assert len(re.findall(r'<article class="finding ', html)) == len(made.findings)


def test_differing_values_are_marked_and_named() -> None:
    html = to_html(ferry())
    assert re.search(r'<mark class="major" data-kind="number">(<span[^>]*>)*Twelve', html)
    assert re.search(r'<mark class="minor" data-kind="attribution">(<span[^>]*>)*Hovden', html)


def test_forms_of_one_word_and_names_of_one_thing_are_not_marked_as_lacking() -> None:
    one, two = "The harbour council plans a ferry.", "A new ferry is planned by the council, Vik says."
    sides = [statement("s1", 1, one, one), statement("s2", 1, two, two)]
    made = comparison([source("s1", Article(one, "A"), sides[:1]), source("s2", Article(two, "B"), sides[1:])],
                      [finding(1, "agreement", sides, ("s1", "s2"))])  # fmt: skip
    marked = re.findall(r'<span class="x">(.*?)</span>', to_html(made).split('id="differences"')[1].split("<footer")[0])
    assert marked == ["harbour", "new", "Vik says"]


@pytest.mark.parametrize("forms", [
    "says said say saying", "ferry ferries", "planned plan plans planning", "injury injured injuries",
    "passes passed pass", "hoped hoping hope hopes", "died dies dying dead", "bus buses", "move moved moving",
    "ran run running runs",
])  # fmt: skip
def test_forms_of_a_word_have_one_stem(forms: str) -> None:
    assert len({stem(word) for word in forms.split()}) == 1


@pytest.mark.parametrize(
    "others", ["news new", "officer office", "red r", "us u", "will would", "number numb", "1990s 1990"]
)
def test_other_words_have_other_stems(others: str) -> None:
    assert len({stem(word) for word in others.split()}) == 2


def test_two_long_articles_make_a_small_page() -> None:
    made = long_pair(1100)
    assert sum(len(one.article.text.split()) for one in made.sources) > 2000
    assert len(made.findings) > 30
    assert len(to_html(made).encode("utf-8")) < 300_000


# ---- what the review works with ------------------------------------------------------------------------------------


def test_the_data_of_the_review_is_what_the_comparison_holds(page: tuple[Comparison, str, Page]) -> None:
    """In every case, hostile words and control characters too."""
    made, _, parsed = page
    data = json.loads(parsed.data)
    assert data["mode"] == "file"
    assert [finding["id"] for finding in data["findings"]] == [one.id for one in made.findings]
    assert sorted(text for _, _, text, _ in data["statements"]) == sorted(one.text for one in made.statements)
    keys = {finding["id"]: finding["key"] for finding in data["findings"]}
    assert sorted(parsed.values("data-key")) == sorted(keys.values())


def test_a_character_that_is_replaced_on_the_page_does_not_break_the_data() -> None:
    made = ferry()
    first = replace(made.statements[0], text="A \x7f </script> & \u202e \u2028 <!-- end")
    parsed = Page(to_html(replace(made, statements=(first, *made.statements[1:]))))
    assert first.text in [text for _, _, text, _ in json.loads(parsed.data)["statements"]]
