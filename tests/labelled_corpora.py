"""Small corpora of our own in the formats that `align evaluate` reads, for the tests of it."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

# Two floods in two towns: like events, never the same. "*" marks a sentence that was looked at, [words|chain] an
# action; chains that begin with R are of reporting.
FLOODS = {
    ("1_1ecb", 1, "ecb"): [
        "*The river Alder [flooded|A1] the market of Hollin on Monday.",
        "Shopkeepers were angry.",
        "*Two bridges were [closed|A2] to lorries.",
    ],
    ("1_2ecb", 1, "ecb"): [
        "*Hollin's market stood under water after the Alder [burst|A1] its banks.",
        "*A school [moved|A3] its pupils to a gym.",
    ],
    ("1_1ecbplus", 1, "ecbplus"): [
        "*The river Teasel [flooded|B1] a hospital in Marwick.",
        "*Nurses [carried|B2] patients upstairs, the mayor [told|R1] reporters.",
    ],
    ("1_2ecbplus", 1, "ecbplus"): [
        "*Patients were [carried|B2] up the stairs when the Teasel [rose|B1].",
        "*The army [sent|B3] pumps, the mayor [told|R1] reporters.",
    ],
}

SUMMARIES = [  # topic, place and sentence of the summary, file, place and sentence of the source
    ("fire", 0, "A fire destroyed the cannery.", "1.txt", 40, "Flames ate the whole cannery in an hour."),
    ("fire", 0, "A fire destroyed the cannery.", "2.txt", 0, "The cannery is gone."),
    ("fire", 30, "Nobody was hurt.", "1.txt", 0, "All workers got out unharmed."),
    ("fire", 30, "Nobody was hurt.", "1.txt", 40, "Flames ate the whole cannery in an hour."),
]

ANSWERS = [  # article, paragraph, group
    ("a", "The bridge fell because its cables had rusted.", 0),
    ("b", "Rust in the cables brought the bridge down.", 0),
    ("c", "A ship hit a pillar of the bridge.", 1),
    ("b", "Some blame a ship that hit it.", 1),
    ("d", "The cables were rusty, an engineer said.", 0),
]


def ecbplus(path: Path, documents: dict[tuple[str, int, str], list[str]] | None = None) -> Path:
    """Writes documents as a file of ECB+."""
    rows = []
    for (name, topic, subtopic), sentences in (documents or FLOODS).items():
        row = {"doc": name, "topic": topic, "subtopic": subtopic, "sentences": [_sentence(s) for s in sentences]}
        rows.append(json.dumps(row))
    return _written(path, "\n".join(rows) + "\n")


def _sentence(marked: str) -> dict[str, Any]:
    text, mentions = "", []
    for n, part in enumerate(marked.removeprefix("*").replace("]", "[").split("[")):
        words, _, chain = part.partition("|")
        if n % 2:
            kind = "ACTION_REPORTING" if chain.startswith("R") else "ACTION_OCCURRENCE"
            place = {"start": len(text), "end": len(text) + len(words)}
            mentions.append({"kind": "ACT", "type": kind, "chain": chain, "negated": False, **place})
        text += words
    return {"text": text, "selected": marked.startswith("*"), "mentions": mentions}


def superpal(path: Path) -> Path:
    """Writes SUMMARIES as a file of SuperPAL."""
    names = ("topic", "scuSentCharIdx", "scuSentence", "documentFile", "docSentCharIdx", "docSentText")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerows([names, *SUMMARIES])
    return path


def nanco(path: Path) -> Path:
    """Writes ANSWERS as a file of NANCO."""
    answers = [
        {"Paragraph": paragraph, "Article URL": article, "cluster_global": group}
        for article, paragraph, group in ANSWERS
    ]
    return _written(path, json.dumps([{"question": "Why did the bridge fall?", "answers": answers}]))


def folder(root: Path) -> Path:
    """A folder of all three."""
    ecbplus(root / "ecbplus" / "dev.jsonl")
    superpal(root / "superpal" / "dev.csv")
    nanco(root / "nanco" / "nanco_dataset.json")
    return root


def _written(path: Path, content: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path
