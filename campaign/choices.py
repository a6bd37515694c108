"""The rows of a question's staff form in which its choices are written."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.panels import InlinePanel

from campaign.models import Question


class ChoicesFormSet(BaseChildFormSet):
    """What somebody may have chosen is no longer offered, instead of being deleted."""

    type = ""  # of the question, as it is being typed

    def clean(self):
        super().clean()
        removed = [form.instance for form in self.deleted_forms if form.instance.pk]
        if removed and self.instance.is_answered():
            raise ValidationError(
                _(
                    "This question has been answered, so “%(choice)s” is kept with the answers. "
                    "Tick “no longer offered” instead."
                )
                % {"choice": removed[0]}
            )
        if self.type in Question.WITH_CHOICES and len(self._offered()) < 2:
            raise ValidationError(_("Write at least two choices."))
        if self.type not in Question.WITH_CHOICES and self._written():
            raise ValidationError(_("Only “one choice” and “several choices” have choices. Remove these."))

    def _written(self) -> list:
        """The rows that stay, an empty one aside."""
        filled = [form for form in self.forms if form.instance.pk or form.has_changed()]
        return [form for form in filled if form not in self.deleted_forms]

    def _offered(self) -> list:
        return [form for form in self._written() if not form.cleaned_data.get("retired")]


class ChoicesPanel(InlinePanel):
    def get_form_options(self):
        options = super().get_form_options()
        options["formsets"][self.relation_name] |= {"formset": ChoicesFormSet}
        return options
