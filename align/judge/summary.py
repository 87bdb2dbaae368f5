"""The sentence that sums up a finding: what all its sources share, and in which respects they differ."""

from __future__ import annotations

from collections.abc import Sequence

from align.judge.lexicon import concept, lexicon
from align.judge.names import same_mention
from align.judge.quoted import words_of
from align.judge.sides import Side
from align.models import Discrepancy

_MOST = 3  # of each sort of thing that is named
_NAMES = {"number": "the numbers", "date": "the dates", "place": "the place", "name": "the names",
          "quotation": "the words quoted", "attribution": "who is credited", "polarity": "whether it is so",
          "certainty": "how certain it is", "detail": "a detail"}  # fmt: skip


def summary(sides: Sequence[Side], discrepancies: Sequence[Discrepancy]) -> str:
    """One sentence for a reader."""
    who = "Both" if len(sides) == 2 else f"All {len(sides)}"
    shared = _shared(sides)
    agreed = f"{who} have {_listed(shared)}" if shared else f"{who} seem to report the same fact in other words"
    differing = [_NAMES[d.kind] + (" (updated)" if d.relation == "updated" else "") for d in discrepancies]
    if not differing:
        return f"{agreed}; nothing that was compared differs."
    return f"{agreed}; they differ in {_listed(list(dict.fromkeys(differing)))}."


def _shared(sides: Sequence[Side]) -> list[str]:
    first, rest = sides[0], sides[1:]
    names: list[str] = []
    for mention in first.mentions:
        everywhere = all(any(same_mention(first, mention, side, other) for other in side.mentions) for side in rest)
        if everywhere and not any(mention.text in name or name in mention.text for name in names):
            names.append(mention.text)
    found = names[:_MOST]
    found += _quotations(first, rest)[:1]
    if len(found) < _MOST:
        found += [f"“{word}”" for word in _words(first, rest)[: _MOST - len(found)]]
    return found


def _quotations(first: Side, rest: Sequence[Side]) -> list[str]:
    """Quoted words that every side has between marks."""
    found: list[str] = []
    for statement in first.statements:
        for quotation in statement.quotations:
            words = " ".join(words_of(quotation.text))
            others = [[" ".join(words_of(q.text)) for s in side.statements for q in s.quotations] for side in rest]
            if len(words.split()) >= 3 and all(any(words in o or o in words for o in texts if o) for texts in others):
                text = " ".join(quotation.text.strip("“”\"'‘’ ").split())
                found.append(f"the words “{text if len(text) <= 80 else text[:77].rstrip() + '…'}”")
    return found


def _words(first: Side, rest: Sequence[Side]) -> list[str]:
    """Verbs and nouns that every side has, as the first one writes them."""
    found: dict[str, str] = {}
    theirs = [{key for view in side.views for _, key in view.words} for side in rest]
    empty = lexicon().light | lexicon().saying
    for view in first.views:
        for token, key in view.words:
            telling = token.pos in ("VERB", "NOUN", "ADJ") and len(token.text) > 3 and token.lemma.lower() not in empty
            if telling and not key.startswith("=") and all(key in keys for keys in theirs):
                found.setdefault(concept(token.lemma), token.text)
    return list(found.values())


def _listed(items: Sequence[str]) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"
