"""Plain makers of pages: each returns published pages by language, translations of each other."""

from django.utils import translation
from wagtail.models import Locale

from cms.models import CampaignPage, ContentPage, NewsIndexPage, NewsPage, ProgrammePage
from cms.setup import make_site
from tests import again, make

CAMPAIGN = {"fi": "kumppanuuskampanja", "sv": "samarbetskampanj", "en": "partnership-campaign"}


def site(languages=("fi", "sv", "en")) -> dict:
    """The homes by language."""
    return again.made(lambda: make_site(languages, name="Lupaus"), "site", *languages)


def page(model, parent, *, translation_of=None, live=True, **fields):
    """One page below `parent`, in its language."""
    made = model(**({"title": model.__name__, "slug": model.__name__.lower()} | fields))
    made.locale = Locale.objects.get(pk=parent.locale_id)
    if translation_of:
        made.translation_key = translation_of.translation_key
    parent.refresh_from_db()
    made.live = False
    parent.add_child(instance=made)
    revision = made.save_revision()
    if live:
        revision.publish()
        made.refresh_from_db()
    return made


def pages(model, parents: dict, slugs: dict, **fields) -> dict:
    """One page per language in `slugs`; a field given as a dictionary by language is taken from it."""
    told = {name: getattr(value, "pk", value) for name, value in fields.items()}
    below = {code: parents[code].pk for code in slugs}
    made = again.made(lambda: _pages(model, parents, slugs, fields), model, str(below), str(slugs), str(told))
    for parent in parents.values():
        parent.refresh_from_db()  # it has children now
    return made


def _pages(model, parents, slugs, fields) -> dict:
    made: dict = {}
    for code, slug in slugs.items():
        own = {name: value[code] if isinstance(value, dict) else value for name, value in fields.items()}
        first = next(iter(made.values()), None)
        with translation.override(code):
            made[code] = page(model, parents[code], translation_of=first, slug=slug, **own)
    return made


def campaign_pages(campaign=None, homes=None, slugs=None, **fields) -> dict:
    """The pages of a campaign by language, on a site made for them if need be."""
    campaign = campaign or make.campaign()
    titles = {code: campaign.title.localize(code) for code in CAMPAIGN}
    defaults = {"campaign": campaign, "title": titles, "show_in_menus": True}
    return pages(CampaignPage, homes or site(), slugs or CAMPAIGN, **(defaults | fields))


def programme_pages(campaign_pages: dict, **fields) -> dict:
    slugs = {"fi": "ohjelma", "sv": "program", "en": "programme"}
    campaign = next(iter(campaign_pages.values())).campaign
    own = {code: slugs[code] for code in campaign_pages}
    return pages(ProgrammePage, campaign_pages, own, campaign=campaign, **fields)


def news_lists(homes, **fields) -> dict:
    return pages(NewsIndexPage, homes, {"fi": "ajankohtaista", "sv": "aktuellt", "en": "news"}, **fields)


def news(parent, **fields) -> NewsPage:
    return page(NewsPage, parent, **({"lead": "Kampanja on alkanut."} | fields))


def content(parent, **fields) -> ContentPage:
    return page(ContentPage, parent, **fields)
