"""What pages and news are found by: the fields that they declare to be searched, in their own language.

Only what everybody may open is found, and only its words are ever suggested.
"""

from html import unescape

from django.db import transaction
from django.utils.html import strip_tags
from wagtail.models import Page
from wagtail.search.index import SearchField

from campaign import stamps
from campaign.models import Stamp
from cms.models import NewsPage
from pledges.finding import scopes
from pledges.finding.keeping import empty, keep
from pledges.finding.places import SUMMARY, TEXT, TITLE
from pledges.finding.things import Thing, thing
from pledges.models import Findable

# Counts up when what is kept comes out differently, as it may with another version of simplemma.
VERSION = 3
WHERE = {"title": TITLE, "lead": SUMMARY, "introduction": SUMMARY, "search_description": SUMMARY}


def shown():
    """Pages that everybody may open. The root and the page that Wagtail comes with say nothing of ours."""
    return Page.objects.live().public().not_exact_type(Page)


def texts_of(page: Page) -> list[tuple[int, str]]:
    """What a page of its own type says, with where it says it; the title comes first."""
    fields = [one for one in page.get_search_fields() if isinstance(one, SearchField)]
    fields.sort(key=lambda one: -WHERE.get(one.field_name, TEXT))
    said = [(WHERE.get(one.field_name, TEXT), _plain(one.get_value(page))) for one in fields]
    said.insert(1, (SUMMARY, page.search_description))
    return [(where, text) for where, text in said if text]


def said_in_plain_language(page: Page) -> str:
    """Of a page of its own type; it stands at an address of its own."""
    has_plain = getattr(page, "has_plain", False)
    return _plain(SearchField("plain_body").get_value(page)) if has_plain else ""


def _plain(value) -> str:
    parts = value if isinstance(value, list) else [value]
    # Of a block's field that was never filled in, Wagtail says "None".
    return " ".join(unescape(strip_tags(str(part))) for part in parts if part and part != "None")


def thing_of(page: Page) -> Thing:
    code = page.locale.language_code
    return thing((code, where, text) for where, text in texts_of(page))


def scope_of(page: Page) -> str:
    name = scopes.news if page.specific_class is NewsPage else scopes.pages
    return name(page.locale.language_code)


@transaction.atomic
def refresh(pages) -> None:
    """Let these pages (a QuerySet) be found by what they say, or not at all."""
    stamps.grow([stamps.SITE])
    public = set(shown().filter(pk__in=pages.values("pk")).values_list("pk", flat=True))
    for page in pages.select_related("locale").specific():
        keep(scope_of(page), {page.pk: thing_of(page) if page.pk in public else None})


def take_away(page: Page) -> None:
    keep(scope_of(page), {page.pk: None})


@transaction.atomic
def rebuild() -> None:
    """Make all anew; whoever searches meanwhile finds what was there before."""
    for name in (scopes.pages, scopes.news):
        there = Findable.objects.filter(scope__startswith=name("")).order_by().values_list("scope", flat=True)
        for scope in there.distinct():
            empty(scope)
    refresh(shown())
    Stamp.objects.filter(key=stamps.SITE).update(made_by=VERSION)


def catch_up() -> None:
    """Make all anew where an earlier version of the code made them, or none."""
    is_made = Stamp.objects.filter(key=stamps.SITE, made_by=VERSION).exists()
    if not is_made and shown().exists():
        rebuild()
