"""The trained network as the file that the package reads: ONNX with weights in 8 bits."""

from __future__ import annotations

import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer

from training.events.network import Network

INPUTS, OUTPUTS = ("ids", "first", "members"), ("vectors", "triggers", "meanings")


def export(network: Network, out: Path) -> None:
    """Write one file; attention over filling is left out, since a pass reads one sentence."""
    network.eval()
    ids = torch.randint(1000, 2000, (1, 12))
    with tempfile.TemporaryDirectory() as work:
        plain, fused = f"{work}/plain.onnx", f"{work}/fused.onnx"
        torch.onnx.export(
            network, (ids, torch.arange(10)[None], torch.ones(2, 12)), plain, input_names=list(INPUTS),
            output_names=list(OUTPUTS), dynamo=False, opset_version=17,
            dynamic_axes={
                "ids": {1: "pieces"}, "first": {1: "words"}, "members": {0: "statements", 1: "pieces_in"},
                "vectors": {0: "words_out"}, "triggers": {0: "words_said"}, "meanings": {0: "statements_out"},
            },
        )  # fmt: skip
        config = network.encoder.config
        model = optimizer.optimize_model(
            plain, model_type="bert", num_heads=config.num_attention_heads, hidden_size=config.hidden_size
        )
        model.save_model_to_file(fused)
        # seven bits a weight: products of eight overflow on processors without VNNI, and results would differ
        quantize_dynamic(
            fused, str(out), per_channel=True, reduce_range=True, weight_type=QuantType.QInt8,
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )  # fmt: skip
