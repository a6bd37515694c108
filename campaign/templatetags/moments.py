"""Moments of a campaign in words, always in the campaign's own time zone and saying which that is."""

import math

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

register = template.Library()

ZONES = {
    "Europe/Helsinki": gettext_lazy("Finnish time"),
    "Europe/Mariehamn": gettext_lazy("Finnish time"),
    "Europe/Stockholm": gettext_lazy("Swedish time"),
    "Europe/Oslo": gettext_lazy("Norwegian time"),
    "Europe/Copenhagen": gettext_lazy("Danish time"),
    "Europe/Tallinn": gettext_lazy("Estonian time"),
    "UTC": gettext_lazy("UTC"),
}


def zone(campaign) -> str:
    """ "Finnish time"; a zone that we have no word for is named after its city."""
    city = campaign.time_zone.rsplit("/", 1)[-1].replace("_", " ")
    return str(ZONES.get(campaign.time_zone) or _("%(city)s time") % {"city": city})


@register.filter
def day(moment, campaign) -> str:
    """ "Monday 16 November 2015"."""
    pattern = pgettext("a date in Django's format letters", "l j F Y")
    return date_format(moment.astimezone(campaign.zone), pattern)


@register.filter
def moment(moment, campaign) -> str:
    """ "Monday 16 November 2015 at 23:59 (Finnish time)"."""
    pattern = pgettext("a date and time in Django's format letters", r"l j F Y \a\t H:i")
    return f"{date_format(moment.astimezone(campaign.zone), pattern)} ({zone(campaign)})"


@register.filter
def clock(moment, campaign) -> str:
    """ "14:02" today, "16.11.2015 14:02" on other days: for "Saved 14:02"."""
    local = moment.astimezone(campaign.zone)
    if local.date() == timezone.now().astimezone(campaign.zone).date():
        return date_format(local, pgettext("a time in Django's format letters", "H:i"))
    return date_format(local, pgettext("a short date and time in Django's format letters", "j.n.Y H:i"))


@register.filter
def time_left(moment, campaign) -> str:
    """ "9 days left", on the last day "5 hours left"; nothing once the moment has passed."""
    now = timezone.now()
    seconds = (moment - now).total_seconds()
    if seconds < 0:
        return ""
    days = (moment.astimezone(campaign.zone).date() - now.astimezone(campaign.zone).date()).days
    if days:
        return ngettext("%(days)d day left", "%(days)d days left", days) % {"days": days}
    hours = math.floor(seconds / 3600)
    if hours:
        return ngettext("%(hours)d hour left", "%(hours)d hours left", hours) % {"hours": hours}
    return _("less than an hour left")
