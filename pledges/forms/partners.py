"""Inviting a partner, and the partner's answer."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.forms import BusinessIdField
from people.languages import site_languages
from people.models import Organisation
from people.text import OneLineField, PlainTextField
from pledges import partnership, permissions
from pledges.forms.step import measured_here


class InvitationForm(forms.Form):
    """Ask another organisation to take part."""

    name = OneLineField(label=gettext_lazy("Name of the organisation"), max_length=200)
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of organisation"),
        choices=[("", gettext_lazy("Choose")), *Organisation.Kind.choices],
    )
    business_id = BusinessIdField()
    email = forms.EmailField(
        label=gettext_lazy("E-mail address of the person to ask"),
        max_length=254,
        help_text=gettext_lazy(
            "If the organisation is registered here, we ask its own representatives instead."
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    role = OneLineField(
        label=gettext_lazy("Role"),
        max_length=120,
        help_text=gettext_lazy("For example “offers premises” or “finds the mentors”."),
    )
    contribution = OneLineField(
        label=gettext_lazy("Contribution"),
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("What the partner brings, in one or two sentences."),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of the invitation"), choices=site_languages)

    def __init__(self, *args, entry, **kwargs):
        self.entry = entry
        super().__init__(*args, initial={"language": entry.language}, **kwargs)
        measured_here(self)

    def save(self, *, by):
        """Invite; returns None with an error in the form when that is not possible."""
        try:
            return partnership.invite(self.entry, **self.cleaned_data, by=by)
        except partnership.AlreadyPartner:
            self.add_error("name", _("This organisation takes part or has been invited already."))
        except partnership.TooManyInvitations:
            self.add_error(None, _("You have sent very many invitations today. Please go on tomorrow."))
        return None


class AnswerForm(forms.Form):
    """The partner's answer: what is said of it, which it may correct, and a word to the submitter."""

    CORRECTIONS = ("name", "role", "contribution")

    name = OneLineField(label=gettext_lazy("Name of your organisation"), max_length=200)
    role = OneLineField(label=gettext_lazy("Role"), max_length=120)
    contribution = OneLineField(
        label=gettext_lazy("Contribution"),
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    note = PlainTextField(
        label=gettext_lazy("A word to the submitter"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("You may leave this empty."),
    )
    answer = forms.ChoiceField(choices=[("confirm", ""), ("decline", "")], widget=forms.HiddenInput)

    def __init__(self, *args, partner, **kwargs):
        self.partner = partner
        self.name = str(partner.organisation)
        stands = {"name": self.name, "role": partner.role, "contribution": partner.contribution}
        super().__init__(*args, initial=stands, **kwargs)
        if not permissions.can_correct(partner):
            self.fields["role"].disabled = self.fields["contribution"].disabled = True
        if not permissions.can_correct_name(partner):
            del self.fields["name"]
        measured_here(self)

    def clean(self):
        if self.cleaned_data.get("answer") == "decline":
            # Whoever says no need not put right what is said of them.
            for name in self.CORRECTIONS:
                self.errors.pop(name, None)
        return super().clean()

    def save(self):
        cleaned = {"name": self.name, **self.cleaned_data}
        if cleaned.pop("answer") == "decline":
            return partnership.decline(self.partner, note=cleaned["note"])
        return partnership.confirm(self.partner, **cleaned)
