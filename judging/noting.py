"""The verb of a meeting: write down what was said of an entry."""

from django.db import transaction
from wagtail.log_actions import log

from judging.models import MeetingNote, Round
from judging.permissions import demand_office


@transaction.atomic
def write(this: Round, entry, text: str, *, by) -> MeetingNote:
    """Keep a note on an entry of the round's campaign; whoever is involved in it writes none."""
    demand_office(by, entry)
    if entry.campaign_id != this.campaign_id or not text.strip():
        raise ValueError("A note says something of an entry of the campaign")
    made = MeetingNote.objects.create(entry=entry, round=this, text=text.strip(), by=by)
    log(instance=made, action="judging.meeting_note.write", user=by)
    return made
