"""The review in a real browser: every key and button, two tabs, a server that dies, the file that reviews itself."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from report_builder import ferry, long_pair
from review_server import Running, hosting, keep, serving, start
from test_report_browser import CONTRAST, browser  # noqa: F401 - a fixture
from test_review import KEYS, MADE, decision, verdicts

import align
from align.models import Comparison
from align.models.content import statement_keys
from align.render import to_html
from align.review import Decision, fold, read
from align.review.decisions import to_line
from align.review.log import parse
from align.review.state import to_redo, to_undo

LIMIT = 30_000  # milliseconds that one action may take on a busy machine


class Window:
    """A tab with what it complained of."""

    def __init__(self, context: Any, address: str) -> None:
        self.page = context.new_page()
        self.problems: list[str] = []
        self.requests: list[str] = []
        self.page.set_default_timeout(LIMIT)
        self.page.on(
            "console", lambda one: self.problems.append(one.text) if one.type in ("error", "warning") else None
        )
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.page.on("request", lambda sent: self.requests.append(sent.url))
        self.page.goto(address)

    def press(self, keys: str, decided: int | None = None) -> None:
        for key in keys:
            self.page.keyboard.press(key)
        if decided is not None:
            self.until(decided)

    def until(self, decided: int) -> None:
        """Wait until the bar says so."""
        self.page.wait_for_function(
            "count => document.querySelector('[data-told=progress]').textContent.startsWith(`${count} of `)",
            arg=decided,
        )

    def focus(self, finding: str) -> None:
        self.page.evaluate("id => document.getElementById(id).focus()", finding)

    def card(self, finding: str) -> Any:
        return self.page.locator(f"[id='{finding}']")

    def told(self, finding: str) -> str:
        box = self.card(finding).locator(".review-told")
        return str(box.inner_text()) if box.count() else ""

    def focused(self) -> str:
        return str(self.page.evaluate("document.activeElement.closest('.finding')?.id ?? ''"))

    def message(self) -> str:
        return str(self.page.inner_text(".review-message"))

    def wait(self, expression: str, argument: Any = None) -> None:
        self.page.wait_for_function(expression, arg=argument)


@pytest.fixture
def context(browser: Any) -> Iterator[Any]:  # noqa: F811
    made = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    yield made
    made.close()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Running]:
    with hosting(keep(tmp_path / "served", MADE)) as running:
        yield running


@pytest.fixture
def window(context: Any, server: Running) -> Window:
    return Window(context, server.address)


def kept(running: Running) -> list[tuple[str, str]]:
    """What is in the file: actions with the ids of their findings."""
    ids = {key: id_ for id_, key in KEYS.items()}
    return [(one.action, ids.get(one.finding, "")) for one in read(running.folder / "decisions.jsonl")]


def in_order(window: Window) -> list[str]:
    return [str(id_) for id_ in window.page.eval_on_selector_all(".finding", "all => all.map(one => one.id)")]


# ---- served: keys and buttons --------------------------------------------------------------------------------------


def test_findings_are_settled_without_leaving_the_keyboard(window: Window, server: Running) -> None:
    order = in_order(window)
    window.press("j")
    for count, (key, action) in enumerate(zip("yxad", ("confirm", "reject", "verdict", "verdict"), strict=True), 1):
        assert window.focused() == order[count - 1], "the next undecided one comes by itself"
        window.press(key, decided=count)
        window.wait("id => document.activeElement.id === id", order[count])
        assert kept(server)[-1] == (action, order[count - 1])
    assert "they differ — confirmed by Ana" in window.told(order[0])
    assert "not the same fact — rejected by Ana" in window.told(order[1])
    assert "machine: they differ" in window.told(order[1])
    assert [one.verdict for one in read(server.folder / "decisions.jsonl")][2:] == ["agreement", "discrepancy"]
    assert window.page.evaluate("document.querySelector('.review-bar progress').value") == 4
    assert window.problems == []


def test_skip_goes_on_and_comes_back_at_the_end(window: Window, server: Running) -> None:
    order = in_order(window)
    window.press("j")
    window.press("s")
    window.wait("id => document.activeElement.id === id", order[1])
    assert "passed over" in window.told(order[0])
    for count in range(1, len(order)):
        window.press("y", decided=count)
    window.wait("id => document.activeElement.id === id", order[0])
    window.press("y", decided=len(order))
    window.press("n")
    assert window.message() == "All findings are decided."


def test_undo_and_redo_by_key_and_by_mouse(window: Window, server: Running) -> None:
    order = in_order(window)
    window.press("j")
    window.press("y", decided=1)
    window.press("x", decided=2)
    window.press("u", decided=1)
    window.wait("id => document.activeElement.id === id", order[1])
    assert window.told(order[1]) == ""
    window.page.click("[data-act=undo]")
    window.until(0)
    assert window.page.is_disabled("[data-act=undo]")
    window.press("r", decided=1)
    window.page.click("[data-act=redo]")
    window.until(2)
    assert window.page.is_disabled("[data-act=redo]")
    assert [action for action, _ in kept(server)] == ["confirm", "reject", "undo", "undo", "redo", "redo"]
    assert verdicts(read(server.folder / "decisions.jsonl")) == {order[0]: "discrepancy", order[1]: "unrelated"}


def test_every_button_of_a_finding_does_what_its_key_does(window: Window, server: Running) -> None:
    card = window.card("f0003")
    card.scroll_into_view_if_needed()
    for count, (name, verdict) in enumerate(
        (("confirm", "agreement"), ("discrepancy", "discrepancy"), ("agreement", "agreement"), ("reject", "unrelated")),
        1,
    ):
        card.locator(f"button[data-do={name}]").click()
        window.wait("([id, name]) => document.querySelector(`[id='${id}'] [data-do=${name}]`).ariaPressed === 'true'",
                    ["f0003", name])  # fmt: skip
        assert len(kept(server)) == count
        assert verdicts(read(server.folder / "decisions.jsonl")) == {"f0003": verdict}
    card.locator("select[data-do=kind]").select_option("number")
    window.wait("() => document.querySelector('#f0003 .review-told').textContent.includes('they differ (number)')")
    last = read(server.folder / "decisions.jsonl")[-1]
    assert (last.verdict, last.kind) == ("discrepancy", "number")
    window.card("f0002").locator("button[data-do=skip]").click()
    window.wait("() => document.querySelector('#f0002 .review-told').textContent.includes('passed over')")
    window.page.click("[data-act=next]")
    assert window.focused() not in ("", "f0002", "f0003")


def test_a_note_is_typed_as_it_is_meant(window: Window, server: Running) -> None:
    window.focus("f0002")
    window.press("e")
    assert window.page.is_visible("#review-note")
    window.page.keyboard.type("yes, just ask <b>Ana</b> & co")  # letters that are keys elsewhere
    window.page.keyboard.press("Control+Enter")
    window.wait("() => document.querySelector('#f0002 .review-note')")
    assert window.told("f0002") == "Ana: yes, just ask <b>Ana</b> & co"
    window.press("e")
    window.page.keyboard.type("never mind")
    window.page.keyboard.press("Escape")
    window.card("f0002").locator("button[data-do=note]").click()
    window.page.fill("#review-note textarea", "second")
    window.page.click("#review-note button[value=ok]")
    window.wait("() => document.querySelectorAll('#f0002 .review-note').length === 2")
    assert [one.note for one in read(server.folder / "decisions.jsonl")] == ["yes, just ask <b>Ana</b> & co", "second"]
    assert kept(server)[0] == ("note", "f0002")


def test_decided_findings_are_hidden_and_shown_again(window: Window) -> None:
    order = in_order(window)
    window.press("j")
    window.press("y", decided=1)
    window.press("y", decided=2)
    window.press("h")
    assert not window.card(order[0]).is_visible()
    assert not window.card(order[1]).is_visible()
    assert window.card(order[2]).is_visible()
    window.page.keyboard.press("0")  # the report's own filter shows all, but not these
    window.page.wait_for_timeout(50)
    assert not window.card(order[0]).is_visible()
    window.press("y", decided=3)
    window.wait("id => !document.getElementById(id).checkVisibility()", order[2])
    assert window.focused() == order[3]
    window.page.reload()
    window.wait("id => !document.getElementById(id).checkVisibility()", order[2])
    window.page.click("[data-act=hide]")
    assert window.card(order[0]).is_visible()


def test_a_finding_is_split_by_key(window: Window, server: Running) -> None:
    whole = next(one for one in MADE.findings if len(one.sources) == len(one.statements) == 3)
    window.focus(whole.id)
    window.press("p")
    window.page.click("#review-split button[value=ok]")
    assert window.page.inner_text("#review-split .review-error") == "Tick some of the statements, and not all."
    window.page.locator("#review-split [name=part]").last.check()
    window.page.click("#review-split button[value=ok]")
    window.wait("id => !document.getElementById(id)", whole.id)
    assert kept(server) == [("split", whole.id)]
    part = next(
        one for one in fold(MADE, read(server.folder / "decisions.jsonl")).standings if one.unit.origin == "split"
    )
    assert len(part.unit.finding.statements) == 2
    window.wait("id => document.activeElement.id === id", part.unit.finding.id)
    assert "split by Ana" in window.told(part.unit.finding.id)
    window.press("y", decided=1)
    window.press("uu")
    window.wait("id => document.getElementById(id)", whole.id)
    two = next(one for one in MADE.findings if len(one.statements) == 2)
    window.focus(two.id)
    window.press("p")
    assert "press x" in window.message()


def test_two_findings_are_merged(window: Window, server: Running) -> None:
    window.focus("f0003")
    window.press("m")
    window.page.fill("#review-merge [type=search]", "injured")
    options = window.page.locator("#review-merge option")
    assert options.count() == 1
    window.page.click("#review-merge button[value=ok]")
    assert window.page.inner_text("#review-merge .review-error") == "Choose a finding."
    window.page.select_option("#review-merge select", index=0)
    window.page.click("#review-merge button[value=ok]")
    window.wait("() => !document.getElementById('f0003')")
    assert kept(server) == [("merge", "f0003")]
    assert len(in_order(window)) == len(MADE.findings) - 1
    assert window.problems == []


def test_two_statements_that_were_missed_are_aligned(window: Window, server: Running) -> None:
    keys = statement_keys(MADE)
    lone = [keys[one.statement] for one in MADE.single_source]
    left = next(keys[one.statement] for one in MADE.single_source if one.statement.startswith("s1"))
    same = next(key for key in lone if key != left and key in {keys[s.id] for s in MADE.sources[0].statements})
    right = next(keys[one.statement] for one in MADE.single_source if one.statement.startswith("s2"))
    window.press("l")
    shown = window.page.eval_on_selector_all("#review-align [name=left] option", "all => all.map(one => one.value)")
    assert sorted(shown) == sorted(lone)
    window.page.uncheck("#review-align [name=alone]")
    assert window.page.locator("#review-align [name=left] option").count() == len(keys)
    for other, told in ((None, "Choose one statement in each list."), (same, "Both are of one source.")):
        window.page.select_option("#review-align [name=left]", left)
        if other:
            window.page.select_option("#review-align [name=right]", other)
        window.page.click("#review-align button[value=ok]")
        assert window.page.inner_text("#review-align .review-error") == told
    window.page.select_option("#review-align [name=right]", right)
    window.page.check("#review-align [value=discrepancy]")
    window.page.click("#review-align button[value=ok]")
    window.wait("() => document.querySelector('.finding[id^=h]')")
    one = fold(MADE, read(server.folder / "decisions.jsonl")).standings[-1]
    assert (one.unit.origin, one.verdict) == ("align", "discrepancy")
    assert "they differ — put together by Ana" in window.told(one.unit.finding.id)


def test_what_is_decided_goes_out_and_comes_in_as_a_file(window: Window, server: Running, tmp_path: Path) -> None:
    window.focus("f0001")
    window.press("y", decided=1)
    lines = exported(window)
    assert lines == (server.folder / "decisions.jsonl").read_bytes()
    path = tmp_path / "ben.jsonl"
    path.write_bytes(lines + to_line(decision("reject", "f0003", reviewer="Ben")))
    with window.page.expect_file_chooser() as chooser:
        window.page.click("[data-act=import]")
    chooser.value.set_files(str(path))
    window.until(2)
    window.wait("() => document.querySelector('.review-message').textContent === '1 decisions imported.'")
    assert kept(server) == [("confirm", "f0001"), ("reject", "f0003")]


def test_the_finding_that_the_report_makes_current_is_decided(window: Window, server: Running) -> None:
    window.focus("f0001")
    window.page.evaluate("document.dispatchEvent(new CustomEvent('align:current', { detail: { id: 'f0004' } }))")
    window.press("x", decided=1)
    assert kept(server) == [("reject", "f0004")]


def test_the_help_tells_every_key(window: Window) -> None:
    window.press("?")
    assert set("yadxsepmlurnh") <= set(window.page.inner_text("#help").split())
    window.press("y")
    assert "0 of" in window.page.inner_text("[data-told=progress]"), "keys wait while the help is open"


def test_keys_without_a_finding_and_in_fields_do_no_harm(window: Window, server: Running) -> None:
    window.press("y")
    assert "Choose a finding first" in window.message()
    window.page.click(".filters [type=search]")
    window.page.keyboard.type("yaxd")
    assert kept(server) == []


# ---- served: stale, blind ------------------------------------------------------------------------------------------


def changed(made: Comparison) -> Comparison:
    first, *rest = made.findings
    return replace(made, findings=(replace(first, discrepancies=(), verdict="agreement"), *rest[1:]))


def test_stale_decisions_are_listed_and_decided_again(tmp_path: Path, context: Any) -> None:
    """f0001 has another verdict now, f0002 is gone."""
    folder = keep(tmp_path, changed(MADE))
    lines = [decision("confirm", "f0001"), decision("reject", "f0002"), decision("confirm", "f0003")]
    (folder / "decisions.jsonl").write_bytes(b"".join(map(to_line, lines)))
    with hosting(folder, "Ben") as running:
        window = Window(context, running.address)
        window.until(1)
        assert window.page.inner_text("[data-act=stale]") == "2 stale"
        window.page.click("[data-act=stale]")
        listed = window.page.locator("#review-stale li")
        assert listed.count() == 2
        assert "they differ — confirmed by Ana" in listed.nth(0).inner_text()
        assert "The finding has changed." in listed.nth(0).inner_text()
        assert "The finding is gone." in listed.nth(1).inner_text()
        assert lines[1].statements[0].words[:30] in listed.nth(1).inner_text()
        listed.nth(0).get_by_text("Decide it so again").click()
        window.until(2)
        assert window.page.inner_text("[data-act=stale]") == "1 stale"
        last = read(folder / "decisions.jsonl")[-1]
        assert (last.reviewer, last.verdict, last.replaces) == ("Ben", "discrepancy", lines[0].id)


def test_a_blind_page_shows_no_verdict_before_it_is_given(tmp_path: Path, context: Any) -> None:
    with hosting(keep(tmp_path, MADE), blind=True) as running:
        window = Window(context, running.address)
        page = window.page
        for selector in (".chip", ".score", ".reasons", ".differences", ".finding mark", "#glance"):
            assert page.locator(f"{selector} >> visible=true").count() == 0, selector
        source = page.content()
        for secret in (finding.explanation for finding in MADE.findings if finding.explanation):
            assert secret not in source
        for one in MADE.findings:
            assert all(difference.explanation not in source for difference in one.discrepancies)
        assert page.locator("button[data-do=confirm]").count() == 0
        assert page.eval_on_selector_all(
            ".findings h2", "all => all.filter(h => h.checkVisibility()).map(h => h.innerText)"
        ) == ["Findings"]
        assert "agree" not in page.locator(".findings:visible").aria_snapshot().lower().replace('button "agree', "")
        window.focus("f0001")
        window.press("y")
        assert "hidden" in window.message()
        window.press("a", decided=1)
        window.wait("() => document.querySelector('#f0001 .review-machine')")
        told = window.told("f0001")
        assert "they agree — decided by Ana" in told
        assert "machine: they differ (number), 9" in told
        assert window.card("f0002").locator(".review-machine").count() == 0
        window.press("u", decided=0)
        window.wait("() => !document.querySelector('#f0001 .review-machine')")


# ---- served: two tabs, a server that dies ---------------------------------------------------------------------------


def test_two_tabs_stay_in_step(context: Any, server: Running) -> None:
    one, two = Window(context, server.address), Window(context, server.address)
    one.page.bring_to_front()
    one.focus("f0001")
    one.press("y", decided=1)
    two.page.bring_to_front()
    two.until(1)
    assert "confirmed by Ana" in two.told("f0001")
    two.focus("f0003")
    two.press("x", decided=2)
    two.press("u", decided=1)
    two.press("m")
    two.page.select_option("#review-merge select", index=0)
    two.page.click("#review-merge button[value=ok]")
    two.wait("() => document.querySelector('.finding[id^=h]')")
    one.page.bring_to_front()
    one.wait("() => document.querySelector('.finding[id^=h]')")
    assert in_order(one) == in_order(two)
    assert one.problems == two.problems == []


def test_a_tab_that_is_late_decides_nothing_wrong(context: Any, server: Running) -> None:
    window = Window(context, server.address)
    window.page.route("**/state*", lambda route: route.fulfill(status=204))  # it hears nothing of the others
    assert server.decide(action="merge", finding=KEYS["f0001"], other=KEYS["f0003"])[0] == 200
    window.focus("f0001")
    window.press("x")
    window.wait("() => document.querySelector('.review-message').textContent.includes('no longer there')")
    window.wait("() => document.querySelector('.finding[id^=h]')")
    assert [action for action, _ in kept(server)] == ["merge"]


def test_a_server_that_is_killed_is_noticed_and_what_was_decided_is_there(tmp_path: Path, context: Any) -> None:
    folder = keep(tmp_path, MADE)
    running = start(folder, "--reviewer", "Ana")
    try:
        window = Window(context, running.address)
        window.press("j")
        window.press("y", decided=1)
        window.press("y", decided=2)
    finally:
        running.process.kill()
        running.process.communicate()
    window.press("y")
    window.wait("() => document.querySelector('.review-message').textContent.includes('align review has ended')")
    assert "2 of" in window.page.inner_text("[data-told=progress]"), "what is not kept is not shown as if it were"
    with serving(folder, "--reviewer", "Ana") as again:
        window = Window(context, again.address)
        window.until(2)
        window.press("u", decided=1)
        assert [action for action, _ in kept(again)] == ["confirm", "confirm", "undo"]


# ---- the file that reviews itself ----------------------------------------------------------------------------------


@pytest.fixture
def report(tmp_path: Path) -> str:
    path = tmp_path / "report.html"
    path.write_text(to_html(MADE), encoding="utf-8")
    return path.as_uri()


def exported(window: Window) -> bytes:
    with window.page.expect_download() as waiting:
        window.page.click("[data-act=export]")
    assert waiting.value.suggested_filename == "decisions.jsonl"
    return Path(waiting.value.path()).read_bytes()


def test_a_report_reviews_without_a_server_and_its_decisions_are_applied(
    context: Any, report: str, tmp_path: Path
) -> None:
    window = Window(context, report)
    window.press("jy")
    assert window.page.locator(".review-tools").count() == 0, "it is a report until somebody reviews it"
    window.page.click("[data-act=open]")
    window.page.fill("[name=reviewer]", "Cleo")
    window.page.keyboard.press("Tab")
    order = in_order(window)
    window.focus(order[0])
    window.press("y", decided=1)
    window.press("x", decided=2)
    window.press("a", decided=3)
    window.press("u", decided=2)
    window.press("u", decided=1)
    window.press("r", decided=2)
    window.focus(order[3])
    window.press("e")
    window.page.keyboard.type("ask again")
    window.page.keyboard.press("Control+Enter")
    window.wait("id => document.querySelector(`[id='${id}'] .review-note`)", order[3])
    lines = exported(window)
    decisions = parse(lines, "decisions.jsonl")
    assert {one.reviewer for one in decisions} == {"Cleo"}
    assert verdicts(decisions) == {order[0]: "discrepancy", order[1]: "unrelated"}
    state = fold(MADE, decisions)
    assert state.stale == ()
    assert [[note.note for note in one.notes] for one in state.standings if one.notes] == [["ask again"]]
    assert b"".join(map(to_line, decisions)) == lines, "letter by letter what align itself writes"
    assert "verdict" in align.to_html(MADE, decisions)
    assert [url for url in window.requests if not url.startswith(("data:", "blob:"))] == [report]
    assert window.problems == []
    folder = keep(tmp_path / "served", MADE)
    (folder / "mine.jsonl").write_bytes(lines)
    with serving(folder, "--import", str(folder / "mine.jsonl")) as running:
        Window(context, running.address).until(2)


def test_a_report_keeps_its_decisions_and_takes_others(context: Any, report: str, tmp_path: Path) -> None:
    window = Window(context, report)
    window.page.click("[data-act=open]")
    window.focus("f0001")
    window.press("y", decided=1)
    window.page.reload()
    window.until(1)
    assert "confirmed by" in window.told("f0001")
    others = [
        decision("reject", "f0003", reviewer="Ben"),
        decision("confirm", "f0002", reviewer="Ben", content="another"),
        replace(decision("reject", "f0001", reviewer="Ben"), finding="gone"),
    ]
    path = tmp_path / "ben.jsonl"
    path.write_bytes(b"".join(map(to_line, others)) + b'{"decision":1,"id":"half')
    window.page.set_input_files(".review-bar [type=file]", str(path))
    window.until(2)
    assert window.message() == "3 decisions imported."
    assert "rejected by Ben" in window.told("f0003")
    assert window.page.inner_text("[data-act=stale]") == "2 stale"
    bad = tmp_path / "bad.jsonl"
    bad.write_text("no\n{}\n", encoding="utf-8")
    window.page.set_input_files(".review-bar [type=file]", str(bad))
    window.wait("() => document.querySelector('.review-message').textContent.startsWith('Line 1 is not a decision')")
    decisions = parse(exported(window), "x")
    assert len(decisions) == 4
    assert len(fold(MADE, decisions).stale) == 2


def test_the_file_folds_decisions_as_align_does(context: Any, report: str) -> None:
    """Logs of two people, with undo and redo, decisions on what has changed and on what is gone."""
    window = Window(context, report)
    chance = random.Random(20210501)  # noqa: S311 - the same every time
    for _ in range(60):
        log: list[Decision] = []
        for _ in range(chance.randrange(25)):
            name = chance.choice(["Ana", "Ben"])
            action = chance.choice(["confirm", "reject", "verdict", "skip", "note", "undo", "undo", "redo"])
            if action in ("undo", "redo"):
                meant = (to_undo if action == "undo" else to_redo)(log, name)
                if meant:
                    log.append(decision(action, reviewer=name, of=meant.id))
                continue
            more = {"verdict": "agreement"} if action == "verdict" else {"note": "n"} if action == "note" else {}
            one = decision(action, chance.choice(sorted(KEYS)), reviewer=name, **more)
            odd = chance.random()
            log.append(replace(one, content="x") if odd < 0.1 else replace(one, finding="x") if odd < 0.2 else one)
        records = [json.loads(to_line(one)) for one in log]
        told = window.page.evaluate("records => review.fold(records, 'Ana')", records)
        state = fold(MADE, log)
        assert told["decided"] == state.decided
        for one in state.standings:
            shown = told["findings"][one.unit.finding.id]
            assert shown.get("settled", {}).get("id") == (one.settled.id if one.settled else None)
            assert bool(shown.get("skipped")) == one.skipped
            assert [note["id"] for note in shown.get("notes", [])] == [note.id for note in one.notes]
        assert sorted(one["id"] for one in told["stale"]) == sorted(one.id for one in state.stale)
        assert (told["undo"], told["redo"]) == (to_undo(log, "Ana") is not None, to_redo(log, "Ana") is not None)


def test_two_tabs_of_a_report_stay_in_step(context: Any, report: str) -> None:
    one, two = Window(context, report), Window(context, report)
    for window in (one, two):
        window.page.click("[data-act=open]")
    one.focus("f0001")
    one.press("y", decided=1)
    two.until(1)
    two.focus("f0003")
    two.press("x", decided=2)
    one.until(2)
    assert len(parse(exported(one), "x")) == 2


def test_a_report_reshapes_for_those_who_apply_it(context: Any, report: str) -> None:
    window = Window(context, report)
    window.page.click("[data-act=open]")
    window.focus("f0003")
    window.press("m")
    window.page.select_option("#review-merge select", index=0)
    window.page.click("#review-merge button[value=ok]")
    window.wait("() => document.querySelector('#f0003 .review-told')?.textContent.includes('merged')")
    keys = statement_keys(MADE)
    left, right = (next(keys[one.statement] for one in MADE.single_source if one.statement.startswith(source))
                   for source in ("s1", "s2"))  # fmt: skip
    window.press("l")
    window.page.select_option("#review-align [name=left]", left)
    window.page.select_option("#review-align [name=right]", right)
    window.page.click("#review-align button[value=ok]")
    window.wait("() => document.querySelector('.review-message').textContent.includes('are a finding now')")
    state = fold(MADE, parse(exported(window), "x"))
    assert [one.unit.origin for one in state.standings if one.unit.origin != "machine"] == ["merge", "align"]


def test_a_browser_that_keeps_nothing_says_so_and_still_exports(context: Any, report: str) -> None:
    context.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('no') } })")
    window = Window(context, report)
    window.page.click("[data-act=open]")
    window.focus("f0001")
    window.press("y", decided=1)
    assert "export your decisions" in window.message()
    assert len(parse(exported(window), "x")) == 1


# ---- for everybody -------------------------------------------------------------------------------------------------

ROLES = {
    "what was decided": ".review-status",
    "what the machine said": ".review-machine",
    "a note": ".review-note",
    "a button": ".review-tools button[data-do=skip]",
    "a pressed button": ".review-tools [aria-pressed=true]",
    "a key on a pressed button": ".review-tools [aria-pressed=true] kbd",
    "the list of kinds": ".review-tools select",
    "progress": ".review-progress",
    "a button of the bar": ".review-row [data-act=next]",
    "one that cannot be pressed": ".review-row [data-act=redo]",
    "a message": ".review-message",
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_review_stands_out_from_its_ground(window: Window, server: Running, scheme: str) -> None:
    window.page.emulate_media(color_scheme=scheme)
    server.decide(action="note", finding=KEYS["f0001"], note="look")
    server.decide(action="verdict", verdict="agreement", finding=KEYS["f0001"])
    window.until(1)
    window.page.evaluate("document.activeElement.blur()")
    window.card("f0001").scroll_into_view_if_needed()
    window.page.evaluate("document.querySelector('.review-message').textContent = 'message'")
    found = {role: window.page.evaluate(CONTRAST, [selector, None]) for role, selector in ROLES.items()}
    assert {role for role, contrast in found.items() if contrast is None} == set(), "not on the page"
    assert {role: round(contrast, 2) for role, contrast in found.items() if contrast < 4.5} == {}


def test_every_control_has_a_name_and_a_phone_needs_no_sideways_scrolling(window: Window) -> None:
    window.page.set_viewport_size({"width": 390, "height": 800})
    for dialog in ("review-note", "review-split", "review-merge", "review-align", "review-stale"):
        window.page.evaluate("id => document.getElementById(id).showModal()", dialog)
        assert window.page.evaluate("document.documentElement.scrollWidth") <= 390, dialog
        box = window.page.locator(f"#{dialog}").bounding_box()
        assert box["x"] >= 0, dialog
        assert box["x"] + box["width"] <= 390, dialog
        window.page.evaluate("id => document.getElementById(id).close()", dialog)
    nameless = window.page.eval_on_selector_all(
        "button, input, select, textarea, progress, [role=group], dialog",
        """all => all.filter(one => !(one.textContent.trim() || one.labels?.[0]?.textContent.trim()
            || one.getAttribute("aria-label") || one.getAttribute("aria-labelledby"))).map(one => one.outerHTML)""",
    )
    assert nameless == []
    window.focus("f0001")
    assert window.page.evaluate("document.documentElement.scrollWidth") <= 390


def test_on_paper_there_is_nothing_to_press_but_what_was_decided(window: Window, server: Running) -> None:
    server.decide(action="confirm", finding=KEYS["f0001"])
    window.until(1)
    window.page.emulate_media(media="print")
    for selector in (".review-bar", ".review-tools"):
        assert not window.page.locator(selector).first.is_visible()
    assert window.page.locator("#f0001 .review-status").is_visible()


def test_without_a_script_a_report_offers_no_review_and_a_result_shows_it(browser: Any, tmp_path: Path) -> None:  # noqa: F811
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for name, html in (("report", to_html(ferry())), ("final", align.to_html(MADE, [decision("reject", "f0003")]))):
        path = tmp_path / f"{name}.html"
        path.write_text(html, encoding="utf-8")
        page.goto(path.as_uri())
        assert not page.locator("#review-bar").is_visible()
        assert not page.locator("dialog").first.is_visible()
    assert page.locator("#decisions .review-status").inner_text().lower().startswith("not the same fact rejected")
    context.close()


def test_a_long_comparison_is_reviewed_as_quickly(tmp_path: Path, context: Any) -> None:
    made = long_pair(4000)
    with hosting(keep(tmp_path, made)) as running:
        window = Window(context, running.address)
        window.press("j")
        window.page.evaluate("window.before = performance.now()")
        window.press("yyyyy", decided=5)
        assert window.page.evaluate("performance.now() - window.before") < 5000
        assert window.page.locator(".review-tools").count() < len(made.findings) / 2
        assert json.loads(running.ask("GET", f"/{running.token}/state")[2])["decided"] == 5
