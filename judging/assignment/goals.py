"""The goals in their order, for groups of alike entries: how many of each group every juror gets."""

import numpy as np

from judging.assignment.board import Board
from judging.assignment.cliques import cliques
from judging.assignment.evenness import Sums, balanced, even_out
from judging.assignment.groups import Group
from judging.assignment.ladder import Ladder
from judging.assignment.reached import Goal, Reached, Shares


class Shareout:
    """The programme of one set of groups."""

    def __init__(self, board: Board, groups: list[Group], names: tuple[str, ...], ends: float):
        """`names` are those of the values that the entries of each group agree in; `ends` as in Ladder."""
        self.board, self.groups, self.names = board, groups, names
        self.ladder = Ladder(ends)
        held = np.array([group.held for group in groups]).reshape(len(groups), board.shape[1])
        new = np.array([group.new for group in groups]).reshape(held.shape)
        self.held = held
        (kept_groups, kept_jurors), (new_groups, new_jurors) = np.nonzero(held), np.nonzero(new)
        self.kept = self.ladder.columns(held[kept_groups, kept_jurors], whole=True)
        self.new = self.ladder.columns(new[new_groups, new_jurors], whole=True)
        self.group_of = np.concatenate([kept_groups, new_groups])
        self.juror_of = np.concatenate([kept_jurors, new_jurors])
        self.pairs = np.concatenate([self.kept, self.new])
        self._fill_seats()
        self._keep_limits()
        self._keep_apart()
        self._meet_demands()

    # --- rules ----------------------------------------------------------------------------------
    def _fill_seats(self):
        """Σ seats + empty − over = wanted, in every group; the t-th empty seat of an entry is a column."""
        sizes = [
            (place, group.size, turn)
            for place, group in enumerate(self.groups)
            for turn in range(group.seats)
        ]
        self.empty_group = np.array([place for place, _, _ in sizes], int)
        self.empty_turn = np.array([turn for _, _, turn in sizes], int)
        self.empty = self.ladder.columns([size for _, size, _ in sizes])
        over = self.ladder.columns([group.over for group in self.groups])
        rows = np.concatenate([self.group_of, self.empty_group, np.arange(len(self.groups))])
        columns = np.concatenate([self.pairs, self.empty, over])
        signs = np.ones(len(rows))
        signs[len(rows) - len(over) :] = -1
        self.ladder.equal.add(rows, columns, signs, [group.seats * group.size for group in self.groups])

    def _keep_limits(self):
        most = np.bincount(self.juror_of, self.ladder.upper[self.pairs], self.board.shape[1])
        bound = np.flatnonzero(self.board.room < most)
        place = np.full(self.board.shape[1], -1)
        place[bound] = np.arange(len(bound))
        of = place[self.juror_of]
        self.ladder.most.add(of[of >= 0], self.pairs[of >= 0], 1.0, self.board.room[bound])

    def _keep_apart(self):
        """Of jurors who must not meet, an entry gets one: in a group, no more of them than entries."""
        for clique in cliques(self.board.apart):
            inside = np.isin(self.juror_of, clique)
            found, of = np.unique(self.group_of[inside], return_inverse=True)
            most = [self.groups[group].open_to_any(clique) for group in found]
            self.ladder.most.add(of, self.pairs[inside], 1.0, most)

    def _meet_demands(self):
        self.demand_places = [
            (place, demand) for place, group in enumerate(self.groups) for demand in group.demands
        ]
        self.unmet = self.ladder.columns([self.groups[place].size for place, _ in self.demand_places])
        for (place, demand), unmet in zip(self.demand_places, self.unmet, strict=True):
            inside = (self.group_of == place) & np.isin(self.juror_of, list(demand))
            columns = np.append(self.pairs[inside], unmet)
            self.ladder.most.add(np.zeros(len(columns)), columns, -1.0, [-self.groups[place].size])

    # --- goals ----------------------------------------------------------------------------------
    def climb(self) -> Shares:
        """Reach the goals one after the other, as far as time allows."""
        problem = self.board.problem
        self.reached: list[Reached] = []
        self._meet()
        if problem.move_cost is None:
            self._stay()
        self._seat()
        if problem.balance:
            self._balance(problem.move_cost or 0)
        if problem.move_cost is not None:
            self._stay()
        for number in range(1, len(self.names) + 1):
            self._spread(self.names[:number])
        return self._shares()

    def _note(self, goal: Goal, value: float, of=()):
        self.reached.append(Reached(goal, value, self.ladder.proven, of))

    def _meet(self):
        self.ladder.minimise(self.unmet, np.ones(len(self.unmet)))
        hopeful = sum(group.size * len(group.demands) for group in self.groups)
        hopeless = len(self.board.demands) - hopeful
        self._note(Goal.UNMET, hopeless + round(self.ladder.x[self.unmet].sum()))

    def _stay(self):
        if len(self.kept):
            self.ladder.minimise(self.kept, -np.ones(len(self.kept)))
        self._note(Goal.MOVES, self._moves())

    def _moves(self) -> int:
        return len(self.board.lost) + int(self.board.existing.sum()) - round(self.ladder.x[self.kept].sum())

    def _seat(self):
        ladder = self.ladder
        ladder.minimise(self.empty, np.ones(len(self.empty)))
        empty = round(ladder.x[self.empty].sum())
        self._note(Goal.EMPTY, empty)
        if empty:
            ladder.minimise(self.empty, self.empty_turn)
        self._note(Goal.UNEVEN_EMPTY, round((ladder.x[self.empty] * self.empty_turn).sum()))

    def _balance(self, move_cost: int):
        """Σ load·(load+1)/2 + move_cost·moves, over the jurors who are available."""
        board, load = self.board, self.board.load
        most = load + np.minimum(self._most_of(self.juror_of, len(load)), board.room)
        weight = np.where(board.available, 0.5, 0.0)
        sums = Sums(self.pairs, self.juror_of, load, most, weight, 1.0)
        level = sums.totals(self.ladder.x)[board.available]
        guess = np.full(len(load), round(level.mean()) if len(level) else 0)
        even_out(self.ladder, sums, guess, columns=self.kept, costs=np.full(len(self.kept), -move_cost))
        self._note(Goal.IMBALANCE, sums.cost(sums.totals(self.ladder.x)) + move_cost * self._moves())

    def _spread(self, names: tuple[str, ...]):
        """Σ count² / share over the jurors who are available and the values.

        A juror's load being given, that is least where count = load · share.
        """
        board, jurors = self.board, self.board.shape[1]
        kind_of, share = board.kinds(names)
        base = board.counts(board.fixed, names)
        of = kind_of[[group.rows[0] for group in self.groups]][self.group_of] * jurors + self.juror_of
        most = base.ravel() + self._most_of(of, base.size)
        weight = (board.available / share[:, None]).ravel()
        sums = Sums(self.pairs, of, base.ravel(), most, weight)
        # Of a single kind each juror has as many as entries, and balance has seen to those.
        if len(share) > 1 or not self.board.problem.balance:
            now = sums.totals(self.ladder.x).reshape(base.shape)
            likely = balanced(now, most.reshape(base.shape) * share[:, None])
            even_out(self.ladder, sums, np.rint(likely).astype(int).ravel())
        self._note(Goal.UNEVEN_SPREAD, sums.cost(sums.totals(self.ladder.x)), names)

    def _most_of(self, of: np.ndarray, number: int) -> np.ndarray:
        """The most that sums of pairs can come to; `of` says to which each pair counts."""
        return np.bincount(of, self.ladder.upper[self.pairs], number).astype(int)

    def _shares(self) -> Shares:
        counts = self.ladder.x[self.pairs].astype(int)
        kept, new = np.zeros(self.held.shape, int), np.zeros(self.held.shape, int)
        cut = len(self.kept)
        kept[self.group_of[:cut], self.juror_of[:cut]] = counts[:cut]
        new[self.group_of[cut:], self.juror_of[cut:]] = counts[cut:]
        empty = np.bincount(self.empty_group, self.ladder.x[self.empty], len(self.groups))
        unmet: list[list[int]] = [[] for _ in self.groups]
        for (place, _), count in zip(self.demand_places, self.ladder.x[self.unmet], strict=True):
            unmet[place].append(round(count))
        return Shares(kept, new, np.round(empty).astype(int), unmet, self.reached)
