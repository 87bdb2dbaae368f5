"""What is known of words, whatever the sentence: lists of the lexicon, forms, kinds of speakers, genders.

| file            | what it does |
|-----------------|--------------|
| `lexicon.py`    | words of saying, negating, doubting |
| `gazetteer.py`  | countries, demonyms, institutions, titles, abbreviations |
| `inflection.py` | forms of verbs and nouns |
| `voices.py`     | kinds of nouns that can speak |
| `genders.py`    | "he" or "she" by first name, title, noun |
"""
