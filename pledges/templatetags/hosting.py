"""Where a public entry, an organisation or a theme is read: below the page that hosts its campaign."""

from django import template

register = template.Library()


@register.filter
def address_on(entry, page) -> str:
    return page.entry_address(entry.reference)


@register.filter
def organisation_on(key: str, page) -> str:
    """The page of an organisation by its public id; empty where it is not named."""
    return page.organisation_address(key) if key else ""


@register.filter
def theme_on(slug: str, page) -> str:
    return page.theme_address(slug)
