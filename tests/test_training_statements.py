"""The arithmetic of `python -m training.statements`, on spans made by hand, and the gold file that it reads."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

from align.models import Article, Block, Span

FOLDER = Path(__file__).resolve().parent.parent / "training"
if not FOLDER.is_dir():
    pytest.skip("training/ is not beside the tests", allow_module_level=True)


def _loaded() -> ModuleType:
    """The module, by its path: the tests run where only the installed package can be imported."""
    spec = importlib.util.spec_from_file_location("training_statements", FOLDER / "statements.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


statements = _loaded()
TEXT = "One fell. Two rose.\n\nThree sank!"
TWO = [Span(0, 9), Span(10, 19)]


def test_what_is_found_exactly_is_right() -> None:
    result = statements.score(TWO, TWO)
    assert (result.boundaries.precision, result.boundaries.recall, result.boundaries.f1) == (1.0, 1.0, 1.0)
    assert result.spans.f1 == 1.0


def test_two_statements_left_as_one_lose_two_of_four_boundaries() -> None:
    result = statements.score([Span(0, 19)], TWO)
    assert result.boundaries == statements.Counts(right=2, found=2, gold=4)
    assert result.boundaries.precision == 1.0
    assert result.boundaries.recall == 0.5
    assert result.boundaries.f1 == pytest.approx(2 / 3)
    assert result.spans == statements.Counts(right=0, found=1, gold=2)


def test_a_statement_cut_in_two_costs_precision() -> None:
    result = statements.score(TWO, [Span(0, 19)])
    assert result.boundaries.precision == 0.5
    assert result.boundaries.recall == 1.0


def test_a_start_is_no_end() -> None:
    result = statements.score([Span(9, 10)], TWO)  # ends where another begins, begins where another ends
    assert result.boundaries.right == 0


def test_one_character_off_is_wrong() -> None:
    result = statements.score([Span(0, 8), Span(10, 19)], TWO)
    assert result.boundaries.right == 3
    assert result.spans.right == 1


def test_a_span_given_twice_counts_once() -> None:
    assert statements.score([*TWO, TWO[0]], TWO) == statements.score(TWO, TWO)


def test_nothing_found_is_no_division_by_zero() -> None:
    empty = statements.score([], [])
    assert (empty.boundaries.precision, empty.boundaries.recall, empty.boundaries.f1) == (0.0, 0.0, 0.0)


def test_articles_are_pooled_by_counts() -> None:
    pooled = sum([statements.score(TWO, TWO), statements.score([Span(0, 19)], TWO)], statements.Score())
    assert pooled.boundaries == statements.Counts(right=6, found=6, gold=8)


def test_an_optional_clause_is_joined_to_what_stands_before_it() -> None:
    assert statements.joined(TWO, {10}) == (Span(0, 19),)
    assert statements.joined(reversed(TWO), frozenset()) == tuple(TWO)
    assert statements.joined(TWO, {0}) == tuple(TWO)  # nothing stands before the first


def test_blanks_at_the_ends_do_not_count() -> None:
    assert statements.trimmed(TEXT, Span(9, 21)) == Span(10, 19)


def test_the_baselines() -> None:
    article = Article(TEXT, blocks=(Block(Span(0, 19), "body"), Block(Span(21, 32), "body")))
    assert [span.of(TEXT) for span in statements.by_paragraph(article)] == ["One fell. Two rose.", "Three sank!"]
    assert [span.of(TEXT) for span in statements.by_full_stop(article)] == ["One fell.", "Two rose.", "Three sank!"]


def test_without_the_corpora_it_is_skipped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ALIGN_CORPORA", str(tmp_path))
    monkeypatch.delenv("ALIGN_SEEDS", raising=False)
    assert statements.main(["--check"]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("skipped: ")
    assert err.count("\n") == 1


def test_another_text_than_the_marked_one_is_refused(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(TEXT, encoding="utf-8")
    entry = {"seed": "story.txt", "sha256": "0" * 64, "optional": [], "statements": [[0, 9]]}
    (tmp_path / "gold.json").write_text(json.dumps({"articles": [entry]}), encoding="utf-8")
    with pytest.raises(LookupError, match=r"story\.txt is not the text that was marked"):
        list(statements.marked(tmp_path, tmp_path, tmp_path / "gold.json"))


def test_the_gold_is_offsets_in_order_and_no_text() -> None:
    gold = json.loads(statements.GOLD.read_text(encoding="utf-8"))["articles"]
    assert len([entry for entry in gold if not entry.get("later")]) == 10
    for entry in gold:
        assert entry.keys() - {"seed", "corpus", "index", "later"} == {"sha256", "optional", "statements"}
        flat = [offset for pair in entry["statements"] for offset in pair]
        assert flat == sorted(flat)
        assert all(start < end for start, end in entry["statements"])
        inside = [any(start < place < end for start, end in entry["statements"]) for place in entry["optional"]]
        assert all(inside)
