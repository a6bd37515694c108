"""Forms about people and organisations on public pages."""

from django import forms
from django.conf import settings
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.utils.translation import pgettext_lazy as pgettext
from i18nfield.strings import LazyI18nString

from people import pictures
from people.business_id import normalise, validate_business_id
from people.models import Municipality, Organisation, User
from people.text import OneLineField

# Finnish and Swedish put these letters last, in this order.
_LAST_LETTERS = str.maketrans({"å": "{", "ä": "|", "ö": "}"})


class _ByName(forms.models.ModelChoiceIterator):
    def __iter__(self):
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        yield from sorted(map(self.choice, self.queryset), key=lambda choice: _alphabetical(choice[1]))


def _alphabetical(label: str) -> str:
    return label.casefold().translate(_LAST_LETTERS)


class PlaceField(forms.ModelChoiceField):
    """A choice of municipalities or regions in the alphabet of the reader's language."""

    iterator = _ByName


class PictureField(forms.FileField):
    """A picture that we can keep; what it becomes is decided by `people.pictures`."""

    widget = forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"})

    def clean(self, data, initial=None):
        upload = super().clean(data, initial)
        if upload:
            pictures.check(upload)
        return upload


class BusinessIdField(OneLineField):
    default_validators = [validate_business_id]

    def __init__(self, **kwargs):
        super().__init__(
            label=gettext_lazy("Business ID"),
            help_text=gettext_lazy("Form 1234567-8. Leave empty if the organisation has none."),
            required=False,
            max_length=20,
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
            **kwargs,
        )

    def clean(self, value):
        return normalise(super().clean(value))


def _municipality_field():
    return PlaceField(
        Municipality.objects.all(),
        required=False,
        label=pgettext("of an organisation", "Municipality"),
        empty_label=pgettext("of an organisation", "No municipality"),
    )


def _website_field():
    return forms.URLField(
        label=gettext_lazy("Website"),
        required=False,
        max_length=200,
        assume_scheme="https",
        validators=[URLValidator(schemes=["http", "https"])],
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "url"}),
    )


class NewOrganisationForm(forms.Form):
    """Register an organisation that nobody has registered yet."""

    REGISTERED = gettext_lazy(
        "An organisation with this business ID is already registered. Ask its main representative"
        " to add you; if you do not know who that is, write to the owner of the campaign."
    )

    name = OneLineField(
        label=gettext_lazy("Name of the organisation"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of organisation"),
        choices=[("", gettext_lazy("Choose")), *Organisation.Kind.choices],
    )
    business_id = BusinessIdField()
    municipality = _municipality_field()
    website = _website_field()

    def clean_business_id(self):
        business_id = self.cleaned_data["business_id"]
        if business_id and Organisation.objects.filter(business_id=business_id).exists():
            raise forms.ValidationError(self.REGISTERED, code="registered")
        return business_id

    def refuse_registered(self):
        """Somebody else registered the organisation while this form was on its way."""
        self.add_error("business_id", forms.ValidationError(self.REGISTERED, code="registered"))

    def fields_to_register(self, language: str) -> dict:
        return {**self.cleaned_data, "name": LazyI18nString({language: self.cleaned_data["name"]})}


class OrganisationForm(forms.Form):
    """What its representatives may change about an organisation; the name in every language of the site."""

    municipality = _municipality_field()
    website = _website_field()
    logo = PictureField(
        label=gettext_lazy("Logo"),
        required=False,
        help_text=gettext_lazy("A JPEG, PNG or WebP picture of at most 10 megabytes."),
    )
    remove_logo = forms.BooleanField(label=gettext_lazy("Remove the logo"), required=False)

    def __init__(self, *args, organisation, **kwargs):
        self.organisation = organisation
        names = organisation.name.data or {}
        if not isinstance(names, dict):
            names = {settings.LANGUAGE_CODE: names}
        initial = {f"name_{code}": names.get(code, "") for code, _language in settings.LANGUAGES}
        initial |= {"municipality": organisation.municipality, "website": organisation.website}
        super().__init__(*args, initial=initial, **kwargs)
        for code, language in settings.LANGUAGES:
            self.fields[f"name_{code}"] = OneLineField(
                label=_("Name (%(language)s)") % {"language": language}, max_length=200, required=False
            )
            self.fields[f"name_{code}"].is_needed = True  # in one language at least
        self.order_fields([*(f"name_{code}" for code, _language in settings.LANGUAGES)])
        if not organisation.logo:
            del self.fields["remove_logo"]

    def clean(self):
        cleaned = super().clean()
        name_fields = [f"name_{code}" for code, _language in settings.LANGUAGES]
        if not any(cleaned.get(field) for field in name_fields) and not self.errors:
            self.add_error(name_fields[0], _("Give the name in at least one language."))
        return cleaned

    def save(self) -> Organisation:
        organisation, cleaned = self.organisation, self.cleaned_data
        names = {code: cleaned[f"name_{code}"] for code, _language in settings.LANGUAGES}
        organisation.name = LazyI18nString({code: name for code, name in names.items() if name})
        organisation.municipality, organisation.website = cleaned["municipality"], cleaned["website"]
        old_logo = organisation.logo
        if cleaned["logo"]:
            organisation.logo = pictures.store(cleaned["logo"])
        elif cleaned.get("remove_logo"):
            organisation.logo = ""
        organisation.save(update_fields=["name", "municipality", "website", "logo"])
        if old_logo and old_logo != organisation.logo:
            pictures.remove(old_logo)
        return organisation


class RepresentativeForm(forms.Form):
    email = forms.EmailField(
        label=gettext_lazy("Colleague's e-mail address"),
        max_length=254,
        help_text=gettext_lazy("Your colleague receives a letter and signs in with this address."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )


class AccountForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["first_name", "last_name", "language"]
        field_classes = {"first_name": OneLineField, "last_name": OneLineField}
        widgets = {
            "first_name": forms.TextInput(attrs={"autocomplete": "given-name"}),
            "last_name": forms.TextInput(attrs={"autocomplete": "family-name"}),
        }
