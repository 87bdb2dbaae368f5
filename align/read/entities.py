"""The file in which a user joins and parts names (TOML) -> corrections, and the place of the user's own such file.

    [[entity]]
    name = "Jane Okafor"
    kind = "person"                    # or organisation, place; only needed where align takes it for something else
    aliases = ["the mayor", "J. O."]   # these are she, also where align sees no name
    not = ["J. Okafor"]                # this is somebody else
    outlets = ["Valley Post"]          # only in what this outlet published; everywhere if left out

What one entry says is checked here; whether entries contradict each other is checked where names are compared.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from align.errors import InputError
from align.models import Correction, EntityLabel

KINDS: dict[str, EntityLabel] = {"person": "PERSON", "organisation": "ORG", "organization": "ORG", "place": "PLACE"}
MAX_BYTES = 1_000_000  # ten thousand entries; a longer file is some other file
MAX_NAME = 200  # characters
KEYS = ("name", "kind", "aliases", "not", "outlets")
_HEADER = re.compile(r"(?m)^[ \t]*\[\[[ \t]*entity[ \t]*\]\]")


def read_entities(path: str | Path, general: bool = False) -> tuple[Correction, ...]:
    """The corrections in a file; `general` marks them as the user's own for all comparisons. Raises InputError."""
    text = _text(path)
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        told = re.sub(r" \(at (line \d+), (column \d+)\)$", r", \1, \2", str(error))
        raise InputError(
            f"{path}: is not TOML ({told}); quote names, put lists in [ ], end none of them early"
        ) from None
    unknown = [key for key in data if key != "entity"]
    if unknown:
        raise InputError(f"{path}: {_shown(unknown[0])} is not known here; write each entry under [[entity]]")
    entries = data.get("entity", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise InputError(f"{path}: entity is not a list of entries; write [[entity]] with double brackets above each")
    lines = [text.count("\n", 0, match.start()) + 1 for match in _HEADER.finditer(text)]
    made = []
    for number, entry in enumerate(entries, 1):
        where = f"{path}: entry {number}" + (f" (line {lines[number - 1]})" if len(lines) == len(entries) else "")
        made.append(replace(_correction(entry, where), file=str(path), entry=number, general=general))
    return tuple(made)


def own_entities(environment: Mapping[str, str]) -> tuple[Correction, ...]:
    """The user's corrections for all comparisons: of $ALIGN_ENTITIES, else of the configuration folder, else none."""
    named = environment.get("ALIGN_ENTITIES")
    if named is not None:
        return read_entities(named, general=True) if named else ()
    path = own_file(environment)
    if path is None:
        return ()
    try:
        there = path.is_file()
    except OSError:
        there = True  # reading it says what is wrong
    return read_entities(path, general=True) if there else ()


def own_file(environment: Mapping[str, str]) -> Path | None:
    """Where the user's own file is looked for: align/entities.toml in the folder that the system has for such files."""
    folder = environment.get("XDG_CONFIG_HOME", "")
    if not Path(folder).is_absolute():  # the standard says to take no notice of a relative one
        folder = environment.get("APPDATA", "") if sys.platform == "win32" else ""
    if folder:
        return Path(folder, "align", "entities.toml")
    home = environment.get("HOME") or environment.get("USERPROFILE")
    return Path(home, ".config", "align", "entities.toml") if home else None


def _text(path: str | Path) -> str:
    try:
        with Path(path).open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise InputError(f"{path}: there is no such file; name one with entries under [[entity]]") from None
    except IsADirectoryError:
        raise InputError(f"{path}: is a folder; name a file with entries under [[entity]]") from None
    except (OSError, ValueError) as error:  # ValueError: a zero character in the path
        raise InputError(f"{path}: cannot be read ({(getattr(error, 'strerror', '') or str(error)).lower()})") from None
    if len(content) > MAX_BYTES:
        raise InputError(f"{path}: is larger than {MAX_BYTES:,} bytes; keep only the entries that you need")
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InputError(f"{path}: line {line} is not UTF-8; save the file as UTF-8") from None


def _correction(entry: Mapping[str, Any], where: str) -> Correction:
    """One entry, or an `InputError` that says what is wrong with it."""
    for key in entry:
        if key not in KEYS:
            raise InputError(f"{where}: {_shown(key)} is not known; an entry has {', '.join(KEYS)}")
    if "name" not in entry:
        raise InputError(f'{where}: has no name; write name = "..." with the name to show')
    name = _name(entry["name"], "name", where)
    where = f"{where}, {_shown(name)}"
    kind = entry.get("kind")
    if kind is not None and (not isinstance(kind, str) or kind.lower() not in KINDS):
        raise InputError(f"{where}: kind is {_shown(kind)}; it is person, organisation or place")
    lists = {key: _names(entry.get(key, []), key, where) for key in ("aliases", "not", "outlets")}
    return Correction(
        name=name,
        label=None if kind is None else KINDS[kind.lower()],
        aliases=tuple(alias for alias in lists["aliases"] if alias != name),
        apart=lists["not"],
        outlets=lists["outlets"],
    )


def _names(value: Any, key: str, where: str) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise InputError(f'{where}: {key} is not a list; write {key} = ["...", "..."]')
    return tuple(dict.fromkeys(_name(name, key, where) for name in value))


def _name(value: Any, key: str, where: str) -> str:
    """A name with single spaces; one that is none is an `InputError`."""
    if not isinstance(value, str):
        raise InputError(f"{where}: {key} holds {_shown(value)}, which is no text; put names in quotation marks")
    name = " ".join(value.split())
    if not any(character.isalnum() for character in name):
        raise InputError(f"{where}: {key} holds an empty name, {_shown(value)}; fill it in or take it out")
    if len(name) > MAX_NAME:
        raise InputError(f"{where}: {key} holds a name of {len(name):,} characters; the most are {MAX_NAME}")
    if not name.isprintable():
        raise InputError(f"{where}: {key} holds {_shown(name)}, with a character that cannot be seen; take it out")
    return name


def _shown(value: Any) -> str:
    """A value as it may stand in a line of a message: short, without line breaks or control characters."""
    text = ascii(value) if isinstance(value, str) and not value.isprintable() else repr(value)
    return text if len(text) <= 60 else text[:59] + "…"
