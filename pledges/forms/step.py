"""What the steps of the entry form have in common.

A step may be saved with anything missing: what an entry lacks is told by `completeness.gaps`, and
asked for only when it is sent. Lengths are checked here and not by the browser, which would cut a
pasted text short without a word.
"""

from django import forms

from people import personal_hints
from pledges.forms.parts import Part, base


def measured_here(form) -> None:
    """Let the browser pass a text of any length on to us."""
    for field in form.fields.values():
        field.widget.attrs.pop("maxlength", None)


def hidden(field_class, **options):
    """A field for the form alone; browsers that fill forms in again leave it as the page has it."""
    widget = forms.HiddenInput(attrs={"autocomplete": "off"})
    return field_class(widget=widget, required=False, **options)


def _is_frozen(field) -> bool:
    return getattr(field, "is_frozen", False)


class StepForm(forms.Form):
    """One step of an entry. `version` is that of the entry which the person had before their eyes, `base`
    tells what each field said in it (see `differences`).

    NEEDED names the fields that may be empty now, but not when the entry is sent. PUBLIC names those that
    everybody may come to read.
    """

    NEEDED: tuple[str, ...] = ()
    PUBLIC: tuple[str, ...] = ()

    version = hidden(forms.IntegerField, min_value=0, max_value=2**31 - 1)
    base = hidden(forms.CharField)

    def __init__(self, *args, entry, **kwargs):
        self.entry = entry
        super().__init__(*args, initial={**self.stored(), "version": entry.version}, **kwargs)
        measured_here(self)
        for name in self.NEEDED:
            self.fields[name].is_needed = True
        for name in self.PUBLIC:
            self.fields[name].is_public = True
        # Asked for when the form is shown, because steps add fields of their own after this.
        self.initial["base"] = lambda: base(self)

    def parts(self) -> list[Part]:
        """What two writers may have said differently. A file is in none: a browser does not send it twice."""
        return [
            Part(self, name)
            for name, field in self.fields.items()
            if not (field.widget.is_hidden or isinstance(field, forms.FileField) or _is_frozen(field))
        ]

    def stored(self) -> dict:
        """The values of the fields as they stand."""
        raise NotImplementedError

    def save(self, *, by):
        """Save through the action; raises StaleVersion."""
        raise NotImplementedError

    def hints(self) -> dict[str, str]:
        """Which public fields seem to hold personal data, by the identifier of the field."""
        return {
            field.auto_id: personal_hints.in_words(str(field.value() or ""))
            for field in self.visible_fields()
            if getattr(field.field, "is_public", False)
        }
