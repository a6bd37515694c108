"""Where what somebody sees behind the sign-in stands in public."""

import re
from urllib.parse import urlsplit

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from campaign.models import Campaign
from cms.campaign_blocks import CHOSEN, OF_A_THEME
from cms.hosted import HostedEntry, address_of, hosted, open_to
from cms.languages import title_of
from people.languages import attributes, language_of
from pledges.charts import TIMES, Chart, charts
from pledges.gallery.newest import newest, newest_of_themes
from pledges.models import Entry
from pledges.statistics import statistics

register = template.Library()

register.filter("title_of", title_of)
register.simple_tag(address_of, name="public_address")


@register.filter
def page_language(page) -> str:
    """Of the element around texts of a page that stands in for a translation."""
    return attributes(language_of(title_of(page)))


@register.filter
def reader_language(page) -> str:
    """Of our own words among those texts."""
    return attributes(get_language()) if page and page_language(page) else ""


@register.simple_tag(takes_context=True)
def entries_of(context, block) -> list[HostedEntry]:
    """What an editor's block of entries shows: only what is public, chosen ones in the editor's order."""
    pages = open_to(context["request"])
    campaign, most = Campaign.objects.filter(slug=block["campaign"]).first(), int(block["most"])
    if campaign is None:
        return []
    if block["which"] == CHOSEN:
        order = [reference.strip().upper() for reference in block["references"]]
        entries = Entry.objects.public().in_campaign(campaign).filter(reference__in=order)
        found = hosted(entries, len(order), pages)
        return sorted(found, key=lambda one: order.index(one.entry.reference))[:most]
    if block["which"] == OF_A_THEME:
        themes = campaign.themes.filter(slug=block["theme"].partition("/")[2]).values_list("pk", flat=True)
        return hosted(newest_of_themes(campaign, themes, most), most, pages)
    return hosted(newest([campaign], most), most, pages)


@register.simple_tag(takes_context=True)
def chart_of(context, block) -> Chart | None:
    """The table of statistics that an editor chose, as a drawing; None where nothing of it is told."""
    campaign = Campaign.objects.filter(slug=block["campaign"]).first()
    if campaign is None or campaign.pk not in open_to(context["request"]):
        return None
    [told] = statistics([campaign])
    wanted = TIMES if block["table"] == "time" else [block["table"]]
    drawn = [] if told.is_suppressed else charts(told.tables)
    return next((one for one in drawn if one.table.name in wanted and one.says_something), None)


@register.simple_tag(takes_context=True)
def why_nothing(context, block) -> str:
    """What keeps a block of a campaign empty, for editors who look at a preview; "" for readers."""
    request = context["request"]
    if not (getattr(request, "is_preview", False) or "block_def" in context):
        return ""
    campaign = Campaign.objects.filter(slug=block["campaign"]).first()
    if campaign is None:
        return _("Readers see nothing here: no campaign is chosen.")
    words = {"campaign": campaign}
    if campaign.pk not in open_to(request):
        return _("Readers see nothing here: the pages of “%(campaign)s” are not open to everybody.") % words
    return _("Readers see nothing here yet: too little of “%(campaign)s” is public.") % words


@register.filter(expects_localtime=True)
def for_machines(moment) -> str:
    """What the element of a time may carry: of a second it takes three digits, and moments have six."""
    return moment.isoformat(timespec="seconds")


@register.filter
def breakable(name: str) -> str:
    """A name that programs use: where a line ends within it, it breaks after its "/" and "_"."""
    *parts, last = re.split(r"(?<=[/_])", name)
    return format_html("{}{}", format_html_join("", "{}<wbr>", ((part,) for part in parts)), last)


@register.filter
def site_of(address: str) -> str:
    """The site that an address leads to, as people know it."""
    return (urlsplit(address).hostname or "").removeprefix("www.")
