"""Jurors whom an entry names without their doing: the office is told, and decides."""

from django.urls import reverse
from django.utils.translation import gettext as _

from campaign.reach import within
from judging.models import Assignment
from judging.permissions import involved_entries
from people.todo import Todo
from pledges.states import ASSESSABLE


def named_to_do(viewer) -> list[Todo]:
    return [_named(assignment) for assignment in _assignments(viewer)]


def _assignments(viewer):
    """Those on entries without a decision, of jurors who take part, in real campaigns."""
    named = Assignment.objects.standing().of_jurors_taking_part().naming_their_juror()
    named = named.filter(
        within(viewer, "entry__campaign"),
        entry__state__in=ASSESSABLE,
        entry__decision__isnull=True,
        entry__campaign__rehearsal_of=None,
    )
    named = named.exclude(entry__in=involved_entries(viewer).values("pk"))
    return named.select_related("entry", "juror__user").order_by("pk")


def _named(assignment) -> Todo:
    facts = {"juror": assignment.juror, "entry": assignment.entry.reference}
    return Todo(
        text=_("%(entry)s names its juror %(juror)s, or an organisation that they act for") % facts,
        note=_(
            "Its writer may have done that alone, so it takes nothing from the juror and voids no ballot."
            " Recuse the juror if they should not judge it."
        ),
        link=reverse("judging:entry", args=[assignment.entry_id]),
        action=_("Look at the entry"),
        order=31,
    )
