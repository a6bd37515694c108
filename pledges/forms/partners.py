"""Inviting a partner."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.forms import BusinessIdField
from people.languages import site_languages
from people.models import Organisation
from people.text import EmailField, OneLineField
from pledges import partnership
from pledges.forms.step import measured_here
from pledges.refusals import WORDS, AlreadyPartner


class InvitationForm(forms.Form):
    """Ask another organisation to take part: one found in the register, or one described here.

    `how` comes with the button: a letter to an address, or a link that the submitter hands on.
    """

    DESCRIBED = ("name", "kind", "business_id")

    name = OneLineField(label=gettext_lazy("Name of the organisation"), max_length=200)
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of organisation"),
        choices=[("", gettext_lazy("Choose")), *Organisation.Kind.choices],
    )
    business_id = BusinessIdField()
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
    email = EmailField(
        label=gettext_lazy("E-mail address of the person to ask"),
        required=False,
        help_text=gettext_lazy("Leave it empty if you would rather hand on a link yourself."),
    )
    how = forms.ChoiceField(choices=[("letter", ""), ("link", "")], required=False, widget=forms.HiddenInput)

    def __init__(self, *args, entry, organisation=None, partner=None, name="", said=None, **kwargs):
        """`partner` is asked anew; `name` is what was looked for and not found,
        `said` what the organisation says of itself."""
        self.entry, self.partner = entry, partner
        self.organisation = partner.organisation if partner else organisation
        initial = {"language": entry.language, "name": name} | (said or {})
        if partner:
            initial |= {
                field: getattr(partner, field) for field in ("role", "contribution", "language", "email")
            }
        super().__init__(*args, initial=initial, **kwargs)
        if self.organisation:
            for described in self.DESCRIBED:
                del self.fields[described]
        if self.asks_representatives:
            del self.fields["email"]
        measured_here(self)

    @property
    def asks_representatives(self) -> bool:
        """Somebody acts for the chosen organisation, and only they answer for it."""
        return bool(self.organisation and self.organisation.is_claimed)

    def clean(self):
        cleaned = super().clean()
        is_missing = "email" in self.fields and not cleaned.get("email") and "email" not in self.errors
        if is_missing and cleaned.get("how") != "link":
            self.add_error("email", _("Give an address for the letter, or make a link to hand on."))
        return cleaned

    def save(self, *, by):
        """Invite; returns None with an error in the form when that is not possible."""
        words = {name: value for name, value in self.cleaned_data.items() if name not in ("how", "email")}
        words["email"] = "" if self.cleaned_data["how"] == "link" else self.cleaned_data.get("email", "")
        try:
            if self.partner:
                return partnership.invite_again(self.partner, **words, by=by)
            return partnership.invite(self.entry, organisation=self.organisation, **words, by=by)
        except tuple(WORDS) as refused:
            is_named = isinstance(refused, AlreadyPartner) and "name" in self.fields
            self.add_error("name" if is_named else None, WORDS[type(refused)])
        return None
