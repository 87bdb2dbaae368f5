"""The shape of the pipeline before training: which components, over which features, how wide."""

from __future__ import annotations

from typing import Any

import spacy
from spacy.language import Language
from spacy.symbols import ORTH  # type: ignore[import-not-found]
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]

WIDTH = 96
LISTENER = {"@architectures": "spacy.Tok2VecListener.v1", "width": WIDTH, "upstream": "tok2vec"}
# Abbreviations of the news that the English rules would cut, and contractions in capitals that they would not.
WHOLE = (
    "Lt. Sgt. Col. Capt. Maj. Cmdr. Adm. Cpl. Pvt. Supt. Det. Insp. Msgr. Hon. Pres. Atty. Asst. Dept. Assn. Ft. "
    "Mon. Tue. Tues. Wed. Thu. Thurs. Fri. Sat. Sun. etc. al. Calif. Pa. Conn. Mich. Minn. Tenn. Wis. Okla. Nev. "
    "Colo. Ariz. Ala. Ark. Fla. Ga. Ill. Ind. Kan. Ky. La. Md. Mass. Miss. Mo. Mont. Neb. Ore. Tex. Va. Vt. Wash."
).split()


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


def blank() -> Language:
    """The English tokenizer with the abbreviations of news."""
    nlp = spacy.blank("en")
    tokenizer = nlp.tokenizer
    assert isinstance(tokenizer, Tokenizer)
    for word in WHOLE:
        tokenizer.add_special_case(word, [{ORTH: word}])
    for word, tokens in list((tokenizer.rules or {}).items()):
        if word.endswith(("n't", "n’t")) and word.islower():
            tokenizer.add_special_case(word.upper(), [{ORTH: str(token[ORTH]).upper()} for token in tokens])
    return nlp


def syntax() -> Language:
    """Tags, parts of speech, dependencies (with them sentences) and lemmas over one set of features."""
    nlp = blank()
    nlp.add_pipe("tok2vec", config={"model": features((4500, 500, 2000, 1500))})
    tagger = {"@architectures": "spacy.Tagger.v2", "tok2vec": LISTENER}
    nlp.add_pipe("tagger", config={"model": tagger})
    nlp.add_pipe("morphologizer", config={"model": tagger})
    nlp.add_pipe("parser", config={"min_action_freq": 20, "model": transitions("parser")})
    nlp.add_pipe("trainable_lemmatizer", "lemmatizer", config={"min_tree_freq": 2, "top_k": 3, "model": tagger})
    return nlp


def names() -> Language:
    """Names over features of their own: what tells a name from a word is not what tells a verb from a noun."""
    nlp = blank()
    nlp.add_pipe("tok2vec", config={"model": features((5000, 500, 2000, 1500))})
    nlp.add_pipe("ner", config={"model": transitions("ner")})
    return nlp
