"""Everything the public may find, in every language, each with its versions in the others."""

from operator import attrgetter
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.utils import translation
from wagtail.models import Page

from cms.hosted import hosts
from cms.languages import address_of
from cms.models.plain_language import InPlainLanguage
from cms.parts import parts_of
from pledges.models import Entry


class _InEveryLanguage(Sitemap):
    i18n = alternates = True
    limit = 10_000

    def get_domain(self, site=None):
        return urlsplit(settings.PUBLIC_ADDRESS).netloc

    def get_protocol(self, protocol=None):
        return urlsplit(settings.PUBLIC_ADDRESS).scheme


def _in_plain_language():
    for model in InPlainLanguage.__subclasses__():
        for page in model.objects.live().public().select_related("locale").order_by("path"):
            if page.has_plain:
                yield page


class PageSitemap(_InEveryLanguage):
    """One item per page, and one per page in plain language: the addresses of its versions by language."""

    def items(self):
        offered = Page.objects.live().public().filter(locale__language_code__in=dict(settings.LANGUAGES))
        pages = offered.filter(depth__gt=1).select_related("locale").order_by("path")
        versions: dict = {}
        for page, kind, address in [
            *((page, "", address_of) for page in pages),
            *((page, "plain", attrgetter("plain_address")) for page in _in_plain_language()),
        ]:
            with translation.override(page.locale.language_code):
                addresses = versions.setdefault((page.translation_key, kind), {})
                addresses[page.locale.language_code] = address(page)
        return list(versions.values())

    def get_languages_for_item(self, addresses):
        return list(addresses)

    def location(self, addresses):
        return addresses[translation.get_language()]


class EntrySitemap(_InEveryLanguage):
    """Public entries, on the page of their campaign in each language."""

    def __init__(self):
        self.hosts = hosts()

    def items(self):
        hosted = Entry.objects.public().filter(campaign__in=self.hosts)
        return hosted.only("reference", "campaign_id").order_by("pk")

    def get_languages_for_item(self, entry):
        return list(self.hosts[entry.campaign_id])

    def location(self, entry):
        return self.hosts[entry.campaign_id][translation.get_language()].entry_address(entry.reference)


class PartSitemap(_InEveryLanguage):
    """The parts of a campaign's page: (campaign, route, arguments)."""

    def __init__(self):
        self.hosts = hosts()

    def items(self):
        return [
            (key, route, args)
            for key, pages in self.hosts.items()
            for route, args in parts_of(next(iter(pages.values())).campaign)
        ]

    def get_languages_for_item(self, item):
        return list(self.hosts[item[0]])

    def location(self, item):
        campaign, route, args = item
        page = self.hosts[campaign][translation.get_language()]
        return page.address + page.reverse_subpage(route, args)


SITEMAPS = {"pages": PageSitemap, "entries": EntrySitemap, "parts": PartSitemap}
