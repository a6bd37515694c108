"""Where a public entry, an organisation or a theme is read: below the page that hosts its campaign.

And which campaign it is that somebody is on the way into.
"""

from django import template

from pledges import hosting

register = template.Library()


@register.simple_tag(takes_context=True)
def campaign_to_begin(context, address: str):
    return hosting.campaign_to_begin(context["request"], address or "")


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
