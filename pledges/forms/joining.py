"""Telling a submitter that one would like to join; saying no to somebody who would."""

from django import forms
from django.utils.translation import gettext_lazy

from people.text import EmailField, PlainTextField
from people.widgets import Radios
from pledges.forms.own_part import note_field


class JoinForm(forms.Form):
    """For which organisation, what it could bring, and where the answer goes."""

    organisation = forms.ChoiceField(
        label=gettext_lazy("Which organisation would like to join?"), widget=Radios
    )
    words = PlainTextField(
        label=gettext_lazy("What could you bring?"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy(
            "In a few words, such as premises, time or people. Only the submitter reads it."
        ),
    )
    email = EmailField(
        label=gettext_lazy("E-mail address for the answer"),
        autocomplete="email",
    )

    def __init__(self, *args, organisations, user, **kwargs):
        self.organisations = {str(one.uuid): one for one in organisations}
        initial = {"email": user.email}
        if len(self.organisations) == 1:
            initial["organisation"] = next(iter(self.organisations))
        super().__init__(*args, initial=initial, **kwargs)
        if self.organisations:
            self.fields["organisation"].choices = [(key, str(one)) for key, one in self.organisations.items()]
        else:  # it is registered beside
            del self.fields["organisation"]

    def clean_organisation(self):
        return self.organisations[self.cleaned_data["organisation"]]


class DecliningForm(forms.Form):
    answer = note_field(gettext_lazy("A word to the organisation"))
