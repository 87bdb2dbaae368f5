"""align review: a comparison decided finding by finding, in the browser."""

from __future__ import annotations

import argparse
import getpass
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from align.cli.why import load
from align.errors import InputError

if TYPE_CHECKING:
    from align.models import Comparison
    from align.review import Decision
    from align.review.agreement import Agreement, Difference, Opinion
    from align.review.ongoing import Review

_LABELS = {
    "agreement": "agree",
    "discrepancy": "differ",
    "unrelated": "not the same fact",
    "reshaped": "split or merged",
    None: "undecided",
}
_WIDEST = 160


def configure(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument("folder", metavar="DIR", help="a folder that align compare wrote, with comparison.json in it")
    parser.add_argument(
        "--blind", action="store_true", help="hide the machine's verdict and scores until a finding is decided"
    )
    parser.add_argument("--reviewer", metavar="NAME", help="who decides (default: your login name)")
    parser.add_argument(
        "--decisions", metavar="FILE", help="where decisions are kept (default: decisions.jsonl in DIR)"
    )
    parser.add_argument(
        "--import",
        dest="imported",
        action="append",
        default=[],
        metavar="FILE",
        help="first add the decisions of this file, such as one that a report exported; may be repeated",
    )
    parser.add_argument(
        "--agreement", nargs=2, metavar="FILE", help="only print how far two reviewers' files agree, and where not"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument(
        "--adjudicate", nargs=2, metavar="FILE", help="take over what two reviewers' files agree on, decide the rest"
    )
    parser.add_argument("--port", type=_port, default=0, metavar="N", help="port to listen on (default: a free one)")
    parser.add_argument("--open", action="store_true", help="open the review in the browser")


def run(args: argparse.Namespace) -> int:
    """Serve the review until interrupted, or print how far two reviewers agree."""
    comparison = load(args.folder)
    if args.agreement:
        return _print_agreement(args, comparison)
    if args.blind and args.adjudicate:
        raise InputError("--blind: an adjudicator sees both verdicts; leave out --blind or --adjudicate")

    from align.review.log import NAME, Log

    folder = Path(args.folder) if Path(args.folder).is_dir() else Path(args.folder).parent
    path = Path(args.decisions) if args.decisions else folder / NAME
    reviewer = _reviewer(args.reviewer)
    against = _agreement(comparison, args.adjudicate) if args.adjudicate else None
    if args.adjudicate and path.resolve() in {Path(name).resolve() for name in args.adjudicate}:
        raise InputError(f"{path}: is one of the files to adjudicate; name another for the result with --decisions")
    imported = [_file(name) for name in args.imported]  # before anything is opened for writing
    with Log(path) as log:
        others = sorted({one.reviewer for one in log.decisions} - {reviewer})
        if args.blind and others:
            raise InputError(
                f"{path}: holds decisions of {', '.join(others)}, which a blind review must not show; "
                "name a file of your own with --decisions"
            )
        from align.review.ongoing import Review

        review = Review(comparison, log, reviewer, args.blind, against)
        _take(args, review, comparison, imported)
        _serve(args, review)
    return 0


def _serve(args: argparse.Namespace, review: Review) -> None:
    from align.review.server import HOST, listening, new_token, serve

    server, token = listening(args.port), new_token()
    address = f"http://{HOST}:{server.getsockname()[1]}/{token}/"
    print(address, flush=True)
    if sys.stderr.isatty():
        print(f"align: {review.reviewer} reviews; Ctrl-C ends it, every decision is kept at once", file=sys.stderr)
    if args.open:
        import webbrowser

        webbrowser.open(address)
    try:
        serve(review, server, token)
    finally:
        server.close()
        state = review.state
        if sys.stderr.isatty():
            print(f"align: {state.decided} of {len(state.standings)} decided in {review.log.path}", file=sys.stderr)


def _take(args: argparse.Namespace, review: Review, comparison: Comparison, imported: list[tuple[str, bytes]]) -> None:
    """Add what --import and --adjudicate name."""
    if args.adjudicate:
        from align.review.agreement import agreed

        left, right = (_decisions(name) for name in args.adjudicate)
        review.take_over(agreed(comparison, left, right))
    for name, content in imported:
        taken = review.take(content, name)
        if sys.stderr.isatty():
            print(f"align: {name}: {taken} decisions added", file=sys.stderr)


def _print_agreement(args: argparse.Namespace, comparison: Comparison) -> int:
    found = _agreement(comparison, args.agreement)
    if args.json:
        import json
        from dataclasses import asdict

        print(json.dumps(asdict(found), ensure_ascii=False, indent=1))
        return 0
    one, other = found.reviewers
    raw = "-" if found.raw is None else f"{found.raw:.1%}"
    kappa = "-" if found.kappa is None else f"{found.kappa:.3f}"
    print(f"{one} and {other} both decided {found.both} findings, {found.same} with one verdict")
    print(f"raw agreement  {raw}")
    print(f"Cohen's kappa  {kappa}")
    for title, differences in (("they differ on", found.differences), ("only one decided", found.unmatched)):
        if differences:
            print(f"\n{title} ({len(differences)}):")
            for difference in differences:
                _print_difference(difference)
    return 0


def _print_difference(difference: Difference) -> None:
    from align.cli.wording import one_line

    print(f"\n  {difference.key}")
    for said in difference.words:
        words = one_line(said.words)
        words = words if len(words) <= _WIDEST else words[: _WIDEST - 1] + "…"
        print(f"    {one_line(said.outlet) or '-'}: {words}")
    for opinion in (difference.left, difference.right):
        print(f"    {one_line(opinion.reviewer)}: {_told(opinion)}")


def _told(opinion: Opinion) -> str:
    from align.cli.wording import one_line

    told = _LABELS[opinion.label]
    if opinion.decision and opinion.decision.kind:
        told += f" ({opinion.decision.kind})"
    if opinion.decision and opinion.decision.note:
        told += f"; {one_line(opinion.decision.note)}"
    return told


def _agreement(comparison: Comparison, names: list[str]) -> Agreement:
    from align.review.agreement import compare_reviews

    left, right = (_decisions(name) for name in names)
    return compare_reviews(comparison, left, right, (names[0], names[1]))


def _decisions(name: str) -> tuple[Decision, ...]:
    from align.review import read

    return read(Path(name))


def _file(name: str) -> tuple[str, bytes]:
    """The content of a file to import, known to be good."""
    from align.review.log import content_of, parse

    content = content_of(Path(name))
    parse(content, name)
    return name, content


def _reviewer(name: str | None) -> str:
    """Who decides: as told, else the login name, else nobody in particular."""
    if name is not None:
        told = " ".join(name.split())
        if not told:
            raise InputError("--reviewer: is empty; give a name, or leave it out for your login name")
        return told
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "reviewer"


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 <= int(text) < 65_536:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port from 0 to 65535")
    return int(text)
