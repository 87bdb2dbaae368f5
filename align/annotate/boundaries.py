"""Where sentences can and cannot begin, told to the parser before it parses.

News text ends its sentences with a full stop, a question mark or an exclamation mark, so a sentence begins nowhere
else. Behind one of these it begins for sure, not at all, or - after an abbreviation - where the parser thinks so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from align.annotate.dates.datewords import MONTHS, WEEKDAYS
from align.annotate.words import inflection
from align.annotate.words.gazetteer import abbreviations
from align.annotate.words.lexicon import reporting

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from spacy.tokens import Doc, Span, Token

TERMINALS = frozenset({".", "!", "?", "…", "...", "....", "?!", "!?", "!!", "??", "!!!", "???", ". . ."})
HESITANT = frozenset({"…", "...", "....", ". . ."})
CLOSERS = frozenset({"”", "’", ")", "]", "»", "›", "''"})
STRAIGHT = frozenset({'"', "'"})
CODES = {True: 1, None: 0, False: -1}
LONGEST = 300  # words: what goes on longer is no sentence, and the time to parse one grows with its square
AFTER_QUOTATION = 6  # words within which `"Really?" the head of the board asked` names its verb
APPOSITION = 24  # words within which `"Really?" Ann Hill, the head of the board, asked` does
CHANTED = 4  # words of an exclamation that only goes on with the one before
ASKED = 10  # words of a question without a verb, at most: "And the mayor of the town?"
ANSWERS = frozenset("yes no never nothing nobody none nowhere maybe perhaps hardly absolutely exactly".split())
OPENING = frozenset({"and", "but", "so", "or", "what", "how", "about", "then"})
LINKING = frozenset(
    {"of", "for", "in", "at", "on", "to", "from", "and", "de", "von", "'s", "’s", "&", "the", "a", "an"}
)
HALVES = frozenset({"a.m.", "p.m."})
BEHIND_CLOCK = frozenset(  # the day or the zone of a time
    "gmt utc bst cet cest et est edt eastern ct central cst cdt mt mountain mst mdt pt pacific pst pdt jst ist msk"
    " greenwich".split()
).union(WEEKDAYS, MONTHS)
HEADING = frozenset("the a an his her its their our my your this that these those".split())


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
            begins = _begins(token, terminal) and not _answers(token, terminal, begun)
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
    return not (token.i - terminal.i > 1 and _attributes(word)) and not _chants(token, terminal)


def _chants(word: Token, terminal: Token) -> bool:
    """CASE: "Hands up! Don't shoot!", "Trump! Trump!": a short exclamation behind another is one with it."""
    if "!" not in terminal.text or word.i - terminal.i > 1:
        return False
    following = word.doc[word.i : word.i + CHANTED + 1]
    return any("!" in token.text for token in following) and not any(token.text in {".", "?"} for token in following)


def _answers(word: Token, terminal: Token, begun: int) -> bool:
    """Whether a question is nothing without the answer that begins with `word`: "The mayor? 'No comment.'"

    So are the questions without a verb, before anything is parsed told by their words, and the answers of one word.
    """
    if terminal.text != "?" or any(word.doc[i].text in CLOSERS | STRAIGHT for i in range(terminal.i + 1, word.i)):
        return False
    last = word.i + 1 < len(word.doc) and word.nbor().text in TERMINALS
    return (last and word.lower_ in ANSWERS) or _is_verbless(word.doc[begun : terminal.i])


def _is_verbless(question: Span) -> bool:
    """CASE: "Governor Hill?", "And the dams?", "His reasons for that?", "Why?"; not "Who is it?", "The dams broke?"."""
    words = [token for token in question if any(c.isalnum() for c in token.text)]
    while len(words) > 1 and words[0].lower_ in OPENING:
        words = words[1:]
    if len(words) <= 1 or len(words) > ASKED:
        return len(words) == 1
    if any(token.is_stop and token.lower_ not in LINKING | HEADING for token in words):
        return False
    if words[0].lower_ in HEADING:  # a noun, with a word before it
        parts = " ".join("|" if token.lower_ in LINKING else token.lower_ for token in words[1:]).split("|")
        return all(len(part.split()) <= 2 for part in parts) and not any(map(_is_past, words))
    if question.text.isupper():  # in capitals anything looks like a name
        return False
    return all(token.text[0].isupper() or token.text[0].isdigit() or token.lower_ in LINKING for token in words)


def _is_past(token: Token) -> bool:
    """Whether a word is a listed verb in the past, as "broke" is; a word that ends in -s or -ing may be a noun."""
    word = token.lower_
    return not word.endswith(("s", "ing")) and inflection.known_verbs().get(word, word) != word


def _blank_between(terminal: Token, token: Token) -> bool:
    return any(bool(terminal.doc[i].whitespace_) or terminal.doc[i].is_space for i in range(terminal.i, token.i))


def _is_initial(text: str) -> bool:
    return len(text) == 1 and text.isupper() and text != "I"


def _after_abbreviation(text: str, word: Token, quoted: bool) -> bool | None:
    """CASE: "Mr. Hill", "George W. Bush", "No. 5", "3 p.m. Saturday" go on; behind "Inc." only the words can tell."""
    kind = abbreviations().get(text)
    if kind == "title" or _is_initial(text[:-1]):
        return False
    if kind == "number" and word.text[0].isdigit():
        return False
    if text.lower() in HALVES and word.lower_.rstrip(".") in BEHIND_CLOCK:
        return False
    opens = word.is_stop and word.text.istitle() and word.text != "I"  # "... in Newark, N.J. The driver ..."
    return True if opens or quoted else None


def _attributes(word: Token) -> bool:
    """Whether the words from `word` on say whose words stood in the quotation just closed: `Smith asked.`"""
    apposed = 0  # commas so far: `Ann Hill, the head of the board, asked.`
    for position in range(word.i, min(word.i + APPOSITION, len(word.doc))):
        following = word.doc[position]
        if _stands_beside(following) and (apposed > 1 if apposed else position < word.i + AFTER_QUOTATION):
            return position > word.i and (not apposed or following.nbor(-1).text == ",")
        if following.text == "," and position > word.i:
            apposed += 1
        elif following.is_punct and following.text != "-":
            return False
    return False


def _stands_beside(verb: Token) -> bool:
    """Whether `verb` is a form of a verb of saying that stands beside what is said."""
    saying = reporting()
    return saying.lemmas.get(verb.lower_) in saying.beside
