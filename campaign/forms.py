"""Staff forms: a campaign with its moments on its own clock, and what belongs to one campaign."""

import zoneinfo

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateTimeInput

from campaign.models import Campaign, Question
from campaign.models.campaign import site_time_zone
from people.organisation_field import OrganisationField

MOMENTS = ("opens_at", "closes_at", "publishes_at", "announces_at")
WIDER = [Question.Audience.STAFF, Question.Audience.JURY, Question.Audience.PUBLIC]


class MomentField(forms.DateTimeField):
    """A date and time as the clock in `zone` shows it, whatever zone the reader's account is set to."""

    zone = None

    def prepare_value(self, value):
        with timezone.override(self.zone):
            return super().prepare_value(value)

    def to_python(self, value):
        with timezone.override(self.zone):
            return super().to_python(value)


def _moment(name):
    return Campaign._meta.get_field(name).formfield(
        form_class=MomentField, widget=AdminDateTimeInput(format="%Y-%m-%d %H:%M:%S")
    )


class CampaignForm(WagtailAdminModelForm):
    opens_at = _moment("opens_at")
    closes_at = _moment("closes_at")
    publishes_at = _moment("publishes_at")
    announces_at = _moment("announces_at")
    time_zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"),
        choices=lambda: [(name, name) for name in settings.WAGTAIL_USER_TIME_ZONES],
        initial=site_time_zone,
    )
    owner = OrganisationField(
        label=gettext_lazy("Owner"), help_text=gettext_lazy("Name or business ID of the organisation.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.owner_id:
            self.fields["owner"].current = self.instance.owner
        zone = self._zone()
        for name in MOMENTS:
            field = self.fields[name]
            field.zone = zone
            field.help_text = " ".join(
                [str(field.help_text), _("On the clock of %(zone)s.") % {"zone": zone.key}]
            ).strip()

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
        if self.instance.pk:
            self.fields["campaign"].disabled = True


class QuestionForm(OfCampaignForm):
    def clean_audience(self):
        """Who answered was told who would see it; afterwards fewer may, but never more."""
        audience = self.cleaned_data["audience"]
        before = self.initial.get("audience")
        if self.instance.pk and WIDER.index(audience) > WIDER.index(before) and self._is_answered():
            raise ValidationError(
                _(
                    "This question has been answered for a smaller audience. Retire it and ask a new one "
                    "to show the answers to more people."
                )
            )
        return audience

    def _is_answered(self) -> bool:
        return self.instance.answers.exclude(text="").exists()
