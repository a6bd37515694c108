"""How strict the jurors of a round are. For the jury office alone."""

from dataclasses import dataclass

from judging.assessed import Assessed, Habit, assessed
from judging.models import Juror, Round
from judging.standings import round_entries


@dataclass(frozen=True)
class JurorsHabit:
    """A person of the jury; None where they have no ballot that counts."""

    name: str
    habit: Habit | None


def habits(this: Round, *, viewer) -> tuple[list[JurorsHabit], Assessed]:
    """Everybody who takes part, the strictest first, who has no ballots last; and what it was read from.

    Ballots on entries that the viewer may not see are as if they did not exist. Somebody who sits in two
    panels is one person.
    """
    found = assessed(this, round_entries(this, viewer=viewer).values_list("pk", flat=True))
    seats = Juror.objects.taking_part().filter(panel__round=this).select_related("user").order_by("pk")
    people = {seat.user_id: str(seat) for seat in seats}
    rows = [JurorsHabit(name, found.jurors.get(pk)) for pk, name in people.items()]
    rows.sort(key=lambda row: (row.habit is None, row.habit.leniency if row.habit else 0, row.name))
    return rows, found
