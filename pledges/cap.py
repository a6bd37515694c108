"""How many entries of one organisation a campaign takes."""

from django.utils.translation import ngettext


def has_sent_most(campaign, organisation) -> bool:
    """The organisation has sent in as many entries as the campaign takes, those withdrawn since included."""
    most = campaign.entries_per_organisation
    return bool(most) and campaign.entries.received().filter(organisation=organisation).count() >= most


def too_many(campaign) -> str:
    most = campaign.entries_per_organisation
    return ngettext(
        "This campaign takes at most %(most)d entry of one organisation, and yours has sent it in."
        " One withdrawn since counts too.",
        "This campaign takes at most %(most)d entries of one organisation, and yours has sent them in."
        " Those withdrawn since count too.",
        most,
    ) % {"most": most}
