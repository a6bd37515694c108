"""What is said of a problem that cannot be read."""

MOST = 10_000  # of seats, limits and costs: beyond it is a slip of the finger


class WrongProblem(ValueError):  # noqa: N818
    """What is wrong, and where."""
