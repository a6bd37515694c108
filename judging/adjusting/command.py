"""`python -m judging.ranking BALLOTS.csv`: the ranking of any ballots, to be checked from outside."""

import argparse
import csv
import os
import sys
from pathlib import Path

from judging.adjusting.assessment import LEVEL, SEED, Assessment, Caution, assess
from judging.adjusting.ballot_file import BadFile, Ballots, read_ballots
from judging.adjusting.printing import HEADING, rows

DESCRIPTION = f"""\
Rank entries by their ballots and say how sure the ranking is.

Reads a CSV file in UTF-8 with the columns entry, juror and score. With a column criterion – and a
column weight, if criteria count differently – a ballot has a row per criterion, and its score is the
weighted mean over the answered ones. An empty score is missing, never zero. Scores may be on any scale.

Prints a CSV file, the best entry first, entries without ballots last:
  mean, median, spread   of the entry's ballots; spread is from the lowest to the highest
  trimmed                mean without the lowest and highest ballots (--trim)
  adjusted, low, high    what such jurors would give on average, corrected for strict and lenient
                         ones, with its {LEVEL:.0%} interval
  rank, rank_low/high    place by the adjusted score, with its {LEVEL:.0%} interval
  tied_group             entries that cannot be told apart from the first of their group
  top_share              how likely the entry is one of the best K (--top)
"""
WARNINGS = {
    Caution.ONE_JUROR: "all ballots come from one juror, so strictness cannot be told from merit.",
    Caution.ONE_BALLOT_EACH: "no entry has two ballots, so chance cannot be told from merit; "
    "the intervals rest on assumptions.",
}


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns 0, or 2 for what cannot be read, said on stderr."""
    options = _parser().parse_args(arguments)
    name = "standard input" if options.ballots == "-" else options.ballots
    try:
        ballots = read_ballots(_content(options.ballots))
    except OSError as error:
        return _refuse(f"{name}: {error.strerror or error}")
    except BadFile as error:
        return _refuse(f"{name}: {error}")
    found = assess(
        ballots.entry,
        ballots.juror,
        ballots.score,
        entries=len(ballots.entries),
        trim=options.trim,
        top=options.top,
        seed=options.seed,
    )
    for caution in found.cautions:
        sys.stderr.write(f"warning: {WARNINGS.get(caution) or _parts(ballots, found)}\n")
    return _print(ballots, found)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m judging.ranking",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("ballots", metavar="BALLOTS.csv", help="the file, or - for standard input")
    parser.add_argument(
        "--trim",
        type=_at_least(0),
        default=0,
        metavar="N",
        help="leave out the N lowest and N highest ballots of an entry in its trimmed mean, "
        "or as many as leave something (default: 0, the mean)",
    )
    parser.add_argument(
        "--seed",
        type=_at_least(0),
        default=SEED,
        help=f"where the draws begin: the same seed gives the same intervals (default: {SEED})",
    )
    parser.add_argument(
        "--top",
        type=_at_least(1),
        metavar="K",
        help="how many entries are the top of top_share (default: a third of those with ballots, rounded up)",
    )
    return parser


def _at_least(least: int):
    def number(text: str) -> int:
        value = int(text)
        if value < least:
            raise argparse.ArgumentTypeError(f"must be {least} or more")
        return value

    number.__name__ = "whole number"
    return number


def _content(path: str) -> bytes:
    return sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()


def _refuse(why: str) -> int:
    sys.stderr.write(f"error: {why}\n")
    return 2


def _parts(ballots: Ballots, found: Assessment) -> str:
    part = found.entries.part
    first = [ballots.entries[int((part == number).argmax())] for number in (1, 2)]
    return (
        f"the ballots fall into {part.max()} parts that share no juror, not even by way of other entries: "
        f"{first[0]} and {first[1]}, for example, stand in different ones. Entries of different parts are "
        "compared only by assuming that the parts have jurors and entries of the same kind."
    )


def _print(ballots: Ballots, found: Assessment) -> int:
    try:
        sys.stdout.reconfigure(encoding="utf-8", newline="")
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(HEADING.split(","))
        writer.writerows(rows(ballots.entries, ballots.score, found))
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever was reading has seen enough; Python must not try to flush once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
