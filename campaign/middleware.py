"""When a request came in."""

import re
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.utils import timezone

# Longer than any queue or upload that a proxy holds back in good order.
LONGEST_WAIT = timedelta(minutes=5)
_STAMP = re.compile(r"(?:t=)?(\d{10}(?:\.\d{1,6})?|\d{13}|\d{16})", re.ASCII)


class ArrivalMiddleware:
    """Stands first, so that no wait for a session, a lock or a database costs anybody the deadline.

    Where the settings say that the proxy in front stamps requests, its stamp counts: not even an upload
    that it takes in slowly, or a queue before us, costs anything then.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.arrived_at = arrival(request, timezone.now())
        return self.get_response(request)


def arrival(request, now: datetime) -> datetime:
    """The proxy's stamp if it is trusted and can be true; otherwise the moment we see the request."""
    stamped = settings.TRUST_REQUEST_START and _moment(request.headers.get("X-Request-Start", ""))
    return stamped if stamped and now - LONGEST_WAIT <= stamped <= now else now


def _moment(stamp: str) -> datetime | None:
    """Seconds with a fraction, milliseconds or microseconds since 1970, as proxies write them."""
    match = _STAMP.fullmatch(stamp.strip())
    if match is None:
        return None
    digits, _, fraction = match[1].partition(".")
    seconds = int(digits[:10])
    microseconds = int((digits[10:] + fraction).ljust(6, "0"))
    return datetime.fromtimestamp(seconds, UTC).replace(microsecond=microseconds)
