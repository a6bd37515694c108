"""What may be published, and whom to ask."""

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.languages import said
from people.models import Consent, ConsentText
from people.text import EmailField, OneLineField, PhoneField
from pledges.actions import save_draft, set_permissions
from pledges.forms.step import StepForm


class PermissionsForm(StepForm):
    """What may be published, and whom to ask about the entry. Each box begins un-ticked."""

    NEEDED = ("contact_name", "contact_email")
    CONTACT = ("contact_name", "contact_email", "contact_phone")

    contact_name = OneLineField(
        label=gettext_lazy("Contact person"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    contact_email = EmailField(
        label=gettext_lazy("Contact person's e-mail address"),
        required=False,
        autocomplete="email",
        help_text=gettext_lazy("Letters about the entry go to this address as well as to you."),
    )
    contact_phone = PhoneField(label=gettext_lazy("Contact person's phone number"), required=False)

    def __init__(self, *args, entry, **kwargs):
        # A box carries the version of its wording in its name: only what was shown can be agreed to.
        self.texts = {f"{text.purpose}_{text.version}": text for text in ConsentText.objects.in_force()}
        self.standing = Consent.objects.in_force().about(entry.uuid).by_purpose()
        super().__init__(*args, entry=entry, **kwargs)
        for name, text in self.texts.items():
            field = forms.BooleanField(label=said(text.label), help_text=said(text.wording), required=False)
            earlier = self.standing.get(text.purpose)
            field.earlier = earlier if earlier and earlier.text_id != text.pk else None
            self.fields[name] = field
        self.order_fields(self.texts)

    @property
    def permission_fields(self):
        return [self[name] for name in self.texts]

    def stored(self):
        return {
            **{name: getattr(self.entry, name) for name in self.CONTACT},
            **{name: self._stands(text) for name, text in self.texts.items()},
        }

    def _stands(self, text) -> bool:
        consent = self.standing.get(text.purpose)
        return consent is not None and consent.text_id == text.pk

    def clean(self):
        for name, text in self.texts.items():
            if any(key.startswith(f"{text.purpose}_") and key != name for key in self.data):
                self.add_error(
                    name, _("The wording has changed meanwhile. Please read it and tick it again.")
                )
        return super().clean()

    @transaction.atomic
    def save(self, *, by):
        contact = {name: self.cleaned_data[name] for name in self.CONTACT}
        entry = save_draft(self.entry, self.cleaned_data["version"] or 0, contact, by=by)
        given = {text.purpose for name, text in self.texts.items() if self.cleaned_data[name]}
        set_permissions(entry, given, by=by)
        return entry
