"""Numbers as drawings: how long each bar of a table is, and where the columns of a time stand."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from pledges.statistics import Cell, Table

# Units of a drawing: of the longest bar, from one column to the next, and of its gap.
LONGEST, STEP, GAP = 100, 10, 2
TIMES = ("week", "month")


@dataclass(frozen=True)
class Bar:
    """One group of a table. Lengths are shares of the longest, in units; 0 where the number is not told."""

    cell: Cell
    length: float
    place: int

    @property
    def top(self) -> float:
        return LONGEST - self.length


@dataclass(frozen=True)
class Chart:
    table: Table
    bars: list[Bar]

    @property
    def is_over_time(self) -> bool:
        return self.table.name in TIMES

    @property
    def label(self) -> str:
        return _("Entries over time") if self.is_over_time else self.table.label

    @property
    def width(self) -> int:
        return len(self.bars) * STEP

    @property
    def untold(self) -> list[str]:
        """What the groups are called whose numbers are not told."""
        return [bar.cell.label for bar in self.bars if bar.cell.is_suppressed]

    @property
    def says_something(self) -> bool:
        return any(bar.length for bar in self.bars)


def charts(tables: list[Table]) -> list[Chart]:
    """Those with something in them. Groups of nobody are left out, but for those of a time."""
    drawn = []
    for table in tables:
        cells = [cell for cell in table.cells if cell.count != 0 or table.name in TIMES]
        most = max((cell.count or 0 for cell in cells), default=0) or 1
        bars = [
            Bar(cell, round((cell.count or 0) * LONGEST / most, 1), number * STEP + GAP // 2)
            for number, cell in enumerate(cells)
        ]
        if bars:
            drawn.append(Chart(table, bars))
    return drawn
