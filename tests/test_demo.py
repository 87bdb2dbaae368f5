"""`align demo` shows what it is there to show: tests/cases/demo.toml, phrase by phrase, and the committed example."""

from __future__ import annotations

import json
import re
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from align.cli import main
from align.cli.demo import ARTICLES
from align.render import to_html
from align.store import from_json

HERE = Path(__file__).parent
CASES: dict[str, Any] = tomllib.loads((HERE / "cases" / "demo.toml").read_text(encoding="utf-8"))
EXAMPLE = HERE.parent / "reports" / "example"
TEXTS = [files("align").joinpath("data", "demo", name).read_text(encoding="utf-8") for name in ARTICLES]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `align demo` writes."""
    written = tmp_path_factory.mktemp("demo")
    assert main(["demo", "-o", str(written)]) == 0
    return written


@pytest.fixture(scope="module")
def demo(folder: Path) -> dict[str, Any]:
    """comparison.json of the demo."""
    data: dict[str, Any] = json.loads((folder / "comparison.json").read_text(encoding="utf-8"))
    return data


def place(phrase: str) -> tuple[str, int, int]:
    """Source, start and end of a phrase; it must be in one of the articles."""
    for number, text in enumerate(TEXTS, 1):
        if phrase in text:
            start = text.index(phrase)
            return f"s{number}", start, start + len(phrase)
    raise AssertionError(f"no demo article says {phrase!r}")


def cover(demo: dict[str, Any], ids: list[str], phrase: str, number: int | None = None) -> float:
    """How much of a phrase the statements cover, 0..1; `number` is the article that it is to be found in."""
    if number is None:
        source, start, end = place(phrase)
    else:
        source, start = f"s{number}", TEXTS[number - 1].index(phrase)
        end = start + len(phrase)
    own = [s for s in demo["statements"] if s["id"] in ids and s["source"] == source]
    return sum(max(0, min(end, s["end"]) - max(start, s["start"])) for s in own) / (end - start)


@pytest.mark.parametrize("case", CASES["fact"], ids=lambda case: case["id"])
def test_a_fact_is_found_and_judged(demo: dict[str, Any], case: dict[str, Any]) -> None:
    found = [
        finding
        for finding in demo["findings"]
        if cover(demo, finding["statements"], case["left"], 1) >= 0.5
        and cover(demo, finding["statements"], case["right"], 2) >= 0.5
    ]
    assert len(found) == 1, "not aligned"
    told = [(d["kind"], d["severity"], d["relation"], d["explanation"]) for d in found[0]["discrepancies"]]
    assert found[0]["verdict"] == case.get("verdict", found[0]["verdict"]), told
    assert set(case.get("reports", [])) <= {kind for kind, *_ in told}, told


def test_the_toll_is_an_update_and_no_conflict(demo: dict[str, Any]) -> None:
    relations = [
        d["relation"]
        for finding in demo["findings"]
        for d in finding["discrepancies"]
        if d["kind"] == "number" and cover(demo, [v["statement"] for v in d["values"]], "Three people are dead") >= 0.5
    ]
    assert relations == ["updated"]


@pytest.mark.parametrize("phrase", CASES["not_statements"]["phrases"])
def test_furniture_makes_no_statement(demo: dict[str, Any], phrase: str) -> None:
    assert cover(demo, [statement["id"] for statement in demo["statements"]], phrase) < 0.3


@pytest.mark.parametrize("phrase", CASES["single_source"]["phrases"])
def test_what_one_source_says_is_said_to_be_alone(demo: dict[str, Any], phrase: str) -> None:
    assert cover(demo, [single["statement"] for single in demo["single_source"]], phrase) >= 0.5


def entities(demo: dict[str, Any], name: str) -> set[str]:
    """The ids of the entities that go by a name."""
    forms = {
        entity["id"]: {entity["name"], *(form for forms in entity["aliases"].values() for form in forms)}
        for entity in demo["entities"]
    }
    return {identifier for identifier, names in forms.items() if any(name in form.split(", ") for form in names)}


@pytest.mark.parametrize("case", CASES["one_entity"], ids=lambda case: case["names"][-1])
def test_names_of_one_are_linked(demo: dict[str, Any], case: dict[str, Any]) -> None:
    assert set.intersection(*(entities(demo, name) for name in case["names"]))


@pytest.mark.parametrize("case", CASES["two_entities"], ids=lambda case: case["names"][-1])
def test_names_of_two_are_kept_apart(demo: dict[str, Any], case: dict[str, Any]) -> None:
    for name in case["names"]:
        assert entities(demo, name), name
    assert not set.intersection(*(entities(demo, name) for name in case["names"]))


def test_the_articles_tell_who_published_them_and_when(demo: dict[str, Any]) -> None:
    assert [source["published"] for source in demo["sources"]] == CASES["published"]
    assert [source["outlet"] for source in demo["sources"]] == CASES["outlets"]
    assert [source["title"] for source in demo["sources"]] == CASES["titles"]
    assert {s["speaker"] for s in demo["statements"] if s["source"] == "s2"} <= {"Miriam Devlin", "Owen Brandt", None}


# ---- the committed example ---------------------------------------------------------------------------------------


def steady(value: Any) -> Any:
    """comparison.json without what may differ between machines: versions, hashes, a score's last digits."""
    if isinstance(value, dict):
        return {key: steady(item) for key, item in value.items() if key not in ("created_with", "settings")}
    if isinstance(value, list):
        return [steady(item) for item in value]
    return pytest.approx(value, abs=0.02) if isinstance(value, float) else value


def test_the_committed_example_is_what_the_demo_writes(demo: dict[str, Any]) -> None:
    committed = json.loads((EXAMPLE / "comparison.json").read_text(encoding="utf-8"))
    assert demo.keys() == committed.keys()
    for key in committed.keys() - {"created_with", "settings"}:
        assert demo[key] == steady(committed[key]), (
            f"{key}: run `align demo -o reports/example` and look at what changed"
        )


@pytest.mark.parametrize("where", ["demo", "example"])
def test_the_report_is_a_function_of_comparison_json(folder: Path, where: str) -> None:
    """What is shown is what is stored: a report made of the file is the report that was written beside it."""
    written = folder if where == "demo" else EXAMPLE
    stored = from_json((written / "comparison.json").read_text(encoding="utf-8"))
    assert to_html(stored) == (written / "report.html").read_text(encoding="utf-8")


def test_the_table_in_the_readme_quotes_the_articles() -> None:
    """Each quoted phrase of align/data/demo/README.md stands in an article, so that the table cannot grow stale."""
    readme = files("align").joinpath("data", "demo", "README.md").read_text(encoding="utf-8")
    rows = [line.split("|") for line in readme.splitlines() if line.startswith("| ") and not line.startswith("| Fact")]
    assert len(rows) > 15
    for row in rows:
        for cell, text in zip(row[2:4], TEXTS, strict=True):
            for quoted in re.findall(r'"([^"]+)"', cell):
                assert all(part.strip() in text for part in quoted.split("…")), quoted
