"""Tells a cache in front of the site – a CDN, Varnish – that pages have changed, where one is set up.

What Wagtail publishes it purges itself. What is purged here is what a change to entries changes. It is
told after the transaction, in a thread of its own: nobody waits for a distant machine. A purge that
gets lost costs what `CDN-Cache-Control` allows, and no more; only what is named here has that header
(`cms.serving`), and only without anything added to its address (`cms.middleware`).
"""

import threading
from collections.abc import Iterable
from functools import partial

from django.conf import settings
from django.db import transaction
from django.utils import translation
from wagtail.contrib.frontend_cache.utils import get_backends

from campaign.models import Theme
from cms import epochs
from cms.languages import home_in
from cms.models import CampaignPage
from pledges.models import Entry, Partner
from pledges.projection import cards_changed


def begin() -> None:
    cards_changed.connect(_entries_changed, dispatch_uid=__name__)


def _entries_changed(keys, **kwargs):
    if settings.WAGTAILFRONTENDCACHE:
        transaction.on_commit(partial(_tell, addresses(keys)))


def addresses(keys: Iterable[int]) -> list[str]:
    """Where entries stand, and the pages that show them, in every language."""
    keys = list(keys)
    things: dict[int, set[tuple[str, str]]] = {}
    for route, rows in _shown(keys):
        for campaign, name in rows:
            things.setdefault(campaign, set()).add((route, name))
    found = []
    hosts = CampaignPage.objects.live().filter(campaign__in=things).select_related("locale")
    for host in hosts.defer_streamfields().order_by("pk"):
        with translation.override(host.locale.language_code):
            pages = [home_in(host.locale.language_code), host.address, host.gallery_address]
            pages += [host.address + host.reverse_subpage(part) for part in epochs.PARTS]
            one_of_many = sorted(things[host.campaign_id])
            pages += [host.address + host.reverse_subpage(route, [name]) for route, name in one_of_many]
        found += [f"{settings.PUBLIC_ADDRESS}{page}" for page in pages]
    return list(dict.fromkeys(found))


def _shown(keys: list[int]):
    """The entries, their themes and organisations: the route of each sort, with (campaign, name) of each."""
    entries = Entry.objects.filter(pk__in=keys)
    yield "entry", entries.values_list("campaign_id", "reference")
    yield "theme", Theme.objects.filter(entries__in=keys).values_list("campaign_id", "slug")
    yield "organisation", entries.values_list("campaign_id", "organisation__public_id")
    partners = Partner.objects.filter(entry__in=keys)
    yield "organisation", partners.values_list("entry__campaign_id", "organisation__public_id")


def _tell(urls: Iterable[str]) -> None:
    threading.Thread(target=_purge, args=(list(urls),), daemon=True).start()


def _purge(urls: list[str]) -> None:
    for backend in get_backends(settings.WAGTAILFRONTENDCACHE).values():
        backend.purge_batch(urls)
