"""The full texts: every word as given, page furniture told apart, each statement an anchor, each finding a link."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from align.models import AnnotatedArticle, Block, Span, Statement
from align.render.lookup import Lookup, place_of
from align.render.view import FindingView, Link, Paragraph, Passage, Run, Stretch, TextView

_FOLDED = 600  # characters of page furniture in a row that are folded away


def text_views(
    sources: Iterable[AnnotatedArticle], findings: Iterable[FindingView], lookup: Lookup
) -> tuple[TextView, ...]:
    """The full text of every source that has one (they can be left out of a comparison)."""
    links: dict[str, list[Link]] = {}
    for finding in findings:
        for side in finding.sides:
            for statement in side.statements:
                links.setdefault(statement.id, []).append(Link(finding.id, finding.number, finding.css))
    return tuple(_text(source, links, lookup) for source in sources if source.article.text)


def _text(source: AnnotatedArticle, links: dict[str, list[Link]], lookup: Lookup) -> TextView:
    text = source.article.text
    own = sorted((one for one in lookup.statements.values() if one.source == source.id), key=lookup.position)
    paragraphs, following = [], 0
    for blocks in _paragraphs(text, source.article.blocks):
        end = blocks[-1].span.end
        inside = []
        while following < len(own) and own[following].span.start < end:
            inside.append(own[following])
            following += 1
        paragraphs.append(_paragraph(text, blocks, inside, links))
    return TextView(source.id, lookup.names[source.id], source.article.title, tuple(_stretches(paragraphs)))


def _paragraphs(text: str, blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Blocks by paragraph: those on one line belong together, such as a speaker's label and what is said."""
    group: list[Block] = []
    for block in blocks or _bare(text):
        if (
            group
            and "\n" in text[group[-1].span.end : block.span.start] + text[block.span.start - 1 : block.span.start]
        ):
            yield group
            group = []
        group.append(block)
    if group:
        yield group


def _bare(text: str) -> Iterator[Block]:
    """Paragraphs of a text that was not read into blocks: what blank lines separate."""
    position = 0
    for blank, lines in groupby(text.splitlines(keepends=True), key=lambda line: not line.strip()):
        length = sum(map(len, lines))
        if not blank:
            yield Block(Span(position, position + length), "body")
        position += length


def _paragraph(
    text: str, blocks: Sequence[Block], statements: Sequence[Statement], links: dict[str, list[Link]]
) -> Paragraph:
    kinds = {block.kind for block in blocks}
    css = kinds.pop() if len(kinds) == 1 else "body"
    start, end = blocks[0].span.start, blocks[-1].span.end
    passages = []
    for owner in _owners(start, end, statements):
        runs = tuple(_furniture_runs(text, owner.start, owner.end, blocks))
        if owner.statement is None:
            passages.append(Passage(runs))
            continue
        found = tuple(links.get(owner.statement.id, ()))
        passages.append(
            Passage(
                runs=runs,
                anchors=tuple(place_of(id_) for id_ in owner.begins),
                css=f"p {found[0].css}" if found else "",
                links=tuple(link for id_ in owner.ends for link in links.get(id_, ())),
            )
        )
    return Paragraph("" if css == "body" else css, tuple(passages))


@dataclass(frozen=True, slots=True)
class _Owner:
    start: int
    end: int
    statement: Statement | None
    begins: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()


def _owners(start: int, end: int, statements: Sequence[Statement]) -> Iterator[_Owner]:
    """Cuts start..end so that each part belongs to the innermost statement there, or to none."""
    inside = [(max(start, one.span.start), min(end, one.span.end), one) for one in statements]
    edges = sorted({start, end, *(edge for left, right, _ in inside for edge in (left, right))})
    active: list[tuple[int, int, Statement]] = []
    following = 0
    for left, right in pairwise(edges):
        while following < len(inside) and inside[following][0] <= left:
            active.append(inside[following])
            following += 1
        active = [one for one in active if one[1] > left]
        statement = min(active, key=lambda one: (one[1] - one[0], one[2].id))[2] if active else None
        begins = tuple(one.id for from_, _, one in active if from_ == left)
        ends = tuple(one.id for _, until, one in active if until == right)
        yield _Owner(left, right, statement, begins, ends)


def _furniture_runs(text: str, start: int, end: int, blocks: Sequence[Block]) -> Iterator[Run]:
    for block in blocks:
        left, right = max(start, block.span.start), min(end, block.span.end)
        if left < right:
            label = "label" if block.reason == "label" else "furniture"
            yield Run(text[left:right], label if block.kind == "furniture" else "")
        gap_end = min((other.span.start for other in blocks if other.span.start >= block.span.end), default=end)
        left, right = max(start, block.span.end), min(end, gap_end)
        if left < right:
            yield Run(text[left:right])


def _stretches(paragraphs: Iterable[Paragraph]) -> Iterator[Stretch]:
    """Long page furniture is folded away: the words are all there, the article stays readable."""
    for furniture, group in groupby(paragraphs, key=lambda paragraph: paragraph.css == "furniture"):
        found = tuple(group)
        length = sum(len(run.text) for paragraph in found for passage in paragraph.passages for run in passage.runs)
        yield Stretch(furniture and length > _FOLDED, found)
