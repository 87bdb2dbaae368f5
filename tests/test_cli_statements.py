"""align score, judge, explain and why: the commands that answer about single statements."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from align.cli import main
from align.cli.wording import describe
from align.models import Article, Attribution, Entity, Mention, Reference, Span, Statement, Token
from align.store import schema

ORCHARD = """Frost ruins the plum harvest

Valley Post
April 20, 2022

Frost destroyed half of the plum harvest in the Lorne valley on Tuesday night, growers said.

“We have lost everything,” said Meg Aldous, who owns 12 acres.
"""
PLUMS = """Plum growers count their losses

Lorne Radio
April 21, 2022

Half of the plum harvest in the Lorne valley was destroyed by frost, according to growers.

The price of plums may not rise before June.
"""


@pytest.fixture
def orchard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with two articles in it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "orchard.txt").write_text(ORCHARD, encoding="utf-8")
    (tmp_path / "plums.txt").write_text(PLUMS, encoding="utf-8")
    return tmp_path


def printed(capsys: pytest.CaptureFixture[str], *argv: str) -> list[str]:
    """The lines that a command prints when all is well."""
    status = main(argv)
    out, err = capsys.readouterr()
    assert (status, err) == (0, "")
    return out.splitlines()


def refusal(capsys: pytest.CaptureFixture[str], *argv: str) -> str:
    """The one line with which a command is refused; nothing is printed before it."""
    status = main(argv)
    out, err = capsys.readouterr()
    assert (status, out, err.count("\n")) == (2, "", 1)
    return err


# ---- score -------------------------------------------------------------------------------------------------------


def test_every_pair_is_scored(orchard: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("left").write_text("Frost destroyed half of the plums.\nMeg Aldous owns 12 acres.\n", encoding="utf-8")
    Path("right").write_bytes("\ufeffThe bank closed.\r\nHalf of the plums were destroyed by frost.\r\n\r\n".encode())
    scores = [json.loads(line) for line in printed(capsys, "score", "left", "right")]
    assert [(s["left"], s["right"]) for s in scores] == [(0, 0), (0, 1), (1, 0), (1, 1)]
    assert all(0.0 <= s["score"] <= 1.0 and list(s) == ["left", "right", "score"] for s in scores)
    assert max(scores, key=lambda s: s["score"]) == scores[1]


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (None, "left: there is no such file"),
        (b"", "left: is empty"),
        (b" \n\n", "left: is empty"),
        (b"One.\n\nTwo.\n", "left: line 2 is empty"),
        (b"One.\nTw\xff.\n", "left: line 2 is not UTF-8"),
    ],
)
def test_a_bad_list_is_refused(
    orchard: Path, capsys: pytest.CaptureFixture[str], content: bytes | None, complaint: str
) -> None:
    if content is not None:
        Path("left").write_bytes(content)
    assert complaint in refusal(capsys, "score", "left", "plums.txt")


def test_a_folder_is_no_list(orchard: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("right").write_text("One.\n", encoding="utf-8")
    assert "is a folder" in refusal(capsys, "score", "right", ".")


# ---- judge -------------------------------------------------------------------------------------------------------

PAIRS: list[dict[str, Any]] = [
    {
        "id": "ä",
        "left": {"text": "Frost destroyed half of the plums."},
        "right": {"text": "The bank closed on Friday."},
    },
    {
        "left": {"text": "Three people were killed in the landslide in Ober.", "published": "2022-04-20"},
        "right": {"text": "Nine people were killed in the landslide in Ober.", "published": "2022-04-20", "n": 1},
    },
]


def test_each_pair_is_judged_and_kept(orchard: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [json.dumps(pair, ensure_ascii=False) for pair in PAIRS]
    Path("pairs.jsonl").write_text(f"{lines[0]}\n\n{lines[1]}\n", encoding="utf-8")
    answers = [json.loads(line) for line in printed(capsys, "judge", "pairs.jsonl")]
    for pair, answer in zip(PAIRS, answers, strict=True):
        assert {**pair, **answer} == answer
        assert list(answer) == [*pair, "verdict", "kinds", "score", "explanation"]
        assert 0.0 <= answer["score"] <= 1.0
    assert (answers[0]["verdict"], answers[0]["kinds"]) == ("unrelated", [])
    assert (answers[1]["verdict"], answers[1]["kinds"]) == ("discrepancy", ["number"])


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("{", "is not JSON"),
        ("[1]", "is not an object"),
        ('{"left": {"text": "a"}}', "right is missing"),
        ('{"left": {"text": "a"}, "right": "b"}', "right is missing or not an object"),
        ('{"left": {"text": " "}, "right": {"text": "b"}}', "left: text is missing or empty"),
        ('{"left": {"text": 7}, "right": {"text": "b"}}', "left: text is missing or empty"),
        ('{"left": {"text": "\\ud800"}, "right": {"text": "b"}}', "left: text is not valid Unicode"),
        ('{"left": {"text": "a", "published": "May"}, "right": {"text": "b"}}', "left: published is 'May', not a date"),
        ('{"left": {"text": "a", "published": 2022}, "right": {"text": "b"}}', "left: published is 2022, not a date"),
    ],
)
def test_a_bad_line_is_named(orchard: Path, capsys: pytest.CaptureFixture[str], line: str, complaint: str) -> None:
    Path("pairs.jsonl").write_text(f"{json.dumps(PAIRS[0])}\n{line}\n", encoding="utf-8")
    error = refusal(capsys, "judge", "pairs.jsonl")
    assert error.startswith("align: pairs.jsonl: line 2")
    assert complaint in error


# ---- explain -----------------------------------------------------------------------------------------------------


def test_an_article_is_explained_to_a_reader(orchard: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys, "explain", "orchard.txt")
    shown = "\n".join(lines)
    assert lines[0] == "orchard.txt"
    assert "  outlet     Valley Post" in lines
    assert "  title      Frost ruins the plum harvest" in lines
    assert "  byline     not known" in lines
    assert "  published  2022-04-20" in lines
    assert "furniture, " in shown
    start = ORCHARD.index("“We have lost")
    assert f"  {start}.." in shown
    assert f'quotation    {start}..{start + 26}     "We have lost everything,", Meg Aldous' in shown
    assert '"Tuesday night" ' in shown
    assert "= 2022-04-19" in shown  # Tuesday night
    assert re.search(r"^  e\d +Meg Aldous \(PERSON\): Meg Aldous 1(, who 1)?; in s1\.3$", shown, re.M)
    assert re.search(r'^  s1\.3 +entity .*"Meg Aldous" PERSON -> e\d Meg Aldous$', shown, re.M)
    assert re.search(r'^  s1\.3 +attribution .*"Meg Aldous", "said" .* -> e\d Meg Aldous$', shown, re.M)
    assert re.search(r'^  s1\.2 +predicate .*"destroyed" destroy \(.*: agent "Frost"', shown, re.M)


def test_every_line_of_a_statement_begins_with_its_id(orchard: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys, "explain", "orchard.txt")
    told = lines[lines.index("Statements") + 1 :]
    assert len(told) > 12
    assert all(re.match(r"  s1\.\d+ +[a-z]+( by)?  ", line) for line in told)


def test_negation_and_certainty_are_explained(orchard: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = "\n".join(printed(capsys, "explain", "plums.txt", "--outlet", "Lorne FM"))
    at = PLUMS.index(" not ") + 1
    assert "  outlet     Lorne FM\n" in shown
    assert f'polarity     negated ("not" {at}..{at + 3})\n' in shown
    assert f'certainty    possible ("may" {at - 4}..{at - 1})' in shown


def test_what_commands_a_terminal_is_shown_and_not_obeyed(orchard: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wild = "The \x1b[31mferry\x1b[0m sank off Lorne\x9b2J\u202e, the owner\u200b said.\n"
    Path("wild.txt").write_text(f"Ferry \x1b]0;title\x07 sinks\n\n{wild}", encoding="utf-8")
    shown = "\n".join(printed(capsys, "explain", "wild.txt"))
    assert all(line.isprintable() for line in shown.splitlines())
    answer = "\n".join(printed(capsys, "explain", "wild.txt", "--json"))
    assert all(line.isprintable() for line in answer.splitlines())
    text = json.loads(answer)["source"]["text"]
    for sign in "\x9b\u202e":
        assert (sign in text) == (sign in shown.encode().decode("unicode_escape"))


def test_a_date_that_cannot_be_known_says_what_to_do(orchard: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("undated.txt").write_text("Frost destroyed the plums on Tuesday.\n", encoding="utf-8")
    shown = "\n".join(printed(capsys, "explain", "undated.txt"))
    assert "= not resolved, for the article has no date (give it with --published)" in shown


def test_what_looks_like_a_name_or_a_number_and_was_not_read_is_shown() -> None:
    text = "Tarn paid 7-5 to Holm."
    tokens = tuple(
        Token(Span(text.index(word), text.index(word) + len(word)), word, word.lower(), pos, content=True)
        for word, pos in (("Tarn", "PROPN"), ("paid", "VERB"), ("to", "ADP"), ("Holm", "PROPN"))
    )
    holm = Mention(Span(17, 21), "Holm", "PERSON", entity="e1")
    statement = Statement("s1.1", "s1", Span(0, 22), text, "body", 0, 0, mentions=(holm,), tokens=tokens)
    told = list(describe(statement, Article(text), {}))
    assert [line.split(None, 2)[1:] for line in told if line.startswith("unread")] == [
        ["0..4", '"Tarn" looks like a name and is none of the entities'],
        ["10..13", '"7-5" looks like a number and is no quantity and no date'],
    ]


def test_nested_credits_pronouns_and_descriptions_are_told() -> None:
    text = "He said, an aide said, that the mayor and she left."
    outer = Attribution("an aide", "said", Span(9, 21), Span(9, 16), represents="the town hall")
    inner = Attribution("Karl Brandt", "said", Span(0, 7), Span(0, 2), entity="e1", outer=outer)
    references = (
        Reference(Span(28, 37), "the mayor", "description", antecedent=Span(0, 2), entity="e1"),
        Reference(Span(42, 45), "she", "pronoun"),
    )
    statement = Statement("s1.1", "s1", Span(0, 51), text, "body", 0, 0, attribution=inner, references=references)
    told = list(describe(statement, Article(text), {"e1": Entity("e1", "PERSON", "Karl Brandt", ())}))
    assert told[1:5] == [
        'attribution  0..2         "Karl Brandt", for "He", "said" 0..7 -> e1 Karl Brandt',
        'reported by  9..16        "an aide", "said" 9..21 -> no entity, speaking for "the town hall"',
        'reference    28..37       "the mayor" description -> e1 Karl Brandt, as "He" 0..2',
        'reference    42..45       "she" pronoun left open: the text does not make clear who is meant',
    ]


def test_an_article_is_explained_to_a_program(orchard: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = json.loads("\n".join(printed(capsys, "explain", "orchard.txt", "--json")))
    parts = ["source", "statements", "warnings", "entities", "corrections"]
    assert list(data) == [*parts, "predicates"]
    definitions = json.loads(schema())["$defs"]
    for key, definition in zip(parts, ("source", "statement", "warning", "entity", "correction"), strict=True):
        for item in data[key] if isinstance(data[key], list) else [data[key]]:
            jsonschema.Draft202012Validator({"$defs": definitions, "$ref": f"#/$defs/{definition}"}).validate(item)
    assert data["source"]["text"] == ORCHARD
    for statement in data["statements"]:
        assert ORCHARD[statement["start"] : statement["end"]] == statement["text"]
    known = {statement["id"] for statement in data["statements"]}
    assert {predicate["statement"] for predicate in data["predicates"]} <= known
    destroyed = next(p for p in data["predicates"] if p["lemma"] == "destroy")
    assert ORCHARD[destroyed["start"] : destroyed["end"]] == "destroyed"
    assert "agent" in [argument["role"] for argument in destroyed["arguments"]]


# ---- why ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def report(orchard: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """What comparing the two articles found; the files are in the folder `out`."""
    printed(capsys, "compare", "orchard.txt", "plums.txt", "-o", "out", "--format", "json")
    data: dict[str, Any] = json.loads(Path("out/comparison.json").read_text(encoding="utf-8"))
    return data


def statement_with(report: dict[str, Any], source: str, words: str) -> str:
    """The id of the statement of a source that holds some words."""
    found = next(s["id"] for s in report["statements"] if s["source"] == source and words in s["text"])
    return str(found)


def test_why_two_statements_align(report: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    left, right = statement_with(report, "s1", "half of the plum"), statement_with(report, "s2", "Half of the plum")
    lines = printed(capsys, "why", "out", left, right)
    finding = next(f for f in report["findings"] if {left, right} <= set(f["statements"]))
    assert f"{left}  Valley Post" in lines
    assert f"{right}  Lorne Radio" in lines
    assert any(line.startswith(f"finding      {finding['id']}, ") for line in lines)
    pair = next(p for p in finding["pairs"] if {p["left"], p["right"]} == {left, right})
    assert f"score        {pair['score']:.4f}" in lines
    for evidence in pair["evidence"]:
        assert any(evidence["text"] in line and f"{evidence['weight']:+7.2f}" in line for line in lines)


def test_why_two_statements_do_not(report: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    left, right = statement_with(report, "s1", "lost everything"), statement_with(report, "s2", "price of plums")
    lines = printed(capsys, "why", "out/comparison.json", left, right)
    assert "finding      none holds both" in lines
    assert any(line.startswith("threshold    0.") for line in lines)


def test_why_needs_two_statements_of_two_sources(report: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    left, right = report["statements"][0]["id"], report["statements"][1]["id"]
    assert "nowhere" in refusal(capsys, "why", "nowhere", left, right)
    assert "s9.9" in refusal(capsys, "why", "out", left, "s9.9")
    assert left in refusal(capsys, "why", "out", left, right)
    Path("out/comparison.json").write_text("{}", encoding="utf-8")
    assert "is not a comparison" in refusal(capsys, "why", "out", left, right)
