"""Which names of one article name the same, by their form alone: "Ana Ruiz" and "Ruiz", "World Bank" twice.

`link` does this for all sources of a story and knows more; here it is enough to follow who is spoken of.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from align.annotate.words import genders
from align.models import Mention, Span

MOSTLY = 3  # times that the person a last name mostly means is named at least


def same_names(named: Sequence[Mention]) -> dict[Span, int]:
    """The number of the group of each name."""
    groups: dict[str, int] = {}  # whole name -> group
    lasts: dict[str, int] = {}  # one word of a person's name -> the group that bore it last
    told: dict[int, str] = {}  # group -> gender that its names tell
    found: dict[Span, int] = {}
    bearers: dict[str, set[int]] = defaultdict(set)  # last name -> who has it
    said: Counter[int] = Counter()
    count = 0
    for mention in named:
        whole = mention.text.lower().removeprefix("the ").removesuffix("'s").removesuffix("’s")
        words = whole.split() or [whole]
        person = mention.label == "PERSON"
        if person:
            whole = " ".join(sorted(words))  # some write the family name first
        gender = genders.of_name(mention.text, mention.title) if person else None
        group = groups.get(whole)
        if person and (len(words) == 1 or group is None):
            near = _usual(words[-1], lasts, bearers, said) if len(words) == 1 else None
            near = lasts.get(f"alone {words[-1]}") if len(words) > 1 and near is None else near
            group = near if near is not None else group
            if group is not None and gender and told.get(group, gender) != gender:
                group = None
        if group is None:
            group = count
            count += 1
        groups[whole] = found[mention.span] = group
        said[group] += 1
        if gender:
            told.setdefault(group, gender)
        if person:
            lasts[words[-1]] = group
            bearers[words[-1]].add(group)
            if len(words) == 1:
                lasts[f"alone {words[0]}"] = group
            else:
                lasts.setdefault(words[0], group)
                lasts.pop(f"alone {words[-1]}", None)
        elif len(words) > 1:
            letters = "".join(word[0] for word in words if word not in _SMALL)
            if len(letters) > 2:
                groups.setdefault(letters, group)
    return found


def _usual(word: str, lasts: dict[str, int], bearers: dict[str, set[int]], said: Counter[int]) -> int | None:
    """Whom a lone last name means: the one it is mostly said of in this article, else the one named last."""
    near = lasts.get(word)
    most = max(sorted(bearers.get(word, ())), key=lambda group: said[group], default=near)
    if near is None or most is None:
        return near
    return most if said[most] >= MOSTLY and said[most] > 2 * said[near] else near


_SMALL = frozenset({"of", "the", "and", "for", "in", "on"})
