"""Stage directions of transcripts: "(SOUNDBITE OF MUSIC)", "[laughter]", "(END VIDEO CLIP)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.models import Span
from align.read.prose import trimmed

SOUNDS = r"(?:laugh|applau|music|soundbite|inaudible|crosstalk|cheer|sound of|unintelligible|\d\d:\d\d)"
# in capitals, or a sound in few words; "(She laughed it off.)" is a sentence
DIRECTION = re.compile(
    rf"\((?:[^\W\d_a-z][^()a-z]{{2,200}}|[^()]{{0,20}}{SOUNDS}[^().]{{0,40}})\)"
    rf"|\[(?:[^\W\d_a-z][^\[\]a-z]{{2,200}}|[^\[\]]{{0,20}}{SOUNDS}[^\[\].]{{0,40}})\]"
)
CLOSED = '.!?…:"”’)]'


def stage_directions(text: str, span: Span) -> Iterator[tuple[Span, bool]]:
    """`span` cut at the stage directions that stand between sentences: (part, whether it is a direction).

    One within a sentence stays where it is: cutting there would tear the sentence apart.
    """
    start = span.start
    for found in DIRECTION.finditer(text, span.start, span.end):
        before = trimmed(text, Span(start, found.start()))
        after = text[found.end() : span.end].lstrip()[:1]
        between = (not len(before) or text[before.end - 1] in CLOSED) and (not after or not after.islower())
        if not between or after in {",", ";"}:
            continue
        if len(before):
            yield before, False
        end = found.end()
        while end < span.end and text[end] in ".,":
            end += 1
        yield Span(found.start(), end), True
        start = end
    rest = trimmed(text, Span(start, span.end))
    if len(rest):
        yield rest, False
