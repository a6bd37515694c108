"""The languages of this installation, as callables so that migrations do not freeze them."""

from django.conf import settings
from django.utils.translation import get_language, get_language_info

# Languages that write the names of languages with capital letters.
WITH_CAPITALS = {"en", "de", "nl"}


def site_languages():
    return settings.LANGUAGES


def language_name(code: str) -> str:
    """What a language calls itself; the code of one that the site no longer has."""
    return dict(site_languages()).get(code, code)


def name_in_words(code: str) -> str:
    """The name of a language in the active one, as it stands in a sentence: "Finnish", "suomi", "finska"."""
    name = str(get_language_info(code)["name_translated"])
    return name if get_language()[:2] in WITH_CAPITALS else name.lower()


def main_language() -> str:
    return settings.LANGUAGE_CODE


def remember(response, code: str):
    """Keep the language somebody chose, for addresses that have none in them."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,
    )
    return response
