"""The best dependency tree for the scores of all arcs: Chu & Liu (1965), Edmonds (1967), with one root."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Scores = NDArray[np.float32]

ROOTS = 3  # words tried as the root where the best arcs make no tree
LONG = 100  # words from which cycles are cut and not solved: a tree over a list of figures takes a hundred rounds


def best_heads(scores: Scores) -> list[int]:
    """The head of each of n words out of `scores` (n x n+1, column 0 the root): 0 for the root, else word + 1."""
    import numpy as np

    size = len(scores)
    scores = scores.copy()
    scores[np.arange(size), np.arange(size) + 1] = -np.inf
    greedy = [int(head) for head in scores.argmax(1)]
    if greedy.count(0) == 1 and _cycle([-1, *greedy]) is None:
        return greedy
    # how much a word loses by not being the root, in comparison with its best other head
    gains = scores[:, 0] - scores[:, 1:].max(1) if size > 1 else scores[:, 0]
    if size > LONG:
        return _cut(scores, int(gains.argmax()))
    found: list[tuple[float, list[int]]] = []
    for root in np.argsort(-gains, kind="stable")[:ROOTS]:
        square = np.full((size + 1, size + 1), -np.inf)
        square[1:, 1:] = scores[:, 1:]
        square[root + 1] = -np.inf
        square[root + 1, 0] = scores[root, 0]
        heads = _tree(square)[1:]
        found.append((float(scores[np.arange(size), heads].sum()), heads))
    return max(found, key=lambda tree: tree[0])[1]


def _cut(scores: Scores, root: int) -> list[int]:
    """Heads of a good tree, in the terms of `best_heads`: of each cycle the word that loses least hangs on the root."""
    import numpy as np

    free = scores.copy()
    free[:, 0] = -np.inf
    heads = [int(head) for head in free.argmax(1)]
    heads[root] = 0
    losses = free.max(1) - free[:, root + 1]
    while (cycle := _cycle([-1, *heads])) is not None:
        heads[min(cycle, key=lambda node: (float(losses[node - 1]), node)) - 1] = root + 1
    return heads


def _cycle(heads: list[int]) -> list[int] | None:
    """The nodes of one cycle; node 0 is the root, `heads[0]` is ignored."""
    state = [0] * len(heads)
    for start in range(1, len(heads)):
        path: list[int] = []
        node = start
        while node > 0 and not state[node]:
            state[node] = start
            path.append(node)
            node = heads[node]
        if node > 0 and state[node] == start:
            return path[path.index(node) :]
    return None


def _tree(scores: Scores) -> list[int]:
    """Heads of the best tree for square `scores[dependent, head]` with node 0 the root."""
    import numpy as np

    heads = [-1, *(int(head) for head in scores[1:].argmax(1))]
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    # the cycle becomes one node, solved with the others, and is opened where the best arc enters it
    ring = np.array(cycle)
    outside = np.ones(len(scores), dtype=bool)
    outside[ring] = False
    others = outside.nonzero()[0]
    new = len(others)
    small = np.full((new + 1, new + 1), -np.inf, dtype=scores.dtype)
    small[:new, :new] = scores[np.ix_(others, others)]
    leaving = scores[np.ix_(others, ring)]
    small[:new, new] = leaving.max(1)
    entering = scores[np.ix_(ring, others)] - scores[ring, np.array(heads)[ring]][:, None]
    small[new, :new] = entering.max(0)
    solved = _tree(small)
    for at in range(1, new):
        head = solved[at]
        heads[int(others[at])] = int(ring[leaving[at].argmax()] if head == new else others[head])
    entry = solved[new]
    heads[int(ring[entering[:, entry].argmax()])] = int(others[entry])
    return heads


def settled_subjects(heads: Sequence[int], deps: Sequence[str], pos: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Of verbs with two subjects the word that is none, with the head and the relation that it gets.

    CASE: "Frost destroyed the plums, growers said": the verb of a clause before "said" that has no subject takes the
    first. "Whistleblower Tara Quinn testified": a noun right before a name is what the person is called.
    """
    subjects: dict[int, list[int]] = defaultdict(list)
    for word, (head, dep) in enumerate(zip(heads, deps, strict=True)):
        if dep in ("nsubj", "nsubj:pass"):
            subjects[head].append(word)
    for head, (first, *others) in sorted(subjects.items()):
        if not others:
            continue
        said = [n for n in range(first + 1, head) if heads[n] == head and deps[n] == "ccomp" and n not in subjects]
        if said and any(other > said[0] for other in others):
            yield first, said[0], deps[first]
        elif others[0] == first + 1 and (pos[first], pos[others[0]]) == ("NOUN", "PROPN"):
            if any(heads[n] == first and deps[n] in ("det", "nmod:poss") for n in range(first)):
                yield others[0], first, "appos"  # "the militant organisation Hamas"
            else:
                yield first, others[0], "nmod:desc"
