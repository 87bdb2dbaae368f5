"""Shapes of words and sentences that the layout rules ask for: no rule here knows what a page looks like."""

from __future__ import annotations

import re

from align.models import Span

WORD = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*")
SENTENCE_END = re.compile(r"""[.!?…:;][.!?…"'”’»)\]]*$""")
INITIALS = re.compile(r"\b(?:[^\W\d_a-z]\.){2,}$")
BOUNDARY = re.compile(r"""[.!?…][.!?…"'”’»)\]]{0,6}(?:\s+|(?=©))(?=[\w"'“‘«(\[©—-])""")
ABBREVIATIONS = frozenset(
    "mr mrs ms messrs dr prof rev fr sr jr st gov gen sen sens rep reps lt col maj sgt capt cmdr adm pres supt det "
    "hon rt atty dist dept inc ltd corp co bros no nos vs v etc approx est jan feb mar apr jun jul aug sep sept oct "
    "nov dec mon tue tues wed thu thur thurs fri sat sun ala ariz ark calif colo conn del fla ga ill ind kan ky la "
    "md mass mich minn miss mo mont neb nev okla ore pa tenn tex va vt wash wis wyo u.s u.k u.n e.g i.e a.m p.m "
    "d.c".split()
)
SMALL = frozenset(
    "a an the and or nor but of for in on at to by from with as vs v via over into off up out de la le van von der "
    "den al el bin is are be".split()
)
STOP = frozenset(
    "about after again against all also amid among and any are been before being between both but can could did does "
    "done down for from had has have her here him his how into its just like made make may might more most much must "
    "near new not now off one only other our out over own per said same say says she should since some such than that "
    "the their them then there these they this those through too two under until upon very was way were what when "
    "where which while who whom whose why will with would you your".split()
)


def words(text: str) -> list[str]:
    """The words and numbers of `text`, without punctuation."""
    return WORD.findall(text)


def count_words(text: str) -> int:
    return sum(1 for _ in WORD.finditer(text))


def ends_sentence(text: str) -> bool:
    """Whether `text` ends as a sentence does, quotation marks and brackets aside."""
    if SENTENCE_END.search(text[-8:].rstrip()) is None:
        return False
    # CASE "Museum Sues the B.B.C.": the full stop of a short form ends no headline
    return not (INITIALS.search(text[-16:]) and len(text) < 200 and title_case(text))


def content_words(text: str) -> frozenset[str]:
    """The words that tell what a text is about, for asking whether a line belongs to it."""
    found = (word.casefold().removesuffix("'s").removesuffix("’s") for word in words(text))
    return frozenset(_stem(word) for word in found if len(word) >= 3 and word not in STOP)


def _stem(word: str) -> str:
    # CASE a headline says "seek" and "leaders" where the text says "seeking" and "leader"
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word.removesuffix(ending)
    return word


def title_case(text: str) -> bool:
    """Whether the words are capitalised as in a headline or a name: all but the small ones."""
    big = [word for word in words(text) if word.casefold() not in SMALL and not word[0].isdigit()]
    return bool(big) and sum(word[0].isupper() for word in big) >= 0.8 * len(big)


def sentences(text: str, span: Span) -> list[Span]:
    """A rough cut of `span` at sentence ends; it rather leaves two together than cuts one at an abbreviation."""
    starts = [span.start]
    for found in BOUNDARY.finditer(text, span.start, span.end):
        before = text[max(starts[-1], found.start() - 12) : found.start()].split()
        last = before[-1].strip("\"'“”‘’(").casefold() if before else ""
        short = text[found.start()] == "." and (last in ABBREVIATIONS or len(last) == 1)
        if not short or text[found.end() : found.end() + 1] == "©":
            starts.append(found.end())
    ends = [*starts[1:], span.end]
    return [trimmed(text, Span(start, end)) for start, end in zip(starts, ends, strict=True)]


def trimmed(text: str, span: Span) -> Span:
    """`span` without the white space at its ends."""
    words_ = span.of(text)
    start = span.start + len(words_) - len(words_.lstrip())
    return Span(start, max(start, span.start + len(words_.rstrip())))
