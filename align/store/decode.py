"""The plain objects of comparison.json -> domain values, refused in one sentence where they do not fit."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from typing import Any, get_args

from align.errors import InputError
from align.models import (
    Alias,
    AnnotatedArticle,
    Article,
    Attribution,
    Band,
    Block,
    BlockKind,
    Certainty,
    Comparison,
    Correction,
    DateKind,
    DateMention,
    Discrepancy,
    DiscrepancyKind,
    Entity,
    EntityLabel,
    Evidence,
    EvidenceKind,
    Finding,
    Mention,
    Notice,
    Origin,
    Pair,
    Polarity,
    Quantity,
    QuantityKind,
    Quotation,
    Reference,
    ReferenceKind,
    Relation,
    Severity,
    SharedRun,
    SharedText,
    Single,
    Span,
    Statement,
    StatementKind,
    Value,
    Verdict,
)
from align.settings import Settings

Json = dict[str, Any]
_REMEDY = "compare the articles again to make a new one"


def comparison_from(text: str, name: str, version: str) -> Comparison:
    """Read comparison.json; `name` is the file's name in messages, `version` the one schema version that is known."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{name}: is not JSON ({error}); {_REMEDY}") from error
    if not isinstance(data, dict) or "schema_version" not in data:
        raise InputError(f"{name}: is not a comparison written by align; {_REMEDY}")
    if data["schema_version"] != version:
        raise InputError(
            f"{name}: has schema version {data['schema_version']!r}, this align reads {version!r}; {_REMEDY}"
        )
    try:
        return _comparison(data)
    except KeyError as error:
        raise InputError(f"{name}: lacks {error}; {_REMEDY}") from error
    except (TypeError, ValueError, AttributeError) as error:
        raise InputError(f"{name}: does not fit the schema ({error}); {_REMEDY}") from error


def settings_from(comparison: Comparison) -> Settings:
    """The settings in `comparison`; those that this version does not know are left out."""
    known = {field.name for field in fields(Settings)}
    chosen: dict[str, Any] = {name: value for name, value in comparison.settings if name in known}
    return replace(Settings(), **chosen)


def _comparison(data: Json) -> Comparison:
    texts = {source["id"]: source["text"] for source in data["sources"]}
    statements = tuple(_statement(item, texts) for item in data["statements"])
    return Comparison(
        schema_version=data["schema_version"],
        created_with=tuple((name, str(value)) for name, value in data["created_with"].items()),
        settings=tuple(data["settings"].items()),
        warnings=tuple(Notice(item["code"], item["message"], item["source"]) for item in data["warnings"]),
        sources=tuple(_source(item, statements) for item in data["sources"]),
        entities=tuple(_entity(item) for item in data["entities"]),
        findings=tuple(_finding(item, {statement.id for statement in statements}) for item in data["findings"]),
        single_source=tuple(Single(item["statement"], float(item["salience"])) for item in data["single_source"]),
        statements=statements,
        corrections=tuple(_correction(item) for item in data.get("corrections", ())),  # older files have none
        shared_text=tuple(_shared(item, texts) for item in data.get("shared_text", ())),  # nor this
    )


def _source(item: Json, statements: tuple[Statement, ...]) -> AnnotatedArticle:
    article = Article(
        text=item["text"],
        outlet=item["outlet"],
        title=item["title"],
        published=item["published"],
        byline=item["byline"],
        url=item["url"],
        blocks=tuple(_block(block) for block in item["blocks"]),
    )
    own = tuple(statement for statement in statements if statement.source == item["id"])
    return AnnotatedArticle(item["id"], article, own, item["sha256"])


def _block(item: Json) -> Block:
    return Block(_span(item), _one_of(item["kind"], BlockKind), item["speaker"], item["reason"])


def _statement(item: Json, texts: dict[str, str]) -> Statement:
    span = _span(item)
    if span.of(texts[item["source"]]) != item["text"]:
        raise ValueError(f"the offsets of statement {item['id']} do not give its text")
    return Statement(
        id=item["id"],
        source=item["source"],
        span=span,
        text=item["text"],
        kind=_one_of(item["kind"], StatementKind),
        paragraph=item["paragraph"],
        sentence=item["sentence"],
        speaker=item["speaker"],
        attribution=_attribution(item["attribution"]),
        quotations=tuple(
            Quotation(_span(quotation), _span(quotation["inner"]), quotation["text"], quotation["speaker"])
            for quotation in item["quotations"]
        ),
        mentions=tuple(_mention(mention) for mention in item["entities"]),
        references=tuple(_reference(each) for each in item.get("references", ())),  # older files have none
        quantities=tuple(_quantity(quantity) for quantity in item["quantities"]),
        dates=tuple(_date(date) for date in item["dates"]),
        polarity=_one_of(item["polarity"], Polarity),
        negation=_place(item["negation"]),
        certainty=_one_of(item["certainty"], Certainty),
        certainty_cue=_place(item["certainty_cue"]),
    )


def _attribution(item: Json | None) -> Attribution | None:
    if item is None:
        return None
    return Attribution(
        speaker=item["speaker"],
        cue=item["cue"],
        span=_span(item),
        speaker_span=_place(item["speaker_span"]),
        entity=item["entity"],
        outer=_attribution(item["outer"]),
        represents=item.get("represents"),
        represents_span=_place(item.get("represents_span")),
    )


def _mention(item: Json) -> Mention:
    return Mention(_span(item), item["text"], _one_of(item["label"], EntityLabel), item["entity"], item["title"])


def _quantity(item: Json) -> Quantity:
    return Quantity(
        span=_span(item),
        text=item["text"],
        kind=_one_of(item["kind"], QuantityKind),
        low=None if item["low"] is None else float(item["low"]),
        high=None if item["high"] is None else float(item["high"]),
        unit=item["unit"],
        noun=item["noun"],
        scope=item["scope"],
        approximate=bool(item["approximate"]),
    )


def _reference(item: Json) -> Reference:
    kind = _one_of(item["kind"], ReferenceKind)
    return Reference(_span(item), item["text"], kind, _place(item["antecedent"]), item["entity"])


def _date(item: Json) -> DateMention:
    return DateMention(
        span=_span(item),
        text=item["text"],
        kind=_one_of(item["kind"], DateKind),
        start=item["from"],
        end=item["to"],
        scope=item["scope"],
        vague=bool(item["vague"]),
    )


def _entity(item: Json) -> Entity:
    aliases = tuple(Alias(source, tuple(forms)) for source, forms in item["aliases"].items())
    return Entity(item["id"], _one_of(item["label"], EntityLabel), item["name"], aliases)


def _correction(item: Json) -> Correction:
    return Correction(
        name=item["name"],
        label=None if item["label"] is None else _one_of(item["label"], EntityLabel),
        aliases=tuple(item["aliases"]),
        apart=tuple(item["not"]),
        outlets=tuple(item["outlets"]),
        file=item["file"],
        entry=int(item["entry"]),
        general=bool(item["general"]),
        mentions=int(item["mentions"]),
        parted=int(item["parted"]),
    )


def _finding(item: Json, known: set[str]) -> Finding:
    missing = [name for name in item["statements"] if name not in known]
    if missing:
        raise ValueError(f"finding {item['id']} names the statement {missing[0]}, which is not in the file")
    return Finding(
        id=item["id"],
        fingerprint=item["fingerprint"],
        band=_one_of(item["band"], Band),
        verdict=_one_of(item["verdict"], Verdict),
        score=float(item["score"]),
        statements=tuple(item["statements"]),
        sources=tuple(item["sources"]),
        sources_missing=tuple(item["sources_missing"]),
        pairs=tuple(_pair(pair) for pair in item["pairs"]),
        discrepancies=tuple(_discrepancy(discrepancy) for discrepancy in item["discrepancies"]),
        explanation=item["explanation"],
    )


def _pair(item: Json) -> Pair:
    evidence = tuple(
        Evidence(_one_of(reason["kind"], EvidenceKind), reason["text"], float(reason["weight"]))
        for reason in item["evidence"]
    )
    return Pair(item["left"], item["right"], float(item["score"]), evidence)


def _discrepancy(item: Json) -> Discrepancy:
    return Discrepancy(
        kind=_one_of(item["kind"], DiscrepancyKind),
        severity=_one_of(item["severity"], Severity),
        relation=_one_of(item["relation"], Relation),
        explanation=item["explanation"],
        values=tuple(
            Value(
                sources=tuple(value["sources"]),
                statement=value["statement"],
                span=None if value["start"] is None else _span(value),
                text=value["text"],
                normalised=value["normalised"],
            )
            for value in item["values"]
        ),
    )


def _shared(item: Json, texts: dict[str, str]) -> SharedText:
    missing = [name for name in (item["left"], item["right"]) if name not in texts]
    if missing:
        raise ValueError(f"shared_text names the source {missing[0]}, which is not in the file")
    return SharedText(
        left=item["left"],
        right=item["right"],
        runs=tuple(
            SharedRun(_span(run["left"]), _span(run["right"]), int(run["words"]), bool(run["quoted"]))
            for run in item["runs"]
        ),
        words=int(item["words"]),
        left_share=float(item["left_share"]),
        right_share=float(item["right_share"]),
        origin=_one_of(item["origin"], Origin),
        credit=item["credit"],
    )


def _span(item: Json) -> Span:
    start, end = int(item["start"]), int(item["end"])
    if not 0 <= start <= end:
        raise ValueError(f"{start}..{end} is not a range of characters")
    return Span(start, end)


def _place(item: Json | None) -> Span | None:
    return None if item is None else _span(item)


def _one_of(word: str, allowed: Any) -> Any:
    """`word`, if it is one of the words of the `Literal` type `allowed`."""
    words = get_args(allowed)
    if word not in words:
        raise ValueError(f"{word!r} is none of {', '.join(words)}")
    return word
