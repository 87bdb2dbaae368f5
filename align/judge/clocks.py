"""What a date mention says of the time of day: "9 a.m. on Tuesday", "Tuesday night", "11 p.m. GMT"."""

from __future__ import annotations

import re
from typing import NamedTuple

from align.models import DateMention

DAY = 1440  # minutes
_CLOCK = re.compile(r"\b(\d{1,2})(?:[:.](\d{2}))?\s?(?:o[’']clock\s?)?([ap]\.?m\b)?", re.IGNORECASE)
_FOUR = re.compile(r"\b([01]\d|2[0-3])([0-5]\d)\s(?=gmt|utc|est|edt|et|pst|pdt|bst|cet)", re.IGNORECASE)
_ZONE = re.compile(
    r"\b(gmt|utc|bst|cest|cet|et|est|edt|eastern|pacific|central(?= time)|mountain(?= time)|cst|cdt|mst|mdt|pst|pdt"
    r"|pt|jst|ist|msk)\b",
    re.IGNORECASE,
)
# Minutes ahead of UTC. "ET" and "Eastern" change with the season: an hour more or less is no difference.
_AHEAD = {"gmt": 0, "utc": 0, "bst": 60, "cet": 60, "cest": 120, "et": -270, "eastern": -270, "pacific": -450,
          "central": -330, "mountain": -390, "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420,
          "mdt": -360, "pst": -480, "pdt": -420, "pt": -450, "jst": 540, "ist": 330, "msk": 180}  # fmt: skip
_PARTS = {
    "morning": (240, 720), "dawn": (180, 480), "noon": (690, 780), "midday": (660, 840), "lunchtime": (660, 870),
    "afternoon": (720, 1110), "evening": (1000, 1440), "tonight": (1000, 1800), "overnight": (1080, 1860),
    "night": (1080, 1800), "midnight": (1410, 1470), "early": (0, 600), "late": (960, 1470),
}  # fmt: skip
_WORD = re.compile(r"[a-z]+")


_PAST = re.compile(r"\b(half past|quarter past|quarter to) (\w{1,8})")
_HOURS = "one two three four five six seven eight nine ten eleven twelve".split()


class Time(NamedTuple):
    """The minutes of a day from..to; `ahead` is the zone, in minutes ahead of UTC; `exact` where a clock is named."""

    first: int
    last: int
    ahead: int | None
    exact: bool
    half: bool = False  # of a clock with twelve hours, and not said which half of the day


def time_of(mention: DateMention) -> Time | None:
    """The time of day that the mention names; None where it names none."""
    text = mention.text.lower()
    zone = _ZONE.search(text)
    ahead = _AHEAD[zone[1]] if zone is not None else None
    four = _FOUR.search(text)
    if four is not None:
        minute = 60 * int(four[1]) + int(four[2])
        return Time(minute, minute, ahead, True)
    for match in _CLOCK.finditer(text):
        if match[2] is None and match[3] is None:
            continue
        hour = int(match[1])
        if match[3] is not None:
            hour = hour % 12 + (12 if match[3].startswith("p") else 0)
        minute = 60 * hour + int(match[2] or 0)
        if hour < 24:
            return Time(minute, minute, ahead, True, match[3] is None and 0 < hour <= 12 and match[1][0] != "0")
    past = _PAST.search(text)
    if past is not None:
        hour = _HOURS.index(past[2]) + 1 if past[2] in _HOURS else int(past[2])
        minute = 60 * hour + {"half past": 30, "quarter past": 15, "quarter to": -15}.get(past[1], 0)
        return Time(minute, minute, ahead, True, True)
    parts = [_PARTS[word] for word in _WORD.findall(text) if word in _PARTS]
    if not parts:
        return None
    first, last = max(part[0] for part in parts), min(part[1] for part in parts)
    return Time(first, last, ahead, False) if first < last else None


def minutes_apart(one: Time, other: Time, days: int = 0) -> int:
    """The minutes between two times; `days` is how many days later the other one's day is. 0 where they may be one."""
    ours, theirs = (one.first, one.last), (other.first + days * DAY, other.last + days * DAY)
    if one.ahead is not None and other.ahead is not None:
        ours = (ours[0] - one.ahead, ours[1] - one.ahead)
        theirs = (theirs[0] - other.ahead, theirs[1] - other.ahead)
    apart = _between(ours, theirs)
    if one.half or other.half:
        apart = min(apart, *(_between(ours, (theirs[0] + shift, theirs[1] + shift)) for shift in (-720, 720)))
    if (one.ahead == 0) != (other.ahead == 0) and None in (one.ahead, other.ahead) and one.exact and other.exact:
        # Greenwich time against the clock of the place, wherever that is: only the minutes tell
        return min(apart % 30, 30 - apart % 30) if apart <= 14 * 60 else apart
    return apart


def _between(ours: tuple[int, int], theirs: tuple[int, int]) -> int:
    return max(ours[0] - theirs[1], theirs[0] - ours[1], 0)
