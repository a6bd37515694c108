"""Texts in another language than the reader's, marked so that they are read out and laid out as such."""

from django import template
from django.utils.html import format_html

from people.languages import attributes, in_its_language, language_of

register = template.Library()

register.filter("in_its_language", in_its_language)


@register.filter
def apart(text) -> str:
    """What somebody typed, within a line of ours: whatever its direction, ours stays as it is."""
    return format_html("<bdi>{}</bdi>", text)


@register.filter
def language_attributes(text) -> str:
    """Of the element around a text: `<p{{ text|language_attributes }}>`."""
    return attributes(language_of(text))
