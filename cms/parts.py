"""What there is to read below the page of a campaign now, besides its entries."""

from collections.abc import Iterator

from campaign.deadlines import has_published
from judging.open_data import public_awards
from pledges.models import Entry
from pledges.named import named_in

# A route of `cms.models.CampaignPage` and its arguments.
Part = tuple[str, list[str]]


def parts_of(campaign) -> Iterator[Part]:
    yield from main_parts(campaign)
    yield from (("theme", [theme.slug]) for theme in campaign.themes.all())
    named = named_in(_public(campaign)).order_by("pk")
    yield from (("organisation", [key]) for key in named.values_list("public_id", flat=True))


def main_parts(campaign) -> Iterator[Part]:
    """Those of which there is one."""
    if has_published(campaign):
        yield "gallery", []
    if campaign.themes.exists():
        yield "themes", []
    if public_awards(_public(campaign)).exists():
        yield "awards", []
    if has_published(campaign):
        yield "statistics", []


def _public(campaign):
    return Entry.objects.public().in_campaign(campaign)
