"""Numbers of one thing that cannot both be right: counts, shares, money, measures, durations, ages, scores."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from align.judge.difference import Difference, later, value
from align.judge.intervals import comparable, compatible, cut_off, gap, middle, normalised
from align.judge.lexicon import alike, concept, lexicon
from align.judge.pairing import Pairing
from align.judge.scope import apart, replaced
from align.judge.sides import Side, View, closeness, similar_places
from align.models import Predicate, Quantity, Relation, Severity, Span

Counted = tuple[View, Quantity]
_PERSON = "person"
_CLOSE_BY = 0.3  # share of the larger that two numbers of one event may be apart, to be sure of one thing
_TOLLS = frozenset({"death", "injury", "arrest", "missing", "displacement", "rescue", "infection", "abduction"})


def differences(pairing: Pairing) -> Iterator[Difference]:
    """Every number of one side that no number of the other agrees with while one about the same thing differs."""
    left, right = pairing.left, pairing.right
    ours, theirs = _counted(left), _counted(right)
    lonely = [item for item in ours if not _agrees(item, theirs)]
    others = [item for item in theirs if not _agrees(item, ours)]
    for row, column, severity in _partners(pairing, lonely, others):
        (view, quantity), (other_view, other) = lonely[row], others[column]
        if _nouns(quantity, other) is None and _several(quantity, lonely, others):
            severity = "minor"  # several numbers for one: they may be its parts
        relation, note = _relation(left, quantity, right, other)
        yield Difference(
            "number",
            severity,
            value(left, view, _with_noun(view, quantity), normalised(quantity)),
            value(right, other_view, _with_noun(other_view, other), normalised(other)),
            _lead(view, quantity, other),
            relation,
            note,
        )


def _partners(pairing: Pairing, lonely: list[Counted], others: list[Counted]) -> list[tuple[int, int, Severity]]:
    """Which number of the other side each is held against, once each: those nearest in what they count first."""
    graded: list[tuple[tuple[int, int, int, int], Severity]] = []
    for row, (view, quantity) in enumerate(lonely):
        for column, (other_view, other) in enumerate(others):
            if not comparable(quantity, other):
                continue
            severity = _severity(pairing, view, quantity, other_view, other)
            if severity is not None:
                beside = len(view.around(quantity.span) & other_view.around(other.span))
                graded.append(((-(_nouns(quantity, other) is True), -beside, row, column), severity))
    found: list[tuple[int, int, Severity]] = []
    for (_, _, row, column), severity in sorted(graded):
        if all(row != taken and column != far for taken, far, _ in found):
            found.append((row, column, severity))
    return sorted(found)


def _several(quantity: Quantity, lonely: list[Counted], others: list[Counted]) -> bool:
    """Whether either side has more than one number without a partner that could be this one."""
    return any(sum(comparable(quantity, other) for _, other in side) > 1 for side in (lonely, others))


def _with_noun(view: View, quantity: Quantity) -> Span:
    """The number with the noun behind it, as a reader would quote it: "12 people"."""
    if not quantity.noun:
        return quantity.span
    behind = [token for token in view.statement.tokens if token.span.start >= quantity.span.end][:2]
    for token in behind:
        if concept(token.lemma) == concept(quantity.noun.split()[-1]):
            return Span(quantity.span.start, token.span.end)
    return quantity.span


def _counted(side: Side) -> list[Counted]:
    return [
        (view, _as_toll(view, _scoped(view, quantity)))
        for view in side.views
        for quantity in (*view.statement.quantities, *both(view))
    ]


def _scoped(view: View, quantity: Quantity) -> Quantity:
    """The quantity with the verb that it is a participant of, where that verb tells something."""
    verb = view.governor(quantity.span)
    words = lexicon()
    if verb is None or verb in words.light or verb in words.saying or quantity.scope in words.outcomes:
        return quantity
    return replace(quantity, scope=verb)


def both(view: View) -> Iterator[Quantity]:
    """ "Both pilots", "twin blasts": two, said without a number."""
    tokens = view.statement.tokens
    for word, noun in pairwise(tokens):
        pair = word.text.lower() in _PAIRS and noun.pos == "NOUN" and noun.text.lower() != noun.lemma.lower()
        if pair and noun.lemma.lower() not in _SIDES:
            yield Quantity(
                word.span, word.text, "count", 2.0, 2.0, noun=noun.lemma.lower(), scope=view.governor(word.span)
            )


_PAIRS = frozenset({"both", "twin"})
_SIDES = frozenset({"side", "party", "country", "chamber", "house", "case", "way", "direction", "government", "leader",
                    "nation", "team", "end", "hand", "sex", "gender"})  # fmt: skip


def _as_toll(view: View, quantity: Quantity) -> Quantity:
    """ "A fourth person has died" says that four or more have."""
    if quantity.kind != "ordinal" or not quantity.noun or not quantity.low or quantity.low < 2:
        return quantity
    toll = replace(quantity, kind="count", high=None)
    suffered = any(
        predicate.lemma == quantity.scope and _suffers(predicate, quantity.span)
        for predicate in view.statement.predicates
    )
    return toll if _outcome(toll) in _TOLLS and (suffered or _generic(quantity)) else quantity


def _suffers(predicate: Predicate, span: Span) -> bool:
    """Whether what the number counts is acted on, or alone in what happens ("a fifth climber died")."""
    core = [argument for argument in predicate.arguments if argument.role in ("agent", "patient")]
    return any(a.span.overlaps(span) and (a.role == "patient" or len(core) == 1) for a in core)


def _agrees(item: Counted, others: list[Counted]) -> bool:
    """Whether some number of the other side agrees and is not plainly about something else."""
    _, quantity = item
    outcome = _outcome(quantity)
    for _, other in others:
        if not comparable(quantity, other) or not compatible(quantity, other):
            continue
        theirs = _outcome(other)
        if outcome is None or theirs is None or outcome == theirs:
            return True
    return False


def _outcome(quantity: Quantity) -> str | None:
    """What happened to the people that are counted: "death", "injury", ...; None where the number counts no people."""
    known = lexicon().outcomes
    if quantity.kind != "count":
        return None
    for word in (*(quantity.noun or "").split(), quantity.scope or ""):
        if word in known:
            return known[word]
    return None


def _severity(pairing: Pairing, view: View, quantity: Quantity, other_view: View, other: Quantity) -> Severity | None:
    """How grave a difference is; None where the two are not known to be numbers of one thing."""
    if not _same_thing(view, quantity, other_view, other) and not (
        gap(quantity, other) <= _CLOSE_BY and _one_event(pairing, view, quantity, other_view, other)
    ):
        return None
    loose = quantity.approximate or other.approximate
    if (loose and gap(quantity, other) < 0.35) or cut_off(quantity, other):
        return "minor"
    if quantity.kind == "age" and gap(quantity, other) * max(middle(quantity), middle(other)) <= 1.01:
        return "minor"
    if (
        quantity.kind == "ordinal"
        and {quantity.low, other.low} & {1.0}
        and not similar_places(view, quantity.span, other_view, other.span)
    ):
        return None
    return "major"


def _one_event(pairing: Pairing, view: View, quantity: Quantity, other_view: View, other: Quantity) -> bool:
    """Whether the predicates that the numbers belong to tell of one event with the same participants."""
    if quantity.kind in ("age", "ordinal", "duration") or _nouns(quantity, other) is False:
        return False
    return any(
        match.left is view
        and match.right is other_view
        and match.one.lemma == quantity.scope
        and match.other.lemma == other.scope
        and bool(match.shared)
        for match in pairing.matches
    )


def _same_thing(view: View, quantity: Quantity, other_view: View, other: Quantity) -> bool:
    ours, theirs = _outcome(quantity), _outcome(other)
    if ours != theirs:
        return False
    nouns = _nouns(quantity, other)
    if quantity.kind == "age":
        return _one_age(view, quantity, other_view, other, nouns)
    if nouns is False or apart(view, other_view) or _dated_apart(view, quantity, other_view, other):
        return False
    if replaced(view, quantity.span, other_view, other.span):
        return True
    if ours in _TOLLS:
        return closeness(view, other_view) >= 0.15 or bool(view.concepts & other_view.concepts)
    if similar_places(view, quantity.span, other_view, other.span):
        return True
    if _hyphened(view, quantity) != _hyphened(other_view, other):
        return False
    scopes = quantity.scope is not None and other.scope is not None and alike(quantity.scope, other.scope)
    light = (quantity.scope or "") in lexicon().light
    if quantity.kind == "score":
        return closeness(view, other_view) >= 0.2
    if scopes or {quantity.scope, other.scope} <= _VALUED:
        special = quantity.unit is not None and quantity.kind != "duration" and not light
        if special and closeness(view, other_view) >= 0.3 and _alone(view, quantity) and _alone(other_view, other):
            return True
    if nouns is True and not _generic(quantity):
        return (scopes and not light) or closeness(view, other_view) >= 0.5
    return scopes and not light and closeness(view, other_view) >= 0.4


def _dated_apart(view: View, quantity: Quantity, other_view: View, other: Quantity) -> bool:
    """Whether each number has a date of its own right behind it, and not the same one ("8.1 percent in May")."""
    ours, theirs = _date_behind(view, quantity), _date_behind(other_view, other)
    return ours is not None and theirs is not None and ours != theirs


def _date_behind(view: View, quantity: Quantity) -> str | None:
    end = quantity.span.end
    near = [day for day in view.statement.dates if 0 <= day.span.start - end <= 4]
    return near[0].text.lower() if near else None


# Verbs that only bring in a value.
_VALUED = frozenset({"reach", "climb", "hit", "be", "stand", "total", "measure", "rise", "fall", "register", "record",
                     "drop", "top", "touch", "amount", "come", "average", "exceed", None})  # fmt: skip


def _alone(view: View, quantity: Quantity) -> bool:
    """Whether nothing else in the statement is measured in the same unit."""
    return sum(comparable(quantity, other) for other in view.statement.quantities) == 1


def _one_age(view: View, quantity: Quantity, other_view: View, other: Quantity, nouns: bool | None) -> bool:
    """Whether two ages are of one person: who is so old is the same, or named by the other side as well."""
    if closeness(view, other_view) < 0.2:
        return False
    if nouns is True:
        return True
    alone = all(sum(q.kind == "age" for q in v.statement.quantities) == 1 for v in (view, other_view))
    if nouns is None:
        return alone and closeness(view, other_view) >= 0.4
    return alone and bool(_heads(quantity) & other_view.concepts or _heads(other) & view.concepts)


def _hyphened(view: View, quantity: Quantity) -> bool:
    """Whether the number only describes something else ("a 60-vote majority", "a 12-man crew")."""
    behind = quantity.span.end - view.statement.span.start
    return "-" in quantity.text or view.statement.text[behind : behind + 1] == "-"


def _nouns(quantity: Quantity, other: Quantity) -> bool | None:
    """True where both count the same, False where they count different things, None where one does not say."""
    if not quantity.noun or not other.noun:
        return None
    if _generic(quantity) and _generic(other):
        return True
    if 0.0 in (quantity.high, other.high) and (_generic(quantity) or _generic(other)):
        return None  # "nobody" leaves open who it could have been
    one, two = _heads(quantity), _heads(other)
    if not one & two and quantity.kind == "count" and (_people(quantity, one, two) or _people(other, two, one)):
        return None  # "42 people" may be the 24 passengers
    return bool(one & two)


def _people(quantity: Quantity, own: set[str], others: set[str]) -> bool:
    """Whether people are counted here without a word for which, and there with one."""
    plain = not quantity.noun or _PERSON in own
    return plain and all(word in _WHO or word.endswith(_WHO_ENDINGS) for word in others)


_WHO = frozenset(
    {"soldier", "fighter", "child", "student", "worker", "migrant", "lawmaker", "doctor", "police", "patient", "crew",
     "man", "woman", "boy", "girl", "guest", "nurse", "pilgrim", "tourist", "fan", "adult", "victim", "member", "guard",
     "troop", "staff", "delegate", "athlete", "neighbour", "neighbor", "bride", "pupil", "civilian", "monk", "skier"}
)  # fmt: skip
_WHO_ENDINGS = ("er", "or", "ist", "ian", "man", "men", "woman", "ant", "ee")


def _heads(quantity: Quantity) -> set[str]:
    words = (quantity.noun or "").split()
    return {concept(words[-1])} if words else set()


def _generic(quantity: Quantity) -> bool:
    """Whether people are counted without saying which."""
    words = (quantity.noun or "").split()
    return not words or concept(words[-1]) == _PERSON or words[-1] in lexicon().outcomes


def _relation(left: Side, quantity: Quantity, right: Side, other: Quantity) -> tuple[Relation, str]:
    """A toll that grew by the time of the later report is an update."""
    newer = later(left, right)
    outcome = _outcome(quantity)
    if newer is None or outcome not in _TOLLS:
        return "conflict", ""
    grown = middle(quantity) > middle(other) if newer is left else middle(other) > middle(quantity)
    if not grown:
        return "conflict", ""
    return "updated", f"{newer.name} is the later report ({(newer.published or '')[:10]})"


_NAMES = {"death": "dead", "injury": "injured", "arrest": "arrested", "missing": "missing", "rescue": "rescued",
          "displacement": "displaced", "infection": "infected", "abduction": "abducted"}  # fmt: skip
_KINDS = {"money": "The amounts differ", "percent": "The shares differ", "fraction": "The shares differ",
          "measure": "The measures differ", "duration": "The lengths of time differ", "age": "The ages differ",
          "score": "The scores differ", "ordinal": "The ranks differ"}  # fmt: skip


def _lead(view: View, quantity: Quantity, other: Quantity) -> str:
    outcome = _outcome(quantity)
    counted = _plural(view, quantity)
    if outcome in _NAMES:
        who = "people" if _generic(quantity) else counted or "people"
        return f"The number of {who} {_NAMES[outcome]} differs"
    if quantity.kind in _KINDS:
        return _KINDS[quantity.kind]
    return f"The number of {counted} differs" if counted else "The numbers differ"


def _plural(view: View, quantity: Quantity) -> str | None:
    """What is counted, as the article writes it, where it writes it as a plural behind the number."""
    words = view.text(_with_noun(view, quantity)).split()
    return words[-1].lower() if len(words) > 1 and words[-1].endswith(("s", "men", "people", "children")) else None
