"""How a ballot is told of: when it was saved, and what it comes to."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from campaign.templatetags.moments import clock


def saved(ballot, campaign) -> str:
    """ "Saved 14:02 – draft"."""
    words = _("Saved %(time)s – final") if ballot.is_final else _("Saved %(time)s – draft")
    return words % {"time": clock(ballot.saved_at, campaign)}


def total(ballot, full_weight: int) -> str:
    """ "Total 66.7 of 100 – answered weight 3 of 4"; what was left out weighs nothing and is no zero."""
    if ballot.total is None:
        return _("No level chosen yet, so no total.")
    return _("Total %(total)s of 100 – answered weight %(answered)d of %(weight)d") % {
        "total": number_format(round(ballot.points, 1), decimal_pos=1),
        "answered": ballot.answered_weight,
        "weight": full_weight,
    }
