"""Texts in another language than the reader's, marked so that they are read out and laid out as such."""

import re

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from people.languages import Said, attributes, in_its_language, language_of
from people.lemmas.hyphens import hyphenated

register = template.Library()

_MARKUP = re.compile("[<&]")

register.filter("in_its_language", in_its_language)


@register.filter("hyphenated")
def hyphenated_title(text, language: str = "") -> Said:
    """A title in large letters, which may be broken within its long words; markup stays as it is.

    Our own words come out of `{% translate %}` as markup in which there is none; holes of stencils are none.
    """
    if isinstance(text, SafeString) and (type(text) is not SafeString or _MARKUP.search(text)):
        return text
    foreign = language or language_of(text)
    return Said(hyphenated(str(text), foreign or get_language()), foreign)


@register.filter
def apart(text) -> str:
    """What somebody typed, within a line of ours: whatever its direction, ours stays as it is."""
    return format_html("<bdi>{}</bdi>", text)


@register.filter
def language_attributes(text) -> str:
    """Of the element around a text: `<p{{ text|language_attributes }}>`."""
    return attributes(language_of(text))
