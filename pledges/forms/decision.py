"""What a screener types to decide on an entry."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.text import PlainTextField


class DecisionForm(forms.Form):
    reason = PlainTextField(
        label=gettext_lazy("Message to the submitter"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": gettext_lazy("Write to the submitter why. They read it in a letter.")},
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data, *, stands: str):
        """`stands` is the fingerprint of what there is to read now."""
        super().__init__(data)
        self.stands = stands

    def clean_seen(self):
        """A decision is about what was read, not about what was sent in or answered since."""
        if self.cleaned_data["seen"] != self.stands:
            raise ValidationError(
                _(
                    "After you had opened this, it was sent in anew, or a partner answered. Read it again,"
                    " then decide."
                )
            )
        return self.stands


class AcceptForm(DecisionForm):
    def __init__(self, data, *, stands: str):
        super().__init__(data, stands=stands)
        self.fields["reason"].required = False

    def clean_reason(self):
        if self.cleaned_data["reason"]:
            raise ValidationError(
                _("Accepting sends no message. Empty this field to accept, or return or decline with it.")
            )
        return ""
