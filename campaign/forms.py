"""Staff forms: a campaign with its moments on its own clock, and what belongs to one campaign."""

import re
import zoneinfo

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateTimeInput

from campaign.models import Campaign
from campaign.models.campaign import site_time_zone
from people.files.formats import FileKind
from people.organisation_field import OrganisationField
from people.quantities import check_year

MOMENTS = ("opens_at", "closes_at", "partners_freeze_at", "publishes_at", "announces_at", "erases_at")
# "2026-11-16 23:59", and in Finnish also "16.11.2026 23.59".
_ENDS_WITH_A_MINUTE = re.compile(r"[ T]\d{1,2}[:.]\d{2}$")


class MomentField(forms.DateTimeField):
    """A date and time as the clock in `zone` shows it, whatever zone the reader's account is set to."""

    zone = None

    def prepare_value(self, value):
        with timezone.override(self.zone):
            return super().prepare_value(value)

    def to_python(self, value):
        with timezone.override(self.zone):
            return super().to_python(value)

    def validate(self, value):
        super().validate(value)
        check_year(value)


class ClosingField(MomentField):
    """A minute that is typed without seconds is open to its end, as it is shown and understood."""

    def to_python(self, value):
        at = super().to_python(value)
        is_minute = isinstance(value, str) and _ENDS_WITH_A_MINUTE.search(value.strip())
        return at.replace(second=59) if is_minute else at


def moment_field(model, name, form_class=MomentField):
    return model._meta.get_field(name).formfield(
        form_class=form_class, widget=AdminDateTimeInput(format="%Y-%m-%d %H:%M:%S")
    )


def set_clock(fields, zone: zoneinfo.ZoneInfo) -> None:
    """Let moments be read and written on one clock, and say which."""
    for field in fields:
        field.zone = zone
        words = _("On the clock of %(zone)s.") % {"zone": zone.key}
        field.help_text = f"{field.help_text} {words}".strip()


class CampaignForm(WagtailAdminModelForm):
    opens_at = moment_field(Campaign, "opens_at")
    closes_at = moment_field(Campaign, "closes_at", ClosingField)
    publishes_at = moment_field(Campaign, "publishes_at")
    announces_at = moment_field(Campaign, "announces_at")
    partners_freeze_at = moment_field(Campaign, "partners_freeze_at", ClosingField)
    erases_at = moment_field(Campaign, "erases_at")
    time_zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"),
        choices=lambda: [(name, name) for name in settings.WAGTAIL_USER_TIME_ZONES],
        initial=site_time_zone,
    )
    owner = OrganisationField(
        label=gettext_lazy("Owner"), help_text=gettext_lazy("Name or business ID of the organisation.")
    )

    attachment_kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Kinds of files"),
        choices=FileKind.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "Files are checked for being what they say. Camera data is taken out of pictures."
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.owner_id:
            self.fields["owner"].current = self.instance.owner
        if self.instance.pk and self.instance.opens_at <= timezone.now():
            self.fields["closes_at"].disabled = True
            self.fields["closes_at"].help_text = _(
                "The call has opened. Move its closing under “Moved closings”, so that it is on record."
            )
        set_clock([self.fields[name] for name in MOMENTS], self._zone())

    def _zone(self) -> zoneinfo.ZoneInfo:
        """The zone that is being typed, so that moments and zone may change together."""
        typed = self.data.get(self.add_prefix("time_zone")) if self.is_bound else None
        if typed in zoneinfo.available_timezones():
            return zoneinfo.ZoneInfo(typed)
        return zoneinfo.ZoneInfo(self.initial.get("time_zone") or site_time_zone())


class OfCampaignForm(WagtailAdminModelForm):
    """What belongs to a campaign stays with it: entries of that campaign refer to it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        campaign = self.fields["campaign"]
        campaign.queryset = campaign.queryset.in_reach_of(self.for_user)
        if self.instance.pk:
            campaign.disabled = True
