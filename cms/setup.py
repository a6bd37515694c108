"""The first pages of an installation: one home page per language, and who may edit below them.

A language that is added later begins with what is there: its pages are aliases of those in the language
of the default site, until editors turn them into pages of their own and translate them.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from i18nfield.strings import LazyI18nString
from wagtail.actions.copy_for_translation import CopyPageForTranslationAction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Locale, Page, Site

from cms.models import HomePage, SiteSettings

PAGE_RIGHTS = ("add_page", "change_page", "publish_page")
COLLECTION_RIGHTS = (
    ("wagtailimages", ("add_image", "change_image", "choose_image")),
    ("wagtaildocs", ("add_document", "change_document", "choose_document")),
)


@transaction.atomic
def make_site(languages=None, *, name: str = "") -> dict[str, HomePage]:
    """Make what is missing of locales, homes, the default site and editors' rights; return the homes.

    `languages` are codes, the first one being that of the default site (default: every language of
    the installation). Safe to call again: what editors have changed since stays.
    """
    languages = list(languages or dict(settings.LANGUAGES))
    name = name or settings.WAGTAIL_SITE_NAME
    locales = {code: Locale.objects.get_or_create(language_code=code)[0] for code in languages}
    homes: dict[str, HomePage] = {}
    for code in languages:
        homes[code] = HomePage.objects.filter(locale=locales[code]).first() or _make_home(
            name, code, locales[code]
        )
    site = _make_default_site(homes[languages[0]], name)
    SiteSettings.objects.get_or_create(
        site=site, defaults={"name": LazyI18nString(dict.fromkeys(languages, name))}
    )
    _let_editors_in(homes.values())
    return homes


def _make_home(name, code, locale) -> HomePage:
    site = Site.objects.filter(is_default_site=True).first()
    first = HomePage.objects.filter(pk=site.root_page_id).first() if site else None
    if first and first.numchild:
        return _make_stand_in(first, code, locale)
    home = HomePage(title=name, slug=code, locale=locale, show_in_menus=False)
    if twin := first or HomePage.objects.order_by("pk").first():
        home.translation_key = twin.translation_key
    Page.get_first_root_node().add_child(instance=home)
    home.save_revision().publish()
    return home


def _make_stand_in(first, code, locale) -> HomePage:
    home = first.create_alias(
        parent=Page.get_first_root_node(), update_slug=code, update_locale=locale, reset_translation_key=False
    )
    for child in first.get_children():
        CopyPageForTranslationAction(child, locale, alias=True, include_subtree=True).execute()
    return home


def _make_default_site(home, name) -> Site:
    """Point the default site at a home; the welcome page that Wagtail starts with goes."""
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    if site.pk and isinstance(site.root_page.specific, HomePage):
        return site
    welcome = site.root_page if site.pk else None
    address = urlsplit(settings.PUBLIC_ADDRESS)
    site.root_page, site.site_name = home, name
    site.hostname = address.hostname
    site.port = address.port or (443 if address.scheme == "https" else 80)
    site.save()
    if welcome and welcome.content_type == ContentType.objects.get_for_model(Page) and welcome.depth == 2:
        welcome.delete()
        # Wagtail's own two groups stand for what our role of editor does; nobody is in them yet.
        Group.objects.filter(name__in=["Moderators", "Editors"], user=None).delete()
    return site


def _let_editors_in(homes) -> None:
    editors, _ = Group.objects.get_or_create(name="Editor")
    for right in Permission.objects.filter(
        content_type__app_label="wagtailcore", content_type__model="page", codename__in=PAGE_RIGHTS
    ):
        for home in homes:
            GroupPagePermission.objects.get_or_create(group=editors, page=home, permission=right)
    root = Collection.get_first_root_node()
    for app, codenames in COLLECTION_RIGHTS:
        for right in Permission.objects.filter(content_type__app_label=app, codename__in=codenames):
            GroupCollectionPermission.objects.get_or_create(group=editors, collection=root, permission=right)
