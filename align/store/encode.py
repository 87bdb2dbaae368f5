"""Domain values -> the plain objects of comparison.json. The order of the keys is the order in the file."""

from __future__ import annotations

from typing import Any

from align.models import (
    AnnotatedArticle,
    Attribution,
    Block,
    Comparison,
    Correction,
    DateMention,
    Discrepancy,
    Entity,
    Finding,
    Mention,
    Notice,
    Pair,
    Quantity,
    Quotation,
    Reference,
    SharedText,
    Span,
    Statement,
    Value,
)

Json = dict[str, Any]


def comparison_object(comparison: Comparison) -> Json:
    """The whole of comparison.json."""
    statements = comparison.statements or tuple(s for source in comparison.sources for s in source.statements)
    return {
        "schema_version": comparison.schema_version,
        "created_with": dict(comparison.created_with),
        "settings": dict(comparison.settings),
        "warnings": [notice_object(notice) for notice in comparison.warnings],
        "sources": [_source(source) for source in comparison.sources],
        "statements": [_statement(statement) for statement in statements],
        "entities": [entity_object(entity) for entity in comparison.entities],
        "corrections": [correction_object(correction) for correction in comparison.corrections],
        "findings": [_finding(finding) for finding in comparison.findings],
        "single_source": [
            {"statement": single.statement, "salience": _score(single.salience)} for single in comparison.single_source
        ],
        "shared_text": [_shared(shared) for shared in comparison.shared_text],
    }


def article_object(article: AnnotatedArticle) -> Json:
    """One article with its statements and what is to be known about reading it."""
    return {
        "source": _source(article),
        "statements": [_statement(statement) for statement in article.statements],
        "warnings": [notice_object(notice) for notice in article.article.notices],
    }


def notice_object(notice: Notice) -> Json:
    return {"source": notice.source, "code": notice.code, "message": notice.message}


def _source(source: AnnotatedArticle) -> Json:
    article = source.article
    return {
        "id": source.id,
        "outlet": article.outlet,
        "title": article.title,
        "byline": article.byline,
        "url": article.url,
        "published": article.published,
        "sha256": source.sha256,
        "text": article.text,
        "blocks": [_block(block) for block in article.blocks],
    }


def _block(block: Block) -> Json:
    return {**at(block.span), "kind": block.kind, "speaker": block.speaker, "reason": block.reason}


def _statement(statement: Statement) -> Json:
    return {
        "id": statement.id,
        "source": statement.source,
        **at(statement.span),
        "text": statement.text,
        "kind": statement.kind,
        "paragraph": statement.paragraph,
        "sentence": statement.sentence,
        "speaker": statement.speaker,
        "attribution": _attribution(statement.attribution),
        "quotations": [_quotation(quotation) for quotation in statement.quotations],
        "entities": [_mention(mention) for mention in statement.mentions],
        "references": [_reference(reference) for reference in statement.references],
        "quantities": [_quantity(quantity) for quantity in statement.quantities],
        "dates": [_date(date) for date in statement.dates],
        "polarity": statement.polarity,
        "negation": place(statement.negation),
        "certainty": statement.certainty,
        "certainty_cue": place(statement.certainty_cue),
    }


def _attribution(attribution: Attribution | None) -> Json | None:
    if attribution is None:
        return None
    return {
        "speaker": attribution.speaker,
        "cue": attribution.cue,
        **at(attribution.span),
        "speaker_span": place(attribution.speaker_span),
        "entity": attribution.entity,
        "outer": _attribution(attribution.outer),
        "represents": attribution.represents,
        "represents_span": place(attribution.represents_span),
    }


def _quotation(quotation: Quotation) -> Json:
    return {
        **at(quotation.span),
        "text": quotation.text,
        "inner": place(quotation.inner),
        "speaker": quotation.speaker,
    }


def _mention(mention: Mention) -> Json:
    return {
        **at(mention.span),
        "text": mention.text,
        "label": mention.label,
        "entity": mention.entity,
        "title": mention.title,
    }


def _reference(reference: Reference) -> Json:
    return {
        **at(reference.span),
        "text": reference.text,
        "kind": reference.kind,
        "antecedent": place(reference.antecedent),
        "entity": reference.entity,
    }


def _quantity(quantity: Quantity) -> Json:
    return {
        **at(quantity.span),
        "text": quantity.text,
        "kind": quantity.kind,
        "low": _number(quantity.low),
        "high": _number(quantity.high),
        "unit": quantity.unit,
        "noun": quantity.noun,
        "scope": quantity.scope,
        "approximate": quantity.approximate,
    }


def _date(date: DateMention) -> Json:
    return {
        **at(date.span),
        "text": date.text,
        "kind": date.kind,
        "from": date.start,
        "to": date.end,
        "scope": date.scope,
        "vague": date.vague,
    }


def entity_object(entity: Entity) -> Json:
    return {
        "id": entity.id,
        "label": entity.label,
        "name": entity.name,
        "aliases": {alias.source: list(alias.forms) for alias in entity.aliases},
    }


def correction_object(correction: Correction) -> Json:
    return {
        "name": correction.name,
        "label": correction.label,
        "aliases": list(correction.aliases),
        "not": list(correction.apart),
        "outlets": list(correction.outlets),
        "file": correction.file,
        "entry": correction.entry,
        "general": correction.general,
        "mentions": correction.mentions,
        "parted": correction.parted,
    }


def _finding(finding: Finding) -> Json:
    return {
        "id": finding.id,
        "fingerprint": finding.fingerprint,
        "band": finding.band,
        "verdict": finding.verdict,
        "score": _score(finding.score),
        "statements": list(finding.statements),
        "sources": list(finding.sources),
        "sources_missing": list(finding.sources_missing),
        "pairs": [_pair(pair) for pair in finding.pairs],
        "discrepancies": [_discrepancy(discrepancy) for discrepancy in finding.discrepancies],
        "explanation": finding.explanation,
    }


def _pair(pair: Pair) -> Json:
    return {
        "left": pair.left,
        "right": pair.right,
        "score": _score(pair.score),
        "evidence": [
            {"kind": evidence.kind, "text": evidence.text, "weight": _score(evidence.weight)}
            for evidence in pair.evidence
        ],
    }


def _discrepancy(discrepancy: Discrepancy) -> Json:
    return {
        "kind": discrepancy.kind,
        "severity": discrepancy.severity,
        "relation": discrepancy.relation,
        "explanation": discrepancy.explanation,
        "values": [_value(value) for value in discrepancy.values],
    }


def _value(value: Value) -> Json:
    return {
        "sources": list(value.sources),
        "statement": value.statement,
        "start": value.span.start if value.span else None,
        "end": value.span.end if value.span else None,
        "text": value.text,
        "normalised": value.normalised,
    }


def _shared(shared: SharedText) -> Json:
    return {
        "left": shared.left,
        "right": shared.right,
        "words": shared.words,
        "left_share": _score(shared.left_share),
        "right_share": _score(shared.right_share),
        "origin": shared.origin,
        "credit": shared.credit,
        "runs": [
            {"left": at(run.left), "right": at(run.right), "words": run.words, "quoted": run.quoted}
            for run in shared.runs
        ],
    }


def at(span: Span) -> Json:
    return {"start": span.start, "end": span.end}


def place(span: Span | None) -> Json | None:
    return at(span) if span is not None else None


def _score(score: float) -> float:
    # + 0.0 turns the -0.0 of a tiny negative weight into 0.0, so that a sign in the noise is not a change of the file
    return round(float(score), 4) + 0.0


def _number(number: float | None) -> float | int | None:
    """Whole numbers are written without a decimal point: 12, not 12.0."""
    if number is None:
        return None
    return int(number) if float(number).is_integer() and abs(number) < 1e15 else float(number)
