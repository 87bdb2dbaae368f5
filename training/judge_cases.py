"""Prints how `align judge` does on tests/cases/judge_*.toml: verdicts, precision and recall by kind, false alarms.

    python -m training.judge_cases          figures
    python -m training.judge_cases --wrong  and every pair that is judged wrongly

These are regressions, not a held-out measure: whoever wrote the rules has seen the pairs, and the weights of
`unrelated` are fitted to some of them. Figures on pairs that nobody has seen are in docs/quality.md.
"""

from __future__ import annotations

import argparse
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from align.models import Judgement
from align.pipeline import Engine

CASES = Path(__file__).resolve().parent.parent / "tests" / "cases"


@dataclass(frozen=True, slots=True)
class Case:
    """A pair as it was written down: `kinds` of its major discrepancies; `verdict` is None where both of "agreement"
    and "unrelated" will do, as for the pairs that are in a kind's file because they do not differ."""

    file: str
    left: str
    right: str
    left_published: str | None
    right_published: str | None
    verdict: str | None
    kinds: frozenset[str]

    def right_verdict(self, judgement: Judgement) -> bool:
        if self.verdict is None:
            return judgement.verdict != "discrepancy"
        return judgement.verdict == self.verdict


def cases(folder: Path = CASES) -> Iterator[Case]:
    """Every pair of the case files, in the order of files and lines."""
    for path in sorted(folder.glob("judge_*.toml")):
        for pair in tomllib.loads(path.read_text(encoding="utf-8"))["pair"]:
            kinds = frozenset(pair.get("major", ()))
            verdict = "discrepancy" if kinds else "unrelated" if pair.get("unrelated") else None
            if verdict is None and path.stem == "judge_unrelated":
                verdict = "agreement"
            yield Case(
                path.stem.removeprefix("judge_"), pair["left"], pair["right"],
                pair.get("left_published"), pair.get("right_published"), verdict, kinds,
            )  # fmt: skip


def judged(found: Iterable[Case]) -> list[tuple[Case, Judgement]]:
    """The cases with what the judge says of each, all in one process."""
    engine = Engine()
    return [(c, engine.judge_pair(c.left, c.right, c.left_published, c.right_published)) for c in found]


def report(results: list[tuple[Case, Judgement]]) -> Iterator[str]:
    """The lines of the report."""
    yield f"{len(results)} pairs, written by those who wrote the rules: regressions, not a held-out measure"
    fine = sum(case.right_verdict(judgement) for case, judgement in results)
    yield f"verdict right: {fine / len(results):.3f}"
    for verdict in ("agreement", "discrepancy", "unrelated", None):
        some = [(case, judgement) for case, judgement in results if case.verdict == verdict]
        got = Counter(judgement.verdict for _, judgement in some)
        told = ", ".join(f"{name} {got[name]}" for name in ("agreement", "discrepancy", "unrelated"))
        yield f"  {verdict or 'agreement or unrelated'} ({len(some)}): judged {told}"
    same = [judgement for case, judgement in results if case.verdict in (None, "agreement")]
    alarms = sum(judgement.verdict == "discrepancy" for judgement in same)
    yield f"true agreements called a discrepancy: {alarms / max(len(same), 1):.3f} ({alarms} of {len(same)})"
    yield f"{'kind':12s} {'right':>5s} {'false':>5s} {'missed':>6s}  precision recall   F1"
    counts = {kind: _counted(kind, results) for kind in sorted({k for c, j in results for k in (*c.kinds, *j.kinds)})}
    for kind, (hits, false, missed) in counts.items():
        yield _line(kind, hits, false, missed)
    yield _line("all", *(sum(column) for column in zip(*counts.values(), strict=True)))


def _counted(kind: str, results: list[tuple[Case, Judgement]]) -> tuple[int, int, int]:
    pairs = [(kind in case.kinds, kind in judgement.kinds) for case, judgement in results]
    return pairs.count((True, True)), pairs.count((False, True)), pairs.count((True, False))


def _line(kind: str, hits: int, false: int, missed: int) -> str:
    precision, recall = hits / max(hits + false, 1), hits / max(hits + missed, 1)
    f1 = 2 * hits / max(2 * hits + false + missed, 1)
    return f"{kind:12s} {hits:5d} {false:5d} {missed:6d}  {precision:9.3f} {recall:6.3f} {f1:5.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wrong", action="store_true", help="also print the pairs that are judged wrongly")
    shown = parser.parse_args().wrong
    results = judged(cases())
    print("\n".join(report(results)))
    for case, judgement in results if shown else ():
        if not case.right_verdict(judgement) or (case.kinds and case.kinds != frozenset(judgement.kinds)):
            wanted = ", ".join(sorted(case.kinds)) or case.verdict or "no discrepancy"
            got = ", ".join(judgement.kinds) or judgement.verdict
            print(f"\n[{case.file}] {wanted}; judged {got} ({judgement.score:.2f})\n  {case.left}\n  {case.right}")


if __name__ == "__main__":
    main()
