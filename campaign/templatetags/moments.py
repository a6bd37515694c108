"""Moments of a campaign in words, always in the campaign's own time zone and saying which that is."""

import re
from datetime import UTC, timedelta

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from people.templatetags.dates import date, date_and_time
from people.text import listed

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
_WITHIN_A_MOMENT = re.compile(
    r"(?:(?<=\b\d)|(?<=\b\d\d)|(?<=\d\.)) (?=[^\W\d])| (?=\d\d?[.:]\d\d)| (?=[A-Z]{3,}[^ ]*\)$)"
)


def zone(campaign) -> str:
    """ "Finnish time"; a zone that we have no word for is named after its city."""
    city = campaign.time_zone.rsplit("/", 1)[-1].replace("_", " ")
    return str(ZONES.get(campaign.time_zone) or _("%(city)s time") % {"city": city})


def zone_at(moment, campaign) -> str:
    """ "Finnish time, EET", in summer "Finnish time, EEST": in one night an hour comes twice.

    A zone without letters of its own is told by its distance: "Dubai time, UTC+04".
    """
    name, letters = zone(campaign), moment.astimezone(campaign.zone).tzname()
    letters = letters if letters.isalpha() else f"UTC{letters}"
    return name if name == letters else listed([name, letters])


@register.filter
def day(moment, campaign) -> str:
    """ "Monday 16 November 2015"."""
    pattern = pgettext("a date in Django's format letters", "l j F Y")
    return date_format(moment.astimezone(campaign.zone), pattern)


@register.filter
def date_of(moment, campaign) -> str:
    """ "16 November 2015"."""
    return date(moment.astimezone(campaign.zone))


@register.filter
def moment(moment, campaign) -> str:
    """ "Monday 16 November 2015 at 23:59 (Finnish time, EET)".

    Seconds are told only within a minute. Closing is inclusive: at 23:59:59 the whole minute 23:59 was open.
    """
    return _written(moment, campaign, with_seconds=0 < moment.second < 59)


@register.filter
def to_the_second(moment, campaign) -> str:
    """The same of what has happened, such as that an entry was received: 23:59:59 is not 23:59."""
    return _written(moment, campaign, with_seconds=moment.second > 0)


@register.filter
def to_the_minute(moment, campaign) -> str:
    """The same where no second matters, such as when somebody was invited and may answer."""
    return _written(moment, campaign, with_seconds=False)


def _written(moment, campaign, *, with_seconds: bool) -> str:
    pattern = pgettext("a date and time in Django's format letters", r"l j F Y \a\t H:i")
    if with_seconds:
        pattern = re.sub(r"([.:])i", r"\1i\1s", pattern)
    local = moment.astimezone(campaign.zone)
    return f"{date_format(local, pattern)} ({zone_at(moment, campaign)})"


@register.filter
def unbroken(words: str) -> str:
    """No line of a narrow box ends between a day and its month, before the hour or within its zone."""
    return _WITHIN_A_MOMENT.sub("\u00a0", words)


@register.filter
def clock(moment, campaign) -> str:
    """ "14:02" today, "16.11.2015 14:02" on other days: for "Saved 14:02"."""
    local = moment.astimezone(campaign.zone)
    if local.date() == timezone.now().astimezone(campaign.zone).date():
        return date_format(local, pgettext("a time in Django's format letters", "H:i"))
    return date_and_time(local)


@register.filter
def time_left(moment, campaign) -> str:
    """ "9 days left", on the last day "5 hours left", then minutes; nothing once the moment has passed."""
    now = timezone.now()
    # In UTC, because a difference of two local times forgets that the clocks change in between.
    left = moment.astimezone(UTC) - now
    if left < timedelta(0):
        return ""
    days = (moment.astimezone(campaign.zone).date() - now.astimezone(campaign.zone).date()).days
    if days and left >= timedelta(days=1):
        return ngettext("%(days)d day left", "%(days)d days left", days) % {"days": days}
    hours, minutes = left // timedelta(hours=1), left // timedelta(minutes=1)
    if hours:
        return ngettext("%(hours)d hour left", "%(hours)d hours left", hours) % {"hours": hours}
    if minutes:
        return ngettext("%(minutes)d minute left", "%(minutes)d minutes left", minutes) % {"minutes": minutes}
    return _("less than a minute left")
