"""How long a public page stands: until a stamp grows, a moment of a campaign passes, or a minute is over.

Everything on a page comes from what lets a stamp grow, or from the clock. What it says of the time left
changes by the minute; what is open, published or announced changes at a campaign's moments.
"""

import time
from bisect import bisect_right
from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from django.conf import settings
from django.utils import translation
from wagtail.models import PageViewRestriction, Site

from campaign import stamps
from campaign.deadlines import end_of
from campaign.models import Campaign
from cms.languages import home_in
from cms.models.campaign import CampaignPage

# By campaign and language.
Pages = dict[int, dict[str, CampaignPage]]


@dataclass(frozen=True)
class Hosts:
    """What is known of the whole site at one stamp.

    `pages` are the pages of campaigns that everybody may open, and `closed` the others that are published,
    with the doors in front of them. `galleries` are the first by the addresses of their galleries; `parts`
    the same by the addresses of their other parts, and `shelves` by those below which one of many things
    stands, each with its route; `fronts` are the addresses of homes and of the pages themselves;
    `moments` are those at which something changes, as seconds since 1970.
    """

    stamp: int
    pages: Pages
    closed: list[tuple[CampaignPage, list[PageViewRestriction]]]
    galleries: dict[str, CampaignPage]
    parts: dict[str, tuple[CampaignPage, str]]
    shelves: dict[str, tuple[CampaignPage, str]]
    fronts: frozenset[str]
    moments: list[float]
    is_one_site: bool


@dataclass(frozen=True)
class Epoch:
    """The present, as far as pages are concerned. `stamps` are all of them, read just now."""

    stamps: dict[int, int]
    hosts: Hosts
    minute: int
    passed: int

    @property
    def of_frames(self) -> Hashable:
        """While this stays the same, so does what frames a page."""
        return self.hosts.stamp, self.passed

    def of_campaign(self, campaign: int) -> tuple:
        return self.hosts.stamp, self.stamps.get(campaign, 0), self.passed, self.minute

    def of_drawing(self, campaign: int) -> tuple:
        """As long as a page, but for what it says of the time left."""
        return self.of_campaign(campaign)[:-1]

    @property
    def of_data(self) -> tuple:
        """What machines read says nothing of the time left, and anything public may stand in it."""
        return sum(self.stamps.values()), self.passed

    @property
    def of_everything(self) -> tuple:
        return *self.of_data, self.minute


PARTS = ("statistics", "statistics_table", "themes", "awards")
SHELVES = ("entry", "theme", "organisation")
_known: Hosts | None = None


def now() -> Epoch:
    """One query; more only where the site has changed since the last time."""
    global _known
    read, seconds = stamps.current(), time.time()
    hosts = _known
    if hosts is None or hosts.stamp != read.get(stamps.SITE, 0):
        hosts = _known = _read(read.get(stamps.SITE, 0))
    return Epoch(read, hosts, int(seconds // 60), bisect_right(hosts.moments, seconds))


def of(request) -> Epoch:
    """The one at which the request was first asked for it."""
    if not hasattr(request, "epoch"):
        request.epoch = now()
    return request.epoch


def forget() -> None:
    """Start from nothing, as a new process does."""
    global _known
    _known = None


def by_campaign(pages: Iterable[CampaignPage]) -> Pages:
    found: Pages = {}
    for page in pages:
        found.setdefault(page.campaign_id, {})[page.locale.language_code] = page
    return found


def _read(stamp: int) -> Hosts:
    galleries, parts, shelves, fronts = {}, {}, {}, {home_in(code) for code, _name in settings.LANGUAGES}
    pages = list(CampaignPage.objects.for_everybody().in_order())
    for page in pages:
        with translation.override(page.locale.language_code):
            galleries[page.gallery_address] = page
            fronts.add(page.address)
            parts |= {page.address + page.reverse_subpage(part): (page, part) for part in PARTS}
            for one in SHELVES:
                anything = page.address + page.reverse_subpage(one, ["-"])
                shelves[anything.removesuffix("-/")] = page, one
    behind_doors = CampaignPage.objects.offered().exclude(pk__in=[page.pk for page in pages]).in_order()
    closed = [(page, list(page.get_view_restrictions())) for page in behind_doors]
    moments = Campaign.objects.values_list("opens_at", "closes_at", "publishes_at", "announces_at")
    changes = {at for opens, closes, *others in moments for at in (opens, end_of(closes), *others)}
    moments_at = sorted(at.timestamp() for at in changes)
    return Hosts(
        stamp,
        by_campaign(pages),
        closed,
        galleries,
        parts,
        shelves,
        frozenset(fronts),
        moments_at,
        Site.objects.count() == 1,
    )
