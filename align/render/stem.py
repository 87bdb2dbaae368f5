"""What is left of a word without its endings: enough to see that "ferries" and "ferry", "said" and "says" are one word.

The report is a function of comparison.json alone, which holds no lemmas. A stem is never shown; that "hoping" and
"hopping" have one stem only means that a difference between them is not marked.
"""

from __future__ import annotations

# The verbs of news whose forms no ending tells, each with its forms.
_IRREGULAR = """
say said; tell told; speak spoke spoken; give gave given; take took taken; make made; get got gotten;
go goes went gone; come came; become became; see saw seen; know knew known; think thought; find found; hold held;
keep kept; leave left; lose lost; win won; meet met; send sent; spend spent; bring brought; buy bought;
fight fought; seek sought; catch caught; teach taught; begin began begun; run ran; rise rose risen;
fall fell fallen; grow grew grown; throw threw thrown; draw drew drawn; fly flew flown; drive drove driven;
write wrote written; break broke broken; choose chose chosen; strike struck stricken; shoot shot; sell sold;
stand stood; build built; lead led; feel felt; hear heard; pay paid; sink sank sunk; swim swam swum;
wear wore worn; bear bore borne; show shown; hide hid hidden; sit sat; flee fled; die dies died dying dead;
man men; woman women; child children; person people; life lives; wife wives; foot feet
"""
_LEMMAS = {form: forms.split()[0] for forms in _IRREGULAR.split(";") for form in forms.split()}
_ENDINGS = ("ings", "ing", "edly", "ies", "ied", "es", "ed", "ly", "s", "y", "e")  # longest first
_SHORTEST = 3  # letters that must be left: "us" is no form of "u", nor "red" of "r"


def stem(word: str) -> str:
    """What `word`, in small letters, shares with its other forms; the word itself where it is no plain word."""
    if not word.isalpha():
        return word
    word = _LEMMAS.get(word, word)
    if word.endswith(("ss", "us", "is")) or word == "news":
        return word
    ending = next((one for one in _ENDINGS if word.endswith(one) and len(word) - len(one) >= _SHORTEST), "")
    left = word.removesuffix(ending)
    if ending and len(left) > _SHORTEST and left[-1] == left[-2] and left[-1] not in "sl":
        left = left[:-1]  # "planned", "plan"
    return left.removesuffix("e") if len(left) > _SHORTEST else left
