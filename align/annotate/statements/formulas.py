"""Sentences that tell nothing of the story: greetings, thanks, sign-offs, the number before an item of a list."""

from __future__ import annotations

import re

LONGEST = 80  # characters: what is longer tells something
_NAMES = re.compile(
    r"(?<=\s)[A-Z][\w.'-]*(?:\s[A-Z][\w.'-]*)*"
)  # not the first word: every sentence has a capital there
_GREETING = re.compile(
    r"(?:\w+, |and |oh |now |all right, )?"
    r"(?:(?:many )?thank(?:s| you)(?: so| very)?(?: much| again)?"
    r"|good(?:bye| morning| afternoon| evening| night| day)|hello|hi|bye"
    r"|welcome(?: back)?(?: to (?:NAME|(?:the|our) (?:show|program(?:me)?)))?"
    r"|(?:happy|merry) (?:NAME|birthday|holidays)"
    r"|you(?:'re| are) (?:very )?welcome|my pleasure|(?:it's )?(?:good|great|nice) to (?:be here|see you|have you))"
    r"(?:,? (?:to )?(?:you|all|both|everyone|everybody|again|there))*"
    r"(?: for (?:joining|being|coming|having|taking|talking|speaking)\b.*)?"
    r"(?:,? NAME)?",
    re.IGNORECASE,
)
_SIGN_OFF = re.compile(r"(?:that's|that was|this is|i'm) NAME in NAME", re.IGNORECASE)
_ITEM = re.compile(r"[(\[]?(?:\d{1,3}|[A-Za-z]|[ivx]{1,5})[.)\]]")
_BULLETS = "•‣▪▫●○◦∙·■□►▶➤"
_MARKS = " \t\n\xa0“”\"‘'.!"


def says_nothing(text: str, spoken: bool = False) -> bool:
    """Whether a sentence is no statement; a sign-off ("That's Ann Hill in Oslo.") is one only where it is `spoken`."""
    if len(text) > LONGEST:
        return False
    if _ITEM.fullmatch(text.strip()):
        return True
    frame = _NAMES.sub("NAME", text.replace("’", "'").strip(_MARKS))
    return bool(_GREETING.fullmatch(frame)) or (spoken and bool(_SIGN_OFF.fullmatch(frame)))


def without_bullet(text: str) -> int:
    """How many characters at the beginning of `text` are a bullet and the blanks behind it; 0 without a bullet."""
    rest = text.lstrip(_BULLETS)
    return len(text) - len(rest.lstrip()) if len(rest) < len(text) else 0
