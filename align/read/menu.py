"""Menu items, buttons and other labels of pages, listed in labels.txt: one of them or a row of them is furniture."""

from __future__ import annotations

from functools import cache
from importlib import resources

from align.read.prose import title_case

LONGEST = 400  # characters: a row of menu items
ROW = 0.75  # share of the words of a capitalised row that must be labels
MARKS = " \t\"'“”‘’.,:;!?…<>‹›«»→←↓↑▶►▼▲•·|*#=~–—_+()[]{}-/\\"


@cache
def labels() -> dict[str, str]:
    """Label -> reason, from labels.txt."""
    found: dict[str, str] = {}
    reason = ""
    text = resources.files("align.read").joinpath("labels.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("["):
            reason = line.strip("[]")
        elif line and not line.startswith("#"):
            found.update((label.strip(), reason) for label in line.split(";") if label.strip())
    return found


@cache
def label_words() -> frozenset[str]:
    """The words that labels are made of; no line that holds one is a person's name."""
    return frozenset(word for label in labels() for word in label.split())


def menu_reason(paragraph: str) -> str | None:
    """The reason to leave `paragraph` out if it is a label or a row of labels, else None."""
    if len(paragraph) > LONGEST:
        return None
    known = labels()
    bare = paragraph.casefold().strip(MARKS + "0123456789").replace("’", "'")
    if bare in known:
        return known[bare]
    if bare.endswith(" 0:00") or paragraph.endswith((".", "”", '"')):
        return None
    parts = _words(paragraph)
    if not 2 <= len(parts) <= 40:
        return None
    covered, reason = _covered([part.casefold() for part in parts], known)
    if covered == len(parts) or (len(parts) >= 6 and covered >= ROW * len(parts) and title_case(paragraph)):
        return reason
    return None


def heads_links(paragraph: str) -> bool:
    """Whether `paragraph` is a label that stands above links to other articles ("Most read", "Related stories")."""
    return menu_reason(paragraph) == "related" and len(paragraph) < 60


def _words(paragraph: str) -> list[str]:
    # CASE "Save ArticleSave Article": two buttons run together in the copied text
    split = "".join(
        f" {char}" if char.isupper() and before.islower() else char
        for before, char in zip(" " + paragraph, paragraph, strict=False)
    )
    return [part for part in (raw.strip(MARKS) for raw in split.split()) if part]


def _covered(parts: list[str], known: dict[str, str]) -> tuple[int, str]:
    """How many words the labels cover, the longest label first, and the reason of the first label."""
    covered, index, reason = 0, 0, ""
    while index < len(parts):
        for size in range(min(6, len(parts) - index), 0, -1):
            label = " ".join(parts[index : index + size])
            if label in known:
                covered += size
                reason = reason or known[label]
                index += size
                break
        else:
            index += 1
    return covered, reason
