"""Dependency labels of the two schemes that `syntax` and `phrases` read, and the children that bear them.

Nothing else in the package knows any label. Each annotator asks for the children of the same words again and again,
which spaCy finds anew every time: they are listed once for a `Doc` and kept with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Container

    from spacy.tokens import Doc, Span, Token

Labelled = tuple[str, "Token"]
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


def lowered(span: Span) -> tuple[str, ...]:
    """The words of `span` in lower case."""
    listed: _Listed = span.doc.user_data.get(_KEY) or _listed(span.doc)
    return listed.lower[span.start : span.end]


class _Listed(NamedTuple):
    above: tuple[int, ...]
    children: tuple[tuple[Labelled, ...], ...]
    lower: tuple[str, ...]


def _listed(doc: Doc) -> _Listed:
    tokens = list(doc)
    above = tuple([token.head.i for token in tokens])
    found: list[list[Labelled]] = [[] for _ in above]
    for i, head in enumerate(above):
        if head != i:
            found[head].append((tokens[i].dep_, tokens[i]))
    listed = _Listed(above, tuple([tuple(each) for each in found]), tuple([token.lower_ for token in tokens]))
    doc.user_data[_KEY] = listed
    return listed
