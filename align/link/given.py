"""First names: which are short forms of each other, and which tell that somebody is a man or a woman."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

Gender = Literal["m", "f"]

# Usual short forms of first names; each group one name. Facts of English usage; a word may stand in several groups.
_SHORT_NAMES = """
abigail abby|abraham abe|alexander alexandra alex sandy|andrew andy drew|angela angie|anthony tony|barbara barb
benjamin ben benny bibi|bernard bernie|catherine cathy kate katie cate|charles charlie chuck|christine christina chris
tina|christopher chris|clifford cliff|daniel dan danny|david dave|deborah debra deb debbie|dominic dom|donald don donny
donnie|dorothy dot|douglas doug|edward ed eddie ted teddy|elizabeth liz beth betsy eliza lizzie betty|eugene gene
francis frank|franklin frank|frederick fred freddie|gabriel gabe|gerald gerry jerry|gerard gerry jerry|gregory greg
harold harry hal|henry hank harry|isabella bella|jacob jake|jacqueline jackie|james jim jimmy jamie|jeffrey geoffrey
jeff geoff|jennifer jen jenny|jeremy jerry|jessica jess|john jack johnny|jonathan jon|joseph joe joey|joshua josh
judith judy|katherine kathryn katharine kate katie kathy kathie|kenneth ken kenny|kimberly kim|lawrence laurence larry
leonard len lenny|louis lou|margaret maggie meg peggy|martin marty|matthew matt|maximilian max|megan meg|michael mike
mick mikey|mitchell mitch|nancy nan|nathaniel nathan nate|nicholas nick nicky|oliver ollie|pamela pam|patricia pat patty
patti tricia|patrick pat paddy|peter pete|philip phillip phil|randall randy|raymond ray|rebecca becky|richard rick dick
rich ricky|robert bob rob bobby robbie|roderick rod|ronald ron ronnie|rudolph rudy|samuel sam sammy|samantha sam|stanley
stan|stephen steven steve|stewart stuart stu|susan sue susie|theodore ted teddy theo|teresa theresa terry|terence
terrence terry|thomas tom tommy|timothy tim|valerie val|victoria vicky|victor vic|vincent vince vinnie|walter walt
wesley wes|william bill will billy|zachary zach zack
"""
_GROUPS: dict[str, frozenset[int]] = {}
for _number, _group in enumerate(_SHORT_NAMES.replace("\n", " ").split("|")):
    for _word in _group.split():
        _GROUPS[_word] = _GROUPS.get(_word, frozenset()) | {_number}

_MALE_TITLES = frozenset(
    "mr mister king prince sir father congressman chairman lord duke baron pope archbishop bishop sheikh sheik sultan"
    " emir imam rabbi actor councilman assemblyman alderman brother uncle spokesman businessman widower".split()
)
_FEMALE_TITLES = frozenset(
    "mrs ms miss mme madam queen princess lady congresswoman dame chairwoman duchess baroness actress councilwoman"
    " assemblywoman sister aunt spokeswoman businesswoman widow".split()
)

# First names that men and women bear, whatever a lexicon says.
_EITHER = frozenset(
    """alexis andrea ashley avery beverly cameron carey carol casey corey courtney dana devon evelyn gabriele gail gale
    hilary jamie jan jean jody jordan kelly kerry kim lauren lee leslie lindsay lindsey loren lynn marion meredith
    michele morgan nicola pat quinn riley robin sandy sasha shannon shelby shelley shirley simone stacy stacey sydney
    taylor terry tracy tracey vivian yan""".split()
)


def groups(word: str) -> frozenset[int]:
    """The numbers of the names that a first name is a form of; none for a name without usual short forms."""
    return _GROUPS.get(word, frozenset())


def of_title(title: str | None) -> Gender | None:
    """What the last word of a title tells ("Mrs.", "Crown Prince")."""
    words = (title or "").lower().split()
    word = words[-1].rstrip(".") if words else ""
    return "m" if word in _MALE_TITLES else "f" if word in _FEMALE_TITLES else None


def of_first(word: str) -> Gender | None:
    """What a first name tells, where the lexicon knows it as one of men or of women only."""
    if word in _EITHER:
        return None
    male, female = _first_names()
    return "m" if word in male and word not in female else "f" if word in female and word not in male else None


@cache
def _first_names() -> tuple[frozenset[str], frozenset[str]]:
    text = (files("align") / "data" / "lexicon" / "firstnames.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    return frozenset(table["male"].split()), frozenset(table["female"].split())
