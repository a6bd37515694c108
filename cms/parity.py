"""Which pages are missing in a language of the site, or older there than the page they were made from."""

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from wagtail.models import Page

from people.languages import name_in_words


def with_languages(pages: QuerySet) -> QuerySet:
    """Each with what `missing` and `behind` ask of it.

    An alias stands in for a translation and is none.
    """
    moments = _written().values("last_published_at")
    published = {_name(code): Subquery(moments.filter(locale__language_code=code)[:1]) for code in _codes()}
    return pages.annotate(**published)


def unequal(pages: QuerySet) -> QuerySet:
    """Of pages `with_languages` the originals of which a language is missing or behind.

    The original is the version that was published first.
    """
    earlier = Q(first_published_at__lt=OuterRef("first_published_at"))
    earlier |= Q(first_published_at=OuterRef("first_published_at"), pk__lt=OuterRef("pk"))
    differs = Q()
    for name in map(_name, _codes()):
        differs |= Q(**{name: None}) | Q(**{f"{name}__lt": F("last_published_at")})
    return pages.filter(differs, ~Exists(_written().filter(earlier)), live=True, alias_of=None)


def missing(page) -> list[str]:
    """The languages in which nobody has published it, in words."""
    return [name_in_words(code) for code in _codes() if getattr(page, _name(code)) is None]


def behind(page) -> list[str]:
    """The languages whose version was published before the page was published anew, in words.

    Publishing a version, changed or not, brings it up to date.
    """
    published = {code: getattr(page, _name(code)) for code in _codes()}
    return [name_in_words(code) for code, at in published.items() if at and at < page.last_published_at]


def _written():
    return Page.objects.live().filter(translation_key=OuterRef("translation_key"), alias_of=None)


def _codes() -> list[str]:
    return [code for code, _label in settings.LANGUAGES]


def _name(code: str) -> str:
    return f"published_in_{code.replace('-', '_')}"
