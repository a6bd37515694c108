"""Hints at personal data in a text that is to be published: addresses, phone numbers, identity codes.

Patterns only hint. The Finnish personal identity code has the form DDMMYY, a sign for the century,
three digits and a check character (Digital and Population Data Services Agency, dvv.fi).
"""

import re
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.text import listed

KINDS = {
    "code": gettext_lazy("personal identity code"),
    "email": gettext_lazy("e-mail address"),
    "phone": gettext_lazy("phone number"),
}

_PATTERN = re.compile(
    r"""
    (?P<code>(?<!\w)\d{6}[-+A-FU-Ya-fu-y]\d{3}[0-9A-Za-z](?!\w))
    |(?P<email>(?<![\w.+-])[\w.+-]+(?:@|\(a\)|\[at\])[\w-]+(?:\.[\w-]+)+)
    # A number of seven digits or more that begins with 0 or +; a business ID (1234567-1) is not one.
    |(?P<phone>(?<![\w/.-])(?!\d{7}-\d(?!\d))(?:\+\d|0)[\d\ ()-]{5,18}\d(?!\w))
    """,
    re.VERBOSE,
)


@dataclass(frozen=True)
class Hint:
    kind: str
    text: str


def find(text: str) -> list[Hint]:
    return [Hint(str(KINDS[match.lastgroup]), match.group()) for match in _PATTERN.finditer(text)]


def in_words(text: str) -> str:
    """One sentence for the writer of the text; empty where there is nothing to say."""
    found = list(dict.fromkeys(f"{hint.kind} {hint.text}" for hint in find(text)))[:3]
    if not found:
        return ""
    return _("This text mentions: %(found)s. Everybody will be able to read that.") % {"found": listed(found)}


def marked(text: str) -> str:
    """The text as HTML with every hint highlighted and named."""
    parts, done = [], 0
    for match in _PATTERN.finditer(text):
        parts.append(text[done : match.start()])
        parts.append(format_html('<mark title="{}">{}</mark>', KINDS[match.lastgroup], match.group()))
        done = match.end()
    return format_html_join("", "{}", ((part,) for part in [*parts, text[done:]]))
