"""What a user says of names: the file, what the machine makes of it, and what the result tells of it."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import align
from align.cli import main
from align.cli.options import ENTITIES
from align.errors import InputError
from align.link import link
from align.link.corrections import released
from align.link.entries import notices, rules, settled
from align.models import AnnotatedArticle, Article, Correction, Mention, Reference, Span, Statement, Story
from align.read.entities import KEYS, MAX_BYTES, own_entities, own_file, read_entities
from align.store import from_json, to_json

CASES = tomllib.loads((Path(__file__).parent / "cases" / "corrections.toml").read_text(encoding="utf-8"))["case"]
MARK = re.compile(r"\[([^|\]]+)\|([A-Z]+)(?:\|([^\]]+))?\]")


def source(number: int, outlet: str, sentences: list[str]) -> AnnotatedArticle:
    """An article with one statement a sentence, its marked mentions found."""
    text, statements = "", []
    for at, marked in enumerate(sentences, 1):
        start, mentions, end = len(text), [], 0
        for match in MARK.finditer(marked):
            text += marked[end : match.start()]
            span = Span(len(text), len(text) + len(match[1]))
            mentions.append(Mention(span, match[1], match[2], title=match[3]))  # type: ignore[arg-type]
            text, end = text + match[1], match.end()
        text += marked[end:]
        span = Span(start, len(text))
        words = span.of(text)
        statements.append(
            Statement(f"s{number}.{at}", f"s{number}", span, words, "body", at, at, mentions=tuple(mentions))
        )
        text += "\n\n"
    return AnnotatedArticle(f"s{number}", Article(text, outlet=outlet), tuple(statements), "0" * 64)


def told(case: dict[str, Any]) -> tuple[list[AnnotatedArticle], tuple[Correction, ...]]:
    """The sources and the corrections of a case."""
    articles = [source(1, "The Left Paper", case["left"])]
    if "right" in case:
        articles.append(source(2, "The Right Paper", case["right"]))
    return articles, settled([correction(n, **entry) for n, entry in enumerate(case["entity"], 1)])


def correction(number: int = 1, **entry: Any) -> Correction:
    kinds: dict[Any, Any] = {"person": "PERSON", "organisation": "ORG", "place": "PLACE", None: None}
    return Correction(
        entry["name"],
        kinds[entry.get("kind")],
        tuple(entry.get("aliases", ())),
        tuple(entry.get("not", ())),
        tuple(entry.get("outlets", ())),
        "names.toml",
        number,
    )


def entities(story: Story) -> list[str]:
    """Every entity with the mentions that lead to it, in the order of the text."""
    forms = [(m.entity, f"{s.source[1:]} {m.text}") for a in story.sources for s in a.statements for m in s.mentions]
    assert {entity for entity, _ in forms} == {entity.id for entity in story.entities}
    return sorted(f"{e.name} {e.label}: {', '.join(form for at, form in forms if at == e.id)}" for e in story.entities)


# ---- what the machine makes of it --------------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_cases(case: dict[str, Any]) -> None:
    story = link(*told(case))
    assert entities(story) == case["found"]
    for article in story.sources:
        for statement in article.statements:
            for mention in statement.mentions:
                assert statement.span.contains(mention.span)
                assert mention.span.of(article.article.text) == mention.text
            spans = [mention.span for mention in statement.mentions]
            assert spans == sorted(set(spans))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_the_order_of_entries_and_sources_does_not_matter(case: dict[str, Any]) -> None:
    articles, corrections = told(case)
    assert entities(link(articles, corrections[::-1])) == case["found"]
    if len(articles) == 2:
        turned = [source(2, "The Right Paper", case["right"]), source(1, "The Left Paper", case["left"])]
        story = link(turned, corrections)
        assert entities(replace(story, sources=story.sources[::-1])) == case["found"]


def test_pinned_names_have_the_label_that_the_user_gives() -> None:
    case = {"left": ["The [Clara|PERSON] sank.", "Then Clara sank."], "entity": [{"name": "Clara", "kind": "place"}]}
    story = link(*told(case))
    assert [m.label for s in story.sources[0].statements for m in s.mentions] == ["PLACE", "PLACE"]
    unsure = link(*told({**case, "entity": [{"name": "Clara"}]}))  # the usual one of the mentions that were found
    assert [m.label for s in unsure.sources[0].statements for m in s.mentions] == ["PERSON", "PERSON"]


def test_a_people_keeps_its_label_under_its_country() -> None:
    entry = {"name": "Ruritania", "kind": "place", "aliases": ["Ruritanian"]}
    story = link(*told({"left": ["A [Ruritanian|NORP] left [Ruritania|MISC]."], "entity": [entry]}))
    assert [m.label for m in story.sources[0].statements[0].mentions] == ["NORP", "PLACE"]


def test_a_correction_tells_how_often_it_counted() -> None:
    case = {
        "left": ["[Jane Okafor|PERSON] met [Okafor|PERSON].", "The mayor met [J. Okafor|PERSON]."],
        "entity": [{"name": "Jane Okafor", "aliases": ["the mayor"], "not": ["J. Okafor"]}, {"name": "Nils Holm"}],
    }
    did = link(*told(case)).corrections
    assert [(c.name, c.mentions, c.parted) for c in did] == [("Jane Okafor", 3, 1), ("Nils Holm", 0, 0)]


def test_a_description_that_is_ruled_out_is_taken_back() -> None:
    case = {"left": ["[Ada Holm|PERSON|President] spoke.", "The president wept."], "entity": [{"name": "Ada Holm"}]}
    assert entities(link(*told(case))) == ["Ada Holm PERSON: 1 Ada Holm, 1 The president"]
    parted = {**case, "entity": [{"name": "Ada Holm", "not": ["the president"]}]}
    assert entities(link(*told(parted))) == ["Ada Holm PERSON: 1 Ada Holm"]


def test_references_go_by_the_users_word_too() -> None:
    article = source(1, "x", ["[Ada Holm|PERSON] said the senator and the mayor met her."])
    text = article.article.text
    at = {word: Span(text.index(word), text.index(word) + len(word)) for word in ("the senator", "the mayor", "her")}
    references = tuple(Reference(span, word, "description", Span(0, 8), "e1") for word, span in at.items())
    statement = article.statements[0]
    mayor = Mention(at["the mayor"], "the mayor", "PERSON", entity="e1")
    holm = replace(statement.mentions[0], entity="e1")
    read = replace(article, statements=(replace(statement, mentions=(holm, mayor), references=references),))
    (rule,) = rules([correction(name="Ada Holm", aliases=["the mayor"], **{"not": ["the senator"]})], [read])
    (after,) = released([read], {"e1": rule})
    told = [(r.text, r.entity, r.antecedent) for r in after.statements[0].references]
    assert told == [("the senator", None, None), ("her", "e1", Span(0, 8))]  # the mayor is a mention
    assert released([read], {}) == (read,)


def test_long_texts_of_one_character_take_no_long_time() -> None:
    made = [correction(name="a a a a a a b"), correction(2, name="-", aliases=["a" * 150])]
    for text in ("a " * 200_000, "a" * 400_000, "-" * 400_000, "A-" * 200_000):
        link([source(1, "x", [text])], made[:1] if "-" in text else [made[0]])


# ---- the file ----------------------------------------------------------------------------------------------------

GOOD = """# who is who
[[entity]]
name = "Jane  Okafor"
kind = "Person"
aliases = ["the mayor", "Jane Okafor", "the mayor"]
not = ["J. Okafor"]
outlets = ["Valley Post"]

[[entity]]
name = "Brightwater Trust"
"""


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "names.toml"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    first, second = read_entities(path)
    assert first == Correction("Jane Okafor", "PERSON", ("the mayor",), ("J. Okafor",), ("Valley Post",), str(path), 1)
    assert second == Correction("Brightwater Trust", file=str(path), entry=2)
    path.write_bytes(b"")
    assert read_entities(path) == ()


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (None, "there is no such file; name one"),
        (b'[[entity]]\nname = "J\xff"', "line 2 is not UTF-8; save"),
        (b"[[entity]]\nname = Jane", "is not TOML (Invalid value, line 2, column 8); quote names"),
        (b"a = " + b"[" * 5000, "is not TOML ("),
        (b" " * (MAX_BYTES + 1), "is larger than 1,000,000 bytes; keep"),
        (b'names = ["J"]', "'names' is not known here; write each entry under [[entity]]"),
        (b'[entity]\nname = "J"', "write [[entity]] with double brackets"),
        (b"entity = [1]", "write [[entity]] with double brackets"),
        (
            b'\n[[entity]]\nname = "Jo"\nalias = ["J"]',
            "entry 1 (line 2): 'alias' is not known; an entry has name, kind",
        ),
        (b'[[entity]]\nname = "Jo"\n[[entity]]\nkind = "place"', "entry 2 (line 3): has no name; write name ="),
        (b'[[entity]]\nname = ""', "entry 1 (line 1): name holds an empty name, ''; fill"),
        (b'[[entity]]\nname = "Jo"\naliases = [" - "]', "entry 1 (line 1), 'Jo': aliases holds an empty name"),
        (b'[[entity]]\nname = "Jo"\naliases = "J"', "'Jo': aliases is not a list; write aliases = ["),
        (b'[[entity]]\nname = "Jo"\nnot = [7]', "'Jo': not holds 7, which is no text; put names in quotation marks"),
        (b"[[entity]]\nname = 2021-05-06", "name holds datetime.date(2021, 5, 6), which is no text"),
        (b'[[entity]]\nname = "Jo"\nkind = "ship"', "'Jo': kind is 'ship'; it is person, organisation or place"),
        (b'[[entity]]\nname = "Jo"\nkind = ["place"]', "'Jo': kind is ['place']; it is person"),
        (b'[[entity]]\nname = "J\\u001b[31m"', "name holds 'J\\x1b[31m', with a character that cannot be seen"),
        (b'[[entity]]\nname = "' + b"J" * 201 + b'"', "name holds a name of 201 characters; the most are 200"),
        (b'entity = [{name = "Jo", mood = 1}]', "entry 1: 'mood' is not known"),
    ],
)
def test_a_bad_file_is_refused_in_one_line(tmp_path: Path, content: bytes | None, complaint: str) -> None:
    path = tmp_path / "names.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError) as refusal:
        read_entities(path)
    message = str(refusal.value)
    assert message.startswith(f"{path}: ")
    assert complaint in message
    assert message.isprintable()


def test_the_examples_in_the_help_and_in_the_readme_are_such_files(tmp_path: Path) -> None:
    readme = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    shown = re.findall(r"```toml\n(\[\[entity.*?)```", readme, re.S)
    for example in (*shown, ENTITIES.partition("\n")[2].partition("\n\n")[0]):
        (tmp_path / "names.toml").write_text(example, encoding="utf-8")
        first = settled(read_entities(tmp_path / "names.toml"))[0]
        assert (first.name, first.aliases[0], first.apart[0]) == ("Jane Okafor", "the mayor", "J. Okafor")
    assert len(shown) == 1
    assert all(f"\n  {key} = " in ENTITIES for key in KEYS)
    assert "$ALIGN_ENTITIES" in ENTITIES


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is a folder"):
        read_entities(tmp_path)
    with pytest.raises(InputError, match="cannot be read"):
        read_entities("a\0b")


@pytest.mark.parametrize(
    ("entries", "complaint"),
    [
        (
            [{"name": "Jo", "aliases": ["J. Holm"], "not": ["j holm"]}],
            "names.toml: entry 1 ('Jo'): 'j holm' is joined and parted at once; take it out of aliases or out of not",
        ),
        ([{"name": "Jo", "not": ["Jo"]}], "'Jo' is joined and parted at once"),
        (
            [{"name": "Jo", "aliases": ["the mayor"]}, {"name": "Al", "aliases": ["The Mayor"]}],
            "names.toml: entry 2 ('Al'): 'The Mayor' is the name 'the mayor' of entry 1 ('Jo') too; take it out of one",
        ),
        ([{"name": "Jo"}, {"name": "Jo", "aliases": ["J"]}], "entry 2 ('Jo'): 'Jo' is the name 'Jo' of entry 1"),
        (
            [{"name": "Jo", "outlets": ["A", "B"]}, {"name": "Al", "aliases": ["Jo"], "outlets": ["b"]}],
            "give both entries outlets that differ",
        ),
        (
            [{"name": "Jo", "outlets": ["A"]}, {"name": "Al", "aliases": ["Jo"]}],
            "give both entries outlets that differ",
        ),
    ],
)
def test_entries_that_contradict_each_other_are_refused(entries: list[dict[str, Any]], complaint: str) -> None:
    with pytest.raises(InputError) as refusal:
        settled([correction(n, **entry) for n, entry in enumerate(entries, 1)])
    assert complaint in str(refusal.value)


def test_the_file_given_comes_before_the_users_own() -> None:
    given = [correction(name="Ada Holm", aliases=["Holm"])]
    own = [
        correction(1, name="Ada Holm", aliases=["the mayor"]),
        correction(2, name="Nils Holm", aliases=["Holm", "old Holm"]),
        correction(3, name="Karl Brandt"),
    ]
    assert settled(given, own) == (*given, replace(own[1], aliases=("old Holm",)), own[2])
    elsewhere = [replace(given[0], outlets=("Valley Post",))]
    only = [replace(own[0], outlets=("Lorne Radio",))]
    assert settled(elsewhere, only) == (*elsewhere, *only)


def test_where_the_users_own_file_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    home, config = str(tmp_path / "home"), str(tmp_path / "config")
    assert own_file({"HOME": home}) == Path(home, ".config", "align", "entities.toml")
    assert own_file({"HOME": home, "XDG_CONFIG_HOME": config}) == Path(config, "align", "entities.toml")
    assert own_file({"HOME": home, "XDG_CONFIG_HOME": "relative"}) == own_file({"HOME": home})
    assert own_file({}) is None
    monkeypatch.setattr("sys.platform", "win32")
    assert own_file({"APPDATA": config, "USERPROFILE": home}) == Path(config, "align", "entities.toml")
    assert own_file({"USERPROFILE": home}) == Path(home, ".config", "align", "entities.toml")


def test_the_users_own_file_is_read(tmp_path: Path) -> None:
    named, own = tmp_path / "named.toml", tmp_path / "align" / "entities.toml"
    folder = {"XDG_CONFIG_HOME": str(tmp_path)}
    assert own_entities(folder) == ()
    assert own_entities({}) == ()
    own.parent.mkdir()
    own.write_text('[[entity]]\nname = "Own"\n', encoding="utf-8")
    named.write_text('[[entity]]\nname = "Named"\n', encoding="utf-8")
    assert own_entities(folder) == (Correction("Own", file=str(own), entry=1, general=True),)
    assert [c.name for c in own_entities({**folder, "ALIGN_ENTITIES": str(named)})] == ["Named"]
    assert own_entities({**folder, "ALIGN_ENTITIES": ""}) == ()
    with pytest.raises(InputError, match="there is no such file"):
        own_entities({**folder, "ALIGN_ENTITIES": str(tmp_path / "gone.toml")})


# ---- what the result tells of it ---------------------------------------------------------------------------------


def test_a_correction_that_does_nothing_is_a_notice() -> None:
    entries: list[dict[str, Any]] = [
        {"name": "Jane Okafor", "not": ["Jane Owusu"]},
        {"name": "Nils Holm"},
        {"name": "Ada Holm", "outlets": ["Valley Post"]},
    ]
    case = {"left": ["[Jane Okafor|PERSON] spoke."], "entity": entries}
    articles, corrections = told(case)
    found = [(n.code, n.message) for n in notices(link(articles, corrections))]
    assert found == [
        ("corrections", "names.toml decides which names mean Jane Okafor."),
        ("correction-unused", "names.toml: entry 1 ('Jane Okafor') parts nothing: no article names Jane Owusu."),
        (
            "correction-unused",
            "names.toml: entry 2 ('Nils Holm') names nothing in these articles; check how they write the name.",
        ),
        (
            "correction-unused",
            "names.toml: entry 3 ('Ada Holm') is for Valley Post, which no source is of; check --outlet.",
        ),
    ]
    general = tuple(replace(c, general=True) for c in corrections)
    assert [n.message for n in notices(link(articles, general))] == [
        "Your own names.toml decides which names mean Jane Okafor."
    ]
    idle = link(articles, [correction(n, name=f"Nobody {n}") for n in range(1, 15)])
    assert [n.message for n in notices(idle)][9:] == [
        "names.toml: entry 10 ('Nobody 10') names nothing in these articles; check how they write the name.",
        "4 more entries did nothing in these articles.",
    ]
    many = {"left": [f"[Jane Okafor{n}|PERSON] spoke." for n in "abcdefgh"]}
    many["entity"] = [{"name": f"Jane Okafor{n}"} for n in "abcdefgh"]
    message = next(notices(link(*told(many)))).message
    assert message.endswith(
        "mean Jane Okafora, Jane Okaforb, Jane Okaforc, Jane Okaford, Jane Okafore, Jane Okaforf and 2 more."
    )


COUNCIL = """Harbour plan splits the council

Valley Post
April 20, 2022

Jane Okafor defended the harbour plan on Tuesday. Okafor said the bridge would cost $12 million.
J. Okafor, a shopkeeper on the quay, called it a folly.
"""
BRIDGE = """Bridge to cost 12 million dollars

Lorne Radio
April 21, 2022

The bridge will cost $12 million, Jane Okafor said. The plan divides the council.
"""
NAMES = '[[entity]]\nname = "Jane Okafor"\nnot = ["J. Okafor"]\n'


@pytest.fixture
def council(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with two articles and a file of names."""
    monkeypatch.chdir(tmp_path)
    for name, text in (("council.txt", COUNCIL), ("bridge.txt", BRIDGE), ("names.toml", NAMES)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def compared(capsys: pytest.CaptureFixture[str], folder: str, *options: str) -> dict[str, Any]:
    """comparison.json of the two articles, compared with these options."""
    assert main(["compare", "council.txt", "bridge.txt", "-o", folder, "--format", "json", *options]) == 0
    capsys.readouterr()
    data: dict[str, Any] = json.loads(Path(folder, "comparison.json").read_text(encoding="utf-8"))
    return data


def people(data: dict[str, Any]) -> list[str]:
    return sorted(entity["name"] for entity in data["entities"] if "Okafor" in entity["name"])


def test_a_comparison_records_what_it_was_told(
    council: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = compared(capsys, "plain")
    assert (people(plain), plain["corrections"], plain["warnings"]) == (["Jane Okafor"], [], [])
    parted = compared(capsys, "parted", "--entities", str(council / "names.toml"))
    assert people(parted) == ["J. Okafor", "Jane Okafor"]
    assert parted["corrections"] == [
        {
            "name": "Jane Okafor",
            "label": None,
            "aliases": [],
            "not": ["J. Okafor"],
            "outlets": [],
            "file": "names.toml",
            "entry": 1,
            "general": False,
            "mentions": 3,
            "parted": 1,
        }
    ]
    assert [warning["code"] for warning in parted["warnings"]] == ["corrections"]
    assert plain["created_with"]["settings"] != parted["created_with"]["settings"]
    text = Path("parted/comparison.json").read_text(encoding="utf-8")
    assert to_json(from_json(text)) == text
    monkeypatch.setenv("ALIGN_ENTITIES", "names.toml")
    own = compared(capsys, "own")
    assert (people(own), own["corrections"][0]["general"]) == (["J. Okafor", "Jane Okafor"], True)
    assert compared(capsys, "none", "--no-entities") == plain
    Path("names.toml").write_text("[[entity]]", encoding="utf-8")
    assert main(["compare", "council.txt", "bridge.txt"]) == 2
    assert capsys.readouterr().err.endswith(" to show, or pass your own file over with --no-entities\n")
    Path("names.toml").write_text(NAMES, encoding="utf-8")
    assert people(compared(capsys, "both", "--no-entities", "--entities", "names.toml")) == people(parted)


def test_an_older_comparison_knows_of_no_corrections(council: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = compared(capsys, "out")
    del data["corrections"]
    assert from_json(json.dumps(data)).corrections == ()


def test_why_goes_by_what_the_comparison_was_told(council: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = compared(capsys, "out", "--entities", "names.toml")
    left = next(s["id"] for s in data["statements"] if "shopkeeper" in s["text"])
    right = next(s["id"] for s in data["statements"] if "Jane Okafor said" in s["text"])
    Path("names.toml").unlink()

    def entity_of(name: str, *options: str) -> str:
        assert main(["why", "out", left, right, *options]) == 0
        line = next(line for line in capsys.readouterr().out.splitlines() if f'"{name}" PERSON' in line)
        return line.rpartition("-> ")[2].partition(" ")[2]

    assert entity_of("J. Okafor") == "J. Okafor"
    assert entity_of("J. Okafor", "--no-entities") == "Jane Okafor"


@pytest.mark.parametrize("command", ["compare", "explain", "score", "judge", "demo", "why"])
def test_a_bad_file_stops_every_command(council: Path, capsys: pytest.CaptureFixture[str], command: str) -> None:
    Path("bad.toml").write_text("[[entity]]\n", encoding="utf-8")
    Path("pairs.jsonl").write_text('{"left": {"text": "One."}, "right": {"text": "Two."}}\n', encoding="utf-8")
    words = {
        "compare": ["council.txt", "bridge.txt"],
        "explain": ["council.txt"],
        "score": ["council.txt", "council.txt"],
        "judge": ["pairs.jsonl"],
        "demo": [],
        "why": ["out", "s1.1", "s2.1"],
    }[command]
    if command == "score":
        Path("council.txt").write_text("One.\n", encoding="utf-8")
    if command == "why":
        compared(capsys, "out")
    assert main([command, *words, "--entities", "bad.toml"]) == 2
    out, err = capsys.readouterr()
    assert (out, err) == (
        "",
        'align: bad.toml: entry 1 (line 1): has no name; write name = "..." with the name to show\n',
    )


def test_python_reads_the_files_that_it_is_given_and_no_other(council: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALIGN_ENTITIES", "names.toml")
    sources = ["council.txt", "bridge.txt"]
    assert align.compare(sources).corrections == ()
    for entities in ("names.toml", Path("names.toml"), ["names.toml"]):
        assert [c.name for c in align.compare(sources, entities=entities).corrections] == ["Jane Okafor"]


def test_the_article_is_explained_as_corrected(council: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "council.txt", "--entities", "names.toml"]) == 0
    shown = capsys.readouterr().out
    assert "  Jane Okafor; not J. Okafor (names.toml, entry 1): 2 mentions, 1 kept apart\n" in shown
    assert main(["explain", "council.txt", "--entities", "names.toml", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert people(told) == ["J. Okafor", "Jane Okafor"]
    assert told["corrections"][0]["parted"] == 1
    assert [warning["code"] for warning in told["warnings"]] == ["corrections"]
