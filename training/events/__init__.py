"""Trains the encoder that statements are compared with (align/data/scorer/encoder.onnx)."""
