"""What the commands that write a comparison have in common: the folder, the files, the lines that tell of them."""

from __future__ import annotations

import argparse
import re
import sys
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path

from align.errors import InputError, OutputError
from align.models import AnnotatedArticle, Comparison

_TITLE_BYTES = 48  # of one title's part of a folder name
_FOLDER_BYTES = 160  # of the whole name; file systems allow 255


def _html(comparison: Comparison) -> str:
    from align.render import to_html

    return to_html(comparison)


def _json(comparison: Comparison) -> str:
    from align.store import to_json

    return to_json(comparison)


FORMATS: dict[str, tuple[str, Callable[[Comparison], str]]] = {
    "html": ("report.html", _html),
    "json": ("comparison.json", _json),
}


def add_output(parser: argparse.ArgumentParser, default: str) -> None:
    """-o, --format, --open, --quiet: where a comparison goes and how much is said about it."""
    parser.add_argument("-o", "--output", metavar="DIR", help=f"folder for the files (default: {default})")
    parser.add_argument(
        "--format", default="html,json", metavar="LIST", help="what to write, of html,json (default: both)"
    )
    parser.add_argument("--open", action="store_true", help="open the report in the browser")
    parser.add_argument("--quiet", action="store_true", help="no progress, even on a terminal")


def formats_of(args: argparse.Namespace) -> tuple[str, ...]:
    """The formats that --format asks for, each once and known."""
    asked = tuple(dict.fromkeys(part.strip() for part in args.format.split(",") if part.strip()))
    for name in asked or ("",):
        if name not in FORMATS:
            raise InputError(f"--format: {name!r} is not a format; use one or more of {','.join(FORMATS)}")
    if args.open and "html" not in asked:
        raise InputError("--open: there is no report to open without html; add it to --format")
    return asked


def check_folder(folder: str | None) -> None:
    """Refuse early what can never be a folder, before minutes of work are lost."""
    if folder is not None and Path(folder).exists() and not Path(folder).is_dir():
        raise OutputError(f"{folder}: is a file, not a folder; choose another folder with -o")


def say(args: argparse.Namespace, message: str) -> None:
    """A line of progress: on a terminal only."""
    if not args.quiet and sys.stderr.isatty():
        print(f"align: {message}", file=sys.stderr)


def deliver(args: argparse.Namespace, comparison: Comparison, folder: Path) -> None:
    """Write what --format asks for into `folder`, print the paths, open the report if asked to."""
    from align.store import write_files

    asked = formats_of(args)
    contents = {FORMATS[name][0]: FORMATS[name][1](comparison).encode("utf-8") for name in asked}
    paths = dict(zip(asked, write_files(folder, contents), strict=True))
    for notice in comparison.warnings:
        say(args, f"{notice.source or 'note'}: {notice.message}")
    say(args, _summary(comparison))
    for path in paths.values():
        print(path)
    sys.stdout.flush()
    if args.open:
        import webbrowser

        webbrowser.open(paths["html"].resolve().as_uri())


def slug(sources: Sequence[AnnotatedArticle]) -> str:
    """A folder's name made of the sources' titles: letters, digits and hyphens of any script, of bounded length."""
    parts = [_slug(source.article.title or source.article.outlet or source.id) or source.id for source in sources]
    return _cut("--".join(parts), _FOLDER_BYTES)


def _slug(title: str) -> str:
    folded = unicodedata.normalize("NFKC", title).casefold()
    folded = re.sub(r"['’ʼ]", "", folded)
    return _cut(re.sub(r"[\W_]+", "-", folded).strip("-"), _TITLE_BYTES)


def _cut(name: str, limit: int) -> str:
    """`name` cut to `limit` bytes of UTF-8, at the end of a word if there is one in the later half."""
    encoded = name.encode("utf-8", errors="ignore")
    if len(encoded) <= limit:
        return encoded.decode("utf-8")
    cut = encoded[:limit].decode("utf-8", errors="ignore")
    if encoded[len(cut.encode("utf-8")) : len(cut.encode("utf-8")) + 1] != b"-" and cut.rfind("-") > len(cut) // 2:
        cut = cut[: cut.rfind("-")]
    return cut.rstrip("-")


def _summary(comparison: Comparison) -> str:
    differ = sum(finding.verdict == "discrepancy" for finding in comparison.findings)
    agree = len(comparison.findings) - differ
    return f"{agree} facts agree, {differ} differ, {len(comparison.single_source)} statements in one source only"
