"""Make the written word of the treebanks look like the many ways in which news reaches a reader.

Every change keeps the analysis in step with the words. The shares are set once, by what such texts look like.
"""

from __future__ import annotations

import random
from dataclasses import replace

from training.pipeline.facts import facts, tokens
from training.pipeline.rows import Row, join

SMALL = frozenset("a an the of in on for to and or but at by with from as vs. via per is".split())
DASHES = ("-", "--", "–", "—", "—")
MONTHS = ("Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")


def augment(row: Row, rng: random.Random) -> Row:
    """One more look of a row, drawn at random."""
    if rng.random() < 0.45:
        row = quotes(row, rng)
    if rng.random() < 0.5:
        row = dashes(row, rng)
    draw = rng.random()
    if draw < 0.05:
        return lower(row)
    if draw < 0.1:
        return upper(row)
    if draw < 0.15:
        return headline(row, rng)
    if draw < 0.2:
        return unfinished(row)
    if draw < 0.26:
        return speaker(row, rng)
    if draw < 0.31:
        return dateline(row, rng)
    return row


def quotes(row: Row, rng: random.Random) -> Row:
    """Straight quotation marks and apostrophes to curly ones or back, by tags where there are any, else by turns."""
    words = list(row.words)
    curly = rng.random() < 0.75
    opens = True
    for i, word in enumerate(words):
        if word in ('"', "“", "”", "``", "''"):
            opens = row.tags[i] == "``" if row.tags else word in ("“", "``") or (word == '"' and opens)
            words[i] = ("“" if opens else "”") if curly else '"'
            opens = not opens
        elif word in ("'", "‘", "’") and row.tags:
            words[i] = ("‘" if row.tags[i] == "``" else "’") if curly else "'"
        elif curly and ("'" in word and len(word) <= 4):
            words[i] = word.replace("'", "’")
        elif not curly and "’" in word:
            words[i] = word.replace("’", "'")
    return replace(row, words=words)


def dashes(row: Row, rng: random.Random) -> Row:
    """One kind of dash for another, with the spaces that its users put around it."""
    dash = rng.choice(DASHES)
    tight = dash in ("--", "—") and rng.random() < 0.5
    words, spaces = list(row.words), list(row.spaces)
    for i, word in enumerate(words):
        if word not in DASHES or not 0 < i < len(words) - 1 or not spaces[i - 1] or not spaces[i]:
            continue
        if row.starts and (row.starts[i] or row.starts[i + 1]):
            continue
        words[i] = dash
        if tight and words[i - 1][-1].isalpha() and words[i + 1][0].isalpha():
            spaces[i - 1] = spaces[i] = False
    return replace(row, words=words, spaces=spaces)


def lower(row: Row) -> Row:
    """A transcript without capitals; lemmas keep theirs, so they are left out."""
    return replace(row, words=[word.lower() for word in row.words], lemmas=[""] * len(row.lemmas))


def upper(row: Row) -> Row:
    """A headline or a wire story in capitals."""
    words = [word.upper() for word in row.words]
    if any(len(a) != len(b) for a, b in zip(words, row.words, strict=True)):
        return row
    return replace(row, words=words, lemmas=[""] * len(row.lemmas))


def headline(row: Row, rng: random.Random) -> Row:
    """Title Case, As Headlines Have It."""
    keep = rng.random() < 0.7
    words = [word if keep and i and word in SMALL else word[:1].upper() + word[1:] for i, word in enumerate(row.words)]
    return replace(row, words=words)


def unfinished(row: Row) -> Row:
    """The last full stop left out, as in captions and headlines."""
    if len(row.words) < 3 or row.words[-1] not in (".", "!", "?") or len(row.words) - 1 in row.heads[:-1]:
        return row
    if any(end == len(row.words) for _, end, _ in row.names or []):
        return row  # "Yahoo!" keeps its mark
    layers = ("words", "spaces", "tags", "pos", "lemmas", "heads", "deps", "starts")
    return Row(**{name: getattr(row, name)[:-1] for name in layers}, names=row.names)


def _before(prefix: Row, row: Row) -> Row:
    """Put words that belong to no clause before the first sentence of a row, hung on its root."""
    size = len(prefix.words)
    out = join([prefix, row], "")
    if not row.heads:
        return replace(out, heads=[], deps=[], tags=[], pos=[], lemmas=[], starts=[])
    first = next(i for i in range(size, len(out.words)) if out.heads[i] == i)
    heads = [first if out.heads[i] < 0 else out.heads[i] for i in range(len(out.words))]
    starts = [True] + [False] * size + out.starts[size + 1 :]
    return replace(out, heads=heads, starts=starts)


def _words(words: list[str], spaces: list[bool], heads: list[int], deps: list[str], tags: list[str]) -> Row:
    parts = {"NNP": "PROPN", "CD": "NUM"}
    pos = [parts.get(tag, "PUNCT") for tag in tags]
    return Row(words, spaces, tags, pos, list(words), heads, deps, [False] * len(words))


def speaker(row: Row, rng: random.Random) -> Row:
    """ "NAME:" or "FIRST LAST, BYLINE:" before a turn of a broadcast transcript."""
    if not row.heads and row.names is None:
        return row
    first, last = rng.choice(facts("given")), rng.choice(facts("family"))
    words, spaces = tokens(last if rng.random() < 0.6 else f"{first} {last}")
    if rng.random() < 0.9:
        words = [word.upper() for word in words]
    size = len(words)
    spaces[-1] = False
    tags = ["HYPH" if word == "-" else "NNP" for word in words]
    heads, deps = [-1] + [0] * (size - 1), ["parataxis"] + ["punct" if tag == "HYPH" else "flat" for tag in tags[1:]]
    if True in spaces and rng.random() < 0.35:
        words, spaces, tags = [*words, ",", "BYLINE"], [*spaces, True, False], [*tags, ",", "NNP"]
        heads, deps = [*heads, size + 1, 0], [*deps, "punct", "appos"]
    words, spaces, tags, heads, deps = [*words, ":"], [*spaces, True], [*tags, ":"], [*heads, 0], [*deps, "punct"]
    prefix = _words(words, spaces, heads, deps, tags)
    prefix.names = None if row.names is None else [(0, size, "PERSON")]
    return _before(prefix, row)


def dateline(row: Row, rng: random.Random) -> Row:
    """ "MOSCOW (AP) —", "LONDON, May 3 —": where and by whom, before the first sentence."""
    city = rng.choice(facts("city"))
    words, spaces = tokens(city.upper() if rng.random() < 0.85 else city)
    size = len(words)
    tags = ["HYPH" if word == "-" else "NNP" for word in words]
    heads, deps = [-1] + [0] * (size - 1), ["parataxis"] + ["punct" if tag == "HYPH" else "flat" for tag in tags[1:]]
    names = [(0, size, "LOC")]
    draw = rng.random()
    if draw < 0.5:
        agency = rng.choice(("AP", "AP", "AP", "Reuters", "Reuters", "AFP", "CNN", "UPI", "Xinhua", "BBC"))
        words, spaces = [*words, "(", agency, ")"], [*spaces, False, False, True]
        tags = [*tags, "-LRB-", "NNP", "-RRB-"]
        heads, deps = [*heads, size + 1, 0, size + 1], [*deps, "punct", "parataxis", "punct"]
        names.append((size + 1, size + 2, "ORG"))
    elif draw < 0.65:
        spaces[-1] = False
        words, spaces = [*words, ",", rng.choice(MONTHS), str(rng.randint(1, 31))], [*spaces, True, True, True]
        heads, deps = [*heads, size + 1, 0, size + 1], [*deps, "punct", "appos", "nummod"]
        tags = [*tags, ",", "NNP", "CD"]
    words, spaces, tags = [*words, rng.choice(DASHES)], [*spaces, True], [*tags, ":"]
    heads, deps = [*heads, 0], [*deps, "punct"]
    prefix = _words(words, spaces, heads, deps, tags)
    prefix.names = None if row.names is None else names
    return _before(prefix, row)
