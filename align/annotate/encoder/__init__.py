"""The shipped English pipeline: one pass of a small contextual encoder, read off as sentences, tags, lemmas,
dependencies and names.

| file            | what it does                                                          |
|-----------------|-----------------------------------------------------------------------|
| `wordpieces.py` | words to the numbers that the encoder reads                           |
| `network.py`    | the encoder itself (ONNX), over texts of any length                   |
| `trees.py`      | scores of arcs to a dependency tree                                   |
| `spans.py`      | scores of marks to names                                              |
| `lemmas.py`     | rules to lemmas                                                       |
| `component.py`  | all of it written into a spaCy `Doc`                                  |
"""
