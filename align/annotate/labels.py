"""Dependency labels of the two schemes that `syntax` and `phrases` read; nothing else in the package knows any."""

from __future__ import annotations

SUBJECTS = frozenset(
    {"nsubj", "nsubj:pass", "nsubj:outer", "nsubjpass", "csubj", "csubj:pass", "csubj:outer", "csubjpass"}
)
PASSIVE_SUBJECTS = frozenset({"nsubj:pass", "nsubjpass", "csubj:pass", "csubjpass"})
OBJECTS = frozenset({"obj", "dobj"})
RECIPIENTS = frozenset({"iobj", "dative"})
AGENTS = frozenset({"obl:agent", "agent"})
AUXILIARIES = frozenset({"aux", "aux:pass", "auxpass"})
PASSIVE_AUXILIARIES = frozenset({"aux:pass", "auxpass"})
PREMODIFIERS = frozenset({"compound", "amod", "nmod:desc", "nmod", "nmod:unmarked"})
# Children that say something of a noun in a clause of their own, or beside it: no part of the noun phrase.
BESIDE = frozenset(
    {"acl", "acl:relcl", "relcl", "advcl", "advcl:relcl", "appos", "parataxis", "ccomp", "dep", "discourse", "list"}
)
# Children of the clause of a predicate noun ("she *is* the head of ..."), or that link the noun to its governor.
CLAUSAL = SUBJECTS | AUXILIARIES | frozenset({"cop", "mark", "case", "cc", "expl", "punct", "vocative", "dislocated"})
