"""The closed vocabulary of date expressions in news."""

from __future__ import annotations

MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        ("monday", "tuesday tues", "wednesday weds", "thursday thurs", "friday", "saturday", "sunday")
    )
    for name in names.split()
}
PARTS_OF_DAY = frozenset({"morning", "afternoon", "evening", "night", "midday", "noon", "midnight", "lunchtime"})
DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0, "overnight": -1}
UNITS = {
    form: unit
    for unit in ("minute", "hour", "day", "night", "week", "fortnight", "month", "year", "decade")
    for form in (unit, unit + "s")
} | {"century": "century", "centuries": "century"}
SHIFTS = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1, "this": 0, "current": 0}
PARTS = {"early": "early", "late": "late", "mid": "mid", "earlier": "earlier", "later": "later", "end": "late",
         "beginning": "early", "start": "early", "middle": "mid"}  # fmt: skip
# What may stand before a month's bare name, so that "May I" and "April Jones" are no dates.
BEFORE_MONTH = frozenset(
    {"in", "since", "until", "till", "by", "of", "during", "from", "through", "to", "before", "after", "between", "and",
     "this", "last", "next", "early", "late", "mid", "every", "each", "-", "for", "around", "throughout"}
)  # fmt: skip
ALSO_NAMES = frozenset({"march", "april", "may", "june", "august"})
# Weekdays in names.
NAMED_DAYS = frozenset(
    {"black", "good", "super", "bloody", "ash", "palm", "cyber", "holy", "giving", "fat", "sheffield", "shrove", "ruby"}
)
# A four-digit number behind one of these is an amount.
AMOUNTS = frozenset(
    {"about", "some", "nearly", "almost", "roughly", "than", "least", "most", "over", "approximately", "estimated", "$",
     "€", "£", "no", "flight", "room", "page"}
)  # fmt: skip
BEFORE_YEAR = frozenset(
    {"in", "since", "until", "till", "by", "of", "during", "from", "through", "before", "after", "between", "early",
     "late", "mid", "-", "–", "the", "year", "summer", "spring", "winter", "autumn", "fall", "circa", "(", ","}
)  # fmt: skip
