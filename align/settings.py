"""Everything that can be set for a comparison, with the reason for each default."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of one comparison. All of them are written into comparison.json."""

    model: str | None = None  # name or path of an installed spaCy pipeline; None: the shipped one
    threshold: float = 0.5  # smallest score of a finding in the "likely" band; best F1 on training/gold/alignments.json
    possible: float = 0.12  # smallest score of one in the "possible" band, for a reviewer who wants to see more
    pair_threshold: float = 0.35  # smallest score at which `judge` takes two bare statements for one fact
    max_characters: int = 5_000_000  # a text over this is refused
    max_bytes: int = 20_000_000  # a file or page over this is refused
    timeout: float = 20.0  # seconds for one URL, connection and reading together
