from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks

from campaign.models import Campaign
from campaign.states import Phase
from campaign.viewsets.campaigns import CampaignGroup
from campaign.viewsets.overview import next_in_words
from people.todo import Todo


@hooks.register("register_log_actions")
def register_campaign_actions(actions):
    label = gettext_lazy("Contents copied from another campaign")
    actions.register_action("campaign.campaign.copy", label, label)


@hooks.register("register_admin_viewset")
def register_campaign_screens():
    return CampaignGroup()


@hooks.register("register_todo")
def phases_of_campaigns(request):
    """The coordinator reads what each campaign that goes on is doing, and until when."""
    if not request.user.has_perm("campaign.change_campaign"):
        return []
    going_on = [c for c in Campaign.objects.newest_first() if c.phase != Phase.ANNOUNCED]
    return [
        Todo(
            text=f"{campaign} – {capfirst(campaign.phase.label)}",
            note=next_in_words(campaign),
            link=reverse("campaigns:inspect", args=[campaign.pk]),
            action=_("Overview"),
            order=50,
        )
        for campaign in going_on
    ]
