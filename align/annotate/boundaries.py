"""Where sentences can and cannot begin, told to the parser before it parses.

News text ends its sentences with a full stop, a question mark or an exclamation mark, so a sentence begins nowhere
else. Behind one of these it begins for sure, not at all, or - after an abbreviation - where the parser thinks so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from align.annotate.gazetteer import abbreviations
from align.annotate.lexicon import reporting

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from spacy.tokens import Doc, Token

TERMINALS = frozenset({".", "!", "?", "…", "...", "....", "?!", "!?", "!!", "??", "!!!", "???", ". . ."})
HESITANT = frozenset({"…", "...", "....", ". . ."})
CLOSERS = frozenset({"”", "’", ")", "]", "»", "›", "''"})
STRAIGHT = frozenset({'"', "'"})
CODES = {True: 1, None: 0, False: -1}
LONGEST = 300  # words: what goes on longer is no sentence, and the time to parse one grows with its square
AFTER_QUOTATION = 6  # words within which `"Really?" the head of the board asked` names its verb


def mark(doc: Doc, closing: Collection[int], offset: int = 0) -> None:
    """Set `is_sent_start` of every token of `doc` to True, False or None (the parser decides).

    `closing` holds the offsets into the article of the marks that close a quotation; `doc` starts at `offset`.
    """
    import numpy

    codes = [[CODES[value]] for value in _beginnings(doc, closing, offset)]
    if codes:  # at once, as setting one token's attribute looks at all the others
        values: Any = numpy.asarray(codes, dtype="int64").astype("uint64")
        doc.from_array(["SENT_START"], values)


def _beginnings(doc: Doc, closing: Collection[int], offset: int) -> Iterator[bool | None]:
    terminal: Token | None = None  # the last one, while only closing marks and blanks follow it
    begun = 0
    for token in doc:
        begins: bool | None = False
        if token.i == 0 or token.i - begun >= LONGEST:
            begins = True
        elif terminal is not None:
            if token.is_space or _closes(token, closing, offset):
                yield False
                continue
            begins = _begins(token, terminal)
        begun = token.i if begins else begun
        terminal = token if _may_end(token) else None
        yield begins


def _closes(token: Token, closing: Collection[int], offset: int) -> bool:
    text = token.text
    return text in CLOSERS or (text in STRAIGHT and token.idx + offset in closing) or text in TERMINALS


def _may_end(token: Token) -> bool:
    text = token.text
    return text in TERMINALS or (text[-1] == "." and len(text) > 1)


def _begins(token: Token, terminal: Token) -> bool | None:
    """Whether a sentence begins with `token`, the first word or opening mark behind `terminal`."""
    word = token
    while not word.text[0].isalnum() and word.i + 1 < len(word.doc):
        word = word.nbor()
    if word.text[0].islower() and not word.text[1:2].isupper():  # but "iPhone"
        return False
    if not _blank_between(terminal, token):
        return None if terminal.text == "." and token.text[0].isalpha() else False
    if terminal.text in HESITANT:
        return None
    if terminal.text not in TERMINALS:
        return _after_abbreviation(terminal.text, word, quoted=word.i > token.i)
    if terminal.text == ".":
        before = terminal.nbor(-1) if terminal.i else terminal
        if not before.whitespace_ and (before.text + "." in abbreviations() or _is_initial(before.text)):
            return _after_abbreviation(before.text + ".", word, quoted=word.i > token.i)
        return True
    return not (token.i - terminal.i > 1 and _attributes(word))


def _blank_between(terminal: Token, token: Token) -> bool:
    return any(bool(terminal.doc[i].whitespace_) or terminal.doc[i].is_space for i in range(terminal.i, token.i))


def _is_initial(text: str) -> bool:
    return len(text) == 1 and text.isupper() and text != "I"


def _after_abbreviation(text: str, word: Token, quoted: bool) -> bool | None:
    """CASE: "Mr. Hill", "George W. Bush", "No. 5" go on; behind "Inc." or "U.S." only the words can tell."""
    kind = abbreviations().get(text)
    if kind == "title" or _is_initial(text[:-1]):
        return False
    if kind == "number" and word.text[0].isdigit():
        return False
    opens = word.is_stop and word.text.istitle() and word.text != "I"  # "... in Newark, N.J. The driver ..."
    return True if opens or quoted else None


def _attributes(word: Token) -> bool:
    """Whether the words from `word` on say whose words stood in the quotation just closed: `Smith asked.`"""
    saying = reporting()
    for position in range(word.i, min(word.i + AFTER_QUOTATION, len(word.doc))):
        following = word.doc[position]
        if following.lower_ in saying.lemmas and saying.lemmas[following.lower_] in saying.beside:
            return position > word.i
        if following.is_punct and following.text != "-":
            return False
    return False
