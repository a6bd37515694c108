"""Where a campaign stands now, on one page."""

from datetime import datetime
from operator import itemgetter

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import HeaderButton

from campaign.deadlines import next_moment
from campaign.forms import MOMENTS
from campaign.models import Question, TargetGroup, Theme
from campaign.states import RIGHTS, Right
from campaign.templatetags import moments
from campaign.viewsets.outages import campaign_closing


def next_in_words(campaign) -> str:
    """ "Closes: Monday 16 November 2015 at 23:59 (Finnish time), 9 days left"."""
    coming = next_moment(campaign)
    if coming is None:
        return _("Every moment of this campaign has passed.")
    name, at = coming
    left = moments.time_left(at, campaign)
    return f"{capfirst(name)}: {moments.moment(at, campaign)}, {left}"


def moments_of(campaign) -> list[tuple[str, datetime]]:
    """Each moment that the campaign has, with its name, in the order in which they come."""
    fields = [campaign._meta.get_field(name) for name in MOMENTS]
    given = [(field.verbose_name, at) for field in fields if (at := field.value_from_object(campaign))]
    return sorted(given, key=itemgetter(1))


class OverviewView(generic.InspectView):
    """Where the campaign stands now. Packages add panels with the hook `construct_campaign_overview`."""

    template_name = "campaign/admin/overview.html"
    page_title = gettext_lazy("Overview")

    @cached_property
    def panels(self):
        panels = []
        for add in hooks.get_hooks("construct_campaign_overview"):
            add(self.request, self.object, panels)
        return MediaContainer(sorted(panels, key=lambda panel: panel.order))

    @cached_property
    def header_buttons(self):
        return (
            [HeaderButton(_("Edit"), url=self.get_edit_url(), icon_name="edit")]
            if self.get_edit_url()
            else []
        )

    def get_context_data(self, **kwargs):
        campaign = self.object
        allowed = RIGHTS[campaign.phase]
        return super().get_context_data(
            campaign=campaign,
            next=next_in_words(campaign),
            moments=moments_of(campaign),
            allowed=[right.label for right in Right if right in allowed],
            parts=[
                (reverse(f"{name}:index"), capfirst(model._meta.verbose_name_plural), number)
                for name, model, number in (
                    ("themes", Theme, campaign.themes.count()),
                    ("target-groups", TargetGroup, campaign.target_groups.count()),
                    ("questions", Question, campaign.questions.filter(retired=False).count()),
                )
            ],
            panels=self.panels,
            closing=campaign_closing(campaign, self.request.user),
            **kwargs,
        )
