"""The trained network as files that the package reads: ONNX with weights in 8 bits, labels, the last small table."""

from __future__ import annotations

import json
import shutil
import tempfile
from dataclasses import asdict
from pathlib import Path

import numpy as np
import onnx
import spacy
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer
from torch import Tensor, nn

from align.annotate.encoder.component import Encoder
from training.pipeline.examples import NAMES, Labels
from training.pipeline.network import Network
from training.pipeline.tokenizer import blank

META = {
    "name": "align_news",
    "version": "2.0.0",
    "description": "English for align: tags, dependencies, sentences, lemmas, names",
    "author": "",
    "email": "",
    "url": "",
    "license": "CC BY-SA 4.0",
    "spacy_version": ">=3.8.0,<3.9.0",
}
DROPPED = ("performance", "vectors", "spacy_git_version", "sources", "requirements")
"""Entries of meta.json that would be empty, or change from one machine to the next."""
INPUTS = ("ids", "ways", "first")
CHOICES = ("tags", "pos", "lemmas")
"""Layers of which only the best label leaves the network."""
OUTPUTS = (*CHOICES, "starts", "arc_dependent", "arc_head", "relation_dependent", "relation_head", "marks")


class _Exported(nn.Module):
    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, ways: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        out = self.network(ids, ways, first)
        return tuple(out[name].argmax(-1) if name in CHOICES else out[name] for name in OUTPUTS)


def export(network: Network, labels: Labels, vocabulary: Path, out: Path) -> None:
    """Write the files of `align.annotate.encoder` into the folder `out`."""
    network.eval()
    out.mkdir(parents=True, exist_ok=True)
    ids = torch.randint(1000, 2000, (1, 12))
    example = (ids, torch.ones_like(ids), torch.arange(10)[None])
    with tempfile.TemporaryDirectory() as work:
        plain, fused = f"{work}/plain.onnx", f"{work}/fused.onnx"
        torch.onnx.export(
            _Exported(network), example, plain, input_names=list(INPUTS), output_names=list(OUTPUTS), dynamo=False,
            opset_version=17, dynamic_axes={"ids": {1: "pieces"}, "ways": {1: "pieces"}, "first": {1: "words"}}
            | {name: {1: f"words_{name}"} for name in OUTPUTS},
        )  # fmt: skip
        config = network.encoder.config
        model = optimizer.optimize_model(
            plain, model_type="bert", num_heads=config.num_attention_heads, hidden_size=config.hidden_size
        )
        print("fused:", {name: count for name, count in model.get_fused_operator_statistics().items() if count})
        model.save_model_to_file(fused)
        # seven bits a weight: products of eight overflow on processors without VNNI, and results would differ
        quantize_dynamic(
            fused, str(out / "encoder.onnx"), per_channel=True, reduce_range=True, weight_type=QuantType.QInt8,
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )  # fmt: skip
    (out / "labels.json").write_text(json.dumps(asdict(labels), ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    np.savez(
        out / "relations.npz",
        weight=network.relation.weight.detach().numpy(),
        bias=network.relation.bias.detach().numpy(),
    )
    shutil.copy(vocabulary, out / "vocabulary.txt")


def assemble(files: Path, out: Path) -> None:
    """A spaCy pipeline of the tokenizer and the encoder in `files`, with nothing in it that loading does not need."""
    nlp = blank()
    nlp.meta.update(META)
    encoder = nlp.add_pipe("align_encoder")
    assert isinstance(encoder, Encoder)
    encoder.from_disk(files)
    shutil.rmtree(out, ignore_errors=True)
    nlp.to_disk(out)
    labels = encoder.labels
    fresh = set(spacy.blank("en").vocab.strings)
    strings = sorted(fresh | {*labels["tags"], *labels["deps"], *NAMES})
    (out / "vocab/strings.json").write_text(json.dumps(strings, ensure_ascii=False), "utf-8")
    meta = json.loads((out / "meta.json").read_text("utf-8")) | META
    meta = {key: value for key, value in meta.items() if key not in DROPPED}
    (out / "meta.json").write_text(json.dumps(meta, indent=1, ensure_ascii=False) + "\n", "utf-8")
    config = nlp.config
    for section in ("corpora", "training", "initialize", "pretraining"):
        config[section] = {}
    config["paths"] = dict.fromkeys(config["paths"])
    config.to_disk(out / "config.cfg")
