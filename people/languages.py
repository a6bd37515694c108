"""The languages of this installation, as callables so that migrations do not freeze them."""

from django.conf import settings


def site_languages():
    return settings.LANGUAGES


def main_language() -> str:
    return settings.LANGUAGE_CODE
