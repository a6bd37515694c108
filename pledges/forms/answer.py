"""The partner's answer."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people import pictures
from people.forms import PictureField
from people.text import EmailField, OneLineField
from pledges import answering, permissions
from pledges.forms.own_part import logo_box, name_box, note_field
from pledges.forms.step import measured_here


class AnswerForm(forms.Form):
    """What is said of the partner, which it may correct; what it permits; and a word to the submitter."""

    SAID = ("name", "role", "contribution")
    PERMITTED = ("may_use_name", "may_use_logo", "logo")

    name = OneLineField(label=gettext_lazy("Name of your organisation"), max_length=200)
    role = OneLineField(label=gettext_lazy("Role"), max_length=120)
    contribution = OneLineField(
        label=gettext_lazy("Contribution"),
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    may_use_name = name_box()
    may_use_logo = logo_box()
    logo = PictureField(
        label=gettext_lazy("Logo"),
        required=False,
        help_text=gettext_lazy("A JPEG, PNG or WebP picture of at most 10 megabytes."),
    )
    email = EmailField(
        label=gettext_lazy("Your e-mail address"),
        autocomplete="email",
        help_text=gettext_lazy("We send you what you agreed to, with a link by which you can leave later."),
    )
    note = note_field(gettext_lazy("A word to the submitter"))
    answer = forms.ChoiceField(choices=[("confirm", ""), ("decline", "")], widget=forms.HiddenInput)

    def __init__(self, *args, partner, **kwargs):
        self.partner = partner
        self.name = str(partner.organisation)
        stands = {"name": self.name, "role": partner.role, "contribution": partner.contribution}
        super().__init__(*args, initial=stands, **kwargs)
        if not permissions.can_correct(partner):
            self.fields["role"].disabled = self.fields["contribution"].disabled = True
        if not permissions.can_correct_name(partner):
            del self.fields["name"], self.fields["logo"]
        if partner.email or partner.organisation.is_claimed:
            del self.fields["email"]
        measured_here(self)

    @property
    def said(self):
        return [self[name] for name in self.SAID if name in self.fields]

    @property
    def permitted(self):
        return [self[name] for name in self.PERMITTED if name in self.fields]

    def clean(self):
        if self.cleaned_data.get("answer") == "decline":
            # Whoever says no need not put right what is said of them.
            for name in (*self.SAID, *self.PERMITTED, "email"):
                self.errors.pop(name, None)
        elif self.cleaned_data.get("logo") and not self.cleaned_data.get("may_use_logo"):
            self.add_error("may_use_logo", _("You chose a logo: tick here that it may be shown."))
        return super().clean()

    def save(self, *, by, at):
        """Answer; raises IllegalMove where that is not possible any more."""
        cleaned = {"name": self.name, **self.cleaned_data}
        if cleaned.pop("answer") == "decline":
            return answering.decline(self.partner, note=cleaned["note"], by=by, at=at)
        logo = cleaned.pop("logo", None)
        stored = pictures.store(logo) if logo else ""
        try:
            return answering.confirm(self.partner, **cleaned, logo=stored, by=by, at=at)
        except Exception:
            if stored:
                pictures.remove(stored)
            raise
