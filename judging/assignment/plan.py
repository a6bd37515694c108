"""From a problem to its plan."""

import time

import numpy as np

from judging.assignment.answer import Move, OutOfTime, Plan, Seat
from judging.assignment.board import Board
from judging.assignment.breaches import breaches
from judging.assignment.dealing import deal
from judging.assignment.goals import Shareout
from judging.assignment.groups import alike, split, spread_names
from judging.assignment.measuring import compared, measure
from judging.assignment.problem import Problem
from judging.assignment.reached import Reached
from judging.assignment.shortfall import by_id
from judging.assignment.shortfalls import shortfalls

FOR_DEALING = 5.0  # seconds for it when the goals have used up all
SMALL = 5_000  # pairs of an entry and a juror: exact groups cost nothing
LARGEST = 600_000  # pairs of a group and a juror in one programme


def assign(problem: Problem) -> Plan:
    """The best plan for a problem. Raises OutOfTime when its seconds end before there is any."""
    board = Board(problem)
    table, hoped = _best(board, time.monotonic() + problem.seconds)
    return _plan(board, table | board.fixed, hoped)


def _best(board: Board, ends: float) -> tuple[np.ndarray, list[Reached]]:
    """Seats beside the fixed ones, and how far each goal can be reached at all."""
    names = spread_names(board)
    groups = alike(board, names, closely=board.allowed.size <= SMALL)
    found = None
    while groups:
        try:
            shares = Shareout(board, groups, names, ends).climb()
        except OutOfTime:
            if found is None:
                raise
            return found
        table, failed = deal(board, groups, shares, ends + FOR_DEALING)
        found = table, shares.reached
        finer = split(groups, failed)
        if len(finer) == len(groups) or len(finer) * board.shape[1] > LARGEST:
            return found
        groups = finer
    table = np.zeros(board.shape, bool)
    return table, [Reached(*one[:2], True, one[2]) for one in measure(board, board.fixed)]


def _plan(board: Board, table: np.ndarray, hoped: list[Reached]) -> Plan:
    seats = []
    for row, column in np.argwhere(table):
        kept = board.existing[row, column] or board.stuck[row, column]
        status = "kept" if kept else "fixed" if board.fixed[row, column] else "new"
        seats.append(Seat(board.jurors[column].id, board.entries[row].id, status))
    gone = {(int(row), int(column)): "goals" for row, column in np.argwhere(board.existing & ~table)}
    gone |= {place: board.why_closed(*place) for place in board.lost}
    moves = [Move(board.jurors[column].id, board.entries[row].id, why) for (row, column), why in gone.items()]
    loads = dict(zip((juror.id for juror in board.jurors), table.sum(axis=0).tolist(), strict=True))
    return Plan(
        seats=tuple(sorted(seats, key=_order)),
        moves=tuple(sorted(moves, key=_order)),
        loads={juror: loads[juror] for juror in by_id(loads)},
        reached=tuple(compared(board, table, hoped)),
        shortfalls=shortfalls(board, table),
        breaches=breaches(board),
    )


def _order(seat) -> tuple:
    """By entry, then by juror; numbers before words."""
    return isinstance(seat.entry, str), seat.entry, isinstance(seat.juror, str), seat.juror
