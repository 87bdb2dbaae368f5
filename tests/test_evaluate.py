"""`align.evaluate` on small corpora of our own: scores of units, baselines, figures, ablation, floors."""

from __future__ import annotations

import math
from dataclasses import replace

import labelled_corpora
import numpy as np
import pytest

from align.evaluate import Corpus, Measured, corpora, floors, lost, measure, unchecked
from align.evaluate.ablation import ALL, KINDS, Contributions, contributions, parts
from align.evaluate.baselines import MINILM, baselines, tf_idf, token_set_ratio
from align.evaluate.floors import Floors
from align.evaluate.measure import ALIGN, Labelled
from align.evaluate.reading import Reader
from align.evaluate.samples import Sample, text_of


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Corpus]:
    """The small corpora by name."""
    return {c.name: c for c in corpora(labelled_corpora.folder(tmp_path_factory.mktemp("corpora")))}


@pytest.fixture(scope="module")
def floods(small: dict[str, Corpus]) -> Measured:
    """The small ECB+ measured, with ablation and a baseline that is right about half of the pairs."""
    systems = {"length": lambda left, right: np.array([[len(a + b) for b in right] for a in left]), "gone": None}
    return measure(small["ecbplus/dev"], systems, ablation=True)


# ---- baselines ---------------------------------------------------------------------------------------------------


def test_tf_idf_is_the_cosine_of_weighted_counts() -> None:
    scores = tf_idf(["Hail, hail fell"], ["hail", "a sun"])
    rare, common = math.log(4 / 2) + 1, math.log(4 / 3) + 1  # of three units: "fell", "sun" in one, "hail" in two
    assert scores[0, 0] == pytest.approx(2 * common / math.hypot(2 * common, rare))
    assert scores[0, 1] == 0


def test_token_set_ratio_reads_words_not_punctuation() -> None:
    scores = token_set_ratio(["The dam broke."], ["the DAM broke", "a dam", ""])
    assert scores[0, 0] == 1.0
    assert 0 < scores[0, 1] < 1
    assert scores[0, 2] == 0.0


def test_what_is_not_installed_is_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("align.evaluate.baselines.find_spec", lambda name: None)
    assert baselines()[MINILM] is None
    assert baselines()["TF-IDF"] is tf_idf


# ---- scores of units ---------------------------------------------------------------------------------------------


def test_a_unit_scores_what_its_best_statement_scores() -> None:
    left = text_of("l", ["The dam at Corvale broke, and the mayor of Lund resigned.", "It rained."])
    right = text_of("r", ["The mayor of Lund has resigned.", "School starts on Monday."])
    sample = Sample("g", left, right, np.zeros((2, 2), dtype=np.int8))
    read = Reader().read(sample)
    pieces = read.pieces()
    assert read.left.tolist() == [0, 0, 1]
    assert read.units(sample)[0, 0] == pieces[:2, 0].max() > 0.5
    assert read.units(sample)[1, 1] == pieces[2, 1]
    assert read.candidates(sample)[0, 0]


def test_a_unit_that_makes_no_statement_scores_nothing() -> None:
    sample = Sample("g", text_of("l", ["The dam broke."]), text_of("r", ["..."]), np.zeros((1, 1), dtype=np.int8))
    read = Reader().read(sample)
    assert read.units(sample).tolist() == [[0.0]]
    assert read.candidates(sample).tolist() == [[False]]
    assert contributions(read, sample).count == 1


def test_a_text_is_read_once(small: dict[str, Corpus]) -> None:
    reader = Reader()
    for sample in small["ecbplus/dev"].samples:
        reader.read(sample)
    texts = {t.name: t for s in small["ecbplus/dev"].samples for t in (s.left, s.right)}
    assert reader.words == sum(len(t.article.text.split()) for t in texts.values())


# ---- figures -----------------------------------------------------------------------------------------------------


def test_figures_keep_stories_apart() -> None:
    """Two groups, each in perfect order, that together are not; pairs across count for `across_auc` alone."""
    pairs = Labelled(
        np.array([1, 0, 1, 0, 0], dtype=np.int8), np.array(["a", "a", "b", "b", "a"]), np.array([0, 0, 0, 0, 1], bool)
    )
    figures = pairs.figures(np.array([0.9, 0.8, 0.2, 0.1, 0.5]))
    assert figures.macro_auc == 1.0
    assert figures.auc == 0.75
    assert figures.across_auc == 0.5  # .9 is above .5, .2 is not
    assert math.isnan(replace(pairs, across=np.zeros(5, bool)).figures(np.arange(5.0)).across_auc)


def test_all_of_a_corpus(floods: Measured) -> None:
    assert (floods.corpus, floods.groups) == ("ecbplus/dev", 2)
    assert (floods.pairs, floods.same, floods.across) == (8, 3, 16)
    assert list(floods.systems) == [ALIGN, "length", "gone"]
    assert floods.systems["gone"] is None
    mine = floods.systems[ALIGN]
    assert mine is not None
    assert mine.auc > 0.5
    assert mine.pairs_per_second > 0
    assert floods.words_per_second > 0
    assert sum(b.count for b in floods.reliability) == floods.pairs
    assert 0 <= floods.calibration_error <= 1
    assert 0 < floods.candidates <= 1


def test_progress_is_told(small: dict[str, Corpus]) -> None:
    told: list[float] = []
    measure(small["nanco"], {"TF-IDF": tf_idf}, advance=told.append)
    assert told == [0.5, 1.0]


# ---- ablation ----------------------------------------------------------------------------------------------------


def test_the_evidence_of_a_pair_sums_to_its_score(small: dict[str, Corpus]) -> None:
    sample = small["ecbplus/dev"].samples[0]
    read = Reader().read(sample)
    found = contributions(read, sample)
    known = [tuple(p) for p in np.argwhere(sample.labels >= 0).tolist()]
    assert found.count == len(known)
    for n, pair in enumerate(known):
        log_odds = found.weights[found.owner == n].sum(axis=1).max()
        assert 1 / (1 + math.exp(-log_odds)) == pytest.approx(float(read.units(sample)[pair]), abs=2e-4)


def test_each_kind_of_evidence_is_taken_out(floods: Measured) -> None:
    first, *others = floods.ablation
    assert first.kind == ALL
    assert first.without.auc == pytest.approx(floods.systems[ALIGN].auc, abs=0.1)  # type: ignore[union-attr]
    assert {part.kind for part in others} <= set(KINDS)
    assert all(0 < part.share <= 1 for part in others)


def test_a_kind_that_decides_alone_is_missed() -> None:
    """Two pairs of statements belong to the first of two labelled pairs; only "words" sets the two apart."""
    words, numbers = 1 + KINDS.index("words"), 1 + KINDS.index("numbers")
    weights = np.zeros((3, 1 + len(KINDS)))
    weights[0, words], weights[1, words], weights[2, words] = -5.0, 3.0, 1.0
    weights[2, numbers] = 0.5
    pairs = Labelled(np.array([1, 0], dtype=np.int8), np.array(["a", "a"]), np.zeros(2, dtype=np.bool_))
    made = parts(
        [Contributions(weights[:2], np.array([0, 0]), 1), Contributions(weights[2:], np.array([0]), 1)], pairs.figures
    )
    by_kind = {part.kind: part for part in made}
    assert list(by_kind) == [ALL, "words", "numbers"]
    assert by_kind[ALL].without.auc == 1.0
    assert by_kind["words"].without.auc == 0.0
    assert by_kind["words"].alone is not None
    assert by_kind["words"].alone.auc == 1.0
    assert by_kind["numbers"].share == pytest.approx(1 / 3)


# ---- floors ------------------------------------------------------------------------------------------------------


def test_a_floor_that_is_lost_is_named(floods: Measured) -> None:
    mine = replace(floods, systems={ALIGN: replace(floods.systems[ALIGN], auc=0.7, macro_auc=math.nan)})  # type: ignore[type-var]
    pinned = [Floors("ecbplus/dev", mine.sha256, (("auc", 0.71), ("macro_auc", 0.1)))]
    assert lost([mine], pinned) == [
        "ecbplus/dev: auc is 0.700, below 0.710",
        "ecbplus/dev: macro_auc is nan, below 0.100",
    ]
    assert lost([mine], [replace(pinned[0], least=(("auc", 0.7),))]) == []
    assert unchecked([mine], pinned) == []


def test_another_version_of_a_corpus_is_told_and_not_checked(floods: Measured) -> None:
    pinned = [Floors("ecbplus/dev", "0" * 64, (("auc", 1.1),))]
    assert lost([floods], pinned) == []
    (told,) = unchecked([floods], pinned)
    assert told.startswith("ecbplus/dev: not checked, the file is not the one")
    assert floods.sha256[:12] in told
    assert unchecked([floods], []) == ["ecbplus/dev: not checked, it has no floors"]


def test_the_pinned_floors_are_of_known_corpora_and_figures(floods: Measured) -> None:
    for pinned in floors.FLOORS:
        assert pinned.corpus in {"ecbplus/dev", "superpal/dev", "nanco"}
        assert len(pinned.sha256) == 64
        for name, least in pinned.least:
            assert hasattr(floods.systems[ALIGN], name)
            assert 0.5 < least < 1
