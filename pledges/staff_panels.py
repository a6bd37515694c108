"""What entries add to the staff's first screen and to the overview of a campaign."""

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component

from campaign.models import Kind
from people.todo import Todo
from pledges import retention
from pledges.models import Entry, Interest
from pledges.permissions import can_read_received, can_screen
from pledges.states import RECEIVED, State


class EntriesPanel(Component):
    """How many entries of a campaign are in which state, by kind."""

    order = 10
    template_name = "pledges/admin/overview.html"

    def __init__(self, campaign):
        self.campaign = campaign

    def get_context_data(self, parent_context):
        counted = {
            (row["state"], row["kind"]): row["number"]
            for row in self.campaign.entries.order_by().values("state", "kind").annotate(number=Count("pk"))
        }
        return {
            "campaign": self.campaign,
            "kinds": [kind.label for kind in Kind],
            "rows": [self._row(state, [counted.get((state, kind), 0) for kind in Kind]) for state in State],
            "interests": Interest.objects.filter(entry__campaign=self.campaign).count(),
            "waiting": sum(counted.get((State.SUBMITTED, kind), 0) for kind in Kind),
        }

    def _row(self, state, numbers):
        listing = f"{reverse('entries:index')}?campaign={self.campaign.pk}&state={state.value}"
        return {
            "state": state.label,
            "numbers": numbers,
            "together": sum(numbers),
            "link": listing if state in RECEIVED and sum(numbers) else "",
        }


def add_entries_panel(request, campaign, panels):
    if can_read_received(request.user):
        panels.append(EntriesPanel(campaign))


class RetentionPanel(Component):
    """What goes at the campaign's `erases_at`, and when that is or was."""

    order = 90
    template_name = "pledges/admin/retention.html"

    def __init__(self, campaign):
        self.campaign = campaign

    def get_context_data(self, parent_context):
        return {
            "campaign": self.campaign,
            "holdings": retention.holdings(self.campaign).items(),
            "is_past": self.campaign.erases_at <= timezone.now(),
        }


def add_retention_panel(request, campaign, panels):
    panels.append(RetentionPanel(campaign))


def screening_to_do(request) -> list[Todo]:
    waiting = Entry.objects.in_reach_of(request.user).waiting_for_screening()
    number = waiting.count() if can_screen(request.user) else 0
    if not number:
        return []
    text = ngettext("%(number)d entry waits for screening", "%(number)d entries wait for screening", number)
    return [
        Todo(
            text=text % {"number": number},
            link=reverse("screening:index"),
            action=_("Screen"),
            order=10,
        )
    ]


def drafts_to_know_of(request) -> list[Todo]:
    """Who runs campaigns sees how many drafts are still being written; what is in them they do not."""
    if not request.user.has_perm("campaign.change_campaign"):
        return []
    counted = (
        Entry.objects.in_reach_of(request.user)
        .filter(state=State.DRAFT)
        .order_by("-campaign__opens_at", "campaign_id")
        .values("campaign_id", "campaign__title")
        .annotate(number=Count("pk"))
    )
    return [
        Todo(
            text=ngettext(
                "%(campaign)s: %(number)d draft is not sent in yet",
                "%(campaign)s: %(number)d drafts are not sent in yet",
                row["number"],
            )
            % {"campaign": row["campaign__title"], "number": row["number"]},
            link=reverse("campaigns:inspect", args=[row["campaign_id"]]),
            action=_("Overview"),
            order=60,
        )
        for row in counted
    ]
