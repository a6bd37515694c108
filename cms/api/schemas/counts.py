"""Statistics."""

from ninja import Field, Schema


class Cell(Schema):
    key: str = Field(description="empty: not given")
    label: str
    count: int | None
    is_suppressed: bool = Field(description="the group is small, or would tell a small one; `count` is null")


class Table(Schema):
    name: str
    label: str
    overlaps: bool = Field(description="an entry may be counted in several groups")
    cells: list[Cell]


class Statistics(Schema):
    """Public entries of one campaign."""

    campaign: str
    total: int | None
    is_suppressed: bool
    tables: list[Table]
