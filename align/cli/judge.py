"""align judge: pairs of statements, one a line, judged."""

from __future__ import annotations

import argparse
import json
from datetime import datetime
from typing import Any

from align.cli.lines import read_lines
from align.cli.options import add_engine, add_entities, corrections_from, settings_from
from align.errors import InputError


def configure(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument(
        "file",
        metavar="FILE.jsonl",
        help='one {"left": {"text", "published"?}, "right": {"text", "published"?}} a line, or - for standard input',
    )
    add_engine(parser)
    add_entities(parser, own="")  # the answers have no place to say so


def run(args: argparse.Namespace) -> int:
    """Print each object again with verdict, kinds, score and explanation; nothing at all if one line is bad."""
    items = [
        _parsed(line, f"{args.file}: line {number}")
        for number, line in enumerate(read_lines(args.file), 1)
        if line.strip()
    ]

    from align.pipeline import Engine

    engine = Engine(settings_from(args), corrections_from(args))
    for item in items:
        left, right = item["left"], item["right"]
        judgement = engine.judge_pair(left["text"], right["text"], left.get("published"), right.get("published"))
        answer = {
            "verdict": judgement.verdict,
            "kinds": list(judgement.kinds),
            "score": round(judgement.score, 4),
            "explanation": judgement.explanation,
        }
        print(json.dumps({**item, **answer}, ensure_ascii=False))
    return 0


def _parsed(line: str, where: str) -> dict[str, Any]:
    """The object of one line, or an `InputError` that says what is wrong with it."""
    try:
        item = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{where} is not JSON ({error}); mend the line") from None
    if not isinstance(item, dict):
        raise InputError(f'{where} is not an object; write {{"left": {{"text": ...}}, "right": {{"text": ...}}}}')
    for side in ("left", "right"):
        _check(item.get(side), f"{where}: {side}")
    return item


def _check(side: object, where: str) -> None:
    if not isinstance(side, dict):
        raise InputError(f'{where} is missing or not an object; write {{"text": ...}}')
    text, published = side.get("text"), side.get("published")
    if not isinstance(text, str) or not text.strip():
        raise InputError(f"{where}: text is missing or empty; give the statement's words")
    if any("\ud800" <= character <= "\udfff" for character in text):  # JSON can write half of a surrogate pair
        raise InputError(f"{where}: text is not valid Unicode; mend the escape \\ud8.. in it")
    if published is None:
        return
    try:
        datetime.fromisoformat(published)
    except (TypeError, ValueError):
        raise InputError(f"{where}: published is {published!r}, not a date; write it like 2024-03-14") from None
