"""What is rough about a text, told to the user: another language, one case, no punctuation, damage, figures.

Paragraphs in another language become furniture (reason "foreign"), since nothing that is read out of them would be
true. Each notice says what is off, what it means for the result, and what to do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from align.languages import language_of, leans
from align.models import Article, Block, Notice
from align.vocabulary import known
from align.writing import WORD, Case, Damage, case_of, damage, mostly_figures, unmarked

FOREIGN = "foreign"
CODES = frozenset(
    {"language", "capitals", "lower-case", "title-case", "no-punctuation", "damaged", "figures", "few-words"}
)
FEWEST_WORDS = 10  # of an article that has something to compare
# A text is in no known language if hardly a word of it is English; names and dishes make up a third at the most.
UNKNOWN, FEWEST_TOLD = 0.6, 30
CASES: dict[Case, tuple[str, str]] = {
    "upper": ("capitals", "The text is written in capital letters"),
    "lower": ("lower-case", "The text is written without capital letters"),
    "title": ("title-case", "Nearly every word of the text begins with a capital letter"),
}
GUESSED = (
    "so names are told from other words by guessing: some will be missed or wrong, and with them facts that are shared;"
    " check who and what is named, or give the text as it was first written."
)


def without_foreign(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """`blocks` with the headline and paragraphs that are in another language as furniture."""
    told = [language_of(block.span.of(text)) if block.kind != "furniture" else None for block in blocks]
    if not any(language not in (None, "English") for language in told):
        return tuple(blocks)
    # CASE: "Feuer auf der Fähre" is too short to tell by itself, the article around it is German.
    letters: Counter[str] = Counter()
    for block, language in zip(blocks, told, strict=True):
        if language is not None:
            letters[language] += len(block.span)
    main = max(sorted(letters), key=lambda language: letters[language])
    return tuple(
        replace(block, kind="furniture", reason=FOREIGN)
        if block.kind != "furniture" and _is_foreign(block.span.of(text), language, main)
        else block
        for block, language in zip(blocks, told, strict=True)
    )


def _is_foreign(words: str, language: str | None, main: str) -> bool:
    """Whether a paragraph is in another language by itself, or too short to tell among others that are."""
    if language not in (None, "English"):
        return True
    return main != "English" and (language is None or leans(words, main))


def notices(article: Article) -> Iterator[Notice]:
    """What makes the result for `article` less reliable than for ordinary news."""
    yield from _language(article)
    readable = [block.span.of(article.text) for block in article.blocks if block.kind != "furniture"]
    body = [block.span.of(article.text) for block in article.blocks if block.kind == "body"]
    text = "\n".join(body or readable)
    words = len(WORD.findall("\n".join(readable)))
    if not words:
        return
    if mostly_figures(text):
        yield Notice(
            "figures",
            "Most of the text are figures, as in a table: what they count is not known, so they are hardly compared; "
            "give the sentences that report them.",
        )
        return
    if words < FEWEST_WORDS:
        number = "one word" if words == 1 else f"{words} words"
        yield Notice("few-words", f"The text has only {number}, so there is next to nothing to compare.")
    if (case := case_of(text)) != "mixed":
        code, what = CASES[case]
        yield Notice(code, f"{what}, {GUESSED}")
    if unmarked(text):
        yield Notice(
            "no-punctuation",
            "The text has hardly any full stops, so where a statement ends is guessed: some will be torn or run "
            "together; read each in its place, or give the text with its punctuation.",
        )
    if (found := damage(text)).noisy:
        yield Notice("damaged", _damaged(found))


def _damaged(found: Damage) -> str:
    examples = ", ".join(f'"{example}"' for example in found.examples)
    one_in = max(2, round(found.read / found.damaged))
    return (
        f"About one word in {one_in} is damaged, as by scanning ({examples}), so facts are missed and names, figures "
        "and quotations may differ by misreading alone; correct the text, or check what differs against the original."
    )


def _language(article: Article) -> Iterator[Notice]:
    foreign = [block for block in article.blocks if block.reason == FOREIGN]
    left = [block for block in article.blocks if block.kind != "furniture"]
    if foreign:
        names = Counter(language_of(block.span.of(article.text)) or "" for block in foreign)
        name = max(sorted(names.keys() - {""}), key=lambda one: names[one], default="another language")
        if left:
            count = f"{len(foreign)} of {len(foreign) + len(left)} paragraphs"
            verb = "is" if len(foreign) == 1 else "are"
            yield Notice(
                "language",
                f"{count} {verb} in {name} and left out, as align reads English only; give them in English to have "
                "them compared.",
            )
        else:
            yield Notice(
                "language",
                f"The text is in {name}, and align reads English only: nothing in it is compared; give an English "
                "version.",
            )
        return
    words = [word for block in left for word in WORD.findall(block.span.of(article.text))]
    if len(words) >= FEWEST_TOLD and sum(not known(word) for word in words) > UNKNOWN * len(words):
        yield Notice(
            "language",
            "Hardly a word of the text is English, and align reads English only: what it found is likely to be wrong; "
            "give an English version.",
        )
