"""The demonstration's pages and news in every language of the installation."""

import json

from django.utils import timezone
from i18nfield.strings import LazyI18nString
from wagtail.models import Page, Site

from campaign.models import Campaign
from cms import models
from cms.models import AccessibilityStatement, NewsPage, SiteSettings
from cms.setup import make_site
from demo.moments import happened
from demo.texts import in_language, moment, read, site_languages, words

STREAMS = ("key_figures", "body", "contacts", "views", "milestones", "plain_body")
IN_THE_ORDER_OF_THE_MENU = ("campaigns", "news", "guide", "about", "data-protection")
PLAIN = ("title", "slug", "introduction", "lead", "publisher")


class Pages:
    """Makes what is missing. Pages come first and their texts second, because texts link to pages."""

    def __init__(self, campaigns: dict[str, Campaign]):
        self.campaigns = campaigns
        self.homes = make_site(site_languages())
        self.pages: dict[tuple[str, str], Page] = {}
        self.new: list[tuple[Page, dict, str]] = []

    def load(self) -> None:
        self._word_homes(read("pages/campaigns")["home"])
        for name in IN_THE_ORDER_OF_THE_MENU:
            file = read(f"pages/{name}")
            for spec in file["pages"]:
                made = self._make(getattr(models, spec["model"]), spec, self.homes)
            for spec in file.get("news", []):
                self._make(NewsPage, spec, made)
        for page, spec, language in self.new:
            self._write(page, in_language(spec, language))
        self._frame()

    def _word_homes(self, spec) -> None:
        """Only homes that nobody has written on yet."""
        for language, home in self.homes.items():
            if not home.introduction and not home.body:
                self.new.append((home, spec, language))

    def _make(self, model, spec, parents) -> dict[str, Page]:
        """One page per language, translations of each other."""
        made: dict[str, Page] = {}
        for language, parent in parents.items():
            text = in_language(spec, language)
            page = model.objects.child_of(parent).filter(slug=text["slug"]).first()
            if page is None:
                page = model(locale=parent.locale, show_in_menus=spec.get("show_in_menus", False))
                for twin in made.values():
                    page.translation_key = twin.translation_key
                for name in PLAIN:
                    if name in text:
                        setattr(page, name, text[name])
                self._fill(page, text)
                parent.add_child(instance=page)
                self.new.append((page, spec, language))
            made[language] = self.pages[spec["key"], language] = page
        return made

    def _fill(self, page, text) -> None:
        if "campaign" in text:
            page.campaign = self.campaigns[text["campaign"]]
        if isinstance(page, NewsPage):
            page.kind = text["kind"]
            page.issued_at = moment(text["issued_at"], page.campaign.zone)
            page.published_at = moment(text["published_at"], page.campaign.zone)

    def _write(self, page, text) -> None:
        for name in STREAMS:
            if name in text:
                setattr(page, name, json.dumps([self._linked(block, page) for block in text[name]]))
        if "introduction" in text:
            page.introduction = text["introduction"]
        page.full_clean()
        with happened(getattr(page, "published_at", None) or timezone.now()):
            page.save_revision().publish()

    def _linked(self, block, page) -> dict:
        """A block whose link names a page by its key gets that page of the same language."""
        value = block["value"]
        if isinstance(value, dict) and "page" in value:
            target = self.pages[value["page"], page.locale.language_code]
            return {**block, "value": {**value, "page": target.pk}}
        return block

    def _frame(self) -> None:
        """The site's footer and its accessibility statement, unless somebody has written them."""
        site = Site.objects.get(is_default_site=True)
        _state_accessibility(site)
        settings = SiteSettings.objects.get(site=site)
        if settings.footer:
            return
        main = next(iter(self.homes))
        settings.footer = words(read("site")["footer"])
        settings.name = LazyI18nString(dict.fromkeys(self.homes, "Lupaus"))
        settings.feedback_address = read("site")["feedback_address"]
        settings.data_protection_page = self.pages["data_protection", main]
        settings.save()


def _state_accessibility(site) -> None:
    spec = read("site")["statement"]
    said = {name: words(value) if isinstance(value, dict) else value for name, value in spec.items()}
    AccessibilityStatement.objects.get_or_create(site=site, defaults=said)
