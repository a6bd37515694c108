"""Everything the public may find, in every language, each with its versions in the others."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.utils import translation
from wagtail.models import Page

from cms.hosted import hosts
from cms.languages import address_of
from pledges.models import Entry


class _InEveryLanguage(Sitemap):
    i18n = alternates = True
    limit = 10_000

    def get_domain(self, site=None):
        return urlsplit(settings.PUBLIC_ADDRESS).netloc

    def get_protocol(self, protocol=None):
        return urlsplit(settings.PUBLIC_ADDRESS).scheme


class PageSitemap(_InEveryLanguage):
    """One item per page: its versions by language."""

    def items(self):
        offered = Page.objects.live().public().filter(locale__language_code__in=dict(settings.LANGUAGES))
        pages = offered.filter(depth__gt=1).select_related("locale").order_by("path")
        versions: dict = {}
        for page in pages:
            versions.setdefault(page.translation_key, {})[page.locale.language_code] = page
        return list(versions.values())

    def get_languages_for_item(self, versions):
        return list(versions)

    def location(self, versions):
        return address_of(versions[translation.get_language()])


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


SITEMAPS = {"pages": PageSitemap, "entries": EntrySitemap}
