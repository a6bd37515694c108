"""The form of the rule that two jurors stay apart."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class ApartForm(forms.Form):
    """Two jurors who are not given the same entry."""

    one = forms.ModelChoiceField(label=gettext_lazy("Juror"), queryset=None)
    other = forms.ModelChoiceField(label=gettext_lazy("Other juror"), queryset=None)

    def __init__(self, *args, jurors, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["one"].queryset = self.fields["other"].queryset = jurors

    def clean(self):
        fields = super().clean()
        if fields.get("one") and fields.get("one") == fields.get("other"):
            raise ValidationError(_("Choose two different jurors."))
        return fields
