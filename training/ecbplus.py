"""The parts of ECB+ under $ALIGN_CORPORA; align/evaluate/ecbplus.py reads them and says what their labels mean."""

from __future__ import annotations

import os
from pathlib import Path

from align.evaluate import ecbplus
from align.evaluate.ecbplus import Document, by_subtopic

__all__ = ["Document", "by_subtopic", "documents"]


def documents(part: str) -> list[Document]:
    """The documents of "train" or "dev", in the order of the file."""
    return ecbplus.documents(Path(os.environ["ALIGN_CORPORA"]) / "ecbplus" / f"{part}.jsonl")
