"""An organisation typed into a staff form by its name or business ID."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from people.models import Organisation


class OrganisationField(forms.CharField):
    """An organisation by its name in any language, or by its business ID: there are too many for a list.

    `current` is the organisation that stood there before; its own name always means it.
    """

    current = None

    def prepare_value(self, value):
        if isinstance(value, int):
            return str(Organisation.objects.get(pk=value))
        return value

    def to_python(self, value):
        words = super().to_python(value)
        if not words:
            return None
        if self.current and words == str(self.current):
            return self.current
        found = list(Organisation.objects.matching(words)[:20])
        exact = [organisation for organisation in found if organisation.is_called(words)]
        if len(exact or found) == 1:
            return (exact or found)[0]
        if not found:
            raise ValidationError(_("No organisation with this name or business ID is registered here."))
        names = ", ".join(f"{organisation} {organisation.business_id}".strip() for organisation in found[:5])
        raise ValidationError(
            _("Several organisations match: %(names)s. Give the whole name or the business ID."),
            params={"names": names},
        )

    def has_changed(self, initial, data):
        return self.prepare_value(initial) != data
