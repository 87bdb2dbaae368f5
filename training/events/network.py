"""The encoder under two heads: which words name events, and vectors that are near where two words name one event."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.utils.rnn import pad_sequence
from transformers import AutoModel

from training.events.sentences import Sentence

SIZE = 128
DROPOUT = 0.1
TEMPERATURE = 0.1


class Network(nn.Module):
    """Pieces of a sentence in; a vector and a log-odds a word, and a vector of the whole sentence out."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.encoder: Any = AutoModel.from_pretrained(folder, attn_implementation="eager", add_pooling_layer=False)
        self.encoder.embeddings.word_embeddings.weight.requires_grad = False
        size = self.encoder.config.hidden_size
        self.vector, self.trigger = nn.Linear(size, SIZE), nn.Linear(size, 1)
        self.drop = nn.Dropout(DROPOUT)

    def hidden(self, rows: list[tuple[int, ...]]) -> tuple[Tensor, Tensor]:
        """The last layer, rows x pieces x size, and the mask of what is no filling."""
        ids = pad_sequence([torch.tensor(row) for row in rows], batch_first=True)
        mask = (ids > 0).long()
        with torch.autocast("cpu", torch.bfloat16):
            hidden = self.encoder(ids, attention_mask=mask).last_hidden_state
        return hidden.float(), mask

    def forward(self, ids: Tensor, first: Tensor, members: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """One sentence: words x SIZE of length one, probabilities of words, and for each of its statements the mean of
        its pieces, of length one; `members` is statements x pieces, 1 where a piece is of the statement."""
        hidden = self.encoder(ids).last_hidden_state[0]
        words = hidden[first[0]]
        vectors = functional.normalize(self.vector(words), dim=-1)
        return vectors, torch.sigmoid(self.trigger(words))[:, 0], functional.normalize(members @ hidden, dim=-1)

    def losses(self, sentences: list[Sentence]) -> tuple[Tensor, Tensor]:
        """Of the vectors of marked events (supervised contrastive, Khosla et al. 2020) and of the triggers."""
        hidden, _ = self.hidden([sentence.ids for sentence in sentences])
        vectors, chains, scores, wanted = [], [], [], []
        for row, sentence in zip(hidden, sentences, strict=True):
            words = self.drop(row[list(sentence.first)])
            scores.append(self.trigger(words)[:, 0])
            gold = torch.zeros(len(words))
            for start, end, chain in sentence.events:
                vectors.append(words[start : end + 1].mean(0))
                chains.append(chain)
                gold[start] = 1
            wanted.append(gold)
        triggers = functional.binary_cross_entropy_with_logits(torch.cat(scores), torch.cat(wanted))
        near = functional.normalize(self.vector(torch.stack(vectors)), dim=-1)
        alike = (near @ near.T / TEMPERATURE).masked_fill(torch.eye(len(near), dtype=torch.bool), -1e9)
        same = torch.tensor([[a == b for b in chains] for a in chains]) & ~torch.eye(len(near), dtype=torch.bool)
        told = alike - torch.logsumexp(alike, 1, keepdim=True)
        some = same.any(1)
        return -((told * same).sum(1) / same.sum(1).clamp(min=1))[some].mean(), triggers

    def means(self, rows: list[tuple[int, ...]]) -> Tensor:
        """The mean of each row's pieces, of length one: what the published encoder says of a sentence."""
        hidden, mask = self.hidden(rows)
        return functional.normalize((hidden * mask.unsqueeze(-1)).sum(1), dim=-1)
