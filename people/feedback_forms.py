"""What somebody types about the accessibility of the site, and what staff answer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from people.text import EmailField, PlainTextField


class FeedbackForm(forms.Form):
    """Only the message is needed."""

    text = PlainTextField(
        label=_("What was difficult, or did not work?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("If you use an aid such as a screen reader, its name helps us."),
        error_messages={"required": _("Write what was difficult, or did not work.")},
    )
    page = PlainTextField(
        label=_("On which page?"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
        help_text=_("Its address or its name. Leave this empty if it is about the whole site."),
    )
    email = EmailField(
        label=_("Your e-mail address"),
        required=False,
        autocomplete="email",
        help_text=_("Needed only if you want an answer."),
    )


class AnswerFeedbackForm(forms.Form):
    """The words of a letter or, where there is none, how it was answered."""

    answer = PlainTextField(
        label=_("Answer"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Write the answer, or how it was answered.")},
    )
