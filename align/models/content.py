"""What a finding is by its content: keys that a new run with other settings gives again for the same words.

A finding's `id` hangs on spans and its `fingerprint` on the ids of sources; both may move when nothing that a reader
sees has changed. A decision of a reviewer is kept under the keys made here: of the words of the statements and the
text that they stand in, whatever the order of the sources and wherever a statement is cut at its edges.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping

from align.models.finding import Comparison, Finding
from align.models.statement import Statement

_LENGTH = 16
_EDGES = " \t\"'“”‘’„«».,;:!?…–—-()[]"  # whether a cut takes the full stop along is no change of content


def statements_of(comparison: Comparison) -> tuple[Statement, ...]:
    """Every statement once, by source and place; as the comparison holds them, where their mentions are linked."""
    found = {one.id: one for source in comparison.sources for one in source.statements}
    found.update((one.id, one) for one in comparison.statements)
    order = {source.id: number for number, source in enumerate(comparison.sources)}
    return tuple(sorted(found.values(), key=lambda one: (order.get(one.source, len(order)), one.span, one.id)))


def statement_keys(comparison: Comparison) -> dict[str, str]:
    """The content key of every statement, by its id. The same words said twice in one text are told apart by order."""
    texts = {source.id: source.sha256 for source in comparison.sources}
    often: Counter[tuple[str, str]] = Counter()
    keys = {}
    for statement in statements_of(comparison):
        content = texts.get(statement.source, statement.source), plain(statement.text)
        keys[statement.id] = _digest(*content, often[content])
        often[content] += 1
    return keys


def finding_key(keys: Iterable[str]) -> str:
    """The key of a finding whose statements have these keys."""
    return _digest(*sorted(keys))


def finding_content(finding: Finding, keys: Mapping[str, str]) -> str:
    """What was found in the statements: the verdict, and the values that differ. Scores and wording do not count."""
    differences = sorted(
        (
            one.kind,
            one.severity,
            one.relation,
            *sorted((keys.get(value.statement, ""), value.normalised) for value in one.values),
        )
        for one in finding.discrepancies
    )
    return _digest(finding.verdict, differences)


def plain(words: str) -> str:
    """`words` on one line, without the marks at their edges."""
    return " ".join(unicodedata.normalize("NFC", words).split()).strip(_EDGES)


def _digest(*content: object) -> str:
    return hashlib.sha256(repr(content).encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]
