"""Comparisons made by hand for the tests of the report: texts written for them, every span found with str.find."""

# ruff: noqa: E501 - a statement stands on one line, to be read as it stands in its article

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from align.models import (
    Alias,
    AnnotatedArticle,
    Article,
    Attribution,
    Block,
    Comparison,
    Discrepancy,
    Entity,
    Evidence,
    Finding,
    Mention,
    Notice,
    Pair,
    Single,
    Span,
    Statement,
    Value,
)

FERRY_ONE = """Ferry runs aground off Hovden with 212 on board

By Marit Aasen

The car ferry Solvei ran aground on rocks outside Hovden harbour early on Tuesday with 212 passengers on board. \
Twelve people were taken to hospital, none of them badly hurt, Hovden police said.

The captain, Jonas Eikeland, told reporters that "the steering simply stopped answering". Visibility was good and the \
sea was calm at the time.

The coast guard towed the ferry free at noon. Divers found no leak in the hull, and the owner, Nordlinje, expects it \
back in service by the weekend.

HOST: How did it look from the quay?

Ida Vik saw the ferry turn hard before it struck. Local fishermen reached the ship before the coast guard did. The \
crossing is used by some 900 commuters a day. A replacement bus runs through the Hovden tunnel. Tickets will be paid \
back. The last grounding on this route was in 1998.

Share this story
Most read today
© Kystposten 2021
"""

FERRY_TWO = """Twenty injured as ferry hits rocks

At least 20 people were injured when the ferry Solvei struck rocks near Hovden on Tuesday morning, the Nordlinje \
shipping company said. The ship carried 212 passengers and a crew of nine.

“The steering stopped answering,” said its captain, Jonas Eikeland. The Accident Investigation Board did not rule out \
that a sailor had fallen asleep.

The vessel was pulled off the rocks shortly after midday by a coast guard ship. Nordlinje said the Solvei might not \
sail again before next month.

A union representative said that crews had warned of faults in the steering since spring.
"""

FERRY_THREE = """Coast guard frees stranded ferry

A coast guard ship freed a ferry that had grounded at Hovden on Tuesday. According to the hospital in Hovden, 12 \
passengers were treated. Police have opened an inquiry.
"""


def statement(source: str, number: int, text: str, words: str, **fields: Any) -> Statement:
    """The statement `words` of `text`, which must hold them."""
    start = text.find(words)
    assert start >= 0, words
    span = Span(start, start + len(words))
    return Statement(
        id=f"{source}.{number}", source=source, span=span, text=words, kind=fields.pop("kind", "body"),
        paragraph=number, sentence=number, **fields,
    )  # fmt: skip


def blocks(text: str, furniture: Sequence[str] = (), labels: Sequence[str] = ()) -> tuple[Block, ...]:
    """A block a line: the first is the headline; `furniture` and `labels` tell the others apart."""
    result, position = [], 0
    for line in text.splitlines(keepends=True):
        words = line.strip()
        start, end = position, position + len(line.rstrip())
        label = next((one for one in labels if words.startswith(one)), None)
        if words and label:
            result.append(Block(Span(start, start + len(label)), "furniture", reason="label"))
            result.append(Block(Span(start + len(label) + 1, end), "body", speaker=label.rstrip(":").title()))
        elif words:
            kind = "headline" if not result else "furniture" if words in furniture else "body"
            result.append(Block(Span(start, end), kind, reason="navigation" if kind == "furniture" else None))
        position += len(line)
    return tuple(result)


def source(id_: str, article: Article, statements: Sequence[Statement]) -> AnnotatedArticle:
    return AnnotatedArticle(
        id_, article, tuple(statements), hashlib.sha256(article.text.encode("utf-8", "replace")).hexdigest()
    )


def names(one: Statement, entities: Sequence[Entity]) -> Statement:
    """`one` with a mention wherever a form of an entity stands in it."""
    mentions, taken = [], []
    for entity in entities:
        forms = {form for alias in entity.aliases if alias.source == one.source for form in alias.forms}
        for form in sorted(forms, key=len, reverse=True):
            at = one.text.find(form)
            span = Span(one.span.start + at, one.span.start + at + len(form))
            if at >= 0 and not any(span.overlaps(other) for other in taken):
                taken.append(span)
                mentions.append(Mention(span, form, entity.label, entity.id))
    return replace(one, mentions=tuple(mentions))


def value(one: Statement, words: str, normalised: str, sources: Sequence[str] = ()) -> Value:
    at = one.text.find(words)
    assert at >= 0, words
    span = Span(one.span.start + at, one.span.start + at + len(words))
    return Value(tuple(sources) or (one.source,), one.id, span, words, normalised)


def evidence(*reasons: tuple[str, str, float]) -> tuple[Evidence, ...]:
    return tuple(Evidence(kind, text, weight) for kind, text, weight in reasons)  # type: ignore[arg-type]


def finding(
    number: int, verdict: str, statements: Sequence[Statement], all_sources: Sequence[str], **fields: Any
) -> Finding:
    """A finding of these statements; pairs are made between the first statement and those of other sources."""
    present = tuple(dict.fromkeys(one.source for one in statements))
    first = statements[0]
    reasons = fields.pop("evidence", evidence(("prior", "two statements of one story", -3.1), ("words", "rocks, ferry", 2.9),
                                              ("entities", "Solvei, Hovden", 1.6), ("predicate", "run aground / strike", 1.2),
                                              ("numbers", "212 / no number", -0.4)))  # fmt: skip
    pairs = tuple(
        Pair(first.id, other.id, fields.get("score", 0.93), reasons)
        for other in statements
        if other.source != first.source
    )
    return Finding(
        id=f"f{number:04x}", fingerprint=f"p{number:04x}", band=fields.get("band", "likely"), verdict=verdict,  # type: ignore[arg-type]
        score=fields.get("score", 0.93), statements=tuple(one.id for one in statements), sources=present,
        sources_missing=tuple(one for one in all_sources if one not in present), pairs=pairs,
        discrepancies=tuple(fields.get("discrepancies", ())), explanation=fields.get("explanation", ""),
    )  # fmt: skip


def comparison(sources: Sequence[AnnotatedArticle], findings: Sequence[Finding] = (), **fields: Any) -> Comparison:
    """A comparison; what is in no finding is single-source, the earlier the more salient."""
    statements = tuple(one for each in sources for one in each.statements)
    aligned = {id_ for one in findings for id_ in one.statements}
    alone = [one for one in statements if one.id not in aligned]
    return Comparison(
        schema_version="1", created_with=(("align", "0.1.0"), ("model", "en_align 0.1"), ("settings", "ab12cd34")),
        settings=(("model", None), ("threshold", 0.5), ("possible", 0.35), ("max_characters", 5_000_000)),
        warnings=tuple(fields.get("warnings", ())), sources=tuple(sources), entities=tuple(fields.get("entities", ())),
        findings=tuple(findings), statements=statements,
        single_source=tuple(Single(one.id, round(1 - 0.01 * position, 4)) for position, one in enumerate(alone)),
    )  # fmt: skip


def said(text: str, speaker: str, cue: str, words: str, outer: Attribution | None = None) -> Attribution:
    at = text.find(words)
    assert at >= 0, words
    return Attribution(speaker, cue, Span(at, at + len(words)), outer=outer)


def ferry(third: bool = False) -> Comparison:
    """Two (or three) articles on a ferry that ran aground, with every verdict, band and most kinds of discrepancy."""
    ids = ("s1", "s2", "s3")[: 3 if third else 2]
    one, two, three = FERRY_ONE, FERRY_TWO, FERRY_THREE
    entities = (
        Entity("e1", "MISC", "Solvei", (Alias("s1", ("Solvei",)), Alias("s2", ("Solvei",)))),
        Entity("e2", "PLACE", "Hovden", (Alias("s1", ("Hovden",)), Alias("s2", ("Hovden",)), Alias("s3", ("Hovden",)))),
        Entity(
            "e3",
            "PERSON",
            "Jonas Eikeland",
            (Alias("s1", ("Jonas Eikeland",)), Alias("s2", ("Jonas Eikeland", "Eikeland"))),
        ),
        Entity(
            "e4",
            "ORG",
            "Nordlinje",
            (Alias("s1", ("Nordlinje",)), Alias("s2", ("the Nordlinje shipping company", "Nordlinje"))),
        ),
        Entity("e5", "ORG", "Accident Investigation Board", (Alias("s2", ("The Accident Investigation Board",)),)),
        Entity("e6", "PERSON", "Ida Vik", (Alias("s1", ("Ida Vik",)),)),
    )
    police = said(one, "Hovden police", "said", "Hovden police said")
    company = said(two, "the Nordlinje shipping company", "said", "the Nordlinje shipping company said")
    captain = said(one, "Jonas Eikeland", "told reporters", "Jonas Eikeland, told reporters")
    hospital = said(three, "the hospital in Hovden", "According to", "According to the hospital in Hovden")
    left = [
        statement("s1", 1, one, "Ferry runs aground off Hovden with 212 on board", kind="headline"),
        statement("s1", 2, one, "The car ferry Solvei ran aground on rocks outside Hovden harbour early on Tuesday with 212 passengers on board."),
        statement("s1", 3, one, "Twelve people were taken to hospital, none of them badly hurt, Hovden police said.", attribution=police),
        statement("s1", 4, one, 'The captain, Jonas Eikeland, told reporters that "the steering simply stopped answering".', attribution=captain),
        statement("s1", 5, one, "Visibility was good and the sea was calm at the time."),
        statement("s1", 6, one, "The coast guard towed the ferry free at noon."),
        statement("s1", 7, one, "Divers found no leak in the hull", polarity="negated"),
        statement("s1", 8, one, "the owner, Nordlinje, expects it back in service by the weekend.", certainty="expected"),
        statement("s1", 9, one, "Ida Vik saw the ferry turn hard before it struck."),
        statement("s1", 10, one, "Local fishermen reached the ship before the coast guard did."),
        statement("s1", 11, one, "The crossing is used by some 900 commuters a day."),
        statement("s1", 12, one, "A replacement bus runs through the Hovden tunnel.", speaker="Host"),
        statement("s1", 13, one, "Tickets will be paid back.", certainty="planned"),
        statement("s1", 14, one, "The last grounding on this route was in 1998."),
    ]  # fmt: skip
    right = [
        statement("s2", 1, two, "Twenty injured as ferry hits rocks", kind="headline"),
        statement("s2", 2, two, "At least 20 people were injured when the ferry Solvei struck rocks near Hovden on Tuesday morning, the Nordlinje shipping company said.", attribution=company),
        statement("s2", 3, two, "The ship carried 212 passengers and a crew of nine."),
        statement("s2", 4, two, "“The steering stopped answering,” said its captain, Jonas Eikeland."),
        statement("s2", 5, two, "The Accident Investigation Board did not rule out that a sailor had fallen asleep.", polarity="negated"),
        statement("s2", 6, two, "The vessel was pulled off the rocks shortly after midday by a coast guard ship."),
        statement("s2", 7, two, "Nordlinje said the Solvei might not sail again before next month.", certainty="possible"),
        statement("s2", 8, two, "A union representative said that crews had warned of faults in the steering since spring."),
    ]  # fmt: skip
    more = [
        statement("s3", 1, three, "A coast guard ship freed a ferry that had grounded at Hovden on Tuesday."),
        statement(
            "s3", 2, three, "According to the hospital in Hovden, 12 passengers were treated.", attribution=hospital
        ),
        statement("s3", 3, three, "Police have opened an inquiry."),
    ]
    left, right, more = ([names(each, entities) for each in group] for group in (left, right, more))
    injured = [left[2], right[1], right[0], *(more[1:2] if third else ())]
    number = Discrepancy(
        "number", "major", "conflict",
        "Kystposten and The Island Wire say 12 people were hurt, Radio Fjord says at least 20." if third
        else "Kystposten says twelve people were hurt, Radio Fjord says at least 20.",
        (value(left[2], "Twelve", "12", ("s1", "s3") if third else ()), value(right[1], "At least 20", "20..")),
    )  # fmt: skip
    credit = Discrepancy("attribution", "minor", "conflict", "Kystposten credits Hovden police, Radio Fjord the Nordlinje shipping company.",
                         (value(left[2], "Hovden police", "hovden police"), value(right[1], "the Nordlinje shipping company", "nordlinje")))  # fmt: skip
    when = Discrepancy("date", "major", "conflict", "Kystposten expects the ferry back by the weekend, Radio Fjord not before next month.",
                       (value(left[7], "by the weekend", "2021-05-09"), value(right[6], "before next month", "2021-06-01")))  # fmt: skip
    sure = Discrepancy(
        "certainty",
        "major",
        "conflict",
        "Kystposten: expected; Radio Fjord: possible.",
        (value(left[7], "expects", "expected"), value(right[6], "might", "possible")),
    )
    word = Discrepancy(
        "quotation",
        "minor",
        "conflict",
        "Kystposten has “simply” in the quotation, Radio Fjord has not.",
        (value(left[3], "simply", "simply"), Value(("s2",), right[3].id, None, "", "")),
    )
    findings = [
        finding(1, "discrepancy", injured, ids, score=0.9712, discrepancies=(credit, number)),
        finding(2, "discrepancy", [left[7], right[6]], ids, score=0.88, discrepancies=(when, sure)),
        finding(
            3,
            "agreement",
            [left[1], left[0], right[2]],
            ids,
            score=0.9981,
            explanation="Both say that 212 passengers were on board.",
        ),
        finding(4, "agreement", [left[3], right[3]], ids, score=0.95, discrepancies=(word,)),
        finding(5, "agreement", [left[5], right[5], *(more[:1] if third else ())], ids, score=0.91),
        finding(6, "agreement", [left[6], right[4]], ids, score=0.41, band="possible"),
    ]
    articles = [
        source("s1", Article(one, "Kystposten", "Ferry runs aground off Hovden with 212 on board", "2021-05-04", "Marit Aasen",
                             "https://kystposten.example/solvei?id=4&ref=front",
                             blocks=blocks(one, ("By Marit Aasen", "Share this story", "Most read today", "© Kystposten 2021"), ("HOST:",))), left),
        source("s2", Article(two, "Radio Fjord", "Twenty injured as ferry hits rocks", blocks=blocks(two)), right),
        source("s3", Article(three, "The Island Wire", None, "2021-05-04T13:20:00+02:00", url="http://islandwire.example/1"), more),
    ][: len(ids)]  # fmt: skip
    warning = Notice(
        "no-date", "No publication date was found; weekdays could not be resolved. Give one with --published.", "s2"
    )
    return comparison(articles, findings, warnings=(warning,), entities=entities)


def long_pair(words: int = 1000) -> Comparison:
    """Two articles of about `words` words, most of whose statements are aligned."""

    def sentence(number: int, place: str) -> str:
        return f"On day {number} the council of {place} {number} voted to repair {number + 3} bridges over the river before winter."

    texts = ["\n\n".join(sentence(number, place) for number in range(words // 19)) for place in ("Aldby", "Borve")]
    sides = [
        [statement(f"s{side}", number, text, line) for number, line in enumerate(text.split("\n\n"))]
        for side, text in enumerate(texts, start=1)
    ]
    findings = [
        finding(number, "discrepancy" if number % 5 == 0 else "agreement", [left, right], ("s1", "s2"), discrepancies=(
            Discrepancy("place", "major" if number % 5 == 0 else "minor", "conflict", "One says Aldby, the other says Borve.",
                        (value(left, "Aldby", "aldby"), value(right, "Borve", "borve"))),))
        for number, (left, right) in enumerate(zip(*sides, strict=True)) if number % 4
    ]  # fmt: skip
    articles = [source(f"s{side}", Article(text, f"Paper {side}", f"Title {side}", "2020-01-02"), sides[side - 1])
                for side, text in enumerate(texts, start=1)]  # fmt: skip
    return comparison(articles, findings)
