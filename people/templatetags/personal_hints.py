from django import template
from django.template.defaultfilters import linebreaks_filter

from people import personal_hints

register = template.Library()


@register.filter
def marked(text):
    """Paragraphs of a plain text with possible personal data highlighted."""
    return linebreaks_filter(personal_hints.marked(text or ""), autoescape=False)


@register.filter
def personal_hint(text) -> str:
    """What seems to be personal data in a text that everybody may come to read, in one sentence."""
    return personal_hints.in_words(str(text or ""))
