"""Results that were read from a mended copy, back on the article's own characters.

A mended word is shorter in the copy than in the article, so what ends with it ends too early: every span that ends
inside such a word is taken to its end, and every text is read again from the article.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, TypeVar

from align.models import Attribution, Quotation, Span

Value = TypeVar("Value")


def restored(values: Sequence[Value], text: str, words: Sequence[Span]) -> tuple[Value, ...]:
    """`values` with spans and texts of the article `text`; `words` are the places of its mended words, in order."""
    starts = [word.start for word in words]

    def whole(span: Span) -> Span:
        at = bisect_right(starts, span.end - 1) - 1
        if at >= 0 and len(span) and words[at].start < span.end < words[at].end:
            return Span(span.start, words[at].end)
        return span

    def back(value: Any) -> Any:
        if isinstance(value, Span):
            return whole(value)
        if isinstance(value, tuple):
            changed = tuple(back(item) for item in value)
            return value if all(a is b for a, b in zip(value, changed, strict=True)) else changed
        if isinstance(value, (str, int, float)):
            return value
        if not is_dataclass(value) or isinstance(value, type):
            return value
        found = {name: getattr(value, name) for name in _names(value.__class__)}
        moved = {name: new for name, old in found.items() if (new := back(old)) is not old}
        moved.update(_texts(value, {**found, **moved}, text))
        return replace(value, **moved) if moved else value

    return tuple(back(value) for value in values)


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _texts(value: Any, found: dict[str, Any], text: str) -> dict[str, str]:
    """The texts of `value` that are not what the article says at its place."""
    if isinstance(value, Attribution):
        place = found["speaker_span"]
        written = found["speaker"] if place is None else " ".join(place.of(text).split())
        # A pronoun's speaker is who it stands for, and that is written elsewhere.
        return {"speaker": written} if written != found["speaker"] and written.startswith(found["speaker"]) else {}
    place = found.get("inner" if isinstance(value, Quotation) else "span")
    if place is None or "text" not in found or place.of(text) == found["text"]:
        return {}
    return {"text": place.of(text)}
