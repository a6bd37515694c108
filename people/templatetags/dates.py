"""Dates as the reader's language writes them, in the time zone of the site."""

from django import template
from django.utils.formats import date_format
from django.utils.translation import pgettext

register = template.Library()


@register.filter(expects_localtime=True)
def date(day) -> str:
    """ "1 January 2016"; nothing for a day that a draft does not tell yet."""
    pattern = pgettext("a date without its weekday in Django's format letters", "j F Y")
    return date_format(day, pattern) if day else ""


@register.filter(expects_localtime=True)
def date_and_time(moment) -> str:
    """ "1 January 2016, 14:02"."""
    return date_format(moment, pgettext("a short date and time in Django's format letters", "j F Y, H:i"))
