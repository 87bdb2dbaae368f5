"""align explain: an article as the machine reads it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from align.cli.options import add_details, add_engine, details_of, settings_from
from align.models import AnnotatedArticle, Attribution, DateMention, Quantity, Span, Statement

_EXCERPT = 70  # characters of a block that are shown


def configure(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument("source", metavar="SOURCE", help="a path, a URL, or - for standard input")
    parser.add_argument("--json", action="store_true", help="print JSON in the shape of comparison.json")
    add_details(parser)
    add_engine(parser)


def run(args: argparse.Namespace) -> int:
    """Print the article's metadata, blocks and statements."""
    details = details_of(args, 1)
    settings = settings_from(args)

    from align.pipeline import Engine

    annotated = Engine(settings).explain(
        args.source, outlet=details.outlets[0], title=details.titles[0], published=details.published[0]
    )
    if args.json:
        from align.store import article_to_json

        print(article_to_json(annotated), end="")
        return 0
    for line in _lines(annotated, args.source):
        print(line)
    return 0


def describe(statement: Statement, article: str) -> Iterator[str]:
    """What was found in a statement, one thing a line; `article` is the text that its offsets count in."""
    yield f'"{one_line(statement.text)}"'
    if statement.speaker:
        yield f"speaker      {statement.speaker}"
    if statement.attribution:
        yield f"attribution  {_credit(statement.attribution)}"
    for quotation in statement.quotations:
        yield f'quotation    "{one_line(quotation.text)}"' + (f", {quotation.speaker}" if quotation.speaker else "")
    if statement.mentions:
        named = "; ".join(f"{one_line(mention.text)} ({mention.label})" for mention in statement.mentions)
        yield f"entities     {named}"
    if statement.quantities:
        yield f"quantities   {'; '.join(map(_amount, statement.quantities))}"
    if statement.dates:
        yield f"dates        {'; '.join(map(_days, statement.dates))}"
    yield f"polarity     {statement.polarity}{_because(statement.negation, article)}"
    yield f"certainty    {statement.certainty}{_because(statement.certainty_cue, article)}"


def one_line(text: str) -> str:
    """`text` with its line breaks and runs of spaces shown as one space."""
    return " ".join(text.split())


def _lines(annotated: AnnotatedArticle, origin: str) -> Iterator[str]:
    article = annotated.article
    yield origin
    for name in ("outlet", "title", "byline", "url", "published"):
        yield f"  {name:<10} {getattr(article, name) or 'not known'}"
    yield f"  {'length':<10} {len(article.text)} characters, {len(annotated.statements)} statements"
    for notice in article.notices:
        yield f"  {'note':<10} {notice.message}"
    yield ""
    yield "Blocks"
    for block in article.blocks:
        kind = f"{block.kind}, {block.reason}" if block.reason else block.kind
        words = one_line(block.span.of(article.text))
        excerpt = words if len(words) <= _EXCERPT else words[: _EXCERPT - 1] + "…"
        yield f"  {_range(block.span):<14} {kind:<22} {excerpt}"
    yield ""
    yield "Statements"
    for statement in annotated.statements:
        yield f"  {statement.id}  {_range(statement.span)}  {statement.kind}"
        for line in describe(statement, article.text):
            yield f"    {line}"


def _range(span: Span) -> str:
    return f"{span.start}..{span.end}"


def _credit(attribution: Attribution) -> str:
    inner = f'{one_line(attribution.speaker)}, "{one_line(attribution.cue)}"'
    return f"{inner}; reported by {_credit(attribution.outer)}" if attribution.outer else inner


def _amount(quantity: Quantity) -> str:
    low = "any" if quantity.low is None else f"{quantity.low:,.10g}"
    high = "any" if quantity.high is None else f"{quantity.high:,.10g}"
    value = low if low == high else f"{low} to {high}"
    parts = [quantity.kind, "about" if quantity.approximate else "", value, quantity.unit or "", quantity.noun or ""]
    return f'"{one_line(quantity.text)}" = {" ".join(part for part in parts if part)}'


def _days(date: DateMention) -> str:
    if date.start is None and date.end is None:
        value = "not resolved"
    elif date.start == date.end:
        value = date.start or ""
    else:
        value = f"{date.start or '…'} to {date.end or '…'}"
    return f'"{one_line(date.text)}" = {value}' + (", vague" if date.vague else "")


def _because(cue: Span | None, article: str) -> str:
    return f' ("{one_line(cue.of(article))}")' if cue else ""
