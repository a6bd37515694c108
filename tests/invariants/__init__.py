"""Promises that hold in every database of Lupaus, checked after each test.

Each promise is a function named as a sentence that yields what breaks it. They read the tables
plainly and compute anew, so that they do not share a mistake with the code that they watch over.
"""

from inspect import getmembers, isfunction

from tests.invariants import cards, closing, entries, finding, judging, log, people, publicity

NO_PROMISES = {publicity.standing_permissions}

PROMISES = [
    function
    for module in (people, publicity, cards, finding, closing, entries, judging, log)
    for name, function in getmembers(module, isfunction)
    if function.__module__ == module.__name__ and not name.startswith("_") and function not in NO_PROMISES
]


def check() -> list[str]:
    """What is broken, one line per promise: its sentence and the first things that break it."""
    broken = []
    for function in PROMISES:
        offenders = [str(offender) for offender in function()]
        if offenders:
            sentence = function.__name__.replace("_", " ")
            broken.append(f"{sentence}: {'; '.join(offenders[:5])}")
    return broken
