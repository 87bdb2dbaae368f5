"""One decision of a reviewer, and the line of JSON that it is kept as."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal, get_args

from align.models import DiscrepancyKind, PairVerdict, Verdict

Action = Literal["confirm", "reject", "verdict", "split", "merge", "align", "note", "skip", "undo", "redo"]
VERSION = 1  # of the lines; a reader refuses what it does not know
LONGEST = 10_000  # characters of a note or a name
_MOST = 5_000  # statements of one decision


@dataclass(frozen=True, slots=True)
class Words:
    """A statement that a decision is about, with its words: a reader must see them when the statement is gone."""

    key: str
    source: str
    outlet: str
    words: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What a reviewer did, once and for good: a line of the log is never changed.

    `finding` is the content key of what it is about, `content` what was found there at the time, `machine` the verdict
    that was shown for it. `verdict` and `kind` are set where a verdict is given, `groups` (keys of statements) by a
    split, `other` (key of a finding) by a merge, `of` (id of a decision) by undo and redo. `replaces` names a stale
    decision that this one settles anew.
    """

    id: str
    at: str
    reviewer: str
    action: Action
    finding: str = ""
    content: str = ""
    machine: Verdict | None = None
    statements: tuple[Words, ...] = ()
    verdict: PairVerdict | None = None
    kind: DiscrepancyKind | None = None
    note: str = ""
    groups: tuple[tuple[str, ...], ...] = ()
    other: str = ""
    of: str = ""
    replaces: str = ""

    @property
    def settles(self) -> bool:
        """Whether the finding is decided by it."""
        return self.action in ("confirm", "reject", "verdict")

    @property
    def reshapes(self) -> bool:
        """Whether it changes which findings there are."""
        return self.action in ("split", "merge", "align")

    @property
    def said(self) -> PairVerdict | None:
        """The verdict of the reviewer, if this gives one."""
        if self.action == "reject":
            return "unrelated"
        return (
            self.machine if self.action == "confirm" else self.verdict if self.action in ("verdict", "align") else None
        )


def new_id() -> str:
    """An id that no other decision has, in whatever file."""
    return secrets.token_hex(8)


def now() -> str:
    """The time, to the second, in UTC."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def to_line(decision: Decision) -> bytes:
    """The line of a decision, with its end. What is empty is left out."""
    item: dict[str, Any] = {"decision": VERSION}
    for name in Decision.__slots__:
        value = getattr(decision, name)
        if value:
            item[name] = value
    if decision.statements:
        item["statements"] = [
            {name: getattr(one, name) for name in Words.__slots__ if getattr(one, name)} for one in decision.statements
        ]
    text = json.dumps(item, ensure_ascii=False, separators=(",", ":"))
    if any("\ud800" <= character <= "\udfff" for character in text):  # half a pair, from the escapes of some JSON
        text = json.dumps(item, separators=(",", ":"))
    return text.encode("utf-8") + b"\n"


def from_object(item: object) -> Decision:
    """The decision that an object of JSON holds, or a `ValueError` that says in some words why it is none."""
    if not isinstance(item, dict) or "decision" not in item:
        raise ValueError("is not a decision")
    if item["decision"] != VERSION:
        raise ValueError(f"has version {item['decision']!r}, this align reads {VERSION}")
    action = _one_of(item.get("action"), Action, "action")
    decision = Decision(
        id=_text(item, "id", needed=True),
        at=_time(item),
        reviewer=_text(item, "reviewer", needed=True),
        action=action,
        finding=_text(item, "finding", needed=action not in ("align", "undo", "redo")),
        content=_text(item, "content"),
        machine=_one_of(item.get("machine"), Verdict, "machine", optional=True),
        statements=tuple(_words(one) for one in _list(item, "statements")),
        verdict=_one_of(item.get("verdict"), PairVerdict, "verdict", optional=action not in ("verdict", "align")),
        kind=_one_of(item.get("kind"), DiscrepancyKind, "kind", optional=True),
        note=_text(item, "note", needed=False),
        groups=tuple(_group(one) for one in _list(item, "groups")),
        other=_text(item, "other", needed=action == "merge"),
        of=_text(item, "of", needed=action in ("undo", "redo")),
        replaces=_text(item, "replaces"),
    )
    if action == "confirm" and decision.machine is None:
        raise ValueError("confirms a verdict without naming it")
    if action == "align" and len(decision.statements) < 2:
        raise ValueError("aligns fewer than two statements")
    if action == "split" and not decision.groups:
        raise ValueError("splits without groups")
    return decision


def _text(item: Mapping[str, Any], name: str, needed: bool = False) -> str:
    value = item.get(name, "")
    if not isinstance(value, str) or len(value) > LONGEST:
        raise ValueError(f"has no text of at most {LONGEST:,} characters as {name}")
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise ValueError(f"has a {name} that is not valid Unicode")
    if needed and not value.strip():
        raise ValueError(f"has no {name}")
    return value


def _time(item: Mapping[str, Any]) -> str:
    at = _text(item, "at", needed=True)
    try:
        datetime.fromisoformat(at)
    except ValueError:
        raise ValueError(f"has {at[:40]!r} as time") from None
    return at


def _list(item: Mapping[str, Any], name: str) -> list[Any]:
    value = item.get(name, [])
    if not isinstance(value, list) or len(value) > _MOST:
        raise ValueError(f"has no list as {name}")
    return value


def _words(item: Any) -> Words:
    if not isinstance(item, dict):
        raise ValueError("has a statement that is no object")
    words = item.get("words", "")
    if not isinstance(words, str):
        raise ValueError("has a statement without words")
    return Words(_text(item, "key", needed=True), _text(item, "source"), _text(item, "outlet"), words)


def _group(item: Any) -> tuple[str, ...]:
    if not isinstance(item, list) or not item or not all(isinstance(key, str) for key in item):
        raise ValueError("has a group that is no list of statements")
    return tuple(item)


def _one_of(word: Any, allowed: Any, name: str, optional: bool = False) -> Any:
    if word is None and optional:
        return None
    if not isinstance(word, str) or word not in get_args(allowed):
        raise ValueError(f"has {str(word)[:40]!r} as {name}")
    return word
