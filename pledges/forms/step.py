"""What the steps of the entry form have in common.

A step may be saved with anything missing: what an entry lacks is told by `completeness.gaps`, and
asked for only when it is sent. Lengths are checked here and not by the browser, which would cut a
pasted text short without a word.
"""

from django import forms
from django.utils.translation import gettext as _


def measured_here(form) -> None:
    """Let the browser pass a text of any length on to us."""
    for field in form.fields.values():
        field.widget.attrs.pop("maxlength", None)


class StepForm(forms.Form):
    """One step of an entry. `version` is that of the entry which the person had before their eyes.

    NEEDED names the fields that may be empty now, but not when the entry is sent.
    """

    NEEDED: tuple[str, ...] = ()

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=2**31 - 1)

    def __init__(self, *args, entry, **kwargs):
        self.entry = entry
        super().__init__(*args, initial={**self.stored(), "version": entry.version}, **kwargs)
        measured_here(self)
        for name in self.NEEDED:
            self.fields[name].is_needed = True

    @classmethod
    def again(cls, data, entry):
        """The form after somebody else saved `entry`: what was typed, beside what stands now."""
        data = data.copy()
        data["version"] = str(entry.version)
        form = cls(data, entry=entry)
        for name in form.changed_data:
            if name != "version":
                form.fields[name].stored_meanwhile = form.stored_words(name)
        return form

    def stored(self) -> dict:
        """The values of the fields as they stand."""
        raise NotImplementedError

    def stored_words(self, name: str) -> str:
        value, field = self.initial.get(name), self.fields[name]
        if isinstance(value, list):
            words = ", ".join(str(member) for member in value)
        elif isinstance(value, bool):
            words = _("ticked") if value else _("not ticked")
        elif isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
            words = dict(field.choices).get(value, "")
        else:
            words = str(value or "")
        return words or _("nothing")

    def save(self, *, by):
        """Save through the action; raises StaleVersion."""
        raise NotImplementedError
