"""The top of an article: the headline among menus, bylines and dates, and where the text itself begins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from align.read.byline import is_byline, is_name, outlet_in, people
from align.read.dates import find_dates, without_dates
from align.read.outlets import known_outlet, outlet_like
from align.read.paragraphs import Paragraph
from align.read.prose import content_words, ends_sentence, title_case, words

TOP = 60  # paragraphs that can stand before the text begins
LONGEST_LINE = 300  # characters of a byline or date line
LONGEST_TITLE = 40  # words
BELOW = 4  # paragraphs of text under which a headline can still stand, after notices of the site
LATE = 2  # paragraphs of text below which a byline or date can still stand
MARGIN = 2.2  # a line whose score is this much below the best may still be the headline if it stands higher
BODY_SAMPLE = 30  # paragraphs of the text that a headline is compared with


@dataclass(frozen=True, slots=True)
class Opening:
    """`body` is the index of the first paragraph of the text, `headline` that of the headline, if there is one."""

    body: int
    headline: int | None
    reasons: Mapping[int, str]


def find_opening(
    paragraphs: Sequence[Paragraph], known: Mapping[int, str], turns: Set[int], title: str | None
) -> Opening:
    """Reads the top: `known` holds what is furniture anyway, `turns` the paragraphs that a speaker's label begins."""
    body = _body(paragraphs, known, turns)
    headline = _headline(paragraphs, body, known, turns, title)
    reasons: dict[int, str] = {}
    about = _about(paragraphs, body, known)
    common = _common(paragraphs, body, known)
    spoken = min(turns, default=len(paragraphs))
    text = 0
    for index in range(min(body + TOP, len(paragraphs), 4 * TOP)):
        if index in known or index == headline:
            continue
        reason = line_reason(paragraphs[index]) if index < spoken else None
        if not reason and index < body:
            reason = _place(paragraphs[index], index, headline, about, common, title)
        if reason:
            reasons[index] = reason
        elif index >= body:
            text += 1
            if text > LATE:
                break  # a byline or date further down belongs to something else
    return Opening(body, headline, reasons)


def line_reason(paragraph: Paragraph) -> str | None:
    """The reason by which a line near the top is a byline, a date line or the name of an outlet."""
    line = paragraph.text
    if (
        paragraph.words > 30
        or len(line) > LONGEST_LINE
        or (paragraph.prose and paragraph.words > 14 and ends_sentence(line))
    ):
        return None
    if is_byline(line):
        return "byline"
    rest, dated = without_dates(line)
    if dated and not rest:
        return "date"
    # CASE "Reuters Sep 18, 2013, 02.16PM IST", "Jo Grey | 3 May 2021", "City desk - May 3, 2021"
    if dated and len(words(rest)) <= 6 and not ends_sentence(line):
        if people(line) and find_dates(line):
            return "byline"
        if len(words(rest)) <= 2 or outlet_in(line) or (rest.isupper() and len(words(rest)) <= 3):
            return "date"
    bare = line.removeprefix("Source:").removeprefix("From:").strip()
    if paragraph.words <= 6 and outlet_like(bare) and (not bare.endswith(".") or known_outlet(bare)):
        return "outlet"
    return None


def _body(paragraphs: Sequence[Paragraph], known: Mapping[int, str], turns: Set[int]) -> int:
    """Index of the first paragraph from which the text goes on: prose that more prose follows, or a turn."""
    open_ = [index for index in range(len(paragraphs)) if index not in known][: TOP * 2]
    prose = [index in turns or (paragraphs[index].prose and not line_reason(paragraphs[index])) for index in open_]
    for place, index in enumerate(open_[:TOP]):
        if prose[place] and any(prose[place + 1 : place + 4]):
            return index
    for place, index in enumerate(open_):
        if prose[place]:
            return index
    return len(paragraphs)


def _about(paragraphs: Sequence[Paragraph], body: int, known: Mapping[int, str]) -> frozenset[str]:
    """What the text is about: the content words of its first paragraphs."""
    sample = [index for index in range(body, len(paragraphs)) if index not in known and paragraphs[index].prose]
    return frozenset().union(*(content_words(paragraphs[index].text[:2000]) for index in sample[:BODY_SAMPLE]))


def _common(paragraphs: Sequence[Paragraph], body: int, known: Mapping[int, str]) -> frozenset[str]:
    """Words that the text writes in lower case somewhere: no parts of a name."""
    sample = [index for index in range(body, len(paragraphs)) if index not in known and paragraphs[index].prose]
    found = (word for index in sample[: 2 * BODY_SAMPLE] for word in words(paragraphs[index].text[:2000]))
    return frozenset(word for word in found if word.islower())


def _headline(
    paragraphs: Sequence[Paragraph], body: int, known: Mapping[int, str], turns: Set[int], title: str | None
) -> int | None:
    wanted = " ".join(title.split()).casefold() if title else None
    top = range(min(max(body, 1) + 1, len(paragraphs), TOP))
    if wanted:
        for index in top:
            if paragraphs[index].text.casefold() == wanted:
                return index
    about = _about(paragraphs, body, known)
    found: list[tuple[float, int]] = []
    for index in range(min(body, len(paragraphs), TOP)):
        if index in turns or index in known:
            continue
        score = _title_score(paragraphs[index], index, about)
        reason = line_reason(paragraphs[index])
        if score is not None and reason:
            # CASE "Mayor Sues Radio" looks like an outlet, "By Sea and Sky" like a byline: the last choice
            odd = reason != "date" and paragraphs[index].words >= 3 and not known_outlet(paragraphs[index].text)
            score = score - 20.0 if odd else None
        if score is not None:
            found.append((score, index))
    if found:
        # a standfirst often shares more words with the text than the headline above it: the first good line wins
        score, index = min((pair for pair in found if pair[0] >= max(found)[0] - MARGIN), key=lambda pair: pair[1])
        if score > -10.0 or index == 0:
            return index
    # CASE notices or a summary stand above the headline
    for index in range(body, min([body + BELOW, len(paragraphs), *turns])):
        paragraph = paragraphs[index]
        if index in known or paragraph.prose or not paragraph.alone or paragraph.words < 4 or line_reason(paragraph):
            continue
        own = content_words(paragraph.text)
        if own and len(own & about) >= 0.5 * len(own) and index + 1 < len(paragraphs):
            return index
    # CASE a headline that ends in a question mark, or is made of sentences: it stands alone on top
    if body == 0 and len(paragraphs) > 1 and 0 not in turns:
        first, second = paragraphs[0], paragraphs[1]
        short = first.words <= 18 and first.words * 1.5 <= second.words
        if short and first.alone and second.prose and (first.text.endswith(("?", "!")) or title_case(first.text)):
            return 0
    return None


def _title_score(paragraph: Paragraph, index: int, about: frozenset[str]) -> float | None:
    """How much `paragraph` looks like the headline; None where it cannot be."""
    if not 1 <= paragraph.words <= LONGEST_TITLE or len(paragraph.text) > 300:
        return None
    own = content_words(paragraph.text)
    shared = len(own & about) / len(own) if own else 0.0
    if paragraph.words < 3 and not (index == 0 and (shared > 0.4 or not about)):
        return None
    if index and not about & own:
        return None  # a slogan or a menu: a headline shares words with its text
    score = 3.0 * shared + min(paragraph.words, 9) / 3 + (0.5 if paragraph.alone else 0.0)
    if is_name(paragraph.text) and paragraph.words <= 3:
        score -= 3.0
    if paragraph.prose:
        score -= 1.0  # a standfirst below the headline has more words of the text in it
    return score - 0.05 * index + (0.5 if index == 0 else 0.0)


def _place(
    paragraph: Paragraph,
    index: int,
    headline: int | None,
    about: frozenset[str],
    common: frozenset[str],
    title: str | None,
) -> str | None:
    """The reason for an unexplained line between the top and the text; None for a standfirst, which is text."""
    if title and paragraph.text.casefold() == " ".join(title.split()).casefold():
        return "repeated"
    own = content_words(paragraph.text)
    shared = len(own & about) / len(own) if own else 0.0
    if headline is not None and index < headline:
        return None if paragraph.prose and (paragraph.words > 12 or shared >= 0.5) else "navigation"
    if is_name(paragraph.text) and not any(word.casefold() in common for word in words(paragraph.text)):
        return "byline"
    # CASE a standfirst without a full stop: it stands right below the headline, or shares words with the text
    below = headline is not None and index == headline + 1 and paragraph.words >= 4
    below = below and not title_case(paragraph.text) and not without_dates(paragraph.text)[1]
    spoken = paragraph.sentence and not title_case(paragraph.text)
    if paragraph.prose or spoken or below or (paragraph.words >= 6 and shared >= 0.3):
        return None
    return "navigation"
