"""What judging holds of a person beyond their account.

Entries stand here by their reference alone: the title may tell a juror who judges blind whose they are.
"""

from django.conf import settings
from django.utils.translation import gettext as _

from judging.models import Affirmation, Assignment, Recusal, Tie
from judging.permissions import involved_entries
from people.models import User
from people.personal_data import Section
from people.text import with_colon
from pledges.models import Entry


def sections(person: User, reader: User) -> list[Section]:
    """Who takes care of data protection reads nothing of entries that they are involved in themselves."""
    if not person.jurorships.exists():
        return []
    own = Entry.objects.none() if reader == person else involved_entries(reader)
    assigned = Assignment.objects.filter(juror__user=person).exclude(entry__in=own.values("pk"))
    assigned = assigned.order_by("pk")
    assigned = list(assigned.select_related("entry", "ballot").prefetch_related("ballot__scores__criterion"))
    return [
        _seats(person),
        _ballots(assigned),
        _notes(assigned),
        _affirmations(person),
        _ties(person),
        _recusals(person, own),
    ]


def _seats(person):
    columns = {
        "panel": _("Panel"),
        "campaign": _("Campaign"),
        "state": _("State"),
        "invited": _("Invited"),
        "accepted": _("Accepted"),
        "declined_why": _("Why they declined"),
        "languages": _("Languages"),
        "most_entries": _("At most this many entries"),
    }
    names = dict(settings.LANGUAGES)
    rows = [
        {
            "panel": str(seat.panel),
            "campaign": str(seat.panel.campaign),
            "state": seat.get_state_display(),
            "invited": seat.invited_at,
            "accepted": seat.accepted_at or "",
            "declined_why": seat.declined_why,
            "languages": ", ".join(names.get(code, code) for code in seat.languages),
            "most_entries": seat.most_entries or "",
        }
        for seat in person.jurorships.select_related("panel__round__campaign").order_by("pk")
    ]
    return Section("seats", _("Seats in juries"), columns, rows)


def _ballots(assigned):
    columns = {
        "entry": _("Entry"),
        "assigned": _("Assigned"),
        "state": _("State"),
        "scores": _("Scores"),
        "comment": _("Comment to the jury"),
        "feedback": _("Feedback to the submitter"),
    }
    rows = [
        {
            "entry": assignment.entry.reference,
            "assigned": assignment.created_at,
            "state": assignment.ballot_state.label,
            "scores": _scores(ballot) if ballot else "",
            "comment": ballot.comment if ballot else "",
            "feedback": ballot.feedback if ballot else "",
        }
        for assignment in assigned
        for ballot in [getattr(assignment, "ballot", None)]
    ]
    return Section("ballots", _("Entries to score"), columns, rows)


def _notes(assigned):
    columns = {"entry": _("Entry"), "notes": _("Private notes")}
    rows = [
        {"entry": assignment.entry.reference, "notes": assignment.ballot.notes}
        for assignment in assigned
        if hasattr(assignment, "ballot") and assignment.ballot.notes
    ]
    return Section("notes", _("Private notes as a juror"), columns, rows, is_private=True)


def _scores(ballot) -> str:
    return "\n".join(f"{with_colon(score.criterion)} {score.words}" for score in ballot.scores.all())


def _affirmations(person):
    columns = {"round": _("Round"), "at": _("Conflicts affirmed")}
    given = Affirmation.objects.filter(juror__user=person).select_related("juror__panel__round")
    rows = [{"round": str(one.juror.panel.round), "at": one.at} for one in given.order_by("pk")]
    return Section("affirmations", _("Conflicts affirmed"), columns, rows)


def _ties(person):
    columns = {"organisation": _("Organisation"), "since": _("Since"), "reason": _("Reason")}
    rows = [
        {"organisation": str(tie.organisation), "since": tie.created_at, "reason": tie.reason}
        for tie in Tie.objects.filter(juror__user=person).select_related("organisation").order_by("pk")
    ]
    return Section("ties", _("Organisations they are involved with"), columns, rows)


def _recusals(person, hidden):
    columns = {"entry": _("Entry"), "since": _("Since"), "reason": _("Reason")}
    found = Recusal.objects.filter(juror__user=person).exclude(entry__in=hidden.values("pk"))
    rows = [
        {"entry": recusal.entry.reference, "since": recusal.created_at, "reason": recusal.reason}
        for recusal in found.select_related("entry").order_by("pk")
    ]
    return Section("recusals", _("Conflicts of interest"), columns, rows)
