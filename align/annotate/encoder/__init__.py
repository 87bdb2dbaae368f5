"""The shipped English pipeline: one pass of a small contextual encoder, read off as sentences, tags, lemmas,
dependencies and names. How words become what it reads is in `align/wordpieces.py`.

| file            | what it does                                                          |
|-----------------|-----------------------------------------------------------------------|
| `network.py`    | the encoder itself (ONNX), over texts of any length                   |
| `trees.py`      | scores of arcs to a dependency tree                                   |
| `spans.py`      | scores of marks to names                                              |
| `lemmas.py`     | rules to lemmas; `forms.py` mends those of inflected words            |
| `places.py`     | leanings towards names on a list, and away from some kinds            |
| `component.py`  | all of it written into a spaCy `Doc`                                  |
"""
