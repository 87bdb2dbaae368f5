"""How much a statement that only one source makes matters to the story: the most telling omissions come first."""

from __future__ import annotations

from collections import Counter

from align.models import Single, Statement, Story

# Shares of the three parts; chosen by reading the single-source lists of basil triples.
CENTRAL, EARLY, SPECIFIC = 0.5, 0.3, 0.2
TELLING = 4  # words and names from which a statement can matter in full
QUESTION = 0.3


def singles(story: Story, aligned: frozenset[str]) -> tuple[Single, ...]:
    """The statements in no finding, in text order, with their salience in 0..1.

    A statement matters when it is about what the whole story is about (its words and names recur in it), when its
    outlet tells it early, and when it is specific (numbers, dates, names, quotations).
    """
    statements = [s for source in story.sources for s in source.statements]
    counts = Counter(t for s in statements for t in _terms(s))
    last = {source.id: max(1, len(source.statements) - 1) for source in story.sources}
    place = {s.id: n for source in story.sources for n, s in enumerate(source.statements)}
    top = max(counts.values(), default=1)
    found = []
    for s in statements:
        if s.id in aligned:
            continue
        terms = _terms(s)
        central = sum((counts[t] - 1) / top for t in terms) / (len(terms) + 2) if terms else 0.0
        early = 1 - place[s.id] / last[s.source]
        facts = len(s.quantities) + len(s.dates) + len(s.quotations) + len({m.entity or m.text for m in s.mentions})
        salience = CENTRAL * min(1.0, 2 * central) + EARLY * early + SPECIFIC * min(1.0, facts / 4)
        # CASE: "Good evening, Anna." and "What did she say?" open a broadcast and tell nothing.
        salience *= min(1.0, len(terms) / TELLING) * (QUESTION if s.text.rstrip("”\"' ").endswith("?") else 1.0)
        found.append(Single(s.id, round(salience, 4)))
    return tuple(found)


def _terms(statement: Statement) -> frozenset[str]:
    named = {f"@{m.entity}" for m in statement.mentions if m.entity is not None}
    return frozenset(named | {t.lemma.lower() for t in statement.tokens if t.content})
