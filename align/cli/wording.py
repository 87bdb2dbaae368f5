"""What was found in a statement, as lines for a reader: one thing a line, its kind first, so that grep finds it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from align.models import (
    Argument,
    Article,
    Attribution,
    DateMention,
    Entity,
    Mention,
    Predicate,
    Quantity,
    Quotation,
    Reference,
    Span,
    Statement,
)

Names = Mapping[str, Entity]
_DIGITS = re.compile(r"\d[\d.,:/-]*")
_JOINERS = "\u200c\u200d"  # of scripts and emoji; they move nothing on a terminal


def one_line(text: str) -> str:
    """`text` on one line, with single spaces, and with what could command a terminal or hide in it shown as \\x1b."""
    words = " ".join(text.split())
    if words.isprintable():
        return words
    return "".join(c if c.isprintable() or c in _JOINERS else c.encode("unicode_escape").decode() for c in words)


def place(span: Span) -> str:
    """Where words stand, as in comparison.json: first character and the one after the last."""
    return f"{span.start}..{span.end}"


def describe(statement: Statement, article: Article, names: Names) -> Iterator[str]:
    """What was found in a statement of an article; `names` are the entities by their ids."""
    text = article.text
    yield _row("text", f'"{one_line(statement.text)}"')
    if statement.speaker:
        yield _row("speaker", f"{one_line(statement.speaker)}, whose turn it is")
    yield from _credits(statement, text, names)
    for quotation in statement.quotations:
        yield _row("quotation", _quoted(quotation))
    for mention in statement.mentions:
        yield _row("entity", _named(mention, names))
    for reference in statement.references:
        yield _row("reference", _referring(reference, text, names))
    for quantity in statement.quantities:
        yield _row("quantity", _amount(quantity))
    for date in statement.dates:
        yield _row("date", _days(date, dated=article.published is not None))
    for predicate in statement.predicates:
        yield _row("predicate", _happening(predicate, text))
    yield _row("polarity", statement.polarity + _because(statement.negation, text))
    yield _row("certainty", statement.certainty + _because(statement.certainty_cue, text))
    yield from _unread(statement)


def _row(kind: str, words: str) -> str:
    return f"{kind:<11}  {words}"


def _at(span: Span, words: str) -> str:
    return f'{place(span):<12} "{one_line(words)}"'


def _because(cue: Span | None, article: str) -> str:
    return f' ("{one_line(cue.of(article))}" {place(cue)})' if cue else ""


def _credits(statement: Statement, text: str, names: Names) -> Iterator[str]:
    """Who is said to hold the statement, the innermost speaker first."""
    credit, kind = statement.attribution, "attribution"
    if credit is None:
        voice = f"{one_line(statement.speaker)}'s own words" if statement.speaker else "the article's own voice"
        yield _row(kind, f"none, {voice}")
    while credit is not None:
        yield _row(kind, _credit(credit, text, names))
        credit, kind = credit.outer, "reported by"


def _credit(credit: Attribution, text: str, names: Names) -> str:
    """CASE: the speaker is named where a pronoun stands ("he" is Okafor), or in a sentence before (no words here)."""
    where, told = credit.speaker_span or credit.span, ""
    if credit.speaker_span and one_line(credit.speaker_span.of(text)) != one_line(credit.speaker):
        told = f'for "{one_line(credit.speaker_span.of(text))}", '
    cue = f'"{one_line(credit.cue)}" {place(credit.span)}'
    behalf = f', speaking for "{one_line(credit.represents)}"' if credit.represents else ""
    return f"{_at(where, credit.speaker)}, {told}{cue}{_leading(credit.entity, names)}{behalf}"


def _leading(entity: str | None, names: Names) -> str:
    if entity is None:
        return " -> no entity"
    return f" -> {entity} {one_line(names[entity].name)}" if entity in names else f" -> {entity}"


def _quoted(quotation: Quotation) -> str:
    return (
        _at(quotation.span, quotation.text)
        + f", {one_line(quotation.speaker) if quotation.speaker else 'nobody found'}"
    )


def _named(mention: Mention, names: Names) -> str:
    title = f", titled {one_line(mention.title)}" if mention.title else ""
    return f"{_at(mention.span, mention.text)} {mention.label}{title}{_leading(mention.entity, names)}"


def _referring(reference: Reference, article: str, names: Names) -> str:
    said = f"{_at(reference.span, reference.text)} {reference.kind}"
    if reference.entity is None and reference.antecedent is None:
        return f"{said} left open: the text does not make clear who is meant"
    named = reference.antecedent
    through = f', as "{one_line(named.of(article))}" {place(named)}' if named is not None else ""
    return said + _leading(reference.entity, names) + through


def _amount(quantity: Quantity) -> str:
    low = "any" if quantity.low is None else f"{quantity.low:,.10g}"
    high = "any" if quantity.high is None else f"{quantity.high:,.10g}"
    parts = ["about" if quantity.approximate else "", low if low == high else f"{low} to {high}"]
    counted = " ".join(part for part in (*parts, quantity.unit or "", quantity.noun or "") if part)
    return f"{_at(quantity.span, quantity.text)} {quantity.kind} = {one_line(counted)}{_scope(quantity.scope)}"


def _days(date: DateMention, dated: bool) -> str:
    if date.start is None and date.end is None:
        value = "not resolved" if dated else "not resolved, for the article has no date (give it with --published)"
    elif date.start == date.end:
        value = date.start or ""
    else:
        value = f"{date.start or '…'} to {date.end or '…'}"
    vague = ", vague" if date.vague else ""
    return f"{_at(date.span, date.text)} {date.kind} = {value}{vague}{_scope(date.scope)}"


def _scope(lemma: str | None) -> str:
    return f", of {one_line(lemma)}" if lemma else ""


def _happening(predicate: Predicate, article: str) -> str:
    """CASE: the predicate that the statement is about is the main one; all others are told as what they are."""
    traits = [predicate.tense or "", "" if predicate.certainty == "asserted" else predicate.certainty]
    traits.append(f'negated by "{one_line(predicate.negation.of(article))}"' if predicate.negation else "")
    traits.append("main" if predicate.main else "")
    told = ", ".join(trait for trait in traits if trait)
    roles = "; ".join(_participant(argument, article) for argument in predicate.arguments)
    said = f"{_at(predicate.span, predicate.span.of(article))} {one_line(predicate.lemma)}"
    return said + (f" ({told})" if told else "") + (f": {roles}" if roles else "")


def _participant(argument: Argument, article: str) -> str:
    marker = f" {one_line(argument.marker)}" if argument.marker else ""
    return f'{argument.role}{marker} "{one_line(argument.span.of(article))}"'


def _unread(statement: Statement) -> Iterator[str]:
    """Words that look like a name or a number and were taken for none: where to look when something was missed."""
    read = [mention.span for mention in statement.mentions]
    read += [quantity.span for quantity in statement.quantities]
    read += [date.span for date in statement.dates]
    read += [span for mention in statement.mentions if (span := _title(mention, statement)) is not None]
    for token in statement.tokens:
        if (
            token.pos == "PROPN"
            and token.text != token.text.lower()
            and not any(span.overlaps(token.span) for span in read)
        ):
            yield _row("unread", f"{_at(token.span, token.text)} looks like a name and is none of the entities")
    for match in _DIGITS.finditer(statement.text):
        span = Span(match.start(), match.end()).shifted(statement.span.start)
        if not any(each.overlaps(span) for each in read):
            yield _row("unread", f"{_at(span, match.group())} looks like a number and is no quantity and no date")


def _title(mention: Mention, statement: Statement) -> Span | None:
    """Where a mention's title stands: right before it."""
    if not mention.title:
        return None
    start = statement.text.rfind(mention.title, 0, max(mention.span.start - statement.span.start, 0))
    return Span(start, start + len(mention.title)).shifted(statement.span.start) if start >= 0 else None
