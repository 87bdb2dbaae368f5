"""What the dependency parse says, in the terms that the annotators use.

| file              | what it does |
|-------------------|--------------|
| `labels.py`       | the names of dependency relations, for the label schemes in use |
| `syntax.py`       | subjects, objects, clauses of a verb |
| `phrases.py`      | the phrase of a noun |
| `heads.py`        | which predicate a statement is about |
| `participants.py` | who does what to whom |
| `finiteness.py`   | whether a clause can stand alone |
| `counted.py`      | the noun that a number counts |
| `pieces.py`       | the words that the grammars of numbers and dates read |
| `numerals.py`     | figures and number words as numbers |
| `numbernames.py`  | "half a million", "two dozen" |
"""
