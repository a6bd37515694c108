"""`python -m judging.assignment PROBLEM.json [--csv]`: the best plan for a problem, as JSON or CSV.

Leaves 0 when the plan does all that was asked and is proven to be the best, 1 when something could not be
done, 2 when the problem is wrong, 3 when all was done but time ran out before the plan was proven, and 4
when it ran out before there was any plan.
"""

import argparse
import csv
import json
import sys
from dataclasses import replace
from pathlib import Path

from judging.assignment import OutOfTime, Plan, assign
from judging.assignment.reading import read
from judging.assignment.words import sentence
from judging.assignment.wrong import WrongProblem

DONE, SHORT, WRONG, UNPROVEN, NO_PLAN = range(5)


def main(arguments=None) -> int:
    options = _options(arguments)
    try:
        problem = read(_loaded(options.problem))
    except WrongProblem as wrong:
        sys.stderr.write(f"{options.problem}: {wrong}\n")
        return WRONG
    if options.seed is not None:
        problem = replace(problem, seed=options.seed)
    try:
        plan = assign(problem)
    except OutOfTime:
        sys.stderr.write(f"{options.problem}: no plan within {problem.seconds:g} seconds\n")
        return NO_PLAN
    if options.csv:
        _write_csv(plan)
    else:
        json.dump(as_data(plan), sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
    if not plan.is_complete:
        return SHORT
    return DONE if plan.is_proven else UNPROVEN


def _options(arguments):
    about, _, codes = __doc__.partition("\n\n")
    parser = argparse.ArgumentParser("python -m judging.assignment", description=about, epilog=codes)
    parser.add_argument("problem", metavar="PROBLEM.json", help="entries, jurors and rules; - reads stdin")
    parser.add_argument("--csv", action="store_true", help="print entry,juror,status instead of JSON")
    parser.add_argument(
        "--seed", type=int, help="draw among equally good plans; the same seed, the same plan"
    )
    return parser.parse_args(arguments)


def _loaded(name: str):
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8-sig")
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise WrongProblem(f"line {error.lineno}, column {error.colno}: {error.msg}") from None
    except (OSError, UnicodeDecodeError, RecursionError) as error:
        raise WrongProblem(str(error)) from None


def as_data(plan: Plan) -> dict:
    """A plan as the JSON that docs/assignment.md describes."""
    return {
        "complete": plan.is_complete,
        "proven": plan.is_proven,
        "seats": [{"entry": one.entry, "juror": one.juror, "status": one.status} for one in plan.seats],
        "moves": [{"entry": one.entry, "juror": one.juror, "why": one.why} for one in plan.moves],
        "loads": [{"juror": juror, "entries": load} for juror, load in plan.loads.items()],
        "goals": [
            {"goal": one.goal, "of": list(one.of), "value": one.value, "proven": one.proven}
            for one in plan.reached
        ],
        "shortfalls": [_finding(one) for one in plan.shortfalls],
        "breaches": [_finding(one) for one in plan.breaches],
    }


def _finding(one) -> dict:
    numbers = {"what": one.what, "entries": list(one.entries), "missing": one.missing, **one.facts}
    return {**numbers, "text": sentence(one)}


def _write_csv(plan: Plan):
    rows = csv.writer(sys.stdout, lineterminator="\n")
    rows.writerow(["entry", "juror", "status"])
    rows.writerows([one.entry, one.juror, one.status] for one in plan.seats)


if __name__ == "__main__":
    sys.exit(main())
