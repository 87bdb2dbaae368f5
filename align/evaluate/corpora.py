"""The corpora that can be measured on: what lies in a folder of corpora, by name, with the hash of each file."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from align.errors import InputError
from align.evaluate import ecbplus, nanco, superpal
from align.evaluate.samples import Sample

# name -> file in the folder, reader, what two units have in common where their label is 1
KNOWN: dict[str, tuple[str, Callable[[Path], Iterator[Sample]], str]] = {
    "ecbplus/dev": ("ecbplus/dev.jsonl", ecbplus.samples, "sentences of two documents that report one event"),
    "superpal/dev": ("superpal/dev.csv", superpal.samples, "sentences of a summary and a source that share a fact"),
    "nanco": ("nanco/nanco_dataset.json", nanco.samples, "paragraphs that answer a question in the same way"),
}


@dataclass(frozen=True, slots=True)
class Corpus:
    """A corpus as read; `asks` says what its labels mean, `sha256` is the hash of its file."""

    name: str
    asks: str
    sha256: str
    samples: tuple[Sample, ...]


def corpora(folder: Path, names: Sequence[str] = ()) -> list[Corpus]:
    """The corpora called `names` ("ecbplus" for "ecbplus/dev"), or all that lie in the folder; `InputError` if none."""
    if not folder.is_dir():
        raise InputError(f"{folder}: there is no such folder; name the folder of corpora with --corpora")
    chosen = _chosen(names)
    found = [name for name in chosen if (folder / KNOWN[name][0]).is_file()]
    missing = [KNOWN[name][0] for name in chosen if name not in found]
    if not found or (names and missing):
        raise InputError(f"{folder}: holds no {' or '.join(missing)}; name the folder of corpora with --corpora")
    return [_read(folder, name) for name in found]


def _chosen(names: Sequence[str]) -> list[str]:
    chosen = []
    for name in names or KNOWN:
        full = next((known for known in KNOWN if name in (known, known.split("/")[0])), None)
        if full is None:
            raise InputError(f"evaluate: {name}: is no corpus; use one or more of {', '.join(KNOWN)}")
        chosen.append(full)
    return list(dict.fromkeys(chosen))


def _read(folder: Path, name: str) -> Corpus:
    file, samples, asks = KNOWN[name]
    path = folder / file
    try:
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
        found = tuple(sample for sample in samples(path) if (sample.labels >= 0).any())
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({(error.strerror or str(error)).lower()})") from error
    except (AttributeError, LookupError, TypeError, ValueError, csv.Error) as error:
        raise InputError(f"{path}: is not {name} as its reader knows it ({error!r}); fetch the corpus again") from error
    if not found:
        raise InputError(f"{path}: is not {name} as its reader knows it (nothing has a label); fetch the corpus again")
    return Corpus(name, asks, sha256, found)
