"""The staff form for a question, guarded once somebody has answered it."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from campaign.forms import ClosingField, OfCampaignForm, moment_field, set_clock
from campaign.models import Campaign, Question

WIDER = [Question.Audience.STAFF, Question.Audience.JURY, Question.Audience.PUBLIC]


class QuestionForm(OfCampaignForm):
    required_from = moment_field(Question, "required_from")
    frozen_after = moment_field(Question, "frozen_after", ClosingField)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        set_clock([self.fields[name] for name in ("required_from", "frozen_after")], self._zone())

    def _zone(self):
        """That of the campaign which is being chosen: the moments are on its clock."""
        chosen = str(self["campaign"].value() or "")
        offered = self.fields["campaign"].queryset
        found = offered.filter(pk=chosen).first() if chosen.isdecimal() else None
        return (found or Campaign()).zone

    def is_valid(self):
        self.formsets["choices"].type = self["type"].value()
        return super().is_valid()

    def clean_type(self):
        return self._unless_answered("type")

    def clean_slug(self):
        """What was sent in names questions by it."""
        return self._unless_answered("slug")

    def _unless_answered(self, name):
        value = self.cleaned_data[name]
        if self.instance.pk and value != self.initial[name] and self.instance.is_answered():
            raise ValidationError(
                _("This question has been answered, so this stays. Retire it and ask a new one instead.")
            )
        return value

    def clean_audience(self):
        """Who answered was told who would see it; afterwards fewer may, but never more."""
        audience = self.cleaned_data["audience"]
        before = self.initial.get("audience")
        if self.instance.pk and WIDER.index(audience) > WIDER.index(before) and self.instance.is_answered():
            raise ValidationError(
                _(
                    "This question has been answered for a smaller audience. Retire it and ask a new one "
                    "to show the answers to more people."
                )
            )
        return audience
