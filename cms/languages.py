"""The same page in the other languages."""

import unicodedata
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse, translate_url
from django.utils import translation
from wagtail.models import Page

from people.languages import Said


@dataclass(frozen=True)
class LanguageLink:
    """`is_translation` is false where only something above the page exists in that language."""

    code: str
    name: str
    address: str
    is_current: bool
    is_translation: bool

    @property
    def short(self) -> str:
        """What is seen of it: the code, or the name where Latin letters say little to its readers."""
        return self.code.upper() if unicodedata.name(self.name[0]).startswith("LATIN") else self.name

    @property
    def absolute(self) -> str:
        return f"{settings.PUBLIC_ADDRESS}{self.address}"

    @property
    def choice(self) -> str:
        """Where somebody goes who chooses this language: it is remembered on the way to the page."""
        return f"{reverse('choose_language', args=[self.code])}?{urlencode({'next': self.address})}"


def address_of(page: Page) -> str:
    """The path of a page in the active language, without asking the database as `get_url` does.

    Homes stand right below the root, so what follows the first part is the path below a home.
    """
    return reverse("wagtail_serve", args=[page.url_path.split("/", 2)[2]])


def written_in(page: Page) -> str:
    """The language of a page's texts: where nobody has translated it, that of the page it stands in for."""
    while page.alias_of_id:
        page = page.alias_of
    return page.locale.language_code


def title_of(page: Page) -> Said:
    return Said(page.title, written_in(page) if page.alias_of_id else "")


def language_links(request) -> list[LanguageLink]:
    page = getattr(request, "served_page", None)
    if page is not None:
        addresses = _of_page(request, page)
    elif _is_missing(request):
        addresses = {}
    else:
        path = request.get_full_path()
        addresses = {code: (translate_url(path, code), True) for code, _ in settings.LANGUAGES}
    current = translation.get_language()
    links = []
    for code, name in settings.LANGUAGES:
        address, is_translation = addresses.get(code) or (home_in(code), False)
        links.append(LanguageLink(code, name, address, code == current, is_translation))
    return links


def _is_missing(request) -> bool:
    """Nothing answers at this address, so nothing does in another language either."""
    match = request.resolver_match
    return match is None or match.url_name == "wagtail_serve"


def home_in(code: str) -> str:
    with translation.override(code):
        return reverse("wagtail_serve", args=[""])


def _of_page(request, page) -> dict[str, tuple[str, bool]]:
    """Per language the address of the page's translation, else of its nearest translated ancestor."""
    keys = Page.objects.ancestor_of(page, inclusive=True).filter(depth__gt=1).values("translation_key")
    found = Page.objects.live().filter(translation_key__in=keys).select_related("locale").order_by("depth")
    nearest = {relative.locale.language_code: relative for relative in found}
    lacking, addresses = _without_what_is_shown(request, page), {}
    for code, relative in nearest.items():
        is_translation = relative.translation_key == page.translation_key and code not in lacking
        with translation.override(code):
            address = address_of(relative)
            if is_translation:
                address += _rest(request, page)
        addresses[code] = (address, is_translation)
    return addresses


def _without_what_is_shown(request, page) -> set[str]:
    """In which languages the page is there, but not in plain language, where this is what somebody reads."""
    match = getattr(request, "routable_resolver_match", None)
    if match is None or match.url_name != "plain_language":
        return set()
    twins = type(page).objects.filter(translation_key=page.translation_key).select_related("locale")
    return {twin.locale.language_code for twin in twins if not twin.has_plain}


def _rest(request, page) -> str:
    """What follows the page's own address: the route below it, in the active language, and the query."""
    match = getattr(request, "routable_resolver_match", None)
    route = page.reverse_subpage(match.url_name, match.args, match.kwargs) if match else ""
    query = request.META.get("QUERY_STRING", "")
    return f"{route}?{query}" if query else route
