"""Wagtail's forms for accounts, without passwords and with an address that can be signed in with at once."""

from allauth.account.models import EmailAddress
from django.utils.translation import gettext_lazy as _
from wagtail.users import forms

from people.models import User
from people.roles import title
from people.text import OneLineField


def _verify_address(person: User) -> None:
    """Without a verified address of their own people made by staff could not use the code sent to them."""
    EmailAddress.objects.filter(user=person).exclude(email=person.email).delete()
    EmailAddress.objects.update_or_create(
        user=person, email=person.email, defaults={"verified": True, "primary": True}
    )


class _PersonForm:
    field_order = ("email", "first_name", "last_name", "language", "groups", "is_superuser", "is_active")
    error_messages = {
        **forms.UserForm.error_messages,
        "duplicate_username": _("This address is already in use."),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["groups"].label_from_instance = title

    def clean_email(self):
        return self.cleaned_data["email"].strip().lower()

    def save(self, commit=True):
        if not self.instance.pk:
            self.instance.set_unusable_password()
        person = super().save(commit)
        _verify_address(person)
        return person


def _name(name: str) -> OneLineField:
    """Wagtail's field, but with our rules for names."""
    theirs = forms.UserForm.base_fields[name]
    most = User._meta.get_field(name).max_length
    return OneLineField(label=theirs.label, required=theirs.required, max_length=most)


class PersonCreationForm(_PersonForm, forms.UserCreationForm):
    first_name, last_name = _name("first_name"), _name("last_name")

    class Meta(forms.UserCreationForm.Meta):
        fields = forms.UserCreationForm.Meta.fields | {"language"}


class PersonEditForm(_PersonForm, forms.UserEditForm):
    first_name, last_name = _name("first_name"), _name("last_name")

    class Meta(forms.UserEditForm.Meta):
        fields = forms.UserEditForm.Meta.fields | {"language"}
