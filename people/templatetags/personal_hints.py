from django import template
from django.template.defaultfilters import linebreaks_filter

from people import personal_hints

register = template.Library()


@register.filter
def marked(text):
    """Paragraphs of a plain text with possible personal data highlighted."""
    return linebreaks_filter(personal_hints.marked(text or ""), autoescape=False)
