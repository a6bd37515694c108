"""Who judges what: the best plan for entries, jurors and rules. Pure functions, no Django.

`python -m judging.assignment PROBLEM.json` does the same from a shell; docs/assignment.md describes both.
"""

from judging.assignment.answer import Move, Plan, Seat
from judging.assignment.ladder import OutOfTime
from judging.assignment.plan import assign
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
