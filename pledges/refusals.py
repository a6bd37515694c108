"""Why an invitation or a reminder is not sent."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy


class AlreadyPartner(Exception):  # noqa: N818
    """The organisation has a standing invitation or partnership in this entry."""


class PartnersFrozen(Exception):  # noqa: N818
    """The list of partners can be changed no more, although the text still may."""


class TooManyPartners(Exception):  # noqa: N818
    """The campaign allows no more partners in one entry."""


class TooManyInvitations(Exception):  # noqa: N818
    """Invitations and reminders of one person today have reached what nobody needs in good faith."""


class RemindedToday(Exception):  # noqa: N818
    """The invited got a letter less than a day ago."""


WORDS = {
    PermissionDenied: gettext_lazy("This is not possible any more."),
    AlreadyPartner: gettext_lazy("This organisation takes part or has been invited already."),
    PartnersFrozen: gettext_lazy(
        "The partners of entries are frozen in this campaign: nobody is invited any more."
    ),
    TooManyPartners: gettext_lazy("An entry in this campaign can have no more partners."),
    TooManyInvitations: gettext_lazy("You have sent very many invitations today. Please go on tomorrow."),
    RemindedToday: gettext_lazy("It got a letter less than a day ago. Please wait until tomorrow."),
}
