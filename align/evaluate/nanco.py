"""NANCO (`nanco/nanco_dataset.json`): paragraphs of many outlets that answer one question, grouped by their answer.

All fill the same slot: two paragraphs are the same when people put their answers into one group, and different when
they answer otherwise. The articles of a question are dealt in turn to two sides, so that each side is read as a text
and two paragraphs of one article are never compared.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from align.evaluate.samples import Sample, labelled, text_of


def samples(path: Path) -> Iterator[Sample]:
    """Each question, with the answers of every second article against those of the others."""
    for number, asked in enumerate(json.loads(path.read_text(encoding="utf-8")), 1):
        answers: list[dict[str, Any]] = [a for a in asked["answers"] if a["Paragraph"].strip()]
        articles = list(dict.fromkeys(a["Article URL"] for a in answers))
        sides = [[a for a in answers if a["Article URL"] in articles[first::2]] for first in (0, 1)]
        left, right = (
            text_of(f"{number}/{side}", [a["Paragraph"] for a in mine]) for side, mine in zip("ab", sides, strict=True)
        )
        groups = ([frozenset([str(a["cluster_global"])]) for a in mine] for mine in sides)
        yield Sample(f"question {number}", left, right, labelled(*groups))
