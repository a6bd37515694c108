"""What happens in the demonstration, told in the order of its moments whoever it happens to.

References and the audit log come out as if people had done it all at the time.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from demo.moments import happened


@dataclass
class Story:
    """Collects events and lets them happen; `is_past` says its letters went out at the time."""

    is_past: bool
    events: list[tuple[datetime, int, Callable]] = field(default_factory=list)

    def add(self, at: datetime, act: Callable, *arguments, **options) -> None:
        self.events.append((at, len(self.events), lambda: act(*arguments, **options)))

    def happen(self) -> None:
        in_order = sorted(self.events, key=lambda event: event[:2])
        for at, together in groupby(in_order, key=lambda event: event[0]):
            with happened(at, letters_left=self.is_past):
                for _, _, act in together:
                    act()
