"""Rate limits go by the address that a request comes from: behind a proxy, by what the proxy says of it."""

from django.conf import settings
from django.core.checks import Tags, Warning, register


@register(Tags.security, deploy=True)
def proxies_are_told_of(app_configs, **kwargs):
    """In production a proxy ends TLS; unless it is counted, all visitors have its address."""
    if not settings.PRODUCTION or settings.ALLAUTH_TRUSTED_PROXY_COUNT:
        return []
    return [
        Warning(
            "LUPAUS_TRUSTED_PROXIES is 0: behind a proxy all visitors share one address and its limits.",
            hint="Set LUPAUS_TRUSTED_PROXIES to the number of proxies in front that write X-Forwarded-For.",
            id="lupaus.W001",
        )
    ]
