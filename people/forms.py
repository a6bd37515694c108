"""Forms about people and organisations on public pages."""

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.utils.translation import pgettext_lazy as pgettext
from i18nfield.strings import LazyI18nString

from people import pictures
from people.business_id import normalise, validate_business_id
from people.models import Municipality, Organisation, User
from people.text import EmailField, OneLineField, PlainTextField, clean_text

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
            help_text=gettext_lazy("Form 1234567-1. Leave empty if the organisation has none."),
            required=False,
            max_length=20,
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
            **kwargs,
        )

    def clean(self, value):
        return normalise(super().clean(value))


def municipality_field():
    return PlaceField(
        Municipality.objects.all(),
        required=False,
        label=pgettext("of an organisation", "Municipality"),
        empty_label=pgettext("of an organisation", "No municipality"),
    )


class WebAddressField(forms.URLField):
    # In place of the field's own, which would say the same once more.
    default_validators = [URLValidator(schemes=["http", "https"])]
    default_error_messages = {
        "invalid": gettext_lazy("Write the address of a website, for example www.example.org.")
    }

    def to_python(self, value):
        return clean_text(super().to_python(value))


def website_field():
    return WebAddressField(
        label=gettext_lazy("Website"),
        required=False,
        max_length=200,
        assume_scheme="https",
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "url"}),
    )


class NewOrganisationForm(forms.Form):
    """Register an organisation that nobody has registered yet."""

    REGISTERED = gettext_lazy(
        "An organisation with this business ID is already registered. Ask its main representative"
        " to add you. If you do not know who that is, or nobody acts for it here yet, write to us: we can"
        " make you its main representative."
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
    municipality = municipality_field()
    website = website_field()

    @property
    def is_registered(self) -> bool:
        """The organisation is here already: whoever registers it must be told whom to write to."""
        return self.has_error("business_id", code="registered")

    def clean_business_id(self):
        business_id = self.cleaned_data["business_id"]
        if business_id and Organisation.objects.filter(business_id=business_id).exists():
            raise forms.ValidationError(self.REGISTERED, code="registered")
        return business_id

    def refuse_registered(self):
        """Somebody else registered the organisation while this form was on its way."""
        self.add_error("business_id", forms.ValidationError(self.REGISTERED, code="registered"))

    def refuse_another(self):
        self.add_error(None, _("You have registered very many organisations today. Please go on tomorrow."))

    def fields_to_register(self, language: str) -> dict:
        return {**self.cleaned_data, "name": LazyI18nString({language: self.cleaned_data["name"]})}


class RepresentativeForm(forms.Form):
    email = EmailField(
        label=gettext_lazy("Colleague's e-mail address"),
        help_text=gettext_lazy(
            "Your colleague receives a letter, signs in with this address and says yes or no."
        ),
    )


class MainRepresentativeForm(forms.Form):
    """What staff type to ask somebody to be an organisation's main representative."""

    email = EmailField(label=gettext_lazy("E-mail address"))


class ReasonForm(forms.Form):
    """Why staff decline what somebody asked for."""

    reason = PlainTextField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Needed to decline; whoever asked reads it in a letter."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Write why. Whoever asked reads it in a letter.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Before anything is decided no mark says that it must be written: accepting needs no reason.
        self.fields["reason"].required = self.is_bound


class AccountForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["first_name", "last_name", "language"]
        field_classes = {"first_name": OneLineField, "last_name": OneLineField}
        widgets = {
            "first_name": forms.TextInput(attrs={"autocomplete": "given-name"}),
            "last_name": forms.TextInput(attrs={"autocomplete": "family-name"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Django asks for one beside each field whose default is a function.
        self.fields["language"].show_hidden_initial = False
