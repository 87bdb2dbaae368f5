"""How much a statement that only one source makes matters to the story: the most telling omissions come first.

The salience of a statement is a sum of six named terms, each between 0 and 1, with the shares in `SHARES`, times the
share to which it can stand alone. What an editor would miss first has much of each: it is about what the whole story
is about, is new beside the other sources, can be checked, tells much, charges or denies, and is told early.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log

from align.models import Certainty, Single, Statement, Story

# Chosen by reading what came first for each outlet of fifteen basil triples. The order depends little on them: on 16
# lists of six other triples, marked by hand, at most 4 of 80 picks come or go without a term or with twice of it.
SHARES = {"central": 0.25, "new": 0.15, "specific": 0.2, "full": 0.15, "charged": 0.15, "early": 0.1}
CENTRAL_TERMS = 3  # names and words of a statement that make it central
FACTS = 4  # numbers, dates, names, quotations from which a statement is as specific as can be
FULL = 30  # words of a statement that tells as much as one can: a sentence in which a lead packs its facts
QUOTED = 4  # words between quotation marks that are somebody's own: fewer are a name or a doubt
PASSING = 0.5  # what a name counts that stands nowhere else in the story
CONTESTED: frozenset[Certainty] = frozenset({"alleged", "denied"})
# What sources do to one another, and what cannot be undone: general words of news, by lemma.
CHARGES = frozenset(
    "accuse allege blame deny dispute reject refuse criticize criticise condemn denounce warn threaten apologize "
    "apologise admit concede lie mislead violate fire dismiss oust resign quit suspend ban block veto sue charge "
    "indict convict sentence arrest investigate kill die injure wound destroy lose fail cost overrule reverse "
    "felony crime fraud bribe scandal corruption lawsuit death victim".split()
)
WHOLE = 12  # words from which a statement can stand alone
# What is left of the salience of a statement that ...
QUESTION = 0.3  # ... asks
HEADLINE = 0.5  # ... is a headline, which the text below it tells again
CLAUSE = 0.85  # ... is a clause cut from a sentence
NAMELESS = 0.8  # ... names nobody and nothing
REPEATED = 0.5  # ... repeats in full one of the same source that matters more
COMMON = 200  # statements: a term that more of them hold tells nothing of what one of them repeats

Terms = frozenset[str]


def singles(story: Story, aligned: frozenset[str]) -> tuple[Single, ...]:
    """The statements in no finding, in text order, with their salience in 0..1."""
    statements = [s for source in story.sources for s in source.statements]
    read = _Reading(statements)
    found: dict[str, float] = {}
    for source in story.sources:
        last = max(1, len(source.statements) - 1)
        own = {s.id: _salience(s, n / last, read) for n, s in enumerate(source.statements) if s.id not in aligned}
        found |= _once(own, read)
    return tuple(Single(s.id, round(found[s.id], 4)) for s in statements if s.id in found)


class _Reading:
    """The names and words of every statement of a story, how many statements hold each, and in which they stand."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self.terms = {s.id: _terms(s) for s in statements}
        self.source = {s.id: s.source for s in statements}
        self.holding: dict[str, list[str]] = {}
        for name, terms in self.terms.items():
            for term in terms:
                self.holding.setdefault(term, []).append(name)
        self.most = max((len(names) for names in self.holding.values()), default=1)
        self.rarity = {term: log((1 + len(statements)) / len(names)) for term, names in self.holding.items()}

    def centrality(self, statement: Statement) -> float:
        """How much of the whole story, all sources together, is about the most central things of the statement."""
        spread = sorted((len(self.holding[t]) / self.most for t in self.terms[statement.id]), reverse=True)
        return sum(spread[:CENTRAL_TERMS]) / CENTRAL_TERMS

    def repeated(self, statement: Statement) -> float:
        """The largest part of what the statement tells that a statement of another source tells too."""
        held: dict[str, float] = {}
        for term in sorted(self.terms[statement.id]):
            if len(self.holding[term]) <= COMMON:
                for name in self.holding[term]:
                    if self.source[name] != statement.source:
                        held[name] = held.get(name, 0.0) + self.rarity[term]
        return max(held.values(), default=0.0) / (self.weight(self.terms[statement.id]) or 1.0)

    def specific(self, statement: Statement) -> float:
        """What can be checked: numbers, dates, somebody's own words, and names, above all those of the story."""
        quoted = any(len(q.text.split()) >= QUOTED for q in statement.quotations)
        facts = float(len(statement.quantities) + len(statement.dates) + quoted)
        for name in {f"@{m.entity}" if m.entity else m.text for m in statement.mentions}:
            facts += 1.0 if len(self.holding.get(name, ())) > 1 else PASSING
        return min(1.0, facts / FACTS)

    def weight(self, terms: Terms) -> float:
        """How much `terms` tell: what few statements of the story hold tells most."""
        return sum(self.rarity[term] for term in sorted(terms))


def _salience(statement: Statement, place: float, read: _Reading) -> float:
    """The sum of the six terms, times the share to which the statement stands alone; `place` is 0 first, 1 last."""
    parts = {
        "central": read.centrality(statement),
        "new": 1 - read.repeated(statement),
        "specific": read.specific(statement),
        "full": min(1.0, len(statement.tokens) / FULL),
        "charged": float(_charged(statement)),
        "early": 1 - place,
    }
    return sum(SHARES[name] * part for name, part in parts.items()) * _alone(statement)


def _charged(statement: Statement) -> bool:
    """Whether it tells of a charge, a denial, a loss, an act that has consequences."""
    words = {token.lemma.lower() for token in statement.tokens}
    return statement.certainty in CONTESTED or not words.isdisjoint(CHARGES)


def _alone(statement: Statement) -> float:
    """How far a reader who has only the statement knows what it says: 1 for a whole sentence that names somebody."""
    text = statement.text.strip()
    share = min(1.0, len(statement.tokens) / WHOLE)
    share *= QUESTION if text.rstrip("”’\"' ").endswith("?") else 1.0
    share *= HEADLINE if statement.kind == "headline" else 1.0
    share *= CLAUSE if text[:1].islower() else 1.0
    return share * (1.0 if statement.mentions or statement.quantities else NAMELESS)


def _once(found: Mapping[str, float], read: _Reading) -> dict[str, float]:
    """`found` of one source, less for what repeats a statement that matters more, as a quotation does its summary."""
    kept: dict[str, float] = {}
    for name in sorted(found, key=lambda each: (-found[each], each)):
        terms = read.terms[name]
        told = max((read.weight(terms & read.terms[other]) for other in kept), default=0.0)
        kept[name] = found[name] * (1 - REPEATED * told / (read.weight(terms) or 1.0))
    return kept


def _terms(statement: Statement) -> Terms:
    """What the statement is about: the entities that it names or means, and its words of content."""
    words = {t.lemma.lower() for t in statement.tokens if t.content}
    return frozenset({f"@{entity}" for entity in statement.entities_in(statement.span)} | words)
