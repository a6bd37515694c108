"""Addresses of people, shown so that readers understand them and harvesters do not."""

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def obfuscated(email: str) -> str:
    """name(a)domain for the eye, "name at domain" for the ear."""
    name, at, domain = email.partition("@")
    if not at:
        return email
    return format_html(
        '<bdi>{}<span aria-hidden="true">(a)</span><span class="sr-only"> {} </span>{}</bdi>',
        name,
        _("at"),
        domain,
    )
