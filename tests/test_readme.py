"""README.md names every command and option, promises no other, and its commands are those that the checks run."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import align
from align.cli import COMMANDS, build_parser
from align.cli.output import FORMATS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    """The text under a heading of the second level."""
    return README.split(f"\n## {title}\n")[1].split("\n## ")[0]


def rows(heading: str) -> dict[str, list[str]]:
    """The table under `heading` in the section on commands: first cell -> the other cells."""
    table = section("Commands").split(f"| {heading} |")[1].split("\n\n")[0]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[2:]]
    return {row[0]: row[1:] for row in cells}


def commands() -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Every command with its parser."""
    for action in build_parser("*")._actions:
        if isinstance(action, argparse._SubParsersAction):
            yield from action.choices.items()


def options() -> dict[str, set[str]]:
    """Every long option of a command -> the commands that have it."""
    found: dict[str, set[str]] = {}
    for name, parser in commands():
        for action in parser._actions:
            for option in action.option_strings:
                if option.startswith("--") and option != "--help":
                    found.setdefault(option, set()).add(name)
    return found


def test_every_command_is_in_the_table() -> None:
    told = re.findall(r"(?m)^\| `align (\w+)", section("Commands"))
    assert sorted(told) == sorted(COMMANDS)
    assert {name for name, _ in commands()} == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_argument_is_in_the_table(name: str) -> None:
    parser = dict(commands())[name]
    cell = next(cell for cell in rows("Command") if cell.startswith(f"`align {name}"))
    for action in parser._actions:
        if not action.option_strings:
            assert str(action.metavar) in cell
    assert set(re.findall(r"\b[A-Z]+\b", cell)) <= {part for a in parser._actions for part in str(a.metavar).split(".")}


def test_every_option_is_in_the_table_with_its_commands() -> None:
    told = {}
    for cell, (of, _) in rows("Option").items():
        name = re.search(r"--[a-z-]+", cell)
        assert name is not None, cell
        told[name.group()] = set(COMMANDS) if of == "every command" else set(of.split(", "))
    assert told == options()


def test_short_options_and_values_are_told() -> None:
    for _, parser in commands():
        for action in parser._actions:
            if action.option_strings and "--help" not in action.option_strings:
                cell = next(cell for cell in rows("Option") if action.option_strings[-1] in cell)
                assert all(f"`{option}" in cell for option in action.option_strings), cell
                if action.metavar:
                    assert f"{action.option_strings[-1]} {action.metavar}`" in cell


def test_the_formats_are_told() -> None:
    assert f"`{','.join(FORMATS)}`" in rows("Option")["`--format LIST`"][1]


def test_no_command_or_option_is_promised_that_does_not_exist() -> None:
    """Everywhere in the README: `align x` and --x in code."""
    code = " ".join(re.findall(r"```.*?```|`[^`\n]+`", README, flags=re.S))
    known = set(COMMANDS)
    assert set(re.findall(r"\balign ([a-z]+)\b", code)) <= known
    assert set(re.findall(r"(?<![\w-])--[a-z-]+", code)) <= {*options(), "--version", "--help"}


def test_the_names_in_the_python_example_exist() -> None:
    for name in re.findall(r"\balign\.(\w+)\(", section("Python")):
        assert hasattr(align, name), name


def test_the_checks_run_the_two_commands_of_the_readme() -> None:
    ran = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    marks = re.findall(r"<!-- command: (.+?) -->\n```\n(.+)\n```", README)
    assert [mark for mark, _ in marks] == ["install and run", "install and test"]
    for mark, command in marks:
        assert f'readme_command "{mark}"' in ran
        assert command.startswith("python -m pip install ")


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "reports/README.md"])
def test_every_link_leads_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", text):
        assert (ROOT / page).parent.joinpath(target).exists(), target


def test_the_changelog_tells_of_this_version() -> None:
    assert f"\n## {align.__version__}\n" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
