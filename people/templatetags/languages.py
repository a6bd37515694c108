"""Texts in another language than the reader's, marked so that they are read out and laid out as such."""

from django import template

from people.languages import attributes, in_its_language, language_of

register = template.Library()

register.filter("in_its_language", in_its_language)


@register.filter
def language_attributes(text) -> str:
    """Of the element around a text: `<p{{ text|language_attributes }}>`."""
    return attributes(language_of(text))
