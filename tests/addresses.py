"""Addresses of the public site in English, whose texts are the source's own."""

from django.urls import reverse
from django.utils import translation


def english(name: str, *arguments) -> str:
    with translation.override("en"):
        return reverse(name, args=arguments)
