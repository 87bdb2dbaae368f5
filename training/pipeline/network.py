"""The network: a small published encoder that also sees how words are written, and one head a layer of annotation."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoModel

from align.wordpieces import WAYS
from training.pipeline.examples import NOTHING, Labels

ARC, RELATION, NAME = 256, 192, 256
DROPOUT = 0.25


class Mix(nn.Module):
    """A learned weighted sum of the layers (Peters et al. 2018)."""

    def __init__(self, layers: int) -> None:
        super().__init__()
        self.weights = nn.Parameter(torch.zeros(layers))

    def forward(self, layers: tuple[Tensor, ...]) -> Tensor:
        shares = torch.softmax(self.weights, 0)
        return torch.stack([share * layer for share, layer in zip(shares, layers, strict=True)]).sum(0)


class Network(nn.Module):
    """Pieces in, for every word out: scores of each layer's labels, and what arcs and relations are scored from.

    Arcs are biaffine (Dozat & Manning 2017). A relation is scored from the sum of what its two words bring.
    """

    def __init__(self, folder: Path, labels: Labels) -> None:
        super().__init__()
        self.encoder: Any = AutoModel.from_pretrained(folder, attn_implementation="eager", add_pooling_layer=False)
        self.encoder.embeddings.word_embeddings.weight.requires_grad = False
        size = self.encoder.config.hidden_size
        layers = self.encoder.config.num_hidden_layers + 1
        self.ways = nn.Embedding(WAYS, size)
        nn.init.normal_(self.ways.weight, std=0.01)
        self.grammar, self.naming = Mix(layers), Mix(layers)
        self.drop = nn.Dropout(DROPOUT)
        self.tags = nn.Linear(size, len(labels.tags))
        self.pos = nn.Linear(size, len(labels.pos))
        self.lemmas = nn.Linear(size, len(labels.lemmas))
        self.starts = nn.Linear(size, 1)
        self.dependent, self.head = nn.Linear(size, ARC), nn.Linear(size, ARC)
        self.bilinear = nn.Linear(ARC, ARC + 1, bias=False)
        self.dependent_relation, self.head_relation = nn.Linear(size, RELATION), nn.Linear(size, RELATION)
        self.root = nn.Parameter(torch.randn(size) * 0.02)
        self.relation = nn.Linear(RELATION, len(labels.deps))
        self.name = nn.Linear(size, NAME)
        self.marks = nn.Linear(NAME, len(labels.marks))
        self.meaning = nn.Linear(size, size)
        with torch.no_grad():
            self.meaning.weight.copy_(torch.eye(size))
            self.meaning.bias.zero_()

    def forward(self, ids: Tensor, ways: Tensor, first: Tensor, mask: Tensor | None = None) -> dict[str, Tensor]:
        """Rows x pieces in; rows x words x size out. Heads come with the root in front: one word more."""
        words = self.encoder.embeddings.word_embeddings(ids) + self.ways(ways)
        layers = self.encoder(inputs_embeds=words, attention_mask=mask, output_hidden_states=True).hidden_states
        grammar = self.drop(_words(self.grammar(layers), first))
        naming = self.drop(_words(self.naming(layers), first))
        rooted = torch.cat([self.root.expand(len(grammar), 1, -1).to(grammar.dtype), grammar], 1)
        head = functional.gelu(self.head(rooted))
        return {
            "tags": self.tags(grammar),
            "pos": self.pos(grammar),
            "lemmas": self.lemmas(grammar),
            "starts": self.starts(grammar).squeeze(-1),
            "arc_dependent": self.bilinear(self.drop(functional.gelu(self.dependent(grammar)))),
            "arc_head": torch.cat([self.drop(head), torch.ones_like(head[..., :1])], -1),
            "relation_dependent": self.dependent_relation(grammar),
            "relation_head": self.head_relation(rooted),
            "marks": self.marks(self.drop(functional.gelu(self.name(naming)))),
            "meaning": self.meaning(_words(layers[-1], first)),
        }

    def losses(self, batch: dict[str, Tensor]) -> dict[str, Tensor]:
        """The loss of each layer that the batch has labels for."""
        out = self(batch["ids"], batch["ways"], batch["first"], batch["mask"])
        out = {name: value.float() for name, value in out.items()}
        losses = {name: _entropy(out[name], batch[name]) for name in ("tags", "pos", "lemmas", "marks")}
        known = batch["starts"] != NOTHING
        losses["starts"] = functional.binary_cross_entropy_with_logits(
            out["starts"][known], batch["starts"][known].float()
        )
        heads = batch["heads"]
        scores = out["arc_dependent"] @ out["arc_head"].transpose(1, 2)
        same = batch["sentence"].unsqueeze(2) == batch["sentence"].unsqueeze(1)
        same = torch.cat([torch.ones_like(same[..., :1]), same], -1)
        losses["arcs"] = _entropy(scores.masked_fill(~same, -1e4), heads)
        chosen = heads.clamp(min=0).unsqueeze(-1).expand(-1, -1, RELATION)
        pairs = functional.relu(out["relation_dependent"] + out["relation_head"].gather(1, chosen))
        losses["deps"] = _entropy(self.relation(self.drop(pairs)), batch["deps"])
        if "teacher" in batch:
            losses["meaning"] = _meaning_loss(out["meaning"], batch)
        return {name: loss for name, loss in losses.items() if not torch.isnan(loss)}


def _words(pieces: Tensor, first: Tensor) -> Tensor:
    return pieces.gather(1, first.unsqueeze(-1).expand(-1, -1, pieces.shape[-1]))


def _entropy(scores: Tensor, gold: Tensor) -> Tensor:
    return functional.cross_entropy(scores.flatten(0, 1), gold.flatten(), ignore_index=NOTHING)


def sentence_vectors(words: Tensor, sentence: Tensor) -> Tensor:
    """The mean of each sentence's words, rows x sentences x size, of length one."""
    most = int(sentence.max()) + 1
    member = functional.one_hot(sentence.clamp(min=0), most).float() * (sentence >= 0).unsqueeze(-1)
    sums = member.transpose(1, 2) @ words
    return functional.normalize(sums, dim=-1)


def _meaning_loss(words: Tensor, batch: dict[str, Tensor]) -> Tensor:
    found = sentence_vectors(words, batch["sentence"])
    there = batch["teacher"].abs().sum(-1) > 0
    return 1 - functional.cosine_similarity(found[there], batch["teacher"][there], dim=-1).mean()
