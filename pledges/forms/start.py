"""Beginning an entry."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaign.models import Kind


class StartForm(forms.Form):
    """Which kind of entry, and for which organisation."""

    NEW = "new"

    kind = forms.ChoiceField(label=gettext_lazy("What would you like to file?"), widget=forms.RadioSelect)
    organisation = forms.ChoiceField(
        label=gettext_lazy("In whose name?"), widget=forms.RadioSelect, required=False
    )

    def __init__(self, *args, campaign, organisations, **kwargs):
        self.organisations = {str(organisation.uuid): organisation for organisation in organisations}
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind, Kind(kind).label) for kind in campaign.kinds]
        self.fields["organisation"].is_needed = True
        self.fields["organisation"].choices = [
            *((uuid, str(organisation)) for uuid, organisation in self.organisations.items()),
            (self.NEW, gettext_lazy("Another organisation, which I register now")),
        ]

    @property
    def registers(self) -> bool:
        """The person registers a new organisation: chosen, or because there is no other."""
        return not self.organisations or self["organisation"].value() == self.NEW

    def clean_organisation(self):
        """The chosen organisation, or None for a new one."""
        chosen = self.cleaned_data["organisation"]
        if not chosen and self.organisations:
            raise ValidationError(_("Choose the organisation."), code="required")
        return self.organisations.get(chosen)
