"""Whole public pages, and open data, in the memory of the process, under the epoch for which they stand.

What has had its day is not looked for any more, and makes room for what is wanted now. There is a most
that all of them may take, and the keys come from `cms.serving` and `cms.api.door`, which make none of
what a visitor adds to an address without changing the page.
"""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Self

from django.conf import settings
from django.http import HttpResponse

SECONDS_TO_WAIT = 5


@dataclass(frozen=True)
class KeptPage:
    """`parameters` are what the page understands in an address: with one of them it is not this page.

    `finished` are all headers that it was sent with, by status, for `cms.middleware`.
    """

    body: bytes
    headers: dict[str, str]
    parameters: frozenset[str] = frozenset()
    finished: dict[int, dict[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, body: bytes, content_type: str, **others) -> Self:
        """The tag names the content, so that a page that comes out the same need not be sent again."""
        etag = f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
        return cls(body, {"Content-Type": content_type, "ETag": etag}, **others)

    def response(self) -> HttpResponse:
        return HttpResponse(self.body, headers=self.headers)


@dataclass(frozen=True)
class Place:
    """Where a page is kept: under which key, and how its last part is told from an `Epoch`."""

    key: tuple
    epoch: Callable[[Any], Hashable]

    def stands(self, now) -> bool:
        return self.epoch(now) == self.key[-1]


class Pages:
    def __init__(self):
        self._kept: OrderedDict[Hashable, KeptPage] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()
        self._made: dict[Hashable, threading.Lock] = {}

    def __len__(self):
        return len(self._kept)

    def get(self, key: Hashable) -> KeptPage | None:
        page = self._kept.get(key)
        if page:
            with self._lock:
                if key in self._kept:
                    self._kept.move_to_end(key)
        return page

    def get_or_make(self, key: Hashable, make: Callable[[], KeptPage | None]) -> KeptPage | None:
        """The kept page, or the one that `make` returns; of many who want it at once one makes it."""
        if page := self.get(key):
            return page
        with self._alone(key):
            page = self.get(key)
            if page is None and (page := make()):
                self._keep(key, page)
        return page

    @contextmanager
    def _alone(self, key: Hashable):
        with self._lock:
            making = self._made.setdefault(key, threading.Lock())
        # Whoever waits too long makes it too: nobody depends on another's trouble.
        is_first = making.acquire(timeout=SECONDS_TO_WAIT)
        try:
            yield
        finally:
            self._made.pop(key, None)
            if is_first:
                making.release()

    def _keep(self, key: Hashable, page: KeptPage) -> None:
        with self._lock:
            if key not in self._kept:
                self._bytes += len(page.body)
                self._kept[key] = page
            while self._bytes > settings.KEPT_PAGES_BYTES and self._kept:
                _oldest, gone = self._kept.popitem(last=False)
                self._bytes -= len(gone.body)

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()
            self._bytes = 0


pages = Pages()
