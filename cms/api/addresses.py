"""Where what open data speaks of is read by people, as absolute addresses."""

from collections.abc import Callable, Collection
from urllib.parse import quote

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from cms.hosted import hosts
from cms.models import CampaignPage
from people.languages import site_languages

NAMESPACE = "open-data"
WIDTH = 960  # of pictures
_ANY = "REFERENCE"


def absolute(path: str) -> str:
    return f"{settings.PUBLIC_ADDRESS}{path}"


def resource(name: str) -> str:
    """The address of a part of open data by the name of its URL."""
    return absolute(reverse(f"{NAMESPACE}:{name}"))


class Places:
    """The pages of campaigns that everybody may open, asked for once.

    A campaign without such a page is not public, whatever its entries are.
    """

    def __init__(self):
        self._pages: dict[str, dict[str, CampaignPage]] = {}
        self.keys: dict[str, int] = {}
        for key, pages in hosts().items():
            campaign = next(iter(pages.values())).campaign
            self._pages[campaign.slug] = pages
            self.keys[campaign.slug] = key
        # An address is looked up once for thousands of entries.
        self._around: dict[tuple[str, str], tuple[str, str]] = {}
        self._around_pictures = _parts(absolute(reverse("entry_picture", args=[_ANY, WIDTH])))

    def campaign(self, slug: str):
        """The campaign, or None where it is not public."""
        pages = self._pages.get(slug)
        return next(iter(pages.values())).campaign if pages else None

    def addresses(self, slug: str) -> dict[str, str]:
        """The address of the campaign's page by language."""
        return {code: _said(code, lambda page=page: page.address) for code, page in self._of(slug)}

    def gallery(self, slug: str) -> str:
        code, page = self._read(slug)
        return _said(code, lambda: page.gallery_address)

    def entry(self, slug: str, reference: str) -> str:
        """The entry's page in the active language, or else in another one."""
        return self._below(slug, CampaignPage.entry_address, reference)

    def organisation(self, slug: str, key: str) -> str:
        """The page of an organisation in a campaign, by its public id."""
        return self._below(slug, CampaignPage.organisation_address, key)

    def organisation_in(self, campaigns: Collection[int], key: str) -> str:
        """Its page in the newest of these campaigns (keys)."""
        of = [slug for slug, campaign in self.keys.items() if campaign in campaigns]
        return self.organisation(max(of, key=lambda slug: self.campaign(slug).opens_at), key)

    def _below(self, slug: str, address: Callable[[CampaignPage, str], str], name: str) -> str:
        around = slug, address.__name__
        if around not in self._around:
            code, page = self._read(slug)
            self._around[around] = _parts(_said(code, lambda: address(page, _ANY)))
        before, after = self._around[around]
        return f"{before}{_quoted(name)}{after}"

    def picture(self, reference: str) -> str:
        before, after = self._around_pictures
        return f"{before}{_quoted(reference)}{after}"

    def _of(self, slug: str) -> list[tuple[str, CampaignPage]]:
        """In the order of the site's languages."""
        pages = self._pages[slug]
        return [(code, pages[code]) for code, _name in site_languages() if code in pages]

    def _read(self, slug: str) -> tuple[str, CampaignPage]:
        there = self._of(slug)
        active = translation.get_language()
        return next((one for one in there if one[0] == active), there[0])


def _parts(address: str) -> tuple[str, str]:
    """What stands before and after the name in the address of anything of one kind."""
    before, _reference, after = address.rpartition(f"/{_ANY}")
    return f"{before}/", after


def _quoted(reference: str) -> str:
    """Letters, digits and hyphens, of which few are not in ASCII."""
    return reference if reference.isascii() else quote(reference)


def _said(code: str, path: Callable[[], str]) -> str:
    with translation.override(code):
        return absolute(path())


def attachment(reference: str, key: int) -> str:
    return absolute(reverse("entry_attachment", args=[reference, key]))
