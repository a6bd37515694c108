"""Which pages are missing in a language of the site, or older there than the page they were made from."""

from datetime import UTC, datetime

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from wagtail.models import Page

LONG_AGO, NEVER = datetime(1970, 1, 1, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC)


def with_languages(pages: QuerySet) -> QuerySet:
    """Each with what `missing` and `behind` ask of it.

    An alias stands in for a translation and is none. What was put there without ever being published, as an
    import may do, is there since nobody knows when.
    """
    moments = _written().values(moment=Coalesce("last_published_at", Value(LONG_AGO)))
    published = {_name(code): Subquery(moments.filter(locale__language_code=code)[:1]) for code in _codes()}
    return pages.annotate(**published)


def unequal(pages: QuerySet) -> QuerySet:
    """Of pages `with_languages` the originals of which a language is missing or behind.

    The original is the version that was published first.
    """
    begun = Coalesce("first_published_at", Value(NEVER))
    earlier = Q(begun__lt=OuterRef("begun")) | Q(begun=OuterRef("begun"), pk__lt=OuterRef("pk"))
    differs = Q()
    for name in map(_name, _codes()):
        differs |= Q(**{name: None}) | Q(**{f"{name}__lt": F("last_published_at")})
    before = _written().annotate(begun=begun).filter(earlier)
    return pages.annotate(begun=begun).filter(differs, ~Exists(before), live=True, alias_of=None)


def missing(page) -> list[str]:
    """The codes of the languages in which nobody has published it."""
    return [code for code in _codes() if getattr(page, _name(code)) is None]


def behind(page) -> list[str]:
    """The codes of the languages whose version was published before the page was published anew.

    Publishing a version, changed or not, brings it up to date.
    """
    published = {code: getattr(page, _name(code)) for code in _codes()}
    anew = page.last_published_at or LONG_AGO
    return [code for code, at in published.items() if at and at < anew]


def _written():
    return Page.objects.live().filter(translation_key=OuterRef("translation_key"), alias_of=None)


def _codes() -> list[str]:
    return [code for code, _label in settings.LANGUAGES]


def _name(code: str) -> str:
    return f"published_in_{code.replace('-', '_')}"
