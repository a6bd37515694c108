"""Where a public entry is read: below the page that hosts its campaign."""

from django import template

register = template.Library()


@register.filter
def address_on(entry, page) -> str:
    return page.entry_address(entry.reference)
