"""Names of outlets: agencies with their short forms, widely read outlets, and what a name of an outlet looks like.

The lists are world knowledge, kept short: an outlet that is missing here is still found by its form ("The Leeds
Gazette") or by markup, and can always be given with --outlet.
"""

from __future__ import annotations

import re

from align.read.prose import title_case, words

# short form in datelines, bylines and credits = name; one without a name is shown as it is
SHORT = """
AP=Associated Press; AFP=Agence France-Presse; UPI=United Press International; CP=The Canadian Press; ANSA; EFE; TASS
PTI=Press Trust of India; ANI=Asian News International; IANS=Indo-Asian News Service; DPA=dpa; ITAR-TASS=TASS; AAP
RIA=RIA Novosti; KCNA; IRNA; TNS=Tribune News Service; RNZ; NPR; PBS; BBC; CNN; CBS=CBS News; NBC=NBC News; MSNBC
ABC=ABC News; CBC=CBC News; CNBC; VOA=Voice of America; RFE/RL; DW=Deutsche Welle; ITV=ITV News; RTE=RTÉ; PRI; NHK
"""
LONG = """
Associated Press; Reuters; Thomson Reuters; Agence France-Presse; Bloomberg; Bloomberg News; Xinhua; Kyodo; Yonhap
United Press International; Kyodo News; Anadolu; Anadolu Agency; Interfax; RIA Novosti; Press Association; PA Media
The Canadian Press; Press Trust of India; Tribune News Service; PRNewswire; PR Newswire; Business Wire; McClatchy
New York Times; Washington Post; Wall Street Journal; Los Angeles Times; USA Today; Guardian; The Times; Independent
Daily Telegraph; Telegraph; Financial Times; The Economist; Daily Mail; Daily Mirror; Huffington Post; HuffPost; Axios
Politico; Vox; BuzzFeed News; Fox News; BBC News; Sky News; ABC News; NBC News; CBS News; ITV News; CBC News; NPR News
Al Jazeera; France 24; Deutsche Welle; Euronews; Voice of America; Radio Free Europe; National Public Radio; The Hill
Breitbart; Daily Beast; ProPublica; The Intercept; The Atlantic; Newsweek; Forbes; Chicago Tribune; Boston Globe; RTÉ
Times of India; The Hindu; Haaretz; South China Morning Post; Globe and Mail; Toronto Star; Sydney Morning Herald
The Conversation; Global News; PBS NewsHour; Press Trust of India; Asian News International; Indo-Asian News Service
"""


def _table(listed: str) -> dict[str, str]:
    pairs = (entry.strip().partition("=") for entry in listed.replace("\n", ";").split(";") if entry.strip())
    return {short: name or short for short, _, name in pairs}


AGENCIES = _table(SHORT)
NAMES = {name.casefold(): name for name in (*_table(LONG), *AGENCIES.values())}

OUTLET_WORD = re.compile(
    r"""\b(?:news(?:hour|papers?|room|day|week|wire)?|times|post|herald|tribune|gazette|press|journal|chronicle
    |observer|guardian|globe|radio|tv|television|broadcasting|broadcast|media|magazine|daily|weekly|dispatch|courier
    |examiner|inquirer|bulletin|argus|echo|sentinel|standard|telegraph|telegram|mirror|agency|network|publishing|wire
    |review|register)\b|\.(?:com|org|net|co\.\w\w)$""",
    re.IGNORECASE | re.VERBOSE,
)
CALL_SIGN = re.compile(r"[KWC][A-Z]{2,3}(?:[- ](?:TV|FM|AM|DT))?")
POSSESSIVE = re.compile(r"['’]s?(?:\s|$)")
THE = re.compile(r"^the\s+", re.IGNORECASE)
EDGES = " .,;:|-–—()/"


def known_outlet(name: str) -> str | None:
    """The full name of an agency or a known outlet, by its name or short form; None for all others."""
    bare = name.strip(EDGES).removesuffix("'s").removesuffix("’s")
    if bare.upper() in AGENCIES and (bare.isupper() or bare == "dpa"):
        return AGENCIES[bare.upper()]
    return NAMES.get(bare.casefold()) or NAMES.get(THE.sub("", bare).casefold())


def outlet_like(name: str) -> bool:
    """Whether `name` can be the name of an outlet: known, a call sign, or capitalised with a word such as Herald."""
    if known_outlet(name) or CALL_SIGN.fullmatch(name.strip()):
        return True
    parts = words(name)
    if not 2 <= len(parts) <= 6 or not title_case(name) or POSSESSIVE.search(name):
        return name.strip().casefold().endswith((".com", ".org", ".net")) and " " not in name.strip()
    # CASE the telling word leads ("Radio Free Leeds", "Daily Echo") or closes ("Leeds Gazette", "Ohio Public Media")
    return any(OUTLET_WORD.fullmatch(part) for part in (parts[0], parts[-1], *parts[1:-1][-1:]))


def outlet_name(name: str) -> str:
    """`name` as it is shown: the full name of an agency, else the words as the text gives them."""
    return known_outlet(name) or name.strip(EDGES)
