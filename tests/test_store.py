"""comparison.json out and in, its schema, and files that are written whole or not at all."""

from __future__ import annotations

import errno
import json
import os
import signal
import sys
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, get_args

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from align import models
from align.errors import InputError, OutputError
from align.models import (
    Alias,
    AnnotatedArticle,
    Article,
    Attribution,
    Block,
    Comparison,
    Correction,
    DateMention,
    Discrepancy,
    Entity,
    Evidence,
    Finding,
    Mention,
    Notice,
    Pair,
    Quantity,
    Quotation,
    SharedRun,
    SharedText,
    Single,
    Span,
    Statement,
    Value,
)
from align.settings import Settings
from align.store import article_to_json, from_json, schema, settings_of, to_json, write_files
from align.version import SCHEMA_VERSION

LEFT = "Café fire: the owner, Zoë Brandl, said “it started upstairs” and 12.5 percent burned on Monday.\n\nAd"
RIGHT = "A fire did not reach the café’s ground floor, police said. No one was hurt."


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def example() -> Comparison:
    """A small comparison in which no field is left at its default everywhere."""
    left = Statement(
        id="s1.1",
        source="s1",
        span=Span(0, 92),
        text=LEFT[:92],
        kind="body",
        paragraph=0,
        sentence=0,
        speaker="Ana Host",
        attribution=Attribution(
            "Zoë Brandl", "said", span(LEFT, "Zoë Brandl, said"), span(LEFT, "Zoë Brandl"), "e1",
            Attribution("police", "according to", Span(0, 4)),
        ),
        quotations=(
            Quotation(span(LEFT, "“it started upstairs”"), span(LEFT, "it started upstairs"), "it started", "Z"),
        ),
        mentions=(Mention(span(LEFT, "Zoë Brandl"), "Zoë Brandl", "PERSON", "e1", "owner"),),
        quantities=(
            Quantity(span(LEFT, "12.5 percent"), "12.5 percent", "percent", 12.5, None, "%", "café", "burn", True),
        ),
        dates=(DateMention(span(LEFT, "Monday"), "Monday", "point", "2024-03-11", "2024-03-11", "burn", True),),
        certainty="reported",
        certainty_cue=span(LEFT, "said"),
    )  # fmt: skip
    right = Statement(
        id="s2.1",
        source="s2",
        span=Span(0, len(RIGHT)),
        text=RIGHT,
        kind="headline",
        paragraph=0,
        sentence=0,
        polarity="negated",
        negation=span(RIGHT, "not"),
    )
    blocks = (Block(Span(0, 92), "body", "Ana Host"), Block(Span(94, 96), "furniture", None, "navigation"))
    value = Value(("s1",), "s1.1", span(LEFT, "upstairs"), "upstairs", "up")
    finding = Finding(
        id="f1",
        fingerprint="abc",
        band="possible",
        verdict="discrepancy",
        score=0.8125,
        statements=("s1.1", "s2.1"),
        sources=("s1", "s2"),
        sources_missing=(),
        pairs=(Pair("s1.1", "s2.1", 0.8125, (Evidence("words", "fire", 1.25), Evidence("prior", "rare", -3.5))),),
        discrepancies=(
            Discrepancy(
                "polarity", "major", "conflict", "One denies it.", (value, Value(("s2",), "s2.1", None, "", ""))
            ),
        ),
        explanation="They differ.",
    )
    return Comparison(
        schema_version="1",
        created_with=(("align", "0.1.0"), ("model", "en_test 1.0"), ("settings", "0f0f")),
        settings=tuple((field.name, getattr(Settings(), field.name)) for field in fields(Settings)),
        warnings=(Notice("no-date", "It has no date.", "s2"), Notice("note", "All is well.")),
        sources=(
            AnnotatedArticle("s1", Article(LEFT, "Mail", "Fire", "2024-03-12", "A. B.", "https://e.org/", None, blocks),
                             (left,), "0" * 64),
            AnnotatedArticle("s2", Article(RIGHT), (right,), "f" * 64),
        ),
        entities=(Entity("e1", "PERSON", "Zoë Brandl", (Alias("s1", ("Zoë Brandl", "Brandl")), Alias("s2", ("Z",)))),),
        findings=(finding,),
        single_source=(Single("s2.1", 0.5),),
        statements=(left, right),
        corrections=(
            Correction("Zoë Brandl", "PERSON", ("Z",), ("Zoë B.",), ("Mail",), "names.toml", 2, True, 3, 1),
            Correction("Zürich", file="names.toml", entry=3, mentions=1),
        ),
        shared_text=(
            SharedText("s1", "s2", (SharedRun(span(LEFT, "started"), Span(0, 3), 1, True),), 0, 0.0, 0.5, "left", "M"),
        ),
    )  # fmt: skip


# ---- comparison.json ---------------------------------------------------------------------------------------------


def test_the_round_trip_is_exact() -> None:
    assert from_json(to_json(example())) == example()


def test_the_text_is_stable_and_readable() -> None:
    text = to_json(example())
    assert text == to_json(from_json(text))
    assert "Café" in text
    assert "“it started upstairs”" in text
    assert text.endswith("}\n")
    keys = ["schema_version", "created_with", "settings", "warnings", "sources"]
    keys += ["statements", "entities", "corrections", "findings", "single_source", "shared_text"]
    assert list(json.loads(text)) == keys


def test_scores_are_rounded_to_four_decimals() -> None:
    finding = replace(example().findings[0], score=0.123456789)
    pair = Pair("s1.1", "s2.1", 2 / 3, (Evidence("words", "a", -0.00001),))
    comparison = replace(example(), findings=(replace(finding, pairs=(pair,)),), single_source=(Single("s2.1", 1 / 3),))
    data = json.loads(to_json(comparison))
    assert data["findings"][0]["score"] == 0.1235
    assert data["findings"][0]["pairs"][0]["score"] == 0.6667
    assert data["single_source"][0]["salience"] == 0.3333
    assert "-0.0" not in to_json(comparison)  # the sign of nothing


def test_whole_numbers_have_no_decimal_point() -> None:
    twelve = Quantity(Span(0, 2), "12", "count", 12.0, 1e300)
    statement = replace(example().statements[1], quantities=(twelve,))
    text = to_json(replace(example(), statements=(example().statements[0], statement)))
    assert '"low": 12,' in text
    assert '"high": 1e+300,' in text


def test_statements_may_stand_with_their_sources_alone() -> None:
    assert from_json(to_json(replace(example(), statements=()))) == example()


def test_the_settings_come_back() -> None:
    comparison = replace(example(), settings=(("threshold", 0.75), ("model", "en_x"), ("of_the_future", 1)))
    assert settings_of(comparison) == Settings(threshold=0.75, model="en_x")


def test_one_article_has_the_shape_that_it_has_in_a_comparison() -> None:
    source = example().sources[0]
    noticed = replace(source, article=replace(source.article, notices=(Notice("no-date", "None."),)))
    told, whole = json.loads(article_to_json(noticed)), json.loads(to_json(example()))
    assert told["source"] == whole["sources"][0]
    assert told["statements"] == whole["statements"][:1]
    assert told["warnings"] == [{"source": None, "code": "no-date", "message": "None."}]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40))
def test_any_text_survives(text: str) -> None:
    comparison = replace(example(), warnings=(Notice("x", text),))
    assert from_json(to_json(comparison).encode("utf-8").decode("utf-8")) == comparison


# ---- what is refused ---------------------------------------------------------------------------------------------


def broken(*path: Any, value: Any) -> str:
    """comparison.json of the example with one value changed."""
    data = json.loads(to_json(example()))
    place = data
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return json.dumps(data)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "is not JSON"),
        ("[" * 100_000, "is not JSON"),
        ("[]", "is not a comparison"),
        ('{"a": 1}', "is not a comparison"),
        ('{"schema_version": "1"}', "lacks 'sources'"),
        (broken("schema_version", value="99"), "schema version '99'"),
        (broken("statements", 0, "start", value=3), "offsets of statement s1.1"),
        (broken("statements", 0, "start", value=-1), "not a range"),
        (broken("statements", 0, "polarity", value="maybe"), "'maybe' is none of affirmed, negated"),
        (broken("statements", 0, "source", value="s9"), "lacks 's9'"),
        (broken("findings", 0, "statements", 1, value="s9.9"), "s9.9, which is not in the file"),
        (broken("findings", value=None), "does not fit the schema"),
        (broken("findings", 0, "score", value="high"), "does not fit the schema"),
    ],
)
def test_what_is_no_comparison_is_refused_in_one_line(text: str, complaint: str) -> None:
    with pytest.raises(InputError, match=r"my\.json: ") as refusal:
        from_json(text, "my.json")
    assert complaint in str(refusal.value)
    assert "compare the articles again" in str(refusal.value)
    assert "\n" not in str(refusal.value)


# ---- the schema --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def the_schema() -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads(schema())
    return parsed


def objects(node: Any) -> Iterator[dict[str, Any]]:
    """Every schema of an object within a schema."""
    if isinstance(node, dict):
        if node.get("type") == "object":
            yield node
        for child in node.values():
            yield from objects(child)


def test_the_example_is_valid(the_schema: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator.check_schema(the_schema)
    jsonschema.Draft202012Validator(the_schema).validate(json.loads(to_json(example())))


def test_every_field_is_described_and_no_other_is_allowed(the_schema: dict[str, Any]) -> None:
    found = list(objects(the_schema))
    assert len(found) > 15
    for node in found:
        assert node["additionalProperties"] is False or "propertyNames" in node, node["description"]
        assert node["required"] == list(node["properties"]) if "properties" in node else True, node["description"]
        for name, field in node.get("properties", {}).items():
            assert field.get("description", "").endswith((".", ";")) or ":" in field["description"], name


def test_the_schema_refuses_what_does_not_belong(the_schema: dict[str, Any]) -> None:
    validator = jsonschema.Draft202012Validator(the_schema)
    for path, value in [
        (("statements", 0, "mood"), "good"),
        (("findings", 0, "verdict"), "unrelated"),
        (("findings", 0, "score"), 1.5),
        (("sources", 0, "id"), "npr"),
        (("surprise",), 1),
    ]:
        assert not validator.is_valid(json.loads(broken(*path, value=value))), path


def test_the_schema_knows_the_words_of_the_models(the_schema: dict[str, Any]) -> None:
    """Each closed list of words in the schema is one of the `Literal` types, and each that is written is there."""
    literals = {get_args(value) for value in vars(models).values() if get_args(value) and isinstance(value, object)}

    def enums(node: Any) -> Iterator[tuple[str, ...]]:
        if isinstance(node, dict):
            if "enum" in node:
                yield tuple(node["enum"])
            for child in node.values():
                yield from enums(child)

    assert set(enums(the_schema)) <= literals
    assert get_args(models.DiscrepancyKind) in set(enums(the_schema))
    assert get_args(models.EvidenceKind) in set(enums(the_schema))
    assert get_args(models.Certainty) in set(enums(the_schema))


def test_the_schema_knows_every_setting(the_schema: dict[str, Any]) -> None:
    assert list(the_schema["properties"]["settings"]["properties"]) == [field.name for field in fields(Settings)]
    assert the_schema["properties"]["schema_version"]["const"] == SCHEMA_VERSION


# ---- files -------------------------------------------------------------------------------------------------------


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_files_are_written_and_written_over(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    assert write_files(folder, {"x.html": b"1", "y.json": b"2"}) == (folder / "x.html", folder / "y.json")
    write_files(folder, {"x.html": b"3"})
    assert names(folder) == ["x.html", "y.json"]
    assert (folder / "x.html").read_bytes() == b"3"


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "/etc/passwd"])
def test_a_name_stays_in_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="not a file name"):
        write_files(tmp_path, {name: b""})


def full_disk(monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    """Let the disk be full once `after` files are on it."""
    done: list[int] = []

    def fsync(descriptor: int) -> None:
        done.append(descriptor)
        if len(done) > after:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", fsync)


def test_a_full_disk_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_files(tmp_path, {"x.html": b"old", "y.json": b"old"})
    full_disk(monkeypatch, after=1)
    with pytest.raises(OutputError, match="no space left"):
        write_files(tmp_path, {"x.html": b"new", "y.json": b"new"})
    assert names(tmp_path) == ["x.html", "y.json"]
    assert {path.read_bytes() for path in tmp_path.iterdir()} == {b"old"}


def test_a_full_disk_leaves_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    full_disk(monkeypatch, after=0)
    with pytest.raises(OutputError):
        write_files(tmp_path / "new" / "deep", {"x": b"1"})
    assert names(tmp_path) == []


@pytest.mark.skipif(sys.platform == "win32", reason="there is no limit on file sizes to set")
def test_a_real_limit_on_file_size(tmp_path: Path) -> None:
    import resource

    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
    try:
        with pytest.raises(OutputError, match="cannot be written"):
            write_files(tmp_path, {"small": b"1", "large": b"1" * 100_000})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert names(tmp_path) == []


def test_what_stands_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "out" / "report.html").mkdir(parents=True)
    with pytest.raises(OutputError, match="file: cannot be written"):
        write_files(tmp_path / "file", {"x": b"1"})
    with pytest.raises(OutputError, match=r"sub: cannot be written"):
        write_files(tmp_path / "file" / "sub", {"x": b"1"})
    with pytest.raises(OutputError, match=r"report\.html: is a folder"):
        write_files(tmp_path / "out", {"comparison.json": b"1", "report.html": b"1"})
    assert names(tmp_path / "out") == ["report.html"]


@pytest.mark.parametrize("arrives", [1, 2])
def test_an_interrupt_while_files_take_their_names_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arrives: int
) -> None:
    replaced: list[Path] = []
    original = Path.replace

    def slow(self: Path, target: Path) -> Path:
        replaced.append(target)
        if len(replaced) == arrives:
            signal.raise_signal(signal.SIGINT)
        return original(self, target)

    monkeypatch.setattr(Path, "replace", slow)
    with pytest.raises(KeyboardInterrupt):
        write_files(tmp_path, {"x": b"1", "y": b"2"})
    assert names(tmp_path) == ["x", "y"]


def test_an_interrupt_before_that_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_files(tmp_path / "new", {"x": b"1"})
    assert names(tmp_path) == []
