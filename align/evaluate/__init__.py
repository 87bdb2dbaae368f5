"""Quality figures on corpora that people have labelled: how well scores tell statements of one fact from others.

corpora.py    the corpora that can be measured on, found in a folder, with their hash
samples.py    what a reader makes of a corpus: pairs of texts with a label for each pair of their units
ecbplus.py, superpal.py, nanco.py    one reader a corpus: what it holds and what its labels mean
reading.py    texts -> statements -> the scores of pairs of units, exactly as in a comparison
baselines.py  what people use today: RapidFuzz, TF-IDF, all-MiniLM-L6-v2
figures.py    area under ROC, average precision, best F1, calibration
measure.py    all of it on one corpus;  ablation.py  what each kind of evidence buys
floors.py     figures that no change may lose

Nothing here trains: `training` may import this package, never the other way round.
"""

from __future__ import annotations

from align.evaluate.corpora import Corpus, corpora
from align.evaluate.floors import lost, unchecked
from align.evaluate.measure import Measured, measure

__all__ = ["Corpus", "Measured", "corpora", "lost", "measure", "unchecked"]
