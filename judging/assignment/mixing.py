"""Who sits with whom, mixed by chance: jurors who meet many others can be told apart from their entries.

Two seats of a group are drawn, and their jurors change places where every rule allows it. What each
juror and each entry gets stays the same.
"""

import numpy as np

from judging.assignment.hand import Hand

TURNS = 3  # for every seat


def mix(hand: Hand) -> None:
    """Let jurors change places within a group that lies right, so that it still does."""
    demanded = {juror for demand in hand.group.demands for juror in demand}
    free = hand.seated & ~hand.existing
    seats = [[int(row), int(juror)] for row, juror in np.argwhere(free) if int(juror) not in demanded]
    if len(seats) < 2:
        return
    judges = [set(np.flatnonzero(row).tolist()) for row in hand.seated]
    apart = {int(juror): set(np.flatnonzero(hand.apart[juror]).tolist()) for juror in {j for _, j in seats}}
    closed = hand.existing | ~hand.allowed
    drawn = hand.random.integers(len(seats), size=(TURNS * len(seats), 2)).tolist()
    for one, other in drawn:
        (row, juror), (other_row, other_juror) = seats[one], seats[other]
        mine, its = judges[row], judges[other_row]
        if other_juror in mine or juror in its or closed[row, other_juror] or closed[other_row, juror]:
            continue
        if apart[other_juror] & (mine - {juror}) or apart[juror] & (its - {other_juror}):
            continue
        mine.symmetric_difference_update((juror, other_juror))
        its.symmetric_difference_update((juror, other_juror))
        seats[one][1], seats[other][1] = other_juror, juror
    for row, its in enumerate(judges):
        hand.seated[row] = False
        hand.seated[row, list(its)] = True
