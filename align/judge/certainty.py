"""One side states as fact what the other holds for possible, alleged, planned or denied."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from align.judge.difference import Difference, later, value
from align.judge.leftover import Leftover
from align.judge.lexicon import lexicon, normal
from align.judge.pairing import Match, Pairing, conditional, negated
from align.judge.sides import View
from align.models import Certainty, Predicate, Relation, Severity, Span, Token

_FACT = frozenset({"asserted", "reported"})
_AHEAD = frozenset({"planned", "expected"})
_HEDGES = {
    **dict.fromkeys("plan intend aim propose consider mull contemplate".split(), "planned"),
    **dict.fromkeys("rumour rumor may might perhaps possibly maybe apparently".split(), "possible"),
    **dict.fromkeys("allegedly purportedly supposedly suspected accused".split(), "alleged"),
    **dict.fromkeys("reportedly reported unconfirmed".split(), "reported"),
    **dict.fromkeys("probably likely presumably believed thought hope threaten potentially".split(), "possible"),
}
# "is close to a deal", "on the brink of a deal": not there yet.
_VERGE = {"close": "to", "near": "to", "verge": "of", "brink": "of", "talks": "to", "poised": "to"}
_CONDITION = re.compile(r"\b(?:if|unless|provided|proposed|would-be|should (?:it|they))\b", re.IGNORECASE)
_CONFLICT: Relation = "conflict"
_ALMOST = 0.7  # share of the words in common, from which a word of doubt is all that differs
_OTHERS = 1  # other words left over
_DENIALS = frozenset("deny refute rule dispute reject dismiss".split())
_LEAST = 0.25  # closeness below which a plan and a deed are two events with one word in common
_CHAINED = 0.7  # closeness from which what stands below a verb of planning or suspecting is compared
_SUPPOSED = 0.7  # closeness from which a condition is all that differs
_NEAR = 0.5  # closeness from which a hedge is all that differs


def differences(pairing: Pairing) -> Iterator[Difference]:
    """The first event that both tell of with another certainty."""
    same = _outermost([match for match in pairing.matches if _same_event(match)])
    if any(_group(match.left, match.one) == _group(match.right, match.other) for match in same):
        return
    for match in sorted(same, key=lambda match: not (match.one.main and match.other.main)):
        ours, theirs = _group(match.left, match.one), _group(match.right, match.other)
        graded = _grade(pairing, match, ours, theirs)
        if graded is None:
            continue
        severity, relation, note = graded
        left = value(pairing.left, match.left, _words(match.left, match.one), ours)
        right = value(pairing.right, match.right, _words(match.right, match.other), theirs)
        yield Difference("certainty", severity, left, right, _lead(ours, theirs), relation, note)
        return
    if not same:
        yield from _hedged(pairing)


def _outermost(same: list[Match]) -> list[Match]:
    """Without what both sides hang on another match: "agreed to merge" and "expected to agree to merge" differ in
    whether they have agreed, and that both only plan to merge says nothing."""
    return [m for m in same if not any(_governs(o.one, m.one) and _governs(o.other, m.other) for o in same)]


def _governs(above: Predicate, below: Predicate) -> bool:
    return any(a.role == "clause" and a.head == below.lemma and a.span.contains(below.span) for a in above.arguments)


def _hedged(pairing: Pairing) -> Iterator[Difference]:
    """A word of doubt or of intention that one alone has, in statements of else the same words, whatever the parse."""
    for view in pairing.left.views:
        for other in pairing.right.views:
            rest = Leftover(view, other)
            ours, theirs = _hedges(view), _hedges(other)
            if rest.shared < _ALMOST or bool(ours) == bool(theirs):
                continue
            hedge = (ours or theirs)[0]
            words = {token.span for side in rest.words for token, _ in side} - {h.span for h in ours + theirs}
            doubted, plain = (view, other) if ours else (other, view)
            if len(words) > _OTHERS or plain.statement.certainty not in _FACT or "?" in plain.statement.text:
                continue
            main = next((p.span for p in plain.statement.predicates if p.main), None)
            if main is None:
                continue
            group = _hedge(hedge) or "planned"
            spans = {id(doubted): hedge.span, id(plain): main}
            groups = {id(doubted): group, id(plain): "a fact"}
            relation, note = _in_time(pairing, plain is view) if group == "planned" else (_CONFLICT, "")
            severity: Severity = "major" if relation == "conflict" else "minor"
            left = value(pairing.left, view, spans[id(view)], groups[id(view)])
            right = value(pairing.right, other, spans[id(other)], groups[id(other)])
            lead = _lead(groups[id(view)], groups[id(other)])
            yield Difference("certainty", severity, left, right, lead, relation, note)
            return


def _in_time(pairing: Pairing, left_is_done: bool) -> tuple[Relation, str]:
    newer = later(pairing.left, pairing.right)
    if newer is not None and newer is (pairing.left if left_is_done else pairing.right):
        return "updated", f"{newer.name} is the later report ({(newer.published or '')[:10]})"
    return "conflict", ""


def _hedge(token: Token, behind: Token | None = None) -> str:
    """How sure a word of doubt leaves it; nothing for any other word."""
    if _VERGE.get(token.text.lower(), "-") == (behind.text.lower() if behind is not None else ""):
        return "planned"
    return _HEDGES.get(token.text.lower()) or _HEDGES.get(token.lemma.lower()) or ""


def _hedges(view: View) -> list[Token]:
    quoted = [quotation.span for quotation in view.statement.quotations]
    return [
        token
        for token, behind in zip_longest(view.statement.tokens, view.statement.tokens[1:])
        if _hedge(token, behind) and not any(span.contains(token.span) for span in quoted)
    ]


def _lead(ours: str, theirs: str) -> str:
    """ "One states it as a fact, the other as possible"."""
    if "denied" in (ours, theirs):
        return "One states it, the other has it denied"
    first, second = sorted((ours, theirs), key=lambda group: group != "a fact")
    return f"One states it as {first}, the other as {second}"


def _same_event(match: Match) -> bool:
    if "?" in match.left.statement.text + match.right.statement.text:
        return False
    if not (match.one.main and match.other.main) and not _chained(match):
        return False
    if _same_cue(match):
        return False
    if match.opposed or match.differing or conditional(match.left, match.one) or conditional(match.right, match.other):
        return False
    if negated(match.left, match.one) != negated(match.right, match.other):
        return "denied" in (_certainty(match.left, match.one), _certainty(match.right, match.other))
    return bool(match.shared & {"patient", "agent"})


def _chained(match: Match) -> bool:
    """Whether both are, or stand right below, what is mainly told: "bribed", "is suspected of bribing"."""
    if match.closeness < _CHAINED:
        return False
    if not (match.one.main or match.other.main):
        return all(_above_main(v, p) for v, p in ((match.left, match.one), (match.right, match.other)))
    return all(p.main or _next_to_main(v, p) for v, p in ((match.left, match.one), (match.right, match.other)))


def _next_to_main(view: View, predicate: Predicate) -> bool:
    mains = [p for p in view.statement.predicates if p.main]
    below = any(main.certainty not in _FACT and _subjects(main) & _subjects(predicate) for main in mains)
    return below or _above_main(view, predicate)


def _above_main(view: View, predicate: Predicate) -> bool:
    mains = {p.lemma for p in view.statement.predicates if p.main}
    return any(a.role in ("clause", "oblique") and a.head in mains for a in predicate.arguments)


def _subjects(predicate: Predicate) -> frozenset[str]:
    return frozenset(a.head for a in predicate.arguments if a.role in ("agent", "patient"))


def _same_cue(match: Match) -> bool:
    """Whether the word that makes it uncertain in one stands in the other too: then only the parse differs."""
    cues = [
        (view, far, view.text(cue).lower())
        for view, own, far in ((match.left, match.one, match.right), (match.right, match.other, match.left))
        if own.main and (cue := view.statement.certainty_cue) is not None and view.statement.certainty not in _FACT
    ]
    return any(normal(cue) in {normal(token.text) for token in far.statement.tokens} for _, far, cue in cues)


def _certainty(view: View, predicate: Predicate) -> Certainty:
    return view.statement.certainty if predicate.main else predicate.certainty


def _group(view: View, predicate: Predicate) -> str:
    certainty = _certainty(view, predicate)
    cue = view.statement.certainty_cue
    uncredited = certainty == "reported" and view.statement.attribution is None
    if uncredited and cue is not None and normal(view.text(cue)) not in lexicon().saying:
        return "reported"  # "reportedly", "is thought to": nobody answers for it
    return "a fact" if certainty in _FACT else "planned" if certainty in _AHEAD else certainty


def _grade(pairing: Pairing, match: Match, ours: str, theirs: str) -> tuple[Severity, Relation, str] | None:
    groups = {ours, theirs}
    near = match.closeness >= _NEAR
    if groups == {"a fact", "reported"}:
        plain = all(view.statement.attribution is None for view in (match.left, match.right))
        return ("major", "conflict", "") if plain and match.closeness >= _SUPPOSED else None
    if "denied" in groups:
        if any(_denied_no(v, p) for v, p in ((match.left, match.one), (match.right, match.other))):
            return None
        return ("major" if "a fact" in groups and match.closeness >= 0.3 else "minor"), "conflict", ""
    if groups == {"a fact", "planned"}:
        return _planned(pairing, match, ours)
    if groups == {"planned", "possible"}:
        sure = all(_certainty(v, p) != "expected" for v, p in ((match.left, match.one), (match.right, match.other)))
        return ("major" if near and sure and match.shared else "minor"), "conflict", ""
    if groups == {"planned", "conditional"}:
        supposed = match.closeness >= _SUPPOSED and _has_condition(match)
        return ("major", "conflict", "") if supposed else None  # "would be held" is a plan told in the past
    if "a fact" in groups and groups & {"possible", "conditional"}:
        if "possible" in groups and _admitted(match):
            return None
        supposed = match.closeness >= _SUPPOSED and _has_condition(match)
        return ("major" if near and ("possible" in groups or supposed) else "minor"), "conflict", ""
    if groups == {"a fact", "alleged"}:
        # a credit is a hedge of its own: "police said" and "allegedly" are close
        reported = "reported" in (_certainty(match.left, match.one), _certainty(match.right, match.other))
        credited = match.left.statement.attribution is not None and match.right.statement.attribution is not None
        return None if reported or credited else ("major" if near else "minor", "conflict", "")
    return None


def _denied_no(view: View, predicate: Predicate) -> bool:
    """Whether what is denied is itself negative: "denied that she had paid no taxes"."""
    return predicate.main and view.statement.certainty == "denied" and view.statement.polarity == "affirmed"


def _has_condition(match: Match) -> bool:
    """Whether one of the two alone names a condition ("if approved"), or calls what it tells of a proposal."""
    return sum(bool(_CONDITION.search(view.statement.text)) for view in (match.left, match.right)) == 1


def _admitted(match: Match) -> bool:
    """Whether one does not deny it, or says that it cannot be ruled out: less than a fact, and no doubt either."""
    for view, predicate in ((match.left, match.one), (match.right, match.other)):
        cue = view.statement.certainty_cue if predicate.main else None
        if cue is not None and normal(view.text(cue).split()[0]) in _DENIALS:
            return True
    return False


def _planned(pairing: Pairing, match: Match, ours: str) -> tuple[Severity, Relation, str] | None:
    """What was planned in the earlier report and done in the later is news, not a contradiction."""
    newer = later(pairing.left, pairing.right)
    done, view = (pairing.left, match.left) if ours == "a fact" else (pairing.right, match.right)
    predicate = match.one if ours == "a fact" else match.other
    if predicate.tense is None or view.text(predicate.span).lower().endswith("ing"):
        return None  # "to withdraw", "was seeking": nothing says that it is done
    agents = all(any(a.role == "agent" for a in p.arguments) for p in (match.one, match.other))
    if match.closeness < _LEAST or (agents and "agent" not in match.shared):
        return None
    if newer is done:
        return "minor", "updated", f"{newer.name} is the later report ({(newer.published or '')[:10]})"
    if predicate.tense != "past":
        return None  # "is travelling" and "will travel" are two ways to tell of a plan
    return ("major" if match.closeness >= _NEAR else "minor"), "conflict", ""


def _words(view: View, predicate: Predicate) -> Span:
    cue = view.statement.certainty_cue if predicate.main else None
    if cue is None or _certainty(view, predicate) in _FACT:
        return predicate.span
    reach = Span(min(cue.start, predicate.span.start), max(cue.end, predicate.span.end))
    return reach if len(reach) < 80 else cue
