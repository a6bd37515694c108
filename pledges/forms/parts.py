"""Parts of a form that two writers may fill in differently: what is typed and what stands, in words."""

import hashlib

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _


class Part:
    """One field of a form: what was typed in it and what stands, both in words."""

    can_have_both = False

    def __init__(self, form, name: str):
        self.form, self.name, self.field = form, name, form.fields[name]
        self.label = str(self.field.label)
        self.language = self.field.widget.attrs.get("lang", "")
        self.is_text = isinstance(self.field.widget, forms.TextInput | forms.Textarea)

    @property
    def stored(self) -> str:
        return in_words(self.field, self.form.initial.get(self.name))

    @property
    def typed(self) -> str:
        if self.field.widget.value_omitted_from_data(self.form.data, {}, self.name):
            return self.stored  # the page that was sent did not have it
        if self.name in self.form.cleaned_data:
            return in_words(self.field, self.form.cleaned_data[self.name])
        return " ".join(self.form.data.getlist(self.name))

    def put(self, data: QueryDict, *, together: bool) -> None:
        """Write what stands into `data` as a browser would send it."""
        value = self.field.prepare_value(self.form.initial.get(self.name))
        if isinstance(self.field, forms.BooleanField):
            values = ["on"] if value else []
        else:
            formatted = self.field.widget.format_value(value)
            values = formatted if isinstance(formatted, list) else [formatted or ""]
        data.setlist(self.name, values)


def in_words(field, value) -> str:
    """A value of a field as one reads it."""
    if isinstance(field, forms.BooleanField):
        return _("ticked") if value else _("not ticked")
    if value is None:
        return ""
    if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
        labels = {str(key): str(label) for key, label in field.choices}
        chosen = value if isinstance(value, list) else [value]
        return ", ".join(labels.get(str(one), "") for one in chosen)
    if hasattr(value, "__iter__") and not isinstance(value, str):
        return ", ".join(sorted(str(member) for member in value))
    return str(field.prepare_value(value) if not hasattr(value, "pk") else value).strip()


def base(form) -> str:
    """What each part says as it stands, in a short word each: a later save tells from it who changed what."""
    return " ".join(f"{part.name}={digest(part.stored)}" for part in form.parts())


def digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:10]
