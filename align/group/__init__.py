"""Groups statements into alignments: which statements, of any number of sources, report one fact.

The objective is that of correlation clustering (Bansal, Blum & Chawla 2004): every pair of statements inside one group
gains its log-odds above the threshold, or loses what it lacks; two statements of one source too, so that they stand
together only where they say the same ("headline and lead"). The sum over all groups is made large by joining, again and
again, the two groups that gain most (greedy additive edge contraction, Keuper et al. 2015), then by moving single
statements where that gains. Because every pair of a group counts, unlike statements are not chained through a middle
one. A sentence may pack several facts that the other source tells one by one: what is left over may join statements
that are taken already, in an alignment of its own. Ties are broken by position.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from align.group.edges import Edges
from align.group.gains import LOSS_LIMIT, Gains, Scores, gains_of
from align.models import Alignment, Band, Pair, Story
from align.settings import Settings

__all__ = ["group"]

MOST_FACTS = 4  # a statement stands in at most this many alignments; a lead packs three or four facts


def group(story: Story, scored: Scores, settings: Settings) -> tuple[Alignment, ...]:
    """The alignments of a story, in the order of their first statement.

    First those of the band "likely" (threshold), then, for statements left over, the "possible" ones.
    """
    order = {s.id: n for n, s in enumerate(s for source in story.sources for s in source.statements)}
    places = _places(story)
    headlines = frozenset(s.id for source in story.sources for s in source.statements if s.kind == "headline")
    uses: Counter[str] = Counter()
    made: list[Alignment] = []
    bands: tuple[tuple[Band, float], ...] = (("likely", settings.threshold), ("possible", settings.possible))
    for band, threshold in bands:
        if band == "possible" and threshold >= settings.threshold:
            break
        gains = gains_of(story, scored, threshold, headlines)
        # A headline repeats what the body says: it joins an alignment of the body before it makes one of its own.
        body = {pair: gain for pair, gain in gains.items() if not headlines.intersection(pair)}
        groups = _rounds(body, uses, places, band)
        for headline in sorted(headlines - uses.keys(), key=lambda s: places[s]):
            _join_headline(headline, groups, gains, uses)
        groups += _rounds(gains, uses, places, band)
        for members in (tuple(sorted(g, key=lambda s: order[s])) for g in groups):
            pairs = _pairs(members, scored, threshold, places)
            made.append(Alignment(members, pairs, max(p.score for p in pairs), band))
    return tuple(sorted(made, key=lambda a: [order[s] for s in a.statements]))


def _rounds(gains: Gains, uses: Counter[str], places: Mapping[str, _Place], band: Band) -> list[list[str]]:
    """Groups, round by round, as long as there are statements left over that find a partner; counts their uses."""
    groups: list[list[str]] = []
    while True:
        seeds = {pair for pair in gains if _open(pair, uses, places, band)}
        # Statements that are taken may come along to support a group, which must bring one that is not.
        found = [g for g in _cluster(gains, seeds, places) if not all(uses[s] for s in g)]
        if not found:
            return groups
        groups += found
        for members in found:
            uses.update(members)


def _join_headline(headline: str, groups: list[list[str]], gains: Gains, uses: Counter[str]) -> None:
    """Adds a headline to the group that it gains most with, if any."""
    costs = _Costs(gains)
    best = max(groups, key=lambda g: max(costs.between(headline, s) for s in g), default=None)
    if best is not None and max(costs.between(headline, s) for s in best) > 0:
        best.append(headline)
        uses[headline] += 1


def _open(pair: tuple[str, str], uses: Counter[str], places: Mapping[str, _Place], band: Band) -> bool:
    """Whether a pair may still make an alignment: one of its statements is in none yet, and neither in too many."""
    a, b = pair
    if places[a].source == places[b].source:
        return False
    used = sorted((uses[a], uses[b]))
    return used[0] == 0 and used[1] < (MOST_FACTS if band == "likely" else 2)


@dataclass(frozen=True, slots=True, order=True)
class _Place:
    """Where a statement stands: ties are broken by place, the same whichever source was named first."""

    index: int  # within its source
    sha256: str
    source: str


def _places(story: Story) -> dict[str, _Place]:
    return {s.id: _Place(n, src.sha256, src.id) for src in story.sources for n, s in enumerate(src.statements)}


@dataclass(slots=True)
class _Costs:
    """What two statements gain by being in one group."""

    gains: Mapping[tuple[str, str], float]

    def between(self, a: str, b: str) -> float:
        return self.gains.get((a, b), self.gains.get((b, a), -LOSS_LIMIT))

    def of(self, members: Sequence[str], others: Sequence[str]) -> float:
        return sum(self.between(a, b) for a in members for b in others)


def _cluster(gains: Gains, seeds: Set[tuple[str, str]], places: Mapping[str, _Place]) -> list[list[str]]:
    """Groups of statements of two or more sources, grown from the `seeds` that gain."""
    costs = _Costs(gains)
    grown = {pair: gains[pair] for pair in seeds if gains[pair] > 0}
    nodes = sorted({s for pair in grown for s in pair}, key=lambda s: places[s])
    home = {s: n for n, s in enumerate(nodes)}
    groups: dict[int, list[str]] = {n: [s] for n, s in enumerate(nodes)}
    edges = Edges()
    for (a, b), gain in grown.items():
        edges.put(home[a], home[b], gain)
    while (best := edges.best()) is not None:
        x, y = best
        others = edges.take(x, y)
        groups[x].extend(groups[y])
        for s in groups.pop(y):
            home[s] = x
        for other in others:
            edges.put(x, other, costs.of(groups[x], groups[other]))
    _move(nodes, groups, home, costs, _neighbours(grown))
    return [g for g in groups.values() if len({places[s].source for s in g}) > 1]


def _neighbours(gains: Gains) -> dict[str, list[str]]:
    near: dict[str, list[str]] = {}
    for (a, b), gain in gains.items():
        if gain > 0:
            near.setdefault(a, []).append(b)
            near.setdefault(b, []).append(a)
    return near


def _move(
    nodes: Sequence[str],
    groups: dict[int, list[str]],
    home: dict[str, int],
    costs: _Costs,
    near: Mapping[str, Sequence[str]],
) -> None:
    """Moves single statements to the group of a partner, or out on their own, as long as the sum grows."""
    for _ in range(10):
        moved = False
        for s in nodes:
            mine = [o for o in groups[home[s]] if o != s]
            now = costs.of([s], mine)
            options = [(0.0, -1)] + [
                (costs.of([s], groups[g]), g) for g in sorted({home[o] for o in near.get(s, ())} - {home[s]})
            ]
            gain, target = max(options, key=lambda option: (option[0], -option[1]))
            if gain <= now + 1e-6 or (target == -1 and not mine):
                continue
            groups[home[s]].remove(s)
            if target == -1:
                target = max(groups) + 1
                groups[target] = []
            groups[target].append(s)
            home[s] = target
            moved = True
        if not moved:
            return


def _pairs(members: Sequence[str], scored: Scores, threshold: float, places: Mapping[str, _Place]) -> tuple[Pair, ...]:
    """The pairs that hold a group: those over the threshold, and for every member at least its best one."""
    every = [
        scored.pair(a, b)
        for n, a in enumerate(members)
        for b in members[n + 1 :]
        if places[a].source != places[b].source
    ]
    kept = {(p.left, p.right) for p in every if p.score >= threshold}
    for s in members:
        mine = [p for p in every if s in (p.left, p.right)]
        best = min(mine, key=lambda p: (-p.score, p.left, p.right))
        kept.add((best.left, best.right))
    return tuple(p for p in every if (p.left, p.right) in kept)
