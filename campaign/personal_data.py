"""What campaigns hold of a person beyond their account."""

from django.utils.translation import gettext as _

from campaign.models import Campaign
from people.models import User
from people.personal_data import Section


def sections(person: User, _reader: User) -> list[Section]:
    """The campaigns that somebody's work here is limited to."""
    named = Campaign.objects.filter(reaches__user=person).newest_first()
    rows = [{"campaign": str(campaign)} for campaign in named]
    return (
        [Section("reach", _("Work limited to campaigns"), {"campaign": _("Campaign")}, rows)] if rows else []
    )
