"""Where the lines of small drawings begin and end: points on a scale, as whole steps along its width."""

from dataclasses import dataclass

WIDTH = 240


@dataclass(frozen=True)
class Scale:
    """From `low` to `high` along the width; what lies beyond is drawn at the end."""

    low: float
    high: float

    def at(self, points: float) -> int:
        share = (points - self.low) / (self.high - self.low) if self.high > self.low else 0.5
        return round(WIDTH * min(max(share, 0), 1))

    def band(self, low: float, high: float) -> "Band":
        start = self.at(low)
        return Band(start, max(self.at(high) - start, 1))

    @classmethod
    def around(cls, values, *, step: int = 10) -> "Scale":
        """The round numbers between which all values lie."""
        values = list(values) or [0, 100]
        low, high = min(values) // step * step, -(-max(values) // step) * step
        return cls(low, high if high > low else low + step)


@dataclass(frozen=True)
class Band:
    start: int
    width: int

    @property
    def end(self) -> int:
        return self.start + self.width
