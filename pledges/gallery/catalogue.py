"""What visitors can choose by in a campaign, and what the values are called: kept as long as it stands."""

from collections import OrderedDict
from dataclasses import dataclass, field
from functools import cache

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from i18nfield.strings import LazyI18nString
from taggit.models import Tag

from campaign.models import Kind, Question
from people.languages import Said, said
from people.models import Municipality, Organisation, Region
from pledges.collation import sort_key
from pledges.facets import ALONE, JOINT
from pledges.states import PUBLIC, State

MOST_CAMPAIGNS = 8


@dataclass(frozen=True)
class Choice:
    """A value in the address, what it is called in the active language, and the facet that it stands for."""

    value: str
    label: str
    facet: str


@dataclass(frozen=True)
class ThemeName:
    pk: int
    slug: str
    label: LazyI18nString
    description: LazyI18nString
    palette: int


@dataclass(frozen=True)
class Catalogue:
    """Of one campaign at one stamp. `themes` stand in the campaign's order."""

    stamp: int
    themes: dict[int, ThemeName]
    kinds: list[str]
    seeks_partners: bool
    _tag_names: dict[str, str] = field(default_factory=dict)
    _choices: dict[tuple, list[Choice]] = field(default_factory=dict)
    _theme_names: dict[tuple[int, str], Said] = field(default_factory=dict)

    def theme_of(self, facets: list[str]) -> ThemeName | None:
        """The first theme of an entry with these facets."""
        return next((theme for pk, theme in self.themes.items() if f"theme:{pk}" in facets), None)

    def name_of(self, theme: ThemeName, language: str) -> Said:
        """What a theme is called in the active language."""
        if (theme.pk, language) not in self._theme_names:
            self._theme_names[theme.pk, language] = said(theme.label)
        return self._theme_names[theme.pk, language]

    def tag_names(self, slugs: list[str]) -> dict[str, str]:
        """What tags of public entries are called, by their slugs."""
        unknown = [slug for slug in slugs if slug not in self._tag_names]
        if unknown:
            self._tag_names.update(Tag.objects.filter(slug__in=unknown).values_list("slug", "name"))
        return {slug: self._tag_names[slug] for slug in slugs if slug in self._tag_names}

    def choices(self, name: str) -> list[Choice]:
        """All values of one of the filters in `CHOICES`."""
        key = (name, get_language())
        if key not in self._choices:
            self._choices[key] = CHOICES[name](self)
        return self._choices[key]


def _themes(catalogue):
    return [Choice(one.slug, said(one.label), f"theme:{one.pk}") for one in catalogue.themes.values()]


def _regions(catalogue):
    found = [Choice(code, str(name), f"region:{code}") for code, name in regions().items()]
    return sorted(found, key=lambda choice: sort_key(choice.label))


def _of(name: str, pairs) -> list[Choice]:
    # A label that knows its language keeps it.
    return [
        Choice(value, label if isinstance(label, str) else str(label), f"{name}:{value}")
        for value, label in pairs
    ]


CHOICES = {
    "kind": lambda catalogue: _of("kind", ((kind, Kind(kind).label) for kind in catalogue.kinds)),
    "theme": _themes,
    "organisation": lambda catalogue: _of("organisation", Organisation.Kind.choices),
    "region": _regions,
    "together": lambda catalogue: _of(
        "together", [(ALONE, _("Alone")), (JOINT, _("Together with partners"))]
    ),
    "partners": lambda catalogue: _of("partners", [("wanted", _("Looking for partners"))]),
    "status": lambda catalogue: _of("status", ((s, s.label) for s in State if s in PUBLIC)),
    "award": lambda catalogue: _of("award", [("yes", _("Awarded"))]),
    "language": lambda catalogue: _of(
        "language", [(code, Said(name, code)) for code, name in settings.LANGUAGES]
    ),
}

_kept: OrderedDict[int, Catalogue] = OrderedDict()


def catalogue_of(campaign, stamp: int) -> Catalogue:
    kept = _kept.pop(campaign.pk, None)
    if kept is None or kept.stamp != stamp:
        kept = _read(campaign, stamp)
    _kept[campaign.pk] = kept
    while len(_kept) > MOST_CAMPAIGNS:
        _kept.popitem(last=False)
    return kept


def forget() -> None:
    """Start from nothing, as a new process does."""
    _kept.clear()


def _read(campaign, stamp: int) -> Catalogue:
    themes = [
        ThemeName(theme.pk, theme.slug, theme.label, theme.description, theme.palette)
        for theme in campaign.themes.all()
    ]
    asked = Question.objects.filter(campaign=campaign, seeks_partners=True)
    return Catalogue(stamp, {theme.pk: theme for theme in themes}, campaign.kinds, asked.exists())


@cache
def regions() -> dict[str, LazyI18nString]:
    """By code; only a migration changes them."""
    return dict(Region.objects.values_list("code", "name"))


@cache
def municipalities() -> dict[str, tuple[str, LazyI18nString]]:
    """By code, with the code of the region."""
    rows = Municipality.objects.values_list("code", "region_id", "name")
    return {code: (region, name) for code, region, name in rows}


@cache
def region_name(code: str, language: str) -> str:
    return regions()[code].localize(language)


@cache
def municipality_name(code: str, language: str) -> str:
    return municipalities()[code][1].localize(language)
