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
    submission = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data, entry):
        super().__init__(data)
        self.entry = entry

    def clean_submission(self):
        """A decision is about the text that was read, not about one sent in since."""
        if self.cleaned_data["submission"] != self.entry.submissions.count():
            raise ValidationError(
                _("The submitter sent this in anew after you had opened it. Read it again, then decide.")
            )
        return self.cleaned_data["submission"]


class AcceptForm(DecisionForm):
    def __init__(self, data, entry):
        super().__init__(data, entry)
        self.fields["reason"].required = False

    def clean_reason(self):
        if self.cleaned_data["reason"]:
            raise ValidationError(
                _("Accepting sends no message. Empty this field to accept, or return or decline with it.")
            )
        return ""
