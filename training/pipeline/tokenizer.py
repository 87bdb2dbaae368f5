"""How texts are cut into words: spaCy's English rules, and what news needs besides."""

from __future__ import annotations

import spacy
from spacy.language import Language
from spacy.symbols import ORTH
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]

# Abbreviations of the news that the English rules would cut, and contractions in capitals that they would not.
WHOLE = (
    "Lt. Sgt. Col. Capt. Maj. Cmdr. Adm. Cpl. Pvt. Supt. Det. Insp. Msgr. Hon. Pres. Atty. Asst. Dept. Assn. Ft. "
    "Mon. Tue. Tues. Wed. Thu. Thurs. Fri. Sat. Sun. etc. al. Calif. Pa. Conn. Mich. Minn. Tenn. Wis. Okla. Nev. "
    "Colo. Ariz. Ala. Ark. Fla. Ga. Ill. Ind. Kan. Ky. La. Md. Mass. Miss. Mo. Mont. Neb. Ore. Tex. Va. Vt. Wash."
).split()


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
