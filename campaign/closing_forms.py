"""Staff forms about the end of a call. What they ask for is done by an action, which may still say no."""

import zoneinfo

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from campaign import closing, lateness
from campaign.forms import ClosingField, moment_field, set_clock
from campaign.models import Campaign, Extension, LatePass
from campaign.models.campaign import site_time_zone
from people.organisation_field import OrganisationField


class OfRunningCampaignForm(WagtailAdminModelForm):
    """About a campaign whose results are not out; `MOMENT` is on the clock of that campaign.

    Each of these forms has a verb `act(by=…)`: it does what is asked for, or raises ValidationError in words.
    """

    MOMENT: str

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        reached = Campaign.objects.in_reach_of(self.for_user)
        running = reached.filter(announces_at__gt=timezone.now()).newest_first()
        self.fields["campaign"].queryset = running
        chosen, moment = self["campaign"].value(), self.fields[self.MOMENT]
        campaign = running.filter(pk=chosen).first() if str(chosen or "").isdecimal() else None
        if campaign:
            set_clock([moment], campaign.zone)
        else:
            moment.zone = zoneinfo.ZoneInfo(site_time_zone())
            words = _("On the clock of the campaign that you choose.")
            moment.help_text = f"{moment.help_text} {words}"


class ExtensionForm(OfRunningCampaignForm):
    MOMENT = "closes_at"
    closes_at = moment_field(Extension, "closes_at", ClosingField)

    def act(self, *, by):
        return closing.move_closing(**self.cleaned_data, by=by)


class LatePassForm(OfRunningCampaignForm):
    MOMENT = "until"
    until = moment_field(LatePass, "until", ClosingField)
    organisation = OrganisationField(
        label=_("Organisation"), help_text=_("Name or business ID of the organisation.")
    )

    def act(self, *, by):
        return lateness.give(**self.cleaned_data, by=by)
