"""What stands around an article on its page: one named rule for each kind of line that no reporter wrote.

A rule looks at a whole paragraph (menu item, credit line, ...) with its white space collapsed. What needs to know where
the paragraph stands - headline, byline, related links, notes on the author - is in `opening` and `ending`.
Each rule is narrow on purpose: a line of chrome that is kept costs less than a paragraph of news that is lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from align.read.menu import menu_reason
from align.read.paragraphs import Paragraph

LONGEST = 1200  # characters: no rule is tried on more, so that none can be slow
AFTER = r"\s*(?::|\||–|—|- |>|»|→)\s*\S"  # what parts a pointer from the title it points to
AGENCY_NAMES = r"reuters|ap|afp|dpa|upi|efe|ansa|tass|pti|ani|ians|xinhua|bloomberg|bernama|apa|agencies|cnn|bbc|npr"
COLON = r"\s*(?::|\||>|»|→)\s*\S"
NAMES = r"[^\W\d_][\w'.&@-]*(?:[\s/,|()]+[^\W\d_][\w'.&@-]*){0,8}[\s)]*$"
JOBS = r"(?:report|writ|edit|research|produc|translat|photograph|compil)(?:ing|ed|tion|ion|y)"
# names, places and the words between them to the end: "A Lind in Oslo; Editing by B Moe"
PEOPLE = (
    r"(?-i:(?:[^\W\d_a-z][\w'.-]*|and|in|at|for|of|the|from|with|by|editing|writing|reporting|additional|[a-z]{2,3})"
    r"(?:[\s,;:&/()\]|—–]+|$)){1,45}$"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of furniture: `pattern` matches from the start of a paragraph of at most `most` words."""

    name: str
    reason: str
    pattern: re.Pattern[str]
    most: int


def _rule(name: str, reason: str, *alternatives: str, most: int = 40) -> Rule:
    return Rule(name, reason, re.compile("|".join(f"(?:{one})" for one in alternatives), re.IGNORECASE), most)


# The patterns see ' for every apostrophe and one space for all white space.
RULES = (
    # CASE "***", "-----", an icon or a zero-width character alone
    _rule("separator", "separator", r"[\W_]+$"),
    # CASE the mark at the end of an agency report
    _rule("end mark", "separator", r"\(?end\)?$", r"#{2,}$", r"-\s?30\s?-$", r"ends$", most=3),
    # CASE "0:00 0:00", "1,204", "3 / 12", "01:56", "57m 46s"
    _rule("counter", "player", r"(?=.*\d)(?!.*\d[/.-]\d+[/.-]\d|.*\.$)(?:[\d\s:.,/|%+*()\[\]-]|\d[kmsh]\b)+$", most=8),
    # CASE "12 Comments", "1.2K shares"
    _rule("count", "share", r"[\d.,]+\s?k? (?:shares?|comments?|views?|likes?|retweets?|replies|reactions)$", most=4),
    # CASE "4 min read", "5-Minute Listen"
    _rule("estimate", "player", r"(?:estimated |average )?read(?:ing)? time\b.{0,30}$", most=8),
    _rule("reading time", "player", r"(?:\d+|two|three|four|five)[ -]min(?:ute)?s?[ -](?:read|listen|watch)$", most=5),
    # CASE "Read more: ...", "Also read | ...", "WATCH: ...", "Related - ..."
    _rule(
        "pointer",
        "related",
        rf"(?:(?:also|must)[ -]read|read (?:more|also|next|this|here|the full story)){AFTER}",
        rf"(?:see|find) (?:also|more)\b.{{0,30}}?{AFTER}",
        rf"related(?: (?:story|stories|articles?|coverage|news|reading|videos?))?{AFTER}",
        rf"(?:read|watch|listen|video|photos?|gallery|in pictures|don't miss)(?: (?:now|live|more|below))?{COLON}",
        rf"(?:previous|next)(?: (?:article|post|story))?{COLON}",
        rf"more(?: (?:from|on)\s[^:|]{{2,50}})?{COLON}",
        most=30,
    ),
    # CASE "More from Politics", "Latest stories by Jo Grey"
    _rule(
        "more from",
        "related",
        r"(?:more|latest|top) (?:\w+ )?(?:from|on|about|in|by) [\w'&.]+(?: [\w'&.]+){0,4}$",
        most=8,
    ),
    _rule("read more about", "related", r"(?:read|see|find) more\b.{0,60}:$", most=12),
    _rule(
        "for more",
        "navigation",
        r"for more\b.{0,60}?,? (?:visit|go to|click|tune in|log on|check out|follow|head to)\b",
        most=30,
    ),
    _rule("click here", "navigation", r"(?:click|tap|press) (?:here|on this link|below|to (?:share|e-?mail|print))\b"),
    # CASE "Sign up for our newsletter", "Get the latest news delivered to your inbox", "Already a subscriber?"
    _rule(
        "sign up",
        "navigation",
        r"(?:sign up|subscribe) (?:(?:now|here|today) )?(?:for|to|on|with|at|via|and|here|now|today)\b",
        r"register (?:now|here|for free|today)\b",
        r"get (?:our|the (?:latest|best|day's|top|morning)|breaking|more)\b.*\b(?:newsletter|inbox|alerts?|app)\b",
        r"(?:enter|provide) your e-?mail",
        r"by (?:signing up|subscribing|clicking|submitting|registering|continuing|providing)\b.*\b(?:you|our)\b",
        r"(?:already|not) a (?:subscriber|member)\b",
        r"(?:stay|keep) (?:informed|up to date|in the know)\b.*\b(?:newsletter|sign|follow|app)\b",
        r"download (?:our|the|\w+'s) (?:[\w']+ ){0,4}app\b",
        r"(?:your )?e-?mail address\b.{0,40}$",
        r"required fields are",
        r"notify me of\b",
        most=60,
    ),
    # CASE "Follow us on ...", "Follow Jo Grey on Twitter @jogrey", "Like us on Facebook"
    _rule(
        "follow",
        "share",
        r"(?:like us|find us|join us|follow (?:us|[\w'@&.]+(?: [\w'@&.]+){0,4})) (?:on|at|via) "
        r"(?:facebook|twitter|x\b|instagram|youtube|tiktok|linkedin|whatsapp|telegram|threads|bluesky|google news|@)",
        r"follow (?:[\w'.]+ ){0,4}@\w+",
    ),
    # CASE consent banners and appeals for money talk to "you"
    _rule(
        "cookies",
        "navigation",
        r"(?:we|(?:this|our) (?:web)?site) (?:and our partners )?(?:uses?|stores?) cookies",
        r"(?:please )?(?:enable|turn on) javascript",
        r"javascript (?:is|must be) (?:required|disabled|enabled)",
        r"your browser (?:does|is)\b",
        most=120,
    ),
    _rule(
        "appeal",
        "advert",
        r".{0,200}\b(?:make|with) (?:a|your) (?:tax-deductible )?(?:gift|donation|contribution) (?:today|now)\b",
        r"(?:.{0,200}\b)?donate today\b",
        r"(?:please )?become a (?:member|supporter|subscriber)\b",
        r"your (?:tax-deductible )?(?:support|donation|contribution|gift|membership)s? (?:is|are|helps?|makes?)\b",
        r"(?:please )?support (?:our|independent|local|quality|fearless) (?:\w+ )?(?:journalism|newsroom|reporting)\b",
        most=90,
    ),
    _rule(
        "funding",
        "advert",
        r"(?:\w+ ){0,3}(?:funding|support) for .{0,60}(?:program|coverage|journalism|newsroom|reporting|npr|pbs)"
        r".{0,60} (?:is|was|has been) (?:provided|made possible)\b",
    ),
    # CASE captions with the credit before, after or instead of the words
    _rule(
        "image label",
        "caption",
        r"(?:image|media|video|photo|picture) (?:source|caption|credits?|copyright)\b",
        most=80,
    ),
    _rule("file photo", "caption", r"file (?:photo|image|picture|-|–|—)", r"view image in fullscreen", most=80),
    _rule(
        "photo credit",
        "caption",
        r"(?:photo|image|picture|photograph|pic|illustration|graphic|credit)s?(?: (?:credit|courtesy))?"
        rf"\s?(?::|/|\||by\b|\.\.\.|…)\s*{NAMES}",
        rf"courtesy (?:of )?{NAMES}",
        most=10,
    ),
    _rule(
        "picture agency",
        "caption",
        r".{0,90}\b(?:getty(?: images)?|ap photo|shutterstock|istock\w*|alamy|wireimage|epa-efe|wikimedia)"
        r"\s*(?:commons|via [\w ]{2,20})?\)?\.?$",
        r".{0,60}(?:/|via )(?:getty images|ap|afp|reuters|bloomberg|npr|epa|redux|zuma\w*)(?:/[\w ]{2,30})?\)?$",
        r"(?:reuters|ap|afp|epa)\s?/\s?[^\W\d_][\w.' ]{2,40}$",
        most=14,
    ),
    # CASE "(Jo Grey/Leeds Gazette)", "(Photo by A. Lind)", "(Courtesy Port Authority)"
    _rule(
        "bracketed credit",
        "caption",
        r"\((?:photo(?:graph)?s?(?: courtesy)? (?:by|of)|courtesy|credit|image|file photo)\b[^()]{0,60}\)$",
        r"\((?-i:[^\W\d_a-z][\w.'-]*)(?: (?-i:[^\W\d_a-z][\w.'-]*)){0,3} ?/ ?(?-i:[^\W\d_a-z])[\w .&'/-]{1,50}\)$",
        most=12,
    ),
    _rule("hide caption", "caption", r".{0,200}\b(?:hide|toggle) caption$", most=60),
    # CASE "© 2024 ...", "Copyright 2008 The ...", "(c) 2015"
    _rule("copyright", "copyright", r"©", r"\(c\)\s?(?:19|20)", r"(?:content )?copyright\s?(?:©|\(c\)|:|by\b|\d{4})"),
    _rule("copyright holder", "copyright", rf"copyright {PEOPLE}", most=15),
    _rule(
        "rights",
        "copyright",
        r"legal notice\s?:",
        r".{0,200}\ball rights reserved\b",
        r".{0,120}\bmay not be (?:published|reproduced|copied|broadcast|rewritten|redistributed)(?:,| or\b)",
        most=60,
    ),
    # CASE a note on how the article came about is the outlet's, not the story's
    _rule(
        "correction",
        "correction",
        r"(?:corrections?|clarifications?|correction and clarification)\s?(?:[:(–—]| - | appended\b)",
        r"(?:(?:due to|because of) an? [\w ]{2,20}\berror,? )?an earlier version of this\b",
        r"(?:a )?previous versions? of this (?:article|story|report|headline)",
        r"this (?:article|story|post|report|headline|page|caption) (?:has been|was) (?:\w+ )?"
        r"(?:corrected|amended|updated|changed|clarified|revised)\b",
        most=150,
    ),
    _rule(
        "note",
        "note",
        r"(?:editor'?s?'?|publisher's) note\b",
        r"note to (?:readers|editors)\b",
        r"(?:content |trigger )?warning: (?:this|some|graphic|contains)\b",
        r"this is a (?:developing|breaking)(?: news)? (?:story|situation)\b",
        r"this (?:story|article|report|page) (?:is (?:developing|breaking)|will be updated)\b",
        r"(?:please )?check back\b",
        r"more (?:to (?:come|follow)|details soon)\b",
        r"this archived (?:news )?(?:story|article)\b",
        r"a version of this (?:article|story|column) (?:appears|appeared|ran|was published)\b",
        r".{0,40}\bnot responsible for the content of external\b",
        r"this (?:article|story|content) is (?:only )?(?:for|available to) (?:\w+ )?(?:subscribers|members)\b",
        most=80,
    ),
    _rule(
        "origin",
        "credit",
        r"this (?:article|story|post|piece|content|transcript) (?:was |is |has been )?(?:originally |first )?"
        r"(?:appeared|published|republished|produced|reprinted|provided|distributed|edited|reported)\b",
        r"this (?:report|interview) (?:was )?(?:originally |first )(?:appeared|published|broadcast|aired)\b",
        most=60,
    ),
    # CASE "(Reporting by A Lind; Editing by B Moe)", "Additional reporting by", "With files from"; names must follow,
    # for "Reporting by the ministry showed ..." is news
    _rule(
        "credit",
        "credit",
        rf"[\[(—–-]*\s?(?:with )?(?:additional )?{JOBS}(?: (?:and|&) {JOBS})* (?:by|from) {PEOPLE}",
        rf"[\[(—–-]*\s?(?:additional )?(?:reporting|editors?|producers?|reporters?|edited by|written by)\s?: {PEOPLE}",
        rf"[\[(—–-]*\s?with (?:files|(?:additional )?reporting|(?:agency )?inputs?|contributions) (?:from|by) {PEOPLE}",
        r"information from\s?:",
        most=45,
    ),
    _rule("contributed", "credit", r"[—–-]?\s?(?:.{2,200} )?contributed (?:reporting|research)\b.{0,60}$"),
    _rule(
        "contributed to",
        "credit",
        r"[—–-]?\s?(?:.{2,200} )?contributed to this (?:report|story|article|post|piece)(?: from .{2,40})?\.?$",
    ),
    _rule("standards", "credit", r"our standards\s?:", r"(?:the )?thomson reuters trust principles"),
    _rule(
        "transcript credit",
        "credit",
        rf"(?:this is a )?(?:rush )?transcripts? (?:(?:is|was|are) )?(?:provided by|produced by|by|copyright) {PEOPLE}",
        r"(?:[\w']+ )?transcripts? (?:is|are) created on a rush deadline",
        r"this is a rush transcript",
        r"accuracy and availability of .{2,40}\btranscripts\b",
        most=60,
    ),
    _rule(
        "distributed", "credit", r"(?:distributed|syndicated|powered|provided) by [\w'&.]+(?: [\w'&.]+){0,5}$", most=9
    ),
    # CASE an embedded tweet ends in its author, its picture or its date
    _rule(
        "tweet",
        "tweet",
        r"[—–-]\s?.{2,60}\(@\w{1,20}\)\s?.{0,30}$",
        r"pic\.twitter\.com/\S+$",
        r"@\w{1,20}$",
        r"view this post on instagram",
        r"a post shared by\b",
        most=14,
    ),
    # CASE "— Jo Grey", "— Leeds Radio Staff" below an item
    _rule("signature", "signature", rf"[—–]\s?{PEOPLE}", most=6),
    # CASE "-REUTERS", "— AFP", "(dpa)" at the end of a report
    _rule(
        "agency",
        "signature",
        rf"(?:[-–—]{{1,2}}\s?(?:with )?|\()(?:{AGENCY_NAMES})(?:/(?:{AGENCY_NAMES}))?\)?\.?$",
        most=4,
    ),
    _rule("tag", "markup", r"</?[a-z][^<>]*>$", most=60),
    _rule("link", "link", r"<?(?:https?://|www\.)\S+>?$", r"[\w.+-]+@[\w-]+\.[\w.]+$", most=12),
)


def furniture(paragraph: Paragraph) -> Rule | None:
    """The rule by which `paragraph` is page furniture wherever it stands, None if it may be part of the article."""
    if len(paragraph.text) > LONGEST:
        return RULES[0] if paragraph.words == 0 else None
    plain = paragraph.text.replace("’", "'").replace("‘", "'").replace("`", "'")
    reason = menu_reason(plain)
    if reason:
        return Rule("label", reason, RULES[0].pattern, paragraph.words)
    return matching_rule(plain, paragraph.words)


def matching_rule(plain: str, words: int, names: frozenset[str] | None = None) -> Rule | None:
    """The first rule (of those in `names`, if given) that holds for a line with plain apostrophes."""
    start = plain.lstrip("•·▪■►▶*> ") if plain[:1] in "•·▪■►▶*>" else plain
    for rule in RULES:
        if words <= rule.most and (names is None or rule.name in names) and rule.pattern.match(start or plain):
            return rule
    return None
