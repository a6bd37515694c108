"""The form of the rule that a juror must be there."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaign.models import Kind
from judging.standings import panel_entries
from pledges.states import ASSESSABLE


class NeededForm(forms.Form):
    """Which entries must have one of which jurors."""

    about = forms.ChoiceField(
        label=gettext_lazy("Entries"),
        choices=[
            ("", gettext_lazy("Every entry")),
            *((kind.value, kind.label) for kind in Kind),
            ("entry", gettext_lazy("One entry")),
        ],
        required=False,
    )
    reference = forms.CharField(
        label=gettext_lazy("Reference of the entry"),
        help_text=gettext_lazy("Only for one entry, such as KOTO-2015-0042."),
        max_length=32,
        required=False,
    )
    jurors = forms.ModelMultipleChoiceField(
        label=gettext_lazy("One of these jurors"),
        queryset=None,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, panel, jurors, viewer, **kwargs):
        super().__init__(*args, **kwargs)
        self.entries = panel_entries(panel, viewer=viewer).filter(state__in=ASSESSABLE)
        self.fields["jurors"].queryset = jurors

    def clean(self):
        fields = super().clean()
        fields["entry"] = None
        if fields.get("about") == "entry":
            fields["entry"] = self.entries.filter(reference=fields.get("reference", "").strip()).first()
            if fields["entry"] is None:
                self.add_error("reference", _("The panel has no entry with this reference."))
        return fields

    def rule(self) -> dict:
        """What was chosen, as `sharing.require` wants it. Call after validation."""
        fields = self.cleaned_data
        kind = fields["about"] if fields["about"] in Kind.values else ""
        return {"jurors": fields["jurors"], "entry": fields["entry"], "kind": kind}
