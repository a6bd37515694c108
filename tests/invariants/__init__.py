"""Promises that hold in every database of Lupaus, checked after each test.

Each promise is a function named as a sentence that yields what breaks it. They read the tables
plainly and compute anew, so that they do not share a mistake with the code that they watch over.
"""

from collections.abc import Callable
from inspect import getmembers, isfunction

from tests.invariants import cards, closing, entries, finding, judging, log, people, publicity
from tests.invariants.questions import Question, asking, filled_tables

NO_PROMISES = {publicity.standing_permissions}

PROMISES = [
    function
    for module in (people, publicity, cards, finding, closing, entries, judging, log)
    for name, function in getmembers(module, isfunction)
    if function.__module__ == module.__name__ and not name.startswith("_") and function not in NO_PROMISES
]

# What each promise asked when it was last kept although, or because, nothing was answered. While nothing is
# answered to the same questions, it is kept again. Putting these questions together anew after every test
# took more than half of the time of the whole suite.
_asked_in_vain: dict[Callable, list[Question]] = {}


def check() -> list[str]:
    """What is broken, one line per promise: its sentence and the first things that break it."""
    broken, filled = [], filled_tables()
    for function in PROMISES:
        known = _asked_in_vain.get(function)
        if known and all(question.brings_nothing(filled) for question in known):
            continue
        with asking() as asked:
            offenders = [str(offender) for offender in function()]
        if offenders:
            sentence = function.__name__.replace("_", " ")
            broken.append(f"{sentence}: {'; '.join(offenders[:5])}")
        elif not known and all(one.is_always_the_same and one.brings_nothing(filled) for one in asked):
            _asked_in_vain[function] = asked
    return broken
