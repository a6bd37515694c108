"""Addresses of people, shown so that readers understand them and harvesters do not, and of their work."""

from django import template
from django.conf import settings
from django.shortcuts import resolve_url
from django.utils.html import format_html
from django.utils.translation import gettext as _

register = template.Library()


@register.simple_tag
def own_work() -> str:
    """Where somebody who has signed in begins; which page that is, the settings say."""
    return resolve_url(settings.LOGIN_REDIRECT_URL)


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
