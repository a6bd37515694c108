"""What a person may type: plain text without the characters that break readers, letters and databases."""

import re
import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

# Control characters but line end and tab, lone surrogates, the byte order mark, and explicit direction
# overrides, which can make a text read as something else than it is (CVE-2021-42574).
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufeff]")


# What programs for mail turn into a link; a bare name such as "nuoret.fi" may be a name indeed.
_WEB_ADDRESS = re.compile(r"://|\bwww\.|\w\.[a-z]{2,}[/?#]\w", re.IGNORECASE)

# In any country's way of writing it, perhaps with an extension: "+358 (0)9 310 1691 ext. 12".
_PHONE = re.compile(r"\+?[\d\s().,/\u2010-\u2013-]+((#|[^\W\d_]+)[.:]?\s*\d{1,6})?")
_FEWEST_DIGITS = 5


def clean_text(value: str) -> str:
    """Normalise to NFC with "\\n" line ends; raise ValidationError on control characters."""
    value = unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n"))
    if forbidden := _FORBIDDEN.search(value):
        raise ValidationError(
            _("Character %(position)d is an invisible control character. Please remove it."),
            code="control_character",
            params={"position": forbidden.start() + 1},
        )
    return value


def without_control_characters(value: str) -> str:
    """The text without the characters that clean_text would refuse."""
    return _FORBIDDEN.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))


def with_colon(label) -> str:
    """A label before what it names; one that ends its own sentence needs no colon."""
    label = str(label)
    return label if label.endswith((".", ":", "?", "؟", "!", "…")) else f"{label}:"


def listed(things) -> str:
    """Things in a row, with the commas of the active language."""
    return pgettext("between the things of a list", ", ").join(str(thing) for thing in things)


class PlainTextField(forms.CharField):
    """A CharField that refuses control characters with a message that says where they are."""

    def to_python(self, value):
        return clean_text(super().to_python(value))


class OneLineField(PlainTextField):
    """A name or a title: one line, without a web address that a letter would turn into a link."""

    def to_python(self, value):
        value = " ".join(super().to_python(value).split())
        if _WEB_ADDRESS.search(value):
            raise ValidationError(_("Please leave out web addresses here."), code="web_address")
        return value


class PhoneField(OneLineField):
    """A number that somebody can call, kept as it was typed."""

    def __init__(self, **more):
        widget = forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"})
        super().__init__(max_length=40, widget=widget, **more)

    def to_python(self, value):
        value = super().to_python(value)
        digits = sum(character.isdigit() for character in value)
        if value and (digits < _FEWEST_DIGITS or not _PHONE.fullmatch(value)):
            raise ValidationError(
                _("Enter a phone number in digits, such as 040 123 4567 or +358 40 123 4567."), code="phone"
            )
        return value


class EmailField(forms.EmailField):
    """An address as long as the database takes; `autocomplete="email"` offers the writer's own."""

    def __init__(self, *, autocomplete="off", **more):
        super().__init__(max_length=254, **more)
        self.widget.attrs["autocomplete"] = autocomplete
