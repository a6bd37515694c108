from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks

from campaign import personal_data, privacy, watch
from campaign.models import Campaign, Outage
from campaign.permissions import can_move_closing
from campaign.states import Phase
from campaign.viewsets.campaigns import CampaignGroup
from campaign.viewsets.outages import offer
from campaign.viewsets.overview import next_in_words
from people.todo import Todo


@hooks.register("register_log_actions")
def register_campaign_actions(actions):
    for name, label in {
        "campaign.campaign.copy": gettext_lazy("Contents copied from another campaign"),
        "campaign.campaign.move_closing": gettext_lazy("Closing moved"),
        "campaign.campaign.outage": gettext_lazy("Outage settled"),
        "campaign.latepass.give": gettext_lazy("Late pass given"),
        "campaign.latepass.take_back": gettext_lazy("Late pass taken back"),
        "campaign.reach.limit": gettext_lazy("Limited to campaigns"),
        "campaign.reach.free": gettext_lazy("Works for every campaign again"),
    }.items():
        actions.register_action(name, label, label)


@hooks.register("register_admin_viewset")
def register_campaign_screens():
    return CampaignGroup()


@hooks.register("register_todo")
def phases_of_campaigns(request):
    """The coordinator reads what each campaign that goes on is doing, and until when."""
    if not request.user.has_perm("campaign.change_campaign"):
        return []
    running = Campaign.objects.real().in_reach_of(request.user).newest_first()
    going_on = [c for c in running if c.phase != Phase.ANNOUNCED]
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


@hooks.register("register_todo")
def outages_to_settle(request):
    """Near the end of a call the site did not answer: shall it go on for as long?"""
    if not can_move_closing(request.user):
        return []
    return [
        Todo(
            text=f"{outage.campaign} – {offer(outage).words}",
            link=f"{reverse('campaigns:inspect', args=[outage.campaign_id])}#closing",
            action=_("Extend or dismiss"),
            order=5,
        )
        for outage in Outage.objects.waiting().in_reach_of(request.user).select_related("campaign")
    ]


hooks.register("register_chore", watch.watch)
hooks.register("register_personal_data", personal_data.sections)
hooks.register("forget_person", privacy.forget)


@hooks.register("organisation_is_named")
def owns_a_campaign(organisation) -> bool:
    return organisation.campaigns.exists()
