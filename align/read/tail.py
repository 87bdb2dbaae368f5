"""Credits at the end of a paragraph: "Thank you, Jo. Transcript provided by NPR." is a sentence and a credit."""

from __future__ import annotations

from align.models import Span
from align.read.furniture import matching_rule
from align.read.prose import count_words, sentences

# rules that are believed of a paragraph's last sentences too
TAILS = frozenset(
    {
        "credit", "contributed", "contributed to", "copyright", "copyright holder", "rights", "transcript credit", "standards",
        "distributed", "sign up", "click here", "follow", "origin", "picture agency", "photo credit", "tweet", "link",
        "end mark", "hide caption", "correction", "cookies",
    }
)  # fmt: skip
CAPTION = frozenset({"picture agency", "photo credit", "hide caption"})
LONGEST_CAPTION = 90  # words
MOST = 6  # sentences


def find_tail(text: str, span: Span) -> tuple[Span, str] | None:
    """The credits that `span` ends in, with the reason; the whole span where it is the caption of a picture."""
    parts = sentences(text, span)
    found: tuple[Span, str] | None = None
    for part in reversed(parts[-MOST:]):
        plain = " ".join(part.of(text).split()).replace("’", "'").replace("‘", "'")
        rule = matching_rule(plain, count_words(plain), TAILS) if len(plain) <= 400 else None
        if rule is None:
            break
        if rule.name in CAPTION and count_words(span.of(text)) <= LONGEST_CAPTION:
            return span, "caption"
        found = Span(part.start, span.end), rule.reason if found is None or rule.reason == "credit" else found[1]
    if found is not None and found[0].start == parts[0].start:
        return span, found[1]
    return found
