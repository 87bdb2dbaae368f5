"""The two label schemes give the same answers: each sentence is written down once in either of them."""

from __future__ import annotations

import pytest
from parsing import tree
from spacy.tokens import Doc, Token

from align.annotate.grammar import heads, participants, phrases, syntax

# "The bridge was not repaired by engineers in May, officials said ."  (word lemma POS TAG head label)
PASSIVE = {
    "ud": """
        The the DET DT 1 det
        bridge bridge NOUN NN 4 nsubj:pass
        was be AUX VBD 4 aux:pass
        not not PART RB 4 advmod
        repaired repair VERB VBN 4 ROOT
        by by ADP IN 6 case
        engineers engineer NOUN NNS 4 obl:agent
        in in ADP IN 8 case
        May May PROPN NNP 4 obl
        . . PUNCT . 4 punct
    """,
    "clearnlp": """
        The the DET DT 1 det
        bridge bridge NOUN NN 4 nsubjpass
        was be AUX VBD 4 auxpass
        not not PART RB 4 neg
        repaired repair VERB VBN 4 ROOT
        by by ADP IN 4 agent
        engineers engineer NOUN NNS 5 pobj
        in in ADP IN 4 prep
        May May PROPN NNP 7 pobj
        . . PUNCT . 4 punct
    """,
}
COPULA = {
    "ud": """
        The the DET DT 1 det
        mayor mayor NOUN NN 2 nsubj
        said say VERB VBD 2 ROOT
        that that SCONJ IN 8 mark
        she she PRON PRP 8 nsubj
        is be AUX VBZ 8 cop
        n't not PART RB 8 advmod
        the the DET DT 8 det
        owner owner NOUN NN 2 ccomp
        of of ADP IN 11 case
        the the DET DT 11 det
        bank bank NOUN NN 8 nmod
        . . PUNCT . 2 punct
    """,
    "clearnlp": """
        The the DET DT 1 det
        mayor mayor NOUN NN 2 nsubj
        said say VERB VBD 2 ROOT
        that that SCONJ IN 5 mark
        she she PRON PRP 5 nsubj
        is be AUX VBZ 2 ccomp
        n't not PART RB 5 neg
        the the DET DT 8 det
        owner owner NOUN NN 5 attr
        of of ADP IN 8 prep
        the the DET DT 11 det
        bank bank NOUN NN 9 pobj
        . . PUNCT . 2 punct
    """,
}
INFINITIVE = {
    "ud": """
        Judges judge NOUN NNS 1 nsubj
        ordered order VERB VBD 1 ROOT
        the the DET DT 3 det
        firm firm NOUN NN 1 obj
        to to PART TO 5 mark
        pay pay VERB VB 1 xcomp
        the the DET DT 7 det
        man man NOUN NN 5 obj
        who who PRON WP 9 nsubj
        sued sue VERB VBD 7 acl:relcl
        and and CCONJ CC 11 cc
        left leave VERB VBD 9 conj
        . . PUNCT . 1 punct
    """,
    "clearnlp": """
        Judges judge NOUN NNS 1 nsubj
        ordered order VERB VBD 1 ROOT
        the the DET DT 3 det
        firm firm NOUN NN 1 dobj
        to to PART TO 5 aux
        pay pay VERB VB 1 xcomp
        the the DET DT 7 det
        man man NOUN NN 5 dobj
        who who PRON WP 9 nsubj
        sued sue VERB VBD 7 relcl
        and and CCONJ CC 9 cc
        left leave VERB VBD 9 conj
        . . PUNCT . 1 punct
    """,
}
SCHEMES = ["ud", "clearnlp"]


def _word(doc: Doc, text: str) -> Token:
    return next(token for token in doc if token.text == text)


def _text(found: phrases.TokenRange) -> str:
    return found[0].doc[found[0].i : found[1].i + 1].text


@pytest.mark.parametrize("scheme", SCHEMES)
def test_passive(scheme: str) -> None:
    verb = _word(tree(PASSIVE[scheme]), "repaired")
    subject, doer = syntax.subject(verb), participants.agent(verb)
    assert syntax.is_passive(verb)
    assert subject is not None
    assert subject.text == "bridge"
    assert doer is not None
    assert doer.text == "engineers"
    assert [(marker, noun.text) for marker, noun in participants.obliques(verb)] == [("in", "May")]
    assert [token.text for token in syntax.negations(verb)] == ["not"]
    assert [token.text for token in syntax.auxiliaries(verb)] == ["was"]
    assert participants.objects(verb) == ()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_copula_below_a_verb_of_saying(scheme: str) -> None:
    doc = tree(COPULA[scheme])
    head = syntax.complement(_word(doc, "said"))
    assert head is not None
    copula, attribute, marker = syntax.copula(head), syntax.attribute(head), syntax.marker(head)
    assert copula is not None
    assert copula.text == "is"
    assert attribute is not None
    assert _text(phrases.noun_phrase(attribute)) == "the owner of the bank"
    assert marker is not None
    assert marker.text == "that"
    subject = syntax.subject(head)
    assert subject is not None
    assert subject.text == "she"
    assert [token.text for token in syntax.negations(head)] == ["n't"]
    main = heads.main_head(doc[:])
    assert main is not None
    assert main.i == head.i


@pytest.mark.parametrize("scheme", SCHEMES)
def test_shared_subjects(scheme: str) -> None:
    doc = tree(INFINITIVE[scheme])
    subjects = {verb: participants.governing_subject(_word(doc, verb)) for verb in ("ordered", "pay", "sued", "left")}
    assert {verb: noun.text for verb, noun in subjects.items() if noun is not None} == {
        "ordered": "Judges",
        "pay": "firm",
        "sued": "man",
        "left": "man",
    }
    assert syntax.is_infinitive(_word(doc, "pay"))
    assert not syntax.has_own_subject(_word(doc, "pay"))


@pytest.mark.parametrize("scheme", SCHEMES)
def test_clauses(scheme: str) -> None:
    doc = tree(INFINITIVE[scheme])
    kinds = {clause.head.text: clause.kind for clause in syntax.clause_heads(doc[:])}
    assert kinds == {"ordered": "root", "pay": "xcomp", "sued": "relcl", "left": "conj"}
    conjunction = syntax.conjunction(_word(doc, "left"))
    assert conjunction is not None
    assert conjunction.text == "and"
    assert syntax.clause_of(_word(doc, "firm")).text == "ordered"


@pytest.mark.parametrize("scheme", SCHEMES)
def test_noun_phrase_ends_before_a_relative_clause(scheme: str) -> None:
    doc = tree(INFINITIVE[scheme])
    assert _text(phrases.noun_phrase(_word(doc, "man"))) == "the man"
    assert _text(phrases.subtree_range(_word(doc, "man"))) == "the man who sued and left"


@pytest.mark.parametrize("scheme", SCHEMES)
def test_span_is_shifted_into_the_article(scheme: str) -> None:
    doc = tree(PASSIVE[scheme])
    found = phrases.span(*phrases.noun_phrase(_word(doc, "bridge")), 100)
    assert (found.start, found.end) == (100, 110)
