"""What frames every public page: the site's name, its menu, the call to action, languages and footer."""

from collections.abc import Hashable
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import Page, Site

from campaign.deadlines import allows
from campaign.models import Campaign
from campaign.states import Right
from cms import epochs
from cms.languages import LanguageLink, address_of, language_links, title_of
from cms.models import SiteSettings
from people.keys import without_keys
from people.languages import said


@dataclass(frozen=True)
class MenuItem:
    title: str
    address: str
    is_current: bool = False


@dataclass(frozen=True)
class Frame:
    """What is the same around every page of a language, read by several threads at once.

    `pages` are the home, its menu, open campaigns and what the footer links to.
    """

    site: Site | None
    settings: SiteSettings
    pages: list[Page]


_frames: dict[str, tuple[Hashable, Frame]] = {}


def forget() -> None:
    """Start from nothing, as a new process does."""
    _frames.clear()


def frame_for(request) -> Frame:
    """Read once in each epoch of frames; where there are several sites, for each request."""
    epoch, language = epochs.of(request), translation.get_language()
    if not epoch.hosts.is_one_site:
        return _read(request)
    when, frame = _frames.get(language, (None, None))
    if when != epoch.of_frames:
        frame = _read(request)
        _frames[language] = epoch.of_frames, frame
    return frame


def _read(request) -> Frame:
    site = Site.find_for_request(request)
    if site is None:
        return Frame(None, SiteSettings(), [])
    said = SiteSettings.base_queryset().filter(site=site).first() or SiteSettings(site=site)
    return Frame(site, said, _pages(site.root_page, said.data_protection_page))


def _pages(root: Page, footer: Page | None) -> list[Page]:
    now = timezone.now()
    return list(
        Page.objects.live()
        .filter(locale__language_code=translation.get_language())
        .filter(
            Q(translation_key=root.translation_key)
            | Q(depth=root.depth + 1, show_in_menus=True)
            | Q(translation_key=footer and footer.translation_key)
            | Q(
                campaignpage__campaign__opens_at__lte=now,
                campaignpage__campaign__closes_at__gte=now.replace(microsecond=0),
            )
        )
        .select_related("campaignpage__campaign", "alias_of__locale")
        .defer(*(f"campaignpage__{name}" for name in ("body", "key_figures", "contacts", "plain_body")))
        .order_by("path")
    )


class Navigation:
    """Everything is asked for when a template first needs it, and once."""

    def __init__(self, request):
        self.request = request

    @cached_property
    def _frame(self) -> Frame:
        return frame_for(self.request)

    @property
    def site(self) -> Site | None:
        return self._frame.site

    @property
    def settings(self) -> SiteSettings:
        return self._frame.settings

    @property
    def site_name(self) -> str:
        return str(self.settings.name) or settings.WAGTAIL_SITE_NAME

    @property
    def canonical(self) -> str:
        """The absolute address of what is shown, without what was chosen on it."""
        return f"{settings.PUBLIC_ADDRESS}{self.request.path}"

    @property
    def home(self) -> str:
        return reverse("wagtail_serve", args=[""])

    @property
    def _home_page(self) -> Page | None:
        key = self.site and self.site.root_page.translation_key
        return next((page for page in self._frame.pages if page.translation_key == key), None)

    def _item(self, page) -> MenuItem:
        address = address_of(page)
        return MenuItem(title_of(page), address, self.request.path.startswith(address))

    @cached_property
    def menu(self) -> list[MenuItem]:
        home, search = self._home_page, reverse("search")
        below = [page for page in self._frame.pages if home and page.is_child_of(home)]
        return [
            *(self._item(page) for page in below if page.show_in_menus),
            MenuItem(_("Search"), search, self.request.path == search),
        ]

    @cached_property
    def open_campaign(self) -> tuple[Campaign, MenuItem] | None:
        """The newest campaign that takes entries now, and its page in the active language."""
        pages = [page for page in self._frame.pages if hasattr(page, "campaignpage")]
        hosts = [(page.campaignpage.campaign, self._item(page)) for page in pages]
        hosts = [(campaign, item) for campaign, item in hosts if allows(campaign, Right.SUBMIT)]
        return max(hosts, key=lambda host: host[0].opens_at, default=None)

    @property
    def calls(self) -> bool:
        """Whether to call to action: not on the campaign's own page, nor while somebody answers the call."""
        match = self.request.resolver_match
        answering = match is not None and match.namespace == "pledges"
        return (
            not answering
            and self.open_campaign is not None
            and self.request.path != self.open_campaign[1].address
        )

    @cached_property
    def languages(self) -> list[LanguageLink]:
        return language_links(self.request)

    @property
    def footer(self) -> str:
        return said(self.settings.footer)

    @property
    def feedback_address(self) -> str:
        return self.settings.feedback_address

    @cached_property
    def data_protection(self) -> MenuItem | None:
        """The translation of the page that the footer links to."""
        page = self.settings.data_protection_page
        wanted = page and page.translation_key
        return next((self._item(one) for one in self._frame.pages if one.translation_key == wanted), None)

    @property
    def accessibility_feedback(self) -> str:
        """To the form, with the page that it is about; a key in its address opens doors, and stays here."""
        path, form = self.request.path, reverse("accessibility_feedback")
        is_told = path != form and without_keys(path) == path
        return f"{form}?{urlencode({'from': path})}" if is_told else form

    @property
    def more_links(self) -> list[MenuItem]:
        """What other packages add to the foot of every page."""
        return [MenuItem(*link()) for link in hooks.get_hooks("register_footer_link")]
