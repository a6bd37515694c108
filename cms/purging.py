"""Tells a cache in front of the site – a CDN, Varnish – that pages have changed, where one is set up.

What Wagtail publishes it purges itself. What is purged here is what a change to entries changes. It is
told after the transaction, in a thread of its own: nobody waits for a distant machine. A purge that
gets lost costs what `CDN-Cache-Control` allows, and no more.
"""

import threading
from collections.abc import Iterable
from functools import partial

from django.conf import settings
from django.db import transaction
from django.utils import translation
from wagtail.contrib.frontend_cache.utils import get_backends

from cms.models import CampaignPage
from pledges.models import Entry
from pledges.projection import cards_changed


def begin() -> None:
    cards_changed.connect(_entries_changed, dispatch_uid=__name__)


def _entries_changed(keys, **kwargs):
    if settings.WAGTAILFRONTENDCACHE:
        transaction.on_commit(partial(_tell, addresses(keys)))


def addresses(keys: Iterable[int]) -> list[str]:
    """Where entries stand, and the pages that show them, in every language."""
    entries: dict[int, list[str]] = {}
    for campaign, reference in Entry.objects.filter(pk__in=keys).values_list("campaign_id", "reference"):
        entries.setdefault(campaign, []).append(reference)
    found = []
    hosts = CampaignPage.objects.live().filter(campaign__in=entries).select_related("locale")
    for host in hosts.defer_streamfields().order_by("pk"):
        with translation.override(host.locale.language_code):
            pages = [host.address, host.gallery_address]
            pages += [host.entry_address(reference) for reference in entries[host.campaign_id]]
        found += [f"{settings.PUBLIC_ADDRESS}{page}" for page in pages]
    return found


def _tell(urls: Iterable[str]) -> None:
    threading.Thread(target=_purge, args=(list(urls),), daemon=True).start()


def _purge(urls: list[str]) -> None:
    for backend in get_backends(settings.WAGTAILFRONTENDCACHE).values():
        backend.purge_batch(urls)
