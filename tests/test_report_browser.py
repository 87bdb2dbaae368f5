"""The report in a real browser: nothing is loaded, every key and filter works, and everybody can read it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from report_builder import ferry, long_pair

from align.render import to_html

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
# In CI a test that cannot run is a test that fails: skipped for good, it would protect nothing.
REQUIRED = os.environ.get("CI", "").lower() in ("1", "true")
LIMIT = 10_000  # milliseconds that one action may take: slow machines are slow, hung pages hang

# Text and what it stands on, by selector: WCAG 2.2 AA asks 4.5 of all text that is not large.
ROLES = {
    "running text": "body",
    "a statement": ".finding blockquote",
    "a quiet line": ".about",
    "a link": ".about a",
    "the probability": ".score",
    "a chip: differ": ".chip.differ",
    "a chip: agree": ".chip.agree",
    "a chip: perhaps": ".chip.perhaps",
    "the main difference": ".differences .major",
    "its kind": ".differences .major .kind",
    "a small difference": ".differences .minor",
    "a marked value": "mark.major",
    "a small marked value": "mark.minor",
    "a word the others lack": ".finding .x",
    "a source's head": ".side h4",
    "the verdict in the summary": ".lead .differ",
    "a figure of the summary": ".column.alone .figure",
    "a warning": ".warnings li",
    "the contents": ".contents a",
    "a count of the contents": ".contents b",
    "what is not known": ".unknown",
    "what unfolds": "summary",
    "page furniture": ".text .furniture",
    "a passage that differs": ".text .p.differ",
    "a number on it": ".text .ref.differ",
    "a passage that agrees": ".text .p.agree",
    "a number on that": ".text .ref.agree",
    "a number of a possible one": ".text .ref.perhaps",
    "a button": ".filters button",
    "a note": ".note",
}
# Contrast of a colour with the backgrounds behind it, all laid over each other; `pseudo` looks at ::after.
CONTRAST = """([selector, pseudo]) => {
  const element = document.querySelector(selector);
  if (!element) return null;
  const parts = (colour) => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 });
    const context = canvas.getContext("2d");
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = context.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = (top, under) => [0, 1, 2].map((i) => top[i] * top[3] + under[i] * (1 - top[3]));
  const behind = [];
  for (let node = element; node; node = node.parentElement) behind.push(parts(getComputedStyle(node).backgroundColor));
  const ground = behind.reverse().reduce((under, top) => over(top, under), [255, 255, 255]);
  const ink = over(parts(getComputedStyle(element, pseudo).color), ground);
  const light = (colour) => {
    const [r, g, b] = colour.map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [low, high] = [light(ink), light(ground)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}"""


@dataclass
class Seen:
    """What a page did that nobody sees."""

    problems: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """The system's Chromium: nothing is downloaded for a test."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        if REQUIRED:
            raise
        pytest.skip("playwright is not installed")
    if found is None:
        reason = f"none of {', '.join(BROWSERS)} is installed"
        pytest.fail(reason) if REQUIRED else pytest.skip(reason)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a report with every verdict, a long list and a folded rest."""
    return write(tmp_path_factory.mktemp("report") / "report.html", to_html(ferry()))


def write(path: Path, html: str) -> str:
    path.write_text(html, encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def opened(browser: Any, report: str, request: pytest.FixtureRequest) -> Iterator[tuple[Any, Seen]]:
    """The report in a fresh window, which `window` above a test makes other than wide, light and scripted."""
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **getattr(request, "param", {})})
    page, seen = context.new_page(), Seen()
    page.set_default_timeout(LIMIT)
    page.on(
        "console", lambda message: seen.problems.append(message.text) if message.type in ("error", "warning") else None
    )
    page.on("pageerror", lambda error: seen.problems.append(str(error)))
    page.on("request", lambda sent: seen.requests.append(sent.url))
    page.goto(report)
    yield page, seen
    context.close()


def window(**options: Any) -> pytest.MarkDecorator:
    """The window that a test looks through."""
    return pytest.mark.parametrize("opened", [options], indirect=True, ids=[" ".join(options)])


def focused(page: Any) -> str:
    return str(page.evaluate("document.activeElement.id"))


def findings(page: Any) -> list[str]:
    """The ids of the findings that can be seen, in order."""
    return list(
        page.eval_on_selector_all(".finding", "all => all.filter(one => one.checkVisibility()).map(one => one.id)")
    )


# ---- a closed page -------------------------------------------------------------------------------------------------


def test_nothing_is_loaded_and_nothing_complains(opened: tuple[Any, Seen], report: str) -> None:
    page, seen = opened
    for key in "jjokt?":
        page.keyboard.press(key)
    page.keyboard.press("Escape")
    page.click(".filters [data-unfold]")
    page.emulate_media(media="print", color_scheme="dark")
    page.wait_for_load_state("networkidle")
    assert seen.problems == []
    assert [url for url in seen.requests if not url.startswith("data:")] == [report]


def test_the_policy_stops_what_it_does_not_name(opened: tuple[Any, Seen]) -> None:
    """The test above can fail: what somebody adds to the page is refused, and seen to be."""
    page, seen = opened
    page.evaluate("""() => {
        document.body.append(Object.assign(document.createElement("img"), { src: "https://elsewhere.example/x.png" }));
        document.body.append(Object.assign(document.createElement("script"), { textContent: "window.ran = true" }));
    }""")
    page.wait_for_timeout(100)
    assert page.evaluate("window.ran") is None
    assert len([problem for problem in seen.problems if "Content Security Policy" in problem]) == 2


# ---- keys, filters, folds ------------------------------------------------------------------------------------------


def test_j_and_k_walk_the_findings(opened: tuple[Any, Seen]) -> None:
    page, _ = opened
    ids = findings(page)
    assert len(ids) == 6
    walked = []
    for _ in range(len(ids) + 1):
        page.keyboard.press("j")
        walked.append(focused(page))
    assert walked == [*ids, ids[-1]]
    page.keyboard.press("k")
    assert focused(page) == ids[-2]
    top = page.evaluate("document.activeElement.getBoundingClientRect().top")
    assert 0 <= top < 900
    page.keyboard.press("g")
    assert page.evaluate("scrollY") == 0


def test_question_mark_opens_the_keys_and_escape_closes_them(opened: tuple[Any, Seen]) -> None:
    page, _ = opened
    page.keyboard.press("?")
    assert page.is_visible("#help")
    shown = page.inner_text("#help")
    assert {"j", "k", "/", "?", "o", "t", "g"} <= set(shown.split())
    page.keyboard.press("j")
    assert not page.evaluate("document.activeElement.closest('.finding')"), "keys wait while the help is open"
    page.keyboard.press("Escape")
    assert not page.is_visible("#help")
    page.click("[data-open-help]")
    assert page.is_visible("#help")
    page.click("#help button")
    assert not page.is_visible("#help")


def test_slash_finds_words(opened: tuple[Any, Seen]) -> None:
    page, _ = opened
    page.keyboard.press("/")
    page.keyboard.type("jjSteering")
    assert page.input_value(".filters [type=search]") == "jjSteering", "letters are letters there, not keys"
    assert findings(page) == []
    page.fill(".filters [type=search]", "STEERING captain")
    assert findings(page) == ["f0004"]
    assert page.inner_text(".filters output") == "1 of 6 findings"
    page.fill(".filters [type=search]", "")
    assert len(findings(page)) == 6
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert focused(page) in findings(page)


def test_verdicts_are_filtered_by_hand_and_by_key(opened: tuple[Any, Seen]) -> None:
    page, _ = opened
    page.check("input[value=agree]")
    assert findings(page) == ["f0003", "f0004", "f0005"]
    assert not page.is_visible("#differences")
    for key, count in (("1", 2), ("2", 3), ("3", 1), ("0", 6)):
        page.keyboard.press(key)
        assert len(findings(page)) == count, key
    assert page.is_visible("#differences")


def test_a_link_reaches_a_finding_that_a_filter_hides(opened: tuple[Any, Seen]) -> None:
    page, _ = opened
    page.check("input[value=agree]")
    page.click('.gists a[href="#f0001"]')
    page.wait_for_function("document.getElementById('f0001').checkVisibility()", timeout=LIMIT)
    assert page.evaluate("document.getElementById('f0001').getBoundingClientRect().top") >= 0


def test_reasons_and_the_rest_unfold(opened: tuple[Any, Seen]) -> None:
    page, _ = opened
    first = page.locator(".finding").first.locator(".reasons")
    assert not first.locator("table").first.is_visible()
    first.locator("summary").click()
    assert first.locator("table").first.is_visible()
    first.locator("summary").click()
    assert not first.locator("table").first.is_visible()
    page.keyboard.press("j")
    page.keyboard.press("o")
    assert page.locator(".reasons[open]").count() == 1
    page.click(".filters [data-unfold]")
    assert page.locator(".reasons[open]").count() == 6
    assert page.inner_text(".filters [data-unfold]") == "Fold all reasons"
    page.locator("#alone .rest summary").first.click()
    assert page.get_by_text("The last grounding on this route").first.is_visible()


def test_t_leads_to_the_full_text_and_a_passage_back(opened: tuple[Any, Seen]) -> None:
    page, _ = opened
    page.keyboard.press("j")
    page.keyboard.press("t")
    page.wait_for_function("location.hash.startsWith('#t-')", timeout=LIMIT)
    page.locator(".text .p.agree").first.click()
    page.wait_for_function("location.hash.startsWith('#f')", timeout=LIMIT)
    assert page.evaluate("location.hash.slice(1)") in findings(page)


# ---- without a script, narrow, dark, on paper ----------------------------------------------------------------------


@window(java_script_enabled=False)
def test_everything_is_readable_without_a_script(opened: tuple[Any, Seen]) -> None:
    page, _ = opened
    made = ferry()
    for one in made.findings:
        assert page.locator(f"#{one.id}").is_visible()
    assert not page.locator(".filters").is_visible(), "there is nothing to filter with"
    assert not page.locator("[data-open-help]").first.is_visible()
    page.locator(".reasons summary").first.click()
    assert page.locator(".reasons table").first.is_visible()
    assert "none of them badly hurt" in page.inner_text("#texts")


@window(viewport={"width": 390, "height": 800}, has_touch=True)
def test_a_phone_needs_no_sideways_scrolling(opened: tuple[Any, Seen], tmp_path: Path) -> None:
    page, _ = opened
    pages = {"ferry": page.url, "three": write(tmp_path / "three.html", to_html(ferry(third=True)))}
    for name, address in pages.items():
        page.goto(address)
        page.click(".filters [data-unfold]")
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, name
        wide = page.eval_on_selector_all(
            ".finding, .side, .text, blockquote, .waterfall",
            "all => all.filter(one => one.getBoundingClientRect().right > 391).map(one => one.className)",
        )
        assert wide == [], name


@window(viewport={"width": 390, "height": 800})
def test_sides_stand_below_each_other_on_a_phone_and_beside_elsewhere(opened: tuple[Any, Seen]) -> None:
    page, _ = opened
    lefts = "all => all.slice(0, 2).map(one => Math.round(one.getBoundingClientRect().left))"
    left, right = page.eval_on_selector_all(".finding .side", lefts)
    assert left == right
    page.set_viewport_size({"width": 1280, "height": 800})
    left, right = page.eval_on_selector_all(".finding .side", lefts)
    assert right > left + 300


@pytest.mark.parametrize(
    "opened", [{"color_scheme": "light"}, {"color_scheme": "dark"}], indirect=True, ids=["light", "dark"]
)
def test_text_stands_out_from_its_ground(opened: tuple[Any, Seen]) -> None:
    page, _ = opened
    found = {role: page.evaluate(CONTRAST, [selector, None]) for role, selector in ROLES.items()}
    found["the kind on a marked value"] = page.evaluate(CONTRAST, ["mark.major", "::after"])
    found["the kind on a small one"] = page.evaluate(CONTRAST, ["mark.minor", "::after"])
    assert {role for role, contrast in found.items() if contrast is None} == set(), "not on the page"
    assert {role: round(contrast, 2) for role, contrast in found.items() if contrast < 4.5} == {}


@window(color_scheme="dark")
def test_dark_is_dark(opened: tuple[Any, Seen]) -> None:
    page, _ = opened
    ground = (
        "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3).reduce((a, b) => a + Number(b), 0)"
    )
    assert page.evaluate(ground) < 120
    page.emulate_media(color_scheme="light")
    assert page.evaluate(ground) > 700
    page.emulate_media(color_scheme="dark", media="print")
    assert page.evaluate(ground) == 765, "paper is white whatever the screen is"


def test_on_paper_what_matters_is_unfolded_and_nothing_is_there_to_press(opened: tuple[Any, Seen]) -> None:
    page, _ = opened
    rest = page.get_by_text("The last grounding on this route").first
    assert not rest.is_visible()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert rest.is_visible()
    for selector in (".contents", ".filters", ".reasons", ".about a", ".skip"):
        assert not page.locator(selector).first.is_visible(), selector
    for selector in (".finding blockquote", ".differences", "#texts .text", "mark.major"):
        assert page.locator(selector).first.is_visible(), selector
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    assert not rest.is_visible()


# ---- for those who do not see it -----------------------------------------------------------------------------------


def test_headings_go_down_by_one_and_every_control_has_a_name(opened: tuple[Any, Seen]) -> None:
    page, _ = opened
    levels = page.eval_on_selector_all("h1, h2, h3, h4", "all => all.map(one => Number(one.tagName[1]))")
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    page.evaluate("document.getElementById('help').showModal()")
    nameless = page.eval_on_selector_all(
        "button, input, a[href], summary",
        """all => all.filter(one => !(one.textContent.trim() || one.labels?.[0]?.textContent.trim()
                                      || one.getAttribute("aria-label"))).map(one => one.outerHTML)""",
    )
    assert nameless == []


def test_the_first_tab_skips_to_the_findings(opened: tuple[Any, Seen]) -> None:
    page, _ = opened
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#differences"


def test_a_long_report_is_ready_at_once(opened: tuple[Any, Seen], tmp_path: Path) -> None:
    page, seen = opened
    page.goto(write(tmp_path / "long.html", to_html(long_pair(4000))))
    assert page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd") < 3000
    assert len(findings(page)) > 150
    assert seen.problems == []
