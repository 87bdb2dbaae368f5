"""Words of a statement, and the lexicons that name places, peoples and titles."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc

from align.annotate.statements import tokens
from align.annotate.words import gazetteer

BLANK = spacy.blank("en")


def words(*parts: str) -> Doc:
    """Each part is "text/lemma/POS/tag"."""
    cut = [part.split("/") for part in parts]
    return Doc(
        BLANK.vocab,
        [part[0] for part in cut],
        lemmas=[part[1] for part in cut],
        pos=[part[2] for part in cut],
        tags=[part[3] for part in cut],
    )


def test_content_words() -> None:
    doc = words(
        "Bergen/Bergen/PROPN/NNP",
        "'s/'s/PART/POS",
        "mayor/mayor/NOUN/NN",
        "has/have/AUX/VBZ",
        "not/not/PART/RB",
        "quickly/quickly/ADV/RB",
        "also/also/ADV/RB",
        "closed/close/VERB/VBD",
        "three/three/NUM/CD",
        "old/old/ADJ/JJ",
        "bridges/bridge/NOUN/NNS",
        "-/-/PUNCT/HYPH",
        "%/%/SYM/NN",
        "!/!/PUNCT/.",
    )
    found = tokens.find(doc[:], 0, doc.text)
    assert [token.lemma for token in found if token.content] == [
        *["bergen", "mayor", "quickly", "close", "three", "old", "bridge"]
    ]
    assert [token.text for token in found if not token.content] == ["has", "not", "also", "%"]


def test_lemmas_are_those_of_the_list_of_verbs() -> None:
    doc = words("declined/declin/VERB/VBD", "stunned/stunn/VERB/VBN", "Ruling/ruling/NOUN/NN")
    assert [token.lemma for token in tokens.find(doc[:], 0, doc.text)] == ["decline", "stun", "ruling"]


def test_words_are_shown_as_the_article_writes_them() -> None:
    doc = words("bridge/bridge/NOUN/NN", "fire/fire/NOUN/NN")
    (bridge, fire) = tokens.find(doc[:], 3, "...BRIDGE FIRE")
    assert (bridge.text, fire.text) == ("BRIDGE", "FIRE")
    assert fire.lemma == "fire"


def test_labels_of_the_lexicon() -> None:
    labels = gazetteer.labels()
    assert labels["Norway"] == labels["Oslo"] == labels["U.S."] == labels["Gaza Strip"] == labels["Ohio"] == "PLACE"
    assert labels["Norwegians"] == labels["French"] == labels["Shiites"] == labels["Democrats"] == "NORP"
    assert labels["NATO"] == labels["Supreme Court"] == "ORG"


def test_given_names_and_plain_words_are_no_names_by_themselves() -> None:
    labels = gazetteer.labels()
    for form in ("Chad", "Jordan", "Male", "Polish", "Victoria", "Western", "Labour"):
        assert form not in labels


def test_every_abbreviation_has_a_kind() -> None:
    assert set(gazetteer.abbreviations().values()) == {"title", "number", "other"}
    assert all(word.endswith(".") for word in gazetteer.abbreviations())


def test_no_form_stands_for_two_things() -> None:
    """A capital may share its name with its country, nothing else may be both a place and a people."""
    import tomllib
    from importlib.resources import files

    folder = files("align") / "data" / "lexicon"
    owners: dict[str, set[str]] = {}
    for name in ("countries.toml", "regions.toml"):
        for key, row in tomllib.loads((folder / name).read_text(encoding="utf-8")).items():
            for form in (row["name"], *row["names"], *row["demonyms"], *filter(None, [row.get("capital")])):
                owners.setdefault(form, set()).add(key)
    assert {form: keys for form, keys in owners.items() if len(keys) > 1} == {}
