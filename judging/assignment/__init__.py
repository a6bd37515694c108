"""Who judges what: the best plan for entries, jurors and rules. Pure functions, no Django.

`python -m judging.assignment PROBLEM.json` does the same from a shell; docs/assignment.md describes both.
"""

from judging.assignment.answer import Move, OutOfTime, Plan, Seat
from judging.assignment.problem import Entry, Juror, LanguageRule, Need, Problem
from judging.assignment.shortfall import Shortfall

__all__ = [
    "Entry",
    "Juror",
    "LanguageRule",
    "Move",
    "Need",
    "OutOfTime",
    "Plan",
    "Problem",
    "Seat",
    "Shortfall",
    "assign",
]


def assign(problem: Problem) -> Plan:
    """The best plan for a problem. Raises OutOfTime when its seconds end before there is any."""
    # Brings in the whole of SciPy, which no process holds that never assigns.
    from judging.assignment import plan

    return plan.assign(problem)
