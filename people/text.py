"""What a person may type: plain text without the characters that break readers, letters and databases."""

import re
import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Explicit direction overrides can make a text read as something else than it is (CVE-2021-42574).
_FORBIDDEN_FORMAT = {chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF)}
_ALLOWED_CONTROL = {"\n", "\t"}


def clean_text(value: str) -> str:
    """Normalise to NFC with "\\n" line ends; raise ValidationError on control characters."""
    value = unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n"))
    for position, character in enumerate(value, start=1):
        category = unicodedata.category(character)
        if character in _FORBIDDEN_FORMAT or (category in ("Cc", "Cs") and character not in _ALLOWED_CONTROL):
            raise ValidationError(
                _("Character %(position)d is an invisible control character. Please remove it."),
                code="control_character",
                params={"position": position},
            )
    return value


class PlainTextField(forms.CharField):
    """A CharField that refuses control characters with a message that says where they are."""

    def to_python(self, value):
        return clean_text(super().to_python(value))


class OneLineField(PlainTextField):
    """A name or a title: one line, without a web address that a letter would turn into a link."""

    def to_python(self, value):
        value = " ".join(super().to_python(value).split())
        if re.search(r"://|\bwww\.", value, re.IGNORECASE):
            raise ValidationError(_("Please leave out web addresses here."), code="web_address")
        return value
