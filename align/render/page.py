"""The templates: found, compiled, and filled in under a Content-Security-Policy that allows this page's own parts only.

What keeps articles from becoming markup stands here: autoescaping, one place (`printable`) that every printed word
passes, and the policy, which names the style sheet and the script by their hashes and forbids everything else.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from align.render.reviewing import ReviewView
from align.render.view import ReportView

STYLES = ("palette.css", "page.css", "findings.css", "texts.css", "../review/review.css", "print.css")
SCRIPTS = ("report.js", "../review/records.js", "../review/keeping.js", "../review/dialogs.js", "../review/page.js")

# Characters that could make a text look other than it is, or that HTML cannot hold: controls but tab and line feed,
# bidirectional embeddings, overrides and isolates, lone surrogates, noncharacters. Each becomes one U+FFFD.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_RETURNS = re.compile("\r\n?")


def fill(view: ReportView, review: ReviewView) -> str:
    """The whole page. Only one that is served may ask for anything, and that of its server alone."""
    environment, style, script = _prepared()
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; img-src data:; "
        + ("connect-src 'self'; " if review.mode == "served" else "")
        + "base-uri 'none'; form-action 'none'"
    )
    return environment.get_template("report.html.j2").render(
        report=view,
        review=review,
        review_keys=review.keys,
        island=_island(review.data),
        policy=policy,
        style=style,
        script=script,
    )


def printable(value: object) -> object:
    """`value` as it may be printed; anything but text passes as it is."""
    if not isinstance(value, str):
        return value
    if "\r" in value:
        value = _RETURNS.sub("\n", value)
    return _UNPRINTABLE.sub("�", value) if _UNPRINTABLE.search(value) else value


def folder() -> Path:
    """Where the templates are: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "templates"
    return installed if installed.is_dir() else package.parent / "templates"


@lru_cache(maxsize=1)
def _prepared() -> tuple[Environment, str, str]:
    root = folder()
    environment = Environment(
        loader=FileSystemLoader(root),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=printable,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters.update(counted=_counted, percent=_percent, signed=_signed, listed=_listed)
    return environment, _joined(root / "static", STYLES), _joined(root / "static", SCRIPTS)


def _joined(static: Path, names: tuple[str, ...]) -> str:
    return "".join((static / name).read_text(encoding="utf-8") for name in names)


def _island(data: Mapping[str, Any]) -> Markup:
    """JSON that no HTML parser takes for anything else, and that `printable` has nothing to replace in."""
    text = json.dumps(data, separators=(",", ":"))
    for character in "<>&\x7f":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704 - what could end the element is escaped


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _counted(count: int, one: str, many: str | None = None) -> str:
    """ "1 statement", "1,200 statements"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def _percent(score: float) -> str:
    """A probability for readers; nothing is called certain or impossible."""
    if score >= 0.995:
        return "over 99%"
    if score < 0.005:
        return "under 1%"
    return f"{100 * score:.0f}%"


def _signed(weight: float) -> str:
    """A weight with its sign, as typography has it."""
    return f"{weight:+.1f}".replace("-", "−").replace("+0.0", "0.0").replace("−0.0", "0.0")


def _listed(names: tuple[str, ...]) -> str:
    """ "A, B and C"."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""
