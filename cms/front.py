"""The front of a campaign: what a visitor can do now, until when, and what happens next."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from campaign.deadlines import has_published
from campaign.models import Advice, Kind
from campaign.states import Phase
from cms.languages import address_of
from cms.parts import main_parts
from pledges.gallery.newest import newest
from pledges.gallery.themes import ThemeTile, tiles_of
from pledges.open_data import PublicEntry, public_records

NEWEST = 6


@dataclass(frozen=True)
class Deed:
    """Something to do, and where."""

    label: str
    address: str


@dataclass(frozen=True)
class Step:
    """One step of the campaign, with its first and last moment."""

    title: str
    explanation: str
    begins: datetime
    ends: datetime | None
    looking_back: str

    @property
    def said(self) -> str:
        """What happens in it, or has happened."""
        return self.looking_back if self.is_past else self.explanation

    @property
    def is_past(self) -> bool:
        return (self.ends or self.begins) < timezone.now()

    @property
    def is_current(self) -> bool:
        return self.begins <= timezone.now() and not self.is_past


class Front:
    """Of a campaign on the page that hosts it."""

    def __init__(self, page):
        self.page, self.campaign = page, page.campaign
        self.phase = page.campaign.phase

    @property
    def is_over(self) -> bool:
        return self.phase == Phase.ANNOUNCED

    @property
    def address(self) -> str:
        return self.page.address

    @cached_property
    def themes(self) -> list[ThemeTile]:
        return tiles_of(self.campaign, self.page.theme_address)

    @cached_property
    def advice(self) -> list[Advice]:
        """Who may take part, and what each kind of organisation should know, for as long as one can."""
        return self.campaign.advice.worded() if self.phase in (Phase.COMING, Phase.CALL) else []

    @cached_property
    def parts(self) -> list[Deed]:
        """What else there is about the campaign, each with a page of its own."""
        labels = {
            "gallery": _("Pledges and initiatives"),
            "themes": _("Themes"),
            "awards": _("Awards"),
            "statistics": _("Statistics"),
        }
        address, below = self.page.address, self.page.reverse_subpage
        return [Deed(labels[one], address + below(one)) for one, _none in main_parts(self.campaign)]

    @property
    def palette(self) -> int:
        return self.themes[0].palette if self.themes else 2

    @property
    def deeds(self) -> list[Deed]:
        """The main thing to do now, then another one; both may be missing before the opening."""
        open_ones = (Phase.COMING, Phase.CALL)
        label = (
            _("See what others promise") if self.phase in open_ones else _("See all pledges and initiatives")
        )
        see = Deed(label, self.page.gallery_address)
        if self.phase == Phase.CALL:
            start = Deed(_start_label(self.campaign), reverse("pledges:start", args=[self.campaign.slug]))
            return [start, see] if has_published(self.campaign) else [start]
        if self.phase == Phase.ANNOUNCED and self.programme:
            return [Deed(_("Read the programme"), address_of(self.programme)), see]
        return [see] if has_published(self.campaign) else []

    @cached_property
    def programme(self):
        """The programme's page in the same language, once results are announced."""
        pages = self.campaign.programme_pages.live().filter(locale=self.page.locale_id)
        return pages.first() if self.phase == Phase.ANNOUNCED else None

    @property
    def next_moment(self) -> datetime | None:
        return {
            Phase.COMING: self.campaign.opens_at,
            Phase.CALL: self.campaign.closes_at,
            Phase.ASSESSMENT: self.campaign.announces_at,
        }.get(self.phase)

    @property
    def next_title(self) -> str:
        """What happens at the next moment."""
        return {
            Phase.COMING: _("Opens"),
            Phase.CALL: _("Last day"),
            Phase.ASSESSMENT: _("Results are announced"),
        }.get(self.phase, "")

    @property
    def steps(self) -> list[Step]:
        c = self.campaign
        return [
            Step(
                _("Pledges and initiatives"),
                _("Write alone or with partners; a draft is kept until you send it."),
                c.opens_at,
                c.closes_at,
                _("Organisations wrote alone or with partners."),
            ),
            Step(
                _("Publication"),
                _("We check each entry and publish it, if you permit."),
                c.publishes_at,
                c.announces_at,
                _("Each entry was checked, and published if that was permitted."),
            ),
            Step(
                _("Assessment"),
                _("A jury scores every accepted entry."),
                c.closes_at,
                c.announces_at,
                _("A jury scored every accepted entry."),
            ),
            Step(
                _("Results"),
                _("The best are awarded, and the chosen ones enter the programme."),
                c.announces_at,
                None,
                _("The best were awarded, and the chosen ones entered the programme."),
            ),
        ]

    @cached_property
    def newest(self) -> list[PublicEntry]:
        return public_records(newest([self.campaign], NEWEST).for_cards())


def _start_label(campaign) -> str:
    if campaign.kinds == [Kind.PLEDGE]:
        return _("Make a pledge")
    if campaign.kinds == [Kind.INITIATIVE]:
        return _("Propose an initiative")
    return _("Make a pledge or propose an initiative")
