"""What a partner permits, and its last word when it leaves."""

from django import forms
from django.utils.translation import gettext_lazy

from people.text import EmailField, PlainTextField
from pledges.own_part import LOGO_WORDING, NAME_WORDING


def name_box():
    return forms.BooleanField(label=NAME_WORDING, required=False)


def logo_box():
    return forms.BooleanField(label=LOGO_WORDING, required=False)


def note_field(label):
    return PlainTextField(
        label=label,
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class UseForm(forms.Form):
    """What a partner permits, as it stands."""

    may_use_name = name_box()
    may_use_logo = logo_box()

    def __init__(self, *args, partner, **kwargs):
        stands = {"may_use_name": partner.may_use_name, "may_use_logo": partner.may_use_logo}
        super().__init__(*args, initial=stands, **kwargs)


class WriterForm(forms.Form):
    """Somebody of the partner who is to write along."""

    email = EmailField(
        label=gettext_lazy("E-mail address"),
        help_text=gettext_lazy("They get a letter and sign in with this address, by a code sent to it."),
    )


class LeavingForm(forms.Form):
    note = note_field(gettext_lazy("A word to the submitter"))
