"""What is credited by words that stand beside it: '..., he said, ...', "according to", "in her view".

The ranges are those of `contents`, whose half this is: there the words behind a verb, here those before and around.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.annotate.attributions.contents import FINITE, WINDOW, Context, Range, trimmed
from align.annotate.attributions.reach import BREAKS
from align.annotate.grammar import heads, syntax

if TYPE_CHECKING:
    from spacy.tokens import Token

    from align.annotate.grammar.phrases import TokenRange

_LEADING = frozenset({"as", "like", "also", "then", "later", "but", "and", "even"})
_NO_FRAGMENT = frozenset({"ADP", "ADV", "SCONJ", "CCONJ", "VERB", "AUX", "PART", "INTJ"})


def beside(verb: Token, speaker: TokenRange, around: Context) -> tuple[Range, ...]:
    """What stands before (and after) a clause like ", said the mayor,"; empty where nothing does."""
    doc, sentence = verb.doc, around.sentence
    left = _left_of(verb, speaker, around)
    if left == sentence.start and doc[left].lower_ == "as":  # "As the mayor noted, the road is closed"
        comma = next((i for i in range(max(verb.i, speaker[1].i), sentence.end) if doc[i].text == ","), sentence.end)
        rest = trimmed((comma, sentence.end), around)
        return (rest,) if rest[1] > rest[0] else ()
    after = max(verb.i, speaker[1].i) + 1
    ends = after >= sentence.end or doc[after].text in (*BREAKS, ".", ":") or around.opens(after) is not None
    if doc[left].pos_ == "CCONJ" and not ends:
        return ()  # ", but doctors had warned of it": what stands before is not what they warned of
    before = left - 1
    opens = left < min(speaker[0].i, verb.i) and doc[left].text.istitle() and before > sentence.start
    if opens and around.closes(before) and doc[before - 1].text in ("?", "!", "."):
        return ()  # CASE: '...?” Then the chairman asked: “...”' not cut into two sentences
    if before < sentence.start or around.opens(before) is not None:
        return ()
    if not (doc[before].text in BREAKS or around.closes(before)):
        return ()
    said = trimmed((sentence.start, before + 1), around)
    if said[1] <= said[0]:
        return ()
    complete = _says_something(said, around) or _is_fragment(verb, speaker, said, around)
    if not complete and not is_parenthetical(verb, speaker, around):
        return ()
    remaining = _rest(verb, speaker, said, around)
    if remaining is not None:
        return said, remaining
    return (said,) if complete else ()


def _left_of(verb: Token, speaker: TokenRange, around: Context) -> int:
    """The first token of the clause of saying, with its "as" and with a title that the speaker's words leave out."""
    doc, start = verb.doc, around.sentence.start
    left = min(speaker[0].i, verb.i)
    while left > start and doc[left - 1].lower_ in _LEADING:
        left -= 1
    titled = left
    while titled > start and (doc[titled - 1].pos_ in ("PROPN", "NOUN", "ADJ", "DET") or doc[titled - 1].text == "-"):
        titled -= 1
    return titled if start < titled < left and around.closes(titled - 1) else left


def is_parenthetical(verb: Token, speaker: TokenRange, around: Context) -> bool:
    """Whether ", he said in a speech," stands between commas, so that what follows is no complement of the verb."""
    left, right = _left_of(verb, speaker, around), max(speaker[1].i, verb.i)
    doc, sentence = verb.doc, around.sentence
    if left - 1 < sentence.start:
        return doc[left].lower_ == "as"
    if not (doc[left - 1].text in BREAKS or around.closes(left - 1)):
        return False
    if around.closes(left - 1) and left - 2 >= sentence.start and doc[left - 2].is_punct:
        return True  # '...," he said in a speech in which he attacked the bank'
    if not _says_something((sentence.start, left), around):
        return right + 1 < sentence.end and doc[right + 1].text in BREAKS  # "Smith, he said, was not involved"
    for token in doc[right + 1 : min(right + WINDOW, sentence.end)]:
        if token.text in (*BREAKS, "."):
            quoted = token.i + 1 < sentence.end and around.opens(token.i + 1) is not None
            return not quoted or around.closes(left - 1)
        if token.tag_ in FINITE or token.lower_ == "that" or token.text == ":" or around.opens(token.i):
            return around.opens(token.i) is not None and around.closes(left - 1)
    return right + 1 >= sentence.end


def _says_something(said: Range, around: Context) -> bool:
    words = around.sentence.doc[said[0] : said[1]]
    return any(token.pos_ in ("VERB", "AUX") or around.holds(token.i) is not None for token in words)


def _is_fragment(verb: Token, speaker: TokenRange, said: Range, around: Context) -> bool:
    """Whether a clause without a verb is all that is said: "Nothing but rumours, he added."; not "In May, he said"."""
    doc, right = verb.doc, max(verb.i, speaker[1].i) + 1
    ends = all(token.is_punct for token in doc[right : around.sentence.end])
    return ends and doc[said[0]].pos_ not in _NO_FRAGMENT and doc[said[1]].text in BREAKS


def _rest(verb: Token, speaker: TokenRange, said: Range, around: Context) -> Range | None:
    """The second half of what is said: '"A," he said, *"B"*', 'Prices, he said, *will rise*'."""
    doc, sentence = verb.doc, around.sentence
    right = max(verb.i, speaker[1].i) + 1
    for i in range(right, min(right + WINDOW, sentence.end)):
        if around.opens(i) is not None:
            return trimmed((i, sentence.end), around)
        if doc[i].text not in BREAKS and doc[i].text not in (":", ";"):
            continue
        after = i + 1
        if after < sentence.end and (around.opens(after) is not None or around.opens(min(after + 1, sentence.end - 1))):
            return trimmed((after, sentence.end), around)
        if after + 1 < sentence.end and _goes_on(verb, said, after, around):
            return trimmed((after, sentence.end), around)
        return None
    return None


def _goes_on(verb: Token, said: Range, after: int, around: Context) -> bool:
    first = around.sentence.doc[after]
    if first.tag_ in ("VBG", "WP", "WDT", "WP$"):
        return False
    above, below = syntax.governor(verb), syntax.complement(verb)
    if (above is not None and above.i >= after) or (below is not None and below.i >= after):
        return True
    if first.tag_ == "CC":
        clause = around.sentence.doc[after : around.sentence.end]
        return not any(heads.reporting_lemma(token) is not None for token in clause)
    return not _says_something(said, around)


def surrounding(first: int, last: int, around: Context) -> tuple[Range, ...]:
    """What stands before and behind a phrase from token `first` to `last` that credits the whole sentence."""
    doc, sentence = around.sentence.doc, around.sentence
    apart = [i + 1 for i in range(sentence.start, first) if doc[i].text == ";" and around.holds(i) is None]
    before = trimmed((apart[-1] if apart else sentence.start, first), around)
    if first - 1 > sentence.start and doc[first - 2].tag_ in ("WDT", "WP", "IN"):  # "one that, in their view, fails"
        before = (first, first)
    words_before = [t for t in doc[before[0] : before[1]] if t.pos_ not in ("CCONJ", "ADV", "INTJ", "PUNCT")]
    after = next((i for i in range(last + 1, sentence.end) if doc[i].text == ","), None)
    if after is not None and after + 1 < sentence.end and doc[after + 1].tag_ in ("WP", "WDT", "WP$", "VBG"):
        after = next((i for i in range(after + 1, sentence.end) if doc[i].text == ","), None)
    if not words_before:
        start = last + 1 if after is None else after + 1
        found = trimmed((start, sentence.end), around)
        return (found,) if found[1] > found[0] else ()
    ranges = [before]
    parenthetical = first > sentence.start and doc[first - 1].text in BREAKS
    if parenthetical and after is not None and after == last + 1:
        rest = trimmed((after + 1, sentence.end), around)
        if rest[1] - rest[0] > 1:
            ranges.append(rest)
    return tuple(ranges)
