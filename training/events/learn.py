"""The training loop: a step is one topic, whose sentences are alike and tell different events."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import torch
from torch.nn import functional

from training.events.network import Network
from training.events.sentences import Sentence

EPOCHS = 12
RATE, HEAD_RATE = 2e-4, 1e-3
"""With 1e-4 and 24 epochs as good, with 4e-4 worse (on topics left out)."""
SENTENCES, OTHERS = 48, 24
"""Of a topic, and of whatever else meanings are kept by, in a step."""
KEPT = 5.0
"""Weight of staying near what the published encoder says of whole sentences."""
WARM_UP = 50


def learn(folder: Path, sentences: Sequence[Sentence], others: Sequence[tuple[int, ...]], seed: int) -> Network:
    """A network trained on `sentences` that keeps what the published encoder says of `others`."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    network, teacher = Network(folder), Network(folder).eval()
    encoder = [p for p in network.encoder.parameters() if p.requires_grad]
    heads = [*network.vector.parameters(), *network.trigger.parameters()]
    optimizer = torch.optim.AdamW(
        [{"params": encoder, "top": RATE, "lr": RATE}, {"params": heads, "top": HEAD_RATE, "lr": HEAD_RATE}],
        weight_decay=0.01,
    )
    topics: dict[int, list[Sentence]] = defaultdict(list)
    for sentence in sentences:
        topics[sentence.topic].append(sentence)
    steps = EPOCHS * len(topics)
    network.train()
    for step in range(steps):
        if step % len(topics) == 0:
            order = sorted(topics)
            rng.shuffle(order)
        of_topic = topics[order[step % len(topics)]]
        for group in optimizer.param_groups:
            group["lr"] = group["top"] * min(1, (step + 1) / WARM_UP) * (1 - step / steps)
        vectors, triggers = network.losses(rng.sample(of_topic, min(len(of_topic), SENTENCES)))
        some = rng.sample(others, OTHERS)
        with torch.no_grad():
            wanted = teacher.means(some)
        kept = 1 - functional.cosine_similarity(network.means(some), wanted).mean()
        (vectors + triggers + KEPT * kept).backward()
        torch.nn.utils.clip_grad_norm_([*encoder, *heads], 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        if (step + 1) % len(topics) == 0:
            print(f"  step {step + 1}/{steps} {vectors:.3f} {triggers:.3f} {kept:.3f}", flush=True)
    network.eval()
    return network
