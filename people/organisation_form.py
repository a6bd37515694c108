"""What its representatives may change about an organisation."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people import pictures, proposals
from people.forms import PictureField, municipality_field, website_field
from people.languages import name_in_words
from people.models import Organisation, Proposal
from people.text import OneLineField


class OrganisationForm(forms.Form):
    """The name in every language of the site, and the facts beside it.

    Where the organisation is named already, another name or website is proposed; what was proposed is
    what the person finds here again. `seen` is the proposal that they had before their eyes.
    """

    municipality = municipality_field()
    website = website_field()
    logo = PictureField(
        label=gettext_lazy("Logo"),
        required=False,
        help_text=gettext_lazy("A JPEG, PNG or WebP picture of at most 10 megabytes."),
    )
    remove_logo = forms.BooleanField(label=gettext_lazy("Remove the logo"), required=False)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, organisation, **kwargs):
        self.organisation = organisation
        self.proposal = Proposal.objects.filter(organisation=organisation).first()
        self.is_named = proposals.is_named(organisation)
        self.stands = str(self.proposal.pk) if self.proposal else ""
        names = proposals.words(self.proposal or organisation)
        initial = {f"name_{code}": names["name"].get(code, "") for code, _language in settings.LANGUAGES}
        initial |= {"municipality": organisation.municipality, "website": names["website"]}
        super().__init__(*args, initial={**initial, "seen": self.stands}, **kwargs)
        for code, _language in settings.LANGUAGES:
            self.fields[f"name_{code}"] = OneLineField(
                label=_("Name (%(language)s)") % {"language": name_in_words(code)},
                max_length=200,
                required=False,
            )
            self.fields[f"name_{code}"].is_needed = True  # in one language at least
        self.order_fields([*(f"name_{code}" for code, _language in settings.LANGUAGES)])
        if not organisation.logo:
            del self.fields["remove_logo"]

    def clean(self):
        cleaned = super().clean()
        if not any(self._names().values()) and not self.errors:
            first = f"name_{settings.LANGUAGES[0][0]}"
            self.add_error(first, _("Give the name in at least one language."))
        if self.proposal and cleaned.get("seen") != self.stands and not self.errors:
            self.data = {**self.data.dict(), "seen": self.stands}
            raise forms.ValidationError(
                _("A colleague has asked for this meanwhile: %(words)s. Save again to ask for yours instead.")
                % {"words": " – ".join(filter(None, [str(self.proposal.name), self.proposal.website]))}
            )
        return cleaned

    def _names(self) -> dict:
        return {code: self.cleaned_data.get(f"name_{code}", "") for code, _language in settings.LANGUAGES}

    def save(self, *, by) -> Proposal | None:
        """What was proposed, if the words cannot stand at once."""
        cleaned = self.cleaned_data
        proposal = proposals.change(self.organisation, name=self._names(), website=cleaned["website"], by=by)
        organisation = Organisation.objects.get(pk=self.organisation.pk)
        organisation.municipality, old_logo = cleaned["municipality"], organisation.logo
        if cleaned["logo"]:
            organisation.logo = pictures.store(cleaned["logo"])
        elif cleaned.get("remove_logo"):
            organisation.logo = ""
        organisation.save(update_fields=["municipality", "logo"])
        if old_logo and old_logo != organisation.logo:
            pictures.remove(old_logo)
        return proposal
