"""spaCy's plain convolutional architecture, as a measure of speed: what the encoder costs in comparison."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from spacy.language import Language
from spacy.training import Example

from training.pipeline.rows import Row
from training.pipeline.tokenizer import blank

WIDTH = 96
LISTENER = {"@architectures": "spacy.Tok2VecListener.v1", "width": WIDTH, "upstream": "tok2vec"}


def features(rows: tuple[int, int, int, int]) -> dict[str, Any]:
    """Hashed features of words, mixed over four words on either side."""
    return {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": WIDTH,
            "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY"],
            "rows": [*rows, 50],
            "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": WIDTH,
            "depth": 4,
            "window_size": 1,
            "maxout_pieces": 3,
        },
    }


def transitions(state: str) -> dict[str, Any]:
    """A transition model over the shared features: "parser" or "ner"."""
    return {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": state,
        "extra_state_tokens": False,
        "hidden_width": 64,
        "maxout_pieces": 2,
        "use_upper": True,
        "tok2vec": LISTENER,
    }


def initialized(rows: Sequence[Row]) -> Language:
    """Tags, parts of speech, dependencies and names over one set of features, ready to run but untrained."""
    nlp = blank()
    nlp.add_pipe("tok2vec", config={"model": features((5000, 500, 2000, 1500))})
    tagger = {"@architectures": "spacy.Tagger.v2", "tok2vec": LISTENER}
    nlp.add_pipe("tagger", config={"model": tagger})
    nlp.add_pipe("morphologizer", config={"model": tagger})
    nlp.add_pipe("parser", config={"min_action_freq": 1, "model": transitions("parser")})
    nlp.add_pipe("ner", config={"model": transitions("ner")})
    references = [row.doc(nlp.vocab) for row in rows]
    nlp.initialize(lambda: [Example(nlp.make_doc(reference.text), reference) for reference in references])
    return nlp
