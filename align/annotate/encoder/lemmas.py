"""Lemmas as rules: how many characters to take off a word's end and which to put on."""

from __future__ import annotations

WHOLE = "="


def rule(form: str, lemma: str) -> str:
    """The rule that makes `lemma` of `form`: "k|1|y" keeps the case, takes off one and adds "y"; "l" lowers first.

    A word with nothing in common with its lemma has it written out ("=|be").
    """
    for case, base in (("l", form.lower()), ("k", form)):
        if case == "l" and lemma != lemma.lower():
            continue
        same = 0
        while same < min(len(base), len(lemma)) and base[same] == lemma[same]:
            same += 1
        if same or len(base) <= 2:
            return f"{case}|{len(base) - same}|{lemma[same:]}" if same else f"{WHOLE}|{lemma}"
    return f"{WHOLE}|{lemma}"


def apply(form: str, rule: str) -> str:
    """The lemma of `form` by a rule; the lower-case form where the rule does not fit."""
    if rule.startswith(WHOLE):
        return rule[2:]
    case, cut, add = rule.split("|", 2)
    base = form.lower() if case == "l" else form
    if int(cut) > len(base):
        return base
    return (base[: len(base) - int(cut)] + add) or base
