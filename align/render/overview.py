"""The report from above: the sources and their bars, the counts, what only one says, names, and how it was made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from align.models import AnnotatedArticle, Comparison, Entity
from align.render.findings import finding_views
from align.render.lookup import Lookup, label_word
from align.render.naming import as_stored, moment, safe_url
from align.render.texts import text_views
from align.render.view import Bar, EntityView, FindingView, Lone, ReportView, SourceView, Warning

_FIRST = 5  # statements of one source alone that are shown before the rest is unfolded
_LEADING = 4  # agreements named at a glance
_BARS = (("differ", "differs"), ("agree", "agrees"), ("perhaps", "perhaps shared"), ("alone", "only here"))


def report_view(comparison: Comparison) -> ReportView:
    """Everything that the templates need, computed once."""
    lookup = Lookup.of(comparison)
    findings = finding_views(comparison.findings, lookup)
    differ, agree, perhaps = (
        tuple(one for one in findings if one.css == css) for css in ("differ", "agree", "perhaps")
    )
    fates = _fates(findings)
    shared, other = _entities(comparison, lookup)
    return ReportView(
        names=tuple(lookup.names.values()),
        sources=tuple(_source(source, fates, lookup) for source in comparison.sources),
        warnings=tuple(
            Warning(lookup.names.get(notice.source, notice.source) if notice.source else None, notice.message)
            for notice in comparison.warnings
        ),
        differ=differ,
        agree=agree,
        perhaps=perhaps,
        leading=tuple(sorted(agree, key=_prominence))[:_LEADING],
        kinds=tuple(Counter(kind for one in differ for kind in one.kinds).most_common()),
        minor=sum(1 for one in (*differ, *agree) if any(each.weight != "major" for each in one.differences)),
        lone=_lone(comparison, lookup),
        shared_entities=shared,
        other_entities=other,
        texts=text_views(comparison.sources, findings, lookup),
        created_with=comparison.created_with,
        settings=tuple((name, _setting(value)) for name, value in comparison.settings),
    )


def _prominence(finding: FindingView) -> tuple[int, bool, int]:
    """What most sources tell comes first; headlines alone last, for they say little that can be agreed on."""
    bodiless = all(said.headline for side in finding.sides for said in side.statements)
    return -len(finding.sides), bodiless, finding.number


def _fates(findings: Iterable[FindingView]) -> dict[str, str]:
    """What became of each statement; of several findings the first counts, and they come the surest first."""
    fates: dict[str, str] = {}
    for finding in findings:
        for side in finding.sides:
            for statement in side.statements:
                fates.setdefault(statement.id, finding.css)
    return fates


def _source(source: AnnotatedArticle, fates: dict[str, str], lookup: Lookup) -> SourceView:
    article = source.article
    own = [statement.id for statement in lookup.statements.values() if statement.source == source.id]
    return SourceView(
        id=source.id,
        name=lookup.names[source.id],
        outlet=article.outlet,
        title=article.title,
        byline=article.byline,
        published=moment(article.published),
        url=safe_url(article.url),
        words=_words(source),
        statements=len(own),
        bars=_bars(Counter(fates.get(id_, "alone") for id_ in own)),
    )


def _words(source: AnnotatedArticle) -> int:
    """Words of the article itself, without page furniture."""
    article = source.article
    told = [block.span.of(article.text) for block in article.blocks if block.kind != "furniture"]
    if not article.text:
        told = [statement.text for statement in source.statements]
    return sum(len(part.split()) for part in (told or [article.text]))


def _bars(counts: Counter[str]) -> tuple[Bar, ...]:
    total, x, bars = sum(counts.values()) or 1, 0.0, []
    for css, word in _BARS:
        if count := counts[css]:
            width = round(100 * count / total, 2)
            bars.append(Bar(css, word, count, round(x, 2), width))
            x += width
    return tuple(bars)


def _lone(comparison: Comparison, lookup: Lookup) -> tuple[Lone, ...]:
    ranked = sorted(
        ((as_stored(single.salience), lookup.statements[single.statement]) for single in comparison.single_source
         if single.statement in lookup.statements),
        key=lambda one: (-one[0], lookup.position(one[1])),
    )  # fmt: skip
    result = []
    for source, name in lookup.names.items():
        views = tuple(lookup.view(statement) for _, statement in ranked if statement.source == source)
        # One left over is shown: to unfold a single line is more work than to read it.
        first = len(views) if len(views) <= _FIRST + 1 else _FIRST
        result.append(Lone(source, name, views[:first], views[first:]))
    return tuple(result)


def _entities(comparison: Comparison, lookup: Lookup) -> tuple[tuple[EntityView, ...], tuple[EntityView, ...]]:
    """Entities that several sources name, and the others."""
    shared: list[EntityView] = []
    other: list[EntityView] = []
    for entity in comparison.entities:
        forms = _forms(entity, tuple(lookup.names))
        view = EntityView(entity.name, label_word(entity.label), forms)
        (shared if sum(map(bool, forms)) > 1 else other).append(view)
    return tuple(shared), tuple(other)


def _forms(entity: Entity, sources: Sequence[str]) -> tuple[str, ...]:
    by_source = {alias.source: ", ".join(alias.forms) for alias in entity.aliases}
    return tuple(by_source.get(source, "") for source in sources)


def _setting(value: float | int | str | bool | None) -> str:
    if value is None:
        return "as shipped"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:,}" if isinstance(value, int) else str(value)
