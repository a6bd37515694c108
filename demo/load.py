"""Loading the demonstration: everything that is missing of it, and nothing else."""

from django.conf import settings
from django.db import transaction

from campaign.models import Campaign
from demo import campaigns, people
from demo.entries import load_entries
from demo.jury import load_jury
from demo.pages import Pages
from demo.story import Story

ENTRY_FILES = {"kotolupaus": "2015-", "kotolupaus-nyt": "now-"}


class NotHere(Exception):  # noqa: N818
    """The demonstration must not be loaded into this database; the message says why."""


@transaction.atomic
def load(*, again: bool = False) -> None:
    """Load the demonstration into an empty database; `again` adds what is missing to one in use."""
    if settings.PRODUCTION:
        raise NotHere("The demonstration is never loaded in production.")
    if Campaign.objects.exists() and not again:
        raise NotHere(
            "There is a campaign already, so the demonstration is not loaded. With --again, what is missing"
            " of it is added and everything else is left as it is."
        )
    organisations = people.load_organisations()
    users = people.load_people(organisations)
    campaigns.load_consent_texts()
    loaded = {}
    for name in campaigns.NAMES:
        try:
            campaign = loaded[name] = campaigns.load_campaign(name, organisations)
        except campaigns.Taken as error:
            raise NotHere(f"The campaign “{error}” is not the demonstration's own.") from error
        story = Story(is_past=name == "kotolupaus")
        entries = load_entries(campaign, ENTRY_FILES[name], organisations, users, story)
        load_jury(campaign, entries, users, story)
        story.happen()
    Pages(loaded).load()
    people.load_feedback()
