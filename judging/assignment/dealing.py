"""From "how many of these entries each juror gets" to who gets which.

The jurors choose in turn, each as many entries as they get, and first those with the most empty seats:
without conflicts that always comes out (Gale & Ryser, 1957). Where it does not, jurors are laid in a row,
each as often as they get entries, and dealt round the entries (McNaughton's wrap-around rule, 1959): a
stretch no longer than the group meets every entry at most once, so jurors who must not meet lie side by
side, and so do those of whom one must be there. What still does not fit is settled exactly by an integer
programme over the entries that it concerns.
"""

import numpy as np

from judging.assignment.board import Board
from judging.assignment.groups import Group
from judging.assignment.hand import Hand
from judging.assignment.mixing import mix
from judging.assignment.reached import Shares
from judging.assignment.settling import settle


def deal(board: Board, groups: list[Group], shares: Shares, ends: float) -> tuple[np.ndarray, set[int]]:
    """Seats as an (entries × jurors) table, and the places of groups whose share does not come out.

    What is dealt of those keeps every rule, but leaves seats empty. `ends` is when time runs out.
    """
    table, failed = np.zeros(board.shape, bool), set()
    for place, group in enumerate(groups):
        hand = Hand(
            group, shares.kept[place], shares.new[place], int(shares.empty[place]), shares.unmet[place]
        )
        if not _comes_out(hand, ends):
            failed.add(place)
        table[group.rows] = hand.seated
    return table, failed


def _comes_out(hand: Hand, ends) -> bool:
    if hand.group.size == 1:
        hand.seated[0] = hand.gets > 0
        return True
    _keep(hand)
    _choose(hand)
    if not hand.is_right() and hand.group.is_uniform:
        chosen, hand.seated = hand.seated, _dealt_round(hand)
        if not hand.is_right():
            hand.seated = chosen
    if not hand.is_right() and not settle(hand, ends):
        return False
    mix(hand)
    return True


def _keep(hand: Hand):
    """Seat jurors where they sat, as often as they keep entries, and never against a rule."""
    crowd = hand.existing.sum(axis=1)
    for juror in np.flatnonzero(hand.kept):
        fits = hand.existing[:, juror] & hand.fits(juror)
        order = np.lexsort((hand.random.random(len(crowd)), crowd))
        hand.seated[order[fits[order]][: hand.kept[juror]], juror] = True


def _choose(hand: Hand):
    """Let the jurors choose what they still get, those with the least choice first."""
    wants = hand.gets - hand.seated.sum(axis=0)
    jurors = np.flatnonzero(wants)
    choice = hand.allowed[:, jurors].sum(axis=0) - wants[jurors]
    demanded = np.isin(jurors, [juror for demand in hand.group.demands for juror in demand])
    for juror in jurors[np.lexsort((hand.random.random(len(jurors)), choice, ~demanded))]:
        need = hand.missing() + hand.lacks(juror) * hand.group.size + hand.random.random(hand.group.size)
        order = np.argsort(-need)
        fits = hand.fits(juror)
        hand.seated[order[fits[order]][: wants[juror]], juror] = True


def _dealt_round(hand: Hand) -> np.ndarray:
    families = [set(demand) for demand in hand.group.demands] + [set(clique) for clique in hand.cliques]
    families.sort(key=len, reverse=True)
    jurors = hand.random.permutation(len(hand.gets)).tolist()
    jurors.sort(key=lambda juror: [juror not in family for family in families])
    row = np.repeat(jurors, hand.gets[jurors])
    seated = np.zeros(hand.seated.shape, bool)
    seated[hand.random.permutation(hand.group.size)[np.arange(len(row)) % hand.group.size], row] = True
    return seated
