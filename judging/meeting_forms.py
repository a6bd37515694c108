"""Forms of the jury's meeting."""

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.admin.widgets import AdminAutoHeightTextInput

from judging.agenda import MOST
from people.text import PlainTextField

DISPUTED = 5


class AgendaForm(forms.Form):
    """Where the cut is, and how much more the meeting can talk about."""

    top = forms.IntegerField(
        label=gettext_lazy("Places to fill"), required=False, min_value=1, max_value=100_000
    )
    disputed = forms.IntegerField(
        label=gettext_lazy("Most disputed entries"), required=False, min_value=0, max_value=MOST
    )

    def chosen(self) -> dict:
        """What was chosen; whatever makes no sense is as if nothing had been said."""
        self.is_valid()
        disputed = self.cleaned_data.get("disputed")
        return {"top": self.cleaned_data.get("top"), "disputed": DISPUTED if disputed is None else disputed}


class NoteForm(forms.Form):
    text = PlainTextField(
        label=pgettext_lazy("of a meeting", "Note"),
        help_text=gettext_lazy(
            "It stays as written, with your name and the time. A correction is another note."
        ),
        max_length=4000,
        widget=AdminAutoHeightTextInput,
    )
