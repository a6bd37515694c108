"""What became public when: for entries that are gone, and for the line of dates on an entry's page."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from wagtail.models import ModelLogEntry

from people.models import Consent, Purpose
from pledges.models import Entry
from pledges.states import PUBLIC, State

STEPS = (State.SUBMITTED, State.ACCEPTED, State.SELECTED, State.IN_PRACTICE, State.COMPLETED)


@dataclass(frozen=True)
class Step:
    state: str
    label: str
    at: datetime | None
    is_done: bool
    is_current: bool


def moments(entry) -> dict[str, datetime]:
    """When the entry first reached each state, from the log."""
    moves = ModelLogEntry.objects.for_instance(entry).filter(action="pledges.entry.move")
    reached: dict[str, datetime] = {State.SUBMITTED: entry.submitted_at} if entry.submitted_at else {}
    for data, at in moves.order_by("timestamp").values_list("data", "timestamp"):
        reached.setdefault(data["to"], at)
    return reached


def changed(entries) -> dict[int, tuple[datetime, datetime]]:
    """When each public entry became so, and when it last changed for its readers, in one query.

    That is when it was accepted, or when its campaign began to publish; afterwards only its state moves.
    An entry that came in accepted counts from when it was sent.
    """
    content_type = ContentType.objects.get_for_model(Entry)
    moves = ModelLogEntry.objects.filter(
        content_type=content_type,
        object_id__in=[str(entry.pk) for entry in entries],
        action="pledges.entry.move",
    )
    accepted: dict[str, datetime] = {}
    moved: dict[str, datetime] = {}
    for key, data, at in moves.order_by("timestamp").values_list("object_id", "data", "timestamp"):
        moved[key] = at
        if data["to"] == State.ACCEPTED:
            accepted[key] = at
    found = {}
    for entry in entries:
        key, opened = str(entry.pk), entry.campaign.publishes_at
        published = max(accepted.get(key, entry.submitted_at), opened)
        found[entry.pk] = (published, max(published, moved.get(key, published)))
    return found


def steps(entry, result) -> list[Step]:
    """The states an entry goes through, those it has reached with their dates.

    `result` is what was released about it: for an entry that was not selected the line ends there.
    """
    reached, current = moments(entry), STEPS.index(entry.state)
    refused = bool(result.label and not result.is_selected)
    line = [
        Step(state, State(state).label, reached.get(state), at <= current, at == current and not refused)
        for at, state in enumerate(STEPS)
    ]
    if refused:
        line[current + 1 :] = [Step("not_selected", result.label, result.at, True, True)]
    return line


def was_public(entry: Entry) -> bool:
    """Whether the public could once read an entry that it cannot read now.

    It could while it was accepted, the campaign's publication moment had passed and permission to
    publish stood; taking an entry back withdraws that permission in the same moment.
    """
    accepted_at = moments(entry).get(State.ACCEPTED)
    if accepted_at is None and entry.state in PUBLIC:
        accepted_at = entry.submitted_at
    if accepted_at is None:
        return False
    withdrawn = Consent.objects.about(entry.uuid).filter(text__purpose=Purpose.PUBLISH_TEXT, given=False)
    return withdrawn.filter(at__gte=max(accepted_at, entry.campaign.publishes_at)).exists()
