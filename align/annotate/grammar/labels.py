"""Dependency labels of the two schemes that `syntax` and `phrases` read, and the children that bear them.

Nothing else in the package knows any label. Each annotator asks for the children of the same words again and again,
which spaCy finds anew every time: they are listed once for a `Doc` and kept with it.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from spacy.tokens import Doc, Span, Token

ClauseKind = Literal["root", "conj", "advcl", "ccomp", "xcomp", "csubj", "relcl", "acl", "parataxis"]
Labelled = tuple[str, "Token"]
Answer = TypeVar("Answer")
_KEY = "align.children"

SUBJECTS = frozenset(
    {"nsubj", "nsubj:pass", "nsubj:outer", "nsubjpass", "csubj", "csubj:pass", "csubj:outer", "csubjpass"}
)
PASSIVE_SUBJECTS = frozenset({"nsubj:pass", "nsubjpass", "csubj:pass", "csubjpass"})
OBJECTS = frozenset({"obj", "dobj"})
RECIPIENTS = frozenset({"iobj", "dative"})
AGENTS = frozenset({"obl:agent", "agent"})
AUXILIARIES = frozenset({"aux", "aux:pass", "auxpass"})
PASSIVE_AUXILIARIES = frozenset({"aux:pass", "auxpass"})
COPULA = frozenset({"cop"})
COPULA_OR_SUBJECT = COPULA | SUBJECTS
AUXILIARY_OR_COPULA = COPULA | AUXILIARIES
VERBAL = SUBJECTS | AUXILIARIES | COPULA  # what only hangs on the head of a clause
PASSIVE = PASSIVE_AUXILIARIES | PASSIVE_SUBJECTS
ATTRIBUTES = frozenset({"attr", "acomp"})
COMPLEMENTS = frozenset({"ccomp", "xcomp"})
PREMODIFIERS = frozenset({"compound", "amod", "nmod:desc", "nmod", "nmod:unmarked"})
# Children that say something of a noun in a clause of their own, or beside it: no part of the noun phrase.
BESIDE = frozenset(
    {"acl", "acl:relcl", "relcl", "advcl", "advcl:relcl", "appos", "parataxis", "ccomp", "dep", "discourse", "list"}
)
# Children of the clause of a predicate noun ("she *is* the head of ..."), or that link the noun to its governor.
CLAUSAL = SUBJECTS | AUXILIARIES | frozenset({"cop", "mark", "case", "cc", "expl", "punct", "vocative", "dislocated"})

CLAUSES: dict[str, ClauseKind] = {
    "ROOT": "root",
    "root": "root",
    "advcl": "advcl",
    "ccomp": "ccomp",
    "xcomp": "xcomp",
    "csubj": "csubj",
    "csubj:pass": "csubj",
    "csubj:outer": "csubj",
    "csubjpass": "csubj",
    "acl:relcl": "relcl",
    "advcl:relcl": "relcl",
    "relcl": "relcl",
    "acl": "acl",
    "parataxis": "parataxis",
}
CLAUSE_LABELS = frozenset({"conj", "pcomp", *CLAUSES})


def remembered(function: Callable[[Token], Answer]) -> Callable[[Token], Answer]:
    """`function` of a token, asked once for each: its answers are kept with the `Doc`, whose tree does not change."""
    key = f"align.{function.__module__}.{function.__name__}"

    @wraps(function)
    def answer(token: Token) -> Answer:
        known: dict[int, Answer] | None = token.doc.user_data.get(key)
        if known is None:
            known = token.doc.user_data[key] = {}
        place = token.i
        if place in known:
            return known[place]
        found = known[place] = function(token)
        return found

    return answer


def children(token: Token) -> tuple[Token, ...]:
    """The tokens that hang on `token`, in the order of the text."""
    return tuple([child for _, child in labelled(token)])


def lefts(token: Token) -> tuple[Token, ...]:
    """The children of `token` that stand before it."""
    return tuple([child for _, child in labelled(token) if child.i < token.i])


def rights(token: Token) -> tuple[Token, ...]:
    """The children of `token` that stand behind it."""
    return tuple([child for _, child in labelled(token) if child.i > token.i])


def having(token: Token, labels: Container[str]) -> tuple[Token, ...]:
    """The children of `token` with one of `labels`, in the order of the text."""
    return tuple([child for label, child in labelled(token) if label in labels])


def first(token: Token, labels: Container[str]) -> Token | None:
    """The first child of `token` with one of `labels`."""
    for label, child in labelled(token):
        if label in labels:
            return child
    return None


def has(token: Token, labels: Container[str]) -> bool:
    """Whether a child of `token` has one of `labels`."""
    return any(label in labels for label, _ in labelled(token))


def labelled(token: Token) -> tuple[Labelled, ...]:
    """The children of `token` with their labels."""
    doc = token.doc
    listed: _Listed = doc.user_data.get(_KEY) or _listed(doc)
    return listed.children[token.i]


def governors(doc: Doc) -> tuple[int, ...]:
    """For each token of `doc` the position of what it hangs on: its own for the root of a sentence."""
    listed: _Listed = doc.user_data.get(_KEY) or _listed(doc)
    return listed.above


def tokens(span: Span) -> tuple[Token, ...]:
    """The tokens of `span`, without making them anew."""
    listed: _Listed = span.doc.user_data.get(_KEY) or _listed(span.doc)
    return listed.tokens[span.start : span.end]


def texts(doc: Doc) -> tuple[str, ...]:
    """The words of `doc`."""
    listed: _Listed = doc.user_data.get(_KEY) or _listed(doc)
    return listed.texts


def lowered(span: Span) -> tuple[str, ...]:
    """The words of `span` in lower case."""
    listed: _Listed = span.doc.user_data.get(_KEY) or _listed(span.doc)
    return listed.lower[span.start : span.end]


def kinds(span: Span) -> tuple[str, ...]:
    """The parts of speech of `span`."""
    listed: _Listed = span.doc.user_data.get(_KEY) or _listed(span.doc)
    return listed.pos[span.start : span.end]


def bearing(span: Span, labels: Container[str]) -> tuple[Token, ...]:
    """The tokens of `span` that bear one of `labels` themselves."""
    listed: _Listed = span.doc.user_data.get(_KEY) or _listed(span.doc)
    return tuple([listed.tokens[i] for i in range(span.start, span.end) if listed.labels[i] in labels])


class _Listed(NamedTuple):
    tokens: tuple[Token, ...]
    above: tuple[int, ...]
    children: tuple[tuple[Labelled, ...], ...]
    texts: tuple[str, ...]
    lower: tuple[str, ...]
    labels: tuple[str, ...]
    pos: tuple[str, ...]


def _listed(doc: Doc) -> _Listed:
    listed = tuple(doc)
    above = tuple([token.head.i for token in listed])
    found: list[list[Labelled]] = [[] for _ in above]
    labels = tuple([token.dep_ for token in listed])
    for token, label, head in zip(listed, labels, above, strict=True):
        if listed[head] is not token:
            found[head].append((label, token))
    words = tuple([token.text for token in listed])
    whole = doc.user_data[_KEY] = _Listed(
        tokens=listed,
        above=above,
        children=tuple([tuple(each) for each in found]),
        texts=words,
        lower=tuple([word.lower() for word in words]),
        labels=labels,
        pos=tuple([token.pos_ for token in listed]),
    )
    return whole
