"""Addresses by their names, in English, whose texts are the source's own; and all that there are."""

from django.urls import get_resolver, reverse
from django.utils import translation


def english(name: str, *arguments) -> str:
    with translation.override("en"):
        return reverse(name, args=arguments)


def routes(resolver=None, prefix=""):
    """Every address as it is declared, with its name."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = prefix + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from routes(pattern, route)
        else:
            yield route, pattern.name
