"""The training loop: an epoch reads all syntax and a share of the names, every batch one step."""

from __future__ import annotations

import random
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional
from torch.nn.utils.rnn import pad_sequence
from transformers import AutoModel

from align.wordpieces import BEGIN, END, PARAGRAPH
from training.pipeline.examples import Coder, Example, batches, tensors
from training.pipeline.network import Network
from training.pipeline.rows import Row

RATE, HEAD_RATE = 4e-4, 1e-3
"""Of the published weights, and of what is new. After 200 steps 5e-4 had learned more of every layer than 1.5e-4."""
WARM_UP = 0.08
NAMES_SHARE = 0.5
LONGEST = 256
"""Pieces of a row: the few that have more are lists, and each would cost as much as a batch."""
TAUGHT = 0.5
"""Of the batches of syntax, how many are compared with the teacher: it is slow to ask."""
WEIGHTS = {"starts": 0.5, "marks": 1.5, "meaning": 1.0}

Draw = Callable[[random.Random], list[Row]]


class Teacher:
    """The published encoder as it is: what must still say of sentences what it says forgets less of its English."""

    def __init__(self, folder: Path) -> None:
        self._model: Any = AutoModel.from_pretrained(folder).eval()

    @torch.no_grad()
    def __call__(self, batch: Sequence[Example]) -> Tensor:
        """Rows x sentences x size; zeros where a row has fewer sentences."""
        rows: list[list[int]] = []
        owners: list[int] = []
        for number, example in enumerate(batch):
            starts = [n for n, s in enumerate(example.sentence) if n == 0 or s != example.sentence[n - 1]]
            bounds = [*(example.first[n] for n in starts), len(example.ids) - 1]
            for first, last in pairwise(bounds):
                rows.append([BEGIN, *(p for p in example.ids[first:last] if p > PARAGRAPH), END])
                owners.append(number)
        order = sorted(range(len(rows)), key=lambda at: len(rows[at]))
        vectors: dict[int, Tensor] = {}
        for at in range(0, len(order), 64):
            some = order[at : at + 64]
            ids = pad_sequence([torch.tensor(rows[i]) for i in some], batch_first=True)
            mask = (ids > 0).long()
            with torch.autocast("cpu", torch.bfloat16):
                hidden = self._model(ids, attention_mask=mask).last_hidden_state.float()
            means = (hidden * mask.unsqueeze(-1)).sum(1) / mask.sum(1, keepdim=True)
            vectors |= dict(zip(some, functional.normalize(means, dim=-1), strict=True))
        found: dict[int, list[Tensor]] = defaultdict(list)
        for i, owner in enumerate(owners):
            found[owner].append(vectors[i])
        return pad_sequence([torch.stack(found[number]) for number in range(len(batch))], batch_first=True)


def _short(examples: Iterable[Example]) -> list[Example]:
    return [example for example in examples if len(example.ids) <= LONGEST]


def learn(
    network: Network,
    coder: Coder,
    syntax: Draw,
    names: Draw,
    teacher: Teacher,
    epochs: int,
    seed: int,
    checkpoint: Path,
    share: float = 1.0,
) -> None:
    """Train for `epochs`; after each everything is saved in `checkpoint`, and a run that finds one goes on with it.

    `share` of the rates is for a network that has learned already.
    """
    torch.manual_seed(seed)
    rng = random.Random(seed)
    encoder = [p for p in network.encoder.parameters() if p.requires_grad]
    known = set(map(id, network.encoder.parameters()))
    rest = [p for p in network.parameters() if id(p) not in known]
    optimizer = torch.optim.AdamW(
        [{"params": encoder, "top": share * RATE}, {"params": rest, "top": share * HEAD_RATE}],
        lr=0.0,  # set before every step
        weight_decay=0.01,
        fused=True,
    )
    began = time.monotonic()
    begin = 0
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=False)
        network.load_state_dict(saved["network"])
        optimizer.load_state_dict(saved["optimizer"])
        rng.setstate(saved["random"])
        torch.set_rng_state(saved["torch"])
        begin = saved["epoch"] + 1
    for epoch in range(begin, epochs):
        network.train()
        work = [(batch, True) for batch in batches(_short(map(coder, syntax(rng))), rng)]
        named = batches(_short(map(coder, names(rng))), rng)
        work += [(batch, False) for batch in named[: int(NAMES_SHARE * len(named))]]
        rng.shuffle(work)
        sums: dict[str, list[float]] = defaultdict(list)
        for number, (examples, parsed) in enumerate(work):
            done = (epoch + number / len(work)) / epochs
            for group in optimizer.param_groups:
                group["lr"] = group["top"] * (done / WARM_UP if done < WARM_UP else (1 - done) / (1 - WARM_UP))
            batch = tensors(examples)
            if parsed and rng.random() < TAUGHT:
                batch["teacher"] = teacher(examples)
            with torch.autocast("cpu", torch.bfloat16):
                losses = network.losses(batch)
            torch.stack([WEIGHTS.get(name, 1.0) * loss for name, loss in losses.items()]).sum().backward()
            torch.nn.utils.clip_grad_norm_([*encoder, *rest], 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            for name, loss in losses.items():
                sums[name].append(loss.item())
            if number % 100 == 0:
                print(f"  {number}/{len(work)} {(time.monotonic() - began) / 60:.1f} minutes", flush=True)
        shown = " ".join(f"{name} {sum(values) / len(values):.3f}" for name, values in sums.items())
        print(f"epoch {epoch + 1}/{epochs} minutes {(time.monotonic() - began) / 60:.1f} {shown}", flush=True)
        state = {
            "network": network.state_dict(), "optimizer": optimizer.state_dict(), "epoch": epoch,
            "random": rng.getstate(), "torch": torch.get_rng_state(),
        }  # fmt: skip
        torch.save(state, checkpoint.with_suffix(".new"))
        checkpoint.with_suffix(".new").replace(checkpoint)
