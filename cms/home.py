"""The front of a language: its campaigns, the newest promises and the newest news."""

from functools import cached_property

from cms.front import Front
from cms.hosted import HostedEntry, newest_hosted
from cms.models.campaign import CampaignPage
from cms.models.news import NewsPage

CAMPAIGNS, ENTRIES, NEWS = 4, 6, 3


class Home:
    def __init__(self, page):
        self.page = page

    @cached_property
    def campaigns(self) -> list[Front]:
        pages = CampaignPage.objects.child_of(self.page).for_everybody().select_related("campaign__owner")
        return [Front(page) for page in pages.order_by("-campaign__opens_at", "-pk")[:CAMPAIGNS]]

    @cached_property
    def entries(self) -> list[HostedEntry]:
        return newest_hosted(ENTRIES)

    @cached_property
    def news(self) -> list[NewsPage]:
        return list(NewsPage.objects.descendant_of(self.page).live().public().newest_first()[:NEWS])
