"""Credits at the end of a paragraph: "Thank you, Jo. Transcript provided by NPR." is a sentence and a credit."""

from __future__ import annotations

from dataclasses import dataclass

from align.models import Span
from align.read.furniture import matching_rule
from align.read.prose import count_words, sentences

# rules that are believed of a paragraph's last sentences too
TAILS = frozenset(
    "credit/contributed/contributed to/copyright/copyright holder/rights/transcript credit/standards/distributed/tweet/"
    "sign up/click here/follow/origin/picture agency/photo credit/bracketed credit/hide caption/link/signature/agency/"
    "end mark/correction/cookies".split("/")
)
CAPTION = frozenset({"picture agency", "photo credit", "bracketed credit", "hide caption"})
CLOSING = frozenset({"credit", "transcript credit", "standards"})
LONGEST_CAPTION = 90  # words
LONGEST = 400  # characters of a sentence that can be a credit
MOST = 6  # sentences


@dataclass(frozen=True, slots=True)
class Tail:
    """The credits that a paragraph ends in; `closes` is set where they end a transcript or a report as a whole."""

    span: Span
    reason: str
    closes: bool


def find_tail(text: str, span: Span) -> Tail | None:
    """The credits that `span` ends in; the whole span where it is the caption of a picture."""
    parts = sentences(text, span)
    found: Tail | None = None
    for part in reversed(parts[-MOST:]):
        plain = " ".join(part.of(text).split()).replace("’", "'").replace("‘", "'")
        rule = matching_rule(plain, count_words(plain), TAILS) if len(plain) <= LONGEST else None
        if rule is None:
            break
        if rule.name in CAPTION and count_words(span.of(text)) <= LONGEST_CAPTION:
            return Tail(span, "caption", False)
        reason = rule.reason if found is None or rule.reason == "credit" else found.reason
        closes = rule.name in CLOSING or (found is not None and found.closes)
        found = Tail(Span(part.start, span.end), reason, closes)
    if found is not None and found.span.start == parts[0].start:
        return Tail(span, found.reason, found.closes)
    return found
