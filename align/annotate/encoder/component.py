"""What the encoder found, written into a spaCy `Doc`: a pipeline component like any other."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, POS, SENT_START, SPACY, TAG
from spacy.language import Language
from spacy.symbols import IDS

from align.annotate.encoder import lemmas
from align.annotate.encoder.forms import Forms
from align.annotate.encoder.network import FILES, Network, Table
from align.annotate.encoder.places import Places
from align.annotate.encoder.spans import best_names, may_follow
from align.annotate.encoder.trees import best_heads, lent_subjects

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

LAYERS = [HEAD, DEP, TAG, POS, LEMMA, ENT_IOB, ENT_TYPE]
ADDRESS = re.compile(r"@\w|://|^www\.")  # no names, though names stand in them
LISTS = ("forms.json", "places.txt")
BEGINS, INSIDE, OUTSIDE = 3, 1, 2  # of names, as spaCy numbers them


class Encoder:
    """Fills in sentences, tags, parts of speech, lemmas, dependencies and names; what is set already of where
    sentences begin, or cannot begin, is kept."""

    def __init__(self, vocab: Vocab) -> None:
        self._strings = vocab.strings

    def from_disk(self, folder: Path, exclude: Iterable[str] = ()) -> Encoder:
        """Load the network of `folder`; spaCy calls this when it loads the pipeline."""
        import numpy as np

        self._network = Network(Path(folder))
        labels = self.labels = self._network.labels
        add = self._strings.add
        self._tags, self._deps = (
            np.array([add(label) for label in labels[layer]], dtype=np.uint64) for layer in ("tags", "deps")
        )
        self._pos = np.array([IDS[label] for label in labels["pos"]], dtype=np.uint64)
        self._lemmas, self._marks = labels["lemmas"], labels["marks"]
        self._follow = may_follow(self._marks)
        self._forms = Forms.read(Path(folder) / "forms.json")
        self._places = Places.read(Path(folder) / "places.txt", self._marks)
        self._root = labels["deps"].index("ROOT")
        return self

    def to_disk(self, folder: Path, exclude: Iterable[str] = ()) -> None:
        """Copy the network's files to `folder`."""
        Path(folder).mkdir(exist_ok=True)
        for name in (*FILES, *LISTS):
            shutil.copy(self._network.folder / name, folder)

    def __call__(self, doc: Doc) -> Doc:
        import numpy as np

        texts = [token.text for token in doc]
        kept = [i for i, text in enumerate(texts) if not text.isspace()]
        if not kept:
            return doc
        words = [texts[i] for i in kept]
        before = ["".join(texts[last + 1 : i]) for last, i in pairwise((-1, *kept))]
        layers = doc.to_array([SPACY, SENT_START])[kept].astype(np.int64)
        found = self._network.run(words, layers[:, 0].tolist(), before)
        heads, deps = self._trees(found, _starts(layers[:, 1], found["starts"]))
        table = np.zeros((len(doc), len(LAYERS)), dtype=np.uint64)
        place = np.array(kept)
        table[:, LAYERS.index(HEAD)] = _blank_heads(len(doc), kept)
        table[place, LAYERS.index(HEAD)] = (place[heads] - place).astype(np.uint64)
        table[:, LAYERS.index(DEP)] = self._strings.add("dep")
        table[place, LAYERS.index(DEP)] = self._deps[deps]
        table[:, LAYERS.index(TAG)] = self._strings.add("_SP")
        table[place, LAYERS.index(TAG)] = self._tags[found["tags"]]
        table[:, LAYERS.index(POS)] = IDS["SPACE"]
        table[place, LAYERS.index(POS)] = self._pos[found["pos"]]
        rules = (self._lemmas[number] for number in found["lemmas"])
        tags = (self.labels["tags"][number] for number in found["tags"])
        forms = [
            self._forms.mended(word, tag, lemmas.apply(word, rule))
            for word, tag, rule in zip(words, tags, rules, strict=True)
        ]
        table[:, LAYERS.index(LEMMA)] = [self._strings.add(text) for text in texts]
        table[place, LAYERS.index(LEMMA)] = [self._strings.add(form) for form in forms]
        table[:, LAYERS.index(ENT_IOB)] = OUTSIDE
        marks = self._places.lean(found["marks"], words)
        addresses = [n for n, word in enumerate(words) if ADDRESS.search(word)]
        marks[addresses, self._marks.index("O")] = 1e6  # more than any score
        for start, end, label in best_names(marks, self._marks, self._follow):
            first, last = kept[start], kept[end - 1] + 1
            table[first:last, LAYERS.index(ENT_IOB)] = INSIDE
            table[first, LAYERS.index(ENT_IOB)] = BEGINS
            table[first:last, LAYERS.index(ENT_TYPE)] = self._strings.add(label)
        doc.from_array(LAYERS, table)  # type: ignore[arg-type]
        return doc

    def _trees(self, found: Mapping[str, Table], starts: Sequence[int]) -> tuple[Table, Table]:
        """The head of every word, itself for the roots, and the number of its relation."""
        import numpy as np

        size = len(found["tags"])
        heads = np.arange(size)
        rooted = np.zeros(size, dtype=np.intp)  # rows of what is said of heads: the root is the first
        for first, last in pairwise((*starts, size)):
            columns = np.array([0, *range(first + 1, last + 1)])
            scores = found["arc_dependent"][first:last] @ found["arc_head"][columns].T
            best = np.array(best_heads(scores))
            rooted[first:last] = columns[best]
            heads[first:last] = np.where(best > 0, best - 1 + first, heads[first:last])
        weight, bias = self._network.relations
        pairs = np.maximum(found["relation_dependent"] + found["relation_head"][rooted], 0)
        scores = pairs @ weight.T + bias
        # the root has one relation, and nothing else has it
        scores[:, self._root] = np.where(rooted == 0, np.inf, -np.inf)
        deps = scores.argmax(1)
        names = self.labels["deps"]
        for word, head in lent_subjects(heads.tolist(), [names[number] for number in deps]):
            heads[word] = head
        return heads, deps


def _starts(given: Table, scores: Table) -> list[int]:
    """Which of the words begin sentences; `given` is 1 where one does, -1 where none can, 0 where it is open."""
    begins = (given == 1) | ((given == 0) & (scores > 0))
    begins[0] = True
    return [int(n) for n in begins.nonzero()[0]]


def _blank_heads(size: int, kept: Sequence[int]) -> Table:
    """White space hangs on the word before it, at the beginning of a text on the first word."""
    import numpy as np

    words = np.searchsorted(np.array(kept), np.arange(size), side="right") - 1
    return (np.array(kept)[np.maximum(words, 0)] - np.arange(size)).astype(np.uint64)


@Language.factory(
    "align_encoder", assigns=["token.head", "token.dep", "token.tag", "token.pos", "token.lemma", "doc.ents"]
)
def make(nlp: Language, name: str) -> Encoder:
    """The component as spaCy makes it for a pipeline whose config names it."""
    return Encoder(nlp.vocab)
