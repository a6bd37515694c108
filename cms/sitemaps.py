"""Everything the public may find, in every language, each with its versions in the others.

A map is kept for its epoch, as open data is: it takes long to make, and robots are many.
"""

import zlib
from functools import wraps
from operator import attrgetter
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap, views
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, QueryDict
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe
from wagtail.models import Page

from cms import epochs
from cms.api.door import CACHING
from cms.hosted import hosts
from cms.kept import KeptPage, pages
from cms.languages import address_of
from cms.models.plain_language import InPlainLanguage
from cms.parts import parts_of
from pledges.models import Entry


class _CutFirst(Paginator):
    """Addresses are made of the items on a page only, each once."""

    def __init__(self, sitemap):
        super().__init__(sitemap.items(), sitemap.limit)
        self._addresses = sitemap.addresses

    def page(self, number):
        page = super().page(number)
        versions = [self._addresses(item) for item in page.object_list]
        page.object_list = [(addresses, code) for addresses in versions for code in addresses]
        return page


class _InEveryLanguage(Sitemap):
    """`items` are what there is to read, `addresses` where that is, by language."""

    i18n = alternates = True
    limit = 500

    @property
    def paginator(self):
        return _CutFirst(self)

    def get_languages_for_item(self, addresses):
        return list(addresses)

    def location(self, addresses):
        return addresses[translation.get_language()]

    def get_domain(self, site=None):
        return urlsplit(settings.PUBLIC_ADDRESS).netloc

    def get_protocol(self, protocol=None):
        return urlsplit(settings.PUBLIC_ADDRESS).scheme


def _in_languages(pages, address) -> dict[str, str]:
    found = {}
    for code, page in pages.items():
        with translation.override(code):
            found[code] = address(page)
    return found


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

    def addresses(self, item):
        return item


class EntrySitemap(_InEveryLanguage):
    """Public entries, on the page of their campaign in each language."""

    def __init__(self):
        self.hosts = hosts()

    def items(self):
        hosted = Entry.objects.public().filter(campaign__in=self.hosts)
        return hosted.only("reference", "campaign_id").order_by("pk")

    def addresses(self, entry):
        return _in_languages(self.hosts[entry.campaign_id], lambda page: page.entry_address(entry.reference))


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

    def addresses(self, item):
        campaign, route, args = item
        return _in_languages(
            self.hosts[campaign], lambda page: page.address + page.reverse_subpage(route, args)
        )


SITEMAPS = {"pages": PageSitemap, "entries": EntrySitemap, "parts": PartSitemap}


class _Packed(KeptPage):
    """A map says nearly the same on every line: whole, it would push out of the memory what many want."""

    def response(self):
        return HttpResponse(zlib.decompress(self.body), headers=self.headers)


def _kept(view):
    @wraps(view)
    @require_safe
    @views.x_robots_tag
    def answer(request, **kwargs):
        try:
            number = int(request.GET.get("p", 1))
        except ValueError:
            raise Http404 from None
        request.GET = QueryDict(f"p={number}")

        def make():
            response = view(request, **kwargs).render()
            return _Packed.of(zlib.compress(response.content), response["Content-Type"])

        key = (request.build_absolute_uri(request.path), number, epochs.of(request).of_data)
        response = pages.get_or_make(key, make).response()
        response["Cache-Control"] = CACHING
        return get_conditional_response(request, response["ETag"], response=response)

    return answer


index, section = _kept(views.index), _kept(views.sitemap)
