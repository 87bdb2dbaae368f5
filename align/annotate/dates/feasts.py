"""Days that have a name: fixed holidays, and those that a rule places in each year."""

from __future__ import annotations

from datetime import date, timedelta

from align.annotate.grammar.pieces import Pieces

# Name -> month and day, or the rule of `feast_day`. "day" behind the name may be left out where it is not in it.
FIXED = {
    "christmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25), "boxing day": (12, 26),
    "st stephen 's day": (12, 26), "new year 's eve": (12, 31), "new year 's day": (1, 1), "new year's eve": (12, 31),
    "new year's day": (1, 1), "valentine 's day": (2, 14), "valentine's day": (2, 14), "st patrick 's day": (3, 17),
    "st patrick's day": (3, 17), "april fools ' day": (4, 1), "may day": (5, 1), "fourth of july": (7, 4),
    "july fourth": (7, 4), "bastille day": (7, 14), "halloween": (10, 31), "all saints ' day": (11, 1),
    "all saints' day": (11, 1), "veterans day": (11, 11), "armistice day": (11, 11), "epiphany": (1, 6),
    "guy fawkes night": (11, 5), "bonfire night": (11, 5), "juneteenth": (6, 19), "anzac day": (4, 25),
    "canada day": (7, 1), "australia day": (1, 26), "candlemas": (2, 2), "groundhog day": (2, 2),
}  # fmt: skip
MOVING = {
    "easter": "easter 0", "easter sunday": "easter 0", "easter monday": "easter 1", "good friday": "easter -2",
    "palm sunday": "easter -7", "ash wednesday": "easter -46", "maundy thursday": "easter -3",
    "holy thursday": "easter -3",
    "whit sunday": "easter 49", "pentecost": "easter 49", "whit monday": "easter 50", "shrove tuesday": "easter -47",
    "mardi gras": "easter -47", "thanksgiving day": "11 3 4", "thanksgiving": "11 3 4",
    "labor day": "9 0 1", "memorial day": "5 0 -1", "martin luther king day": "1 0 3", "mlk day": "1 0 3",
    "presidents day": "2 0 3", "presidents ' day": "2 0 3", "columbus day": "10 0 2", "mother 's day": "5 6 2",
    "mother's day": "5 6 2", "father 's day": "6 6 3", "father's day": "6 6 3", "election day": "election",
}  # fmt: skip
_LONGEST = 4  # pieces of a name
OPENINGS = frozenset(name.split()[0] for name in (*FIXED, *MOVING)) - {"fourth"} | {"saint", "st"}


def feast(pieces: Pieces, index: int) -> tuple[str, int] | None:
    """The name of the feast that starts at `index`, and the index behind it."""
    first = pieces[index]
    if not first.capital or first.lower not in OPENINGS:
        return None
    words: list[str] = []
    ends: list[tuple[str, int]] = []
    for at in range(index, index + 2 * _LONGEST):
        word = pieces[at].lower
        if word in {".", "’", "'"}:  # "St. Patrick’s"
            continue
        words.append("'s" if word == "s" else word)
        name = " ".join(words).replace(" 's", "'s")
        if name in FIXED or name in MOVING:
            ends.append((name, at + 1))
        if len(words) >= _LONGEST:
            break
    return ends[-1] if ends else None


def feast_day(name: str, year: int) -> date:
    """The day of a feast in `year`."""
    if name in FIXED:
        return date(year, *FIXED[name])
    rule = MOVING[name].split()
    if rule[0] == "easter":
        return _easter(year) + timedelta(days=int(rule[1]))
    if rule[0] == "election":  # the Tuesday after the first Monday of November
        return _nth(year, 11, 0, 1) + timedelta(days=1)
    month, weekday, nth, *more = (int(part) for part in rule)
    return _nth(year, month, weekday, nth) + timedelta(days=sum(more))


def _nth(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth `weekday` of a month; the last one for -1."""
    if nth < 0:
        end = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        return end - timedelta(days=(end.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def _easter(year: int) -> date:
    """Easter Sunday of the western churches (the anonymous Gregorian computus)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)
