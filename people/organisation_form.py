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

    Where the organisation is named already, another name, website or logo is proposed; what was
    proposed is what the person finds here again. `seen` is the proposal that they had before their eyes.
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
        asks_for_logo = bool(self.proposal and self.proposal.logo)
        if not (organisation.logo or asks_for_logo):
            del self.fields["remove_logo"]
        if asks_for_logo:
            self.fields["logo"].help_text = _(
                "We look at the new logo first; until then nobody else sees it."
            )
        elif self.is_named:
            self.fields["logo"].help_text = _(
                "A JPEG, PNG or WebP picture of at most 10 megabytes."
                " Others see it once we have looked at it."
            )

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
        """What was proposed, if it cannot stand at once."""
        logo = self._logo()
        words = {"name": self._names(), "website": self.cleaned_data["website"]}
        try:
            proposal = proposals.change(self.organisation, **words, logo=logo, by=by)
        except Exception:
            if logo:
                pictures.remove(logo)
            raise
        organisation = Organisation.objects.get(pk=self.organisation.pk)
        organisation.municipality = self.cleaned_data["municipality"]
        organisation.save(update_fields=["municipality"])
        return proposal

    def _logo(self) -> str | None:
        """As `proposals.change` takes it."""
        if self.cleaned_data["logo"]:
            return pictures.store(self.cleaned_data["logo"])
        return "" if self.cleaned_data.get("remove_logo") else None
