"""Ballots whose jurors became involved after giving them: the office is told, and decides."""

from django.urls import reverse
from django.utils.translation import gettext as _

from campaign.reach import within
from campaign.templatetags.moments import moment
from judging.models import Ballot
from judging.permissions import involved_entries
from people.todo import Todo
from pledges.states import ASSESSABLE


def overtaken_to_do(viewer) -> list[Todo]:
    return [_overtaken(ballot) for ballot in _overtaken_ballots(viewer)]


def _overtaken_ballots(viewer):
    """Those on entries without a decision: with it the standing is frozen, and the question answered."""
    ballots = Ballot.objects.overtaken().filter(
        within(viewer, "assignment__entry__campaign"),
        assignment__entry__state__in=ASSESSABLE,
        assignment__entry__decision__isnull=True,
    )
    ballots = ballots.exclude(assignment__entry__in=involved_entries(viewer).values("pk"))
    return ballots.select_related("assignment__entry__campaign", "assignment__juror__user")


def _overtaken(ballot) -> Todo:
    entry = ballot.assignment.entry
    facts = {
        "juror": ballot.assignment.juror,
        "entry": entry.reference,
        "scored": moment(ballot.saved_at, entry.campaign),
        "since": moment(ballot.involved_since, entry.campaign),
    }
    return Todo(
        text=_("%(juror)s has become involved in %(entry)s after scoring it") % facts,
        note=_(
            "Scored on %(scored)s, involved since %(since)s. The ballot counts as it was given; recuse the"
            " juror if it should not."
        )
        % facts,
        link=reverse("judging:entry", args=[entry.pk]),
        action=_("Look at the ballot"),
        order=30,
    )
