"""The filters of a gallery: what is offered, and what of it a visitor chose."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pledges.collation import sort_key
from pledges.facets import CONDITIONS
from pledges.gallery.catalogue import Catalogue, Choice, municipalities
from pledges.gallery.index import Index

LONG = 8
MOST_TAGS = 12
# Of these every entry has exactly one value, so a single value is no choice.
ONE_OF_SEVERAL = ("kind", "theme", "organisation", "region", "status", "language", "together")


@dataclass(frozen=True)
class Filter:
    """One thing to choose by: `chosen` are those of its choices that the visitor picked."""

    name: str
    label: str
    choices: Callable[[], list[Choice]]
    chosen: list[Choice]

    @property
    def values(self) -> list[str]:
        return [choice.value for choice in self.chosen]

    @property
    def is_long(self) -> bool:
        """Too long for a list of boxes."""
        return len(self.choices()) > LONG

    @property
    def condition(self) -> Q:
        """On entries in the database: that they have one of the chosen values."""
        return CONDITIONS[self.name](self.values)


@cache
def _labels(language: str) -> dict[str, str]:
    """What the filters are called in a language, which is the active one."""
    return {
        "kind": _("Kind"),
        "theme": _("Theme"),
        "organisation": _("Kind of organisation"),
        "region": _("Region"),
        "municipality": _("Municipality"),
        "together": _("Alone or together"),
        "partners": _("Partners"),
        "status": _("Status"),
        "award": _("Award"),
        "language": _("Language"),
        "tag": _("Tag"),
    }


def filters_of(catalogue: Catalogue, query: QueryDict, index: Callable[[], Index]) -> list[Filter]:
    """All filters. `index` gives that of the campaign, for its tags, when they are asked for."""
    found = []
    for name, label in _labels(get_language()).items():
        asked = query.getlist(name)
        if name == "municipality":
            choices = _municipalities(asked, query.getlist("region"))
            chosen = [choice for choice in choices if choice.value in asked]
            offered = _just(choices)
        elif name == "tag":
            # A tag that no public entry has may be a word from a draft, and is not known here.
            chosen = _tags(catalogue, [slug for slug in asked if index().having(f"tag:{slug}")])
            offered = _tags_offered(catalogue, [choice.value for choice in chosen], index)
        else:
            choices = catalogue.choices(name)
            chosen = [choice for choice in choices if choice.value in asked] if asked else []
            offered = _just(choices)
        found.append(Filter(name, label, offered, chosen))
    return found


def _just(choices: list[Choice]) -> Callable[[], list[Choice]]:
    return lambda: choices


def is_offered(choice: Filter, catalogue: Catalogue, has_awards: Callable[[], bool]) -> bool:
    """Whether there is anything to choose; what was chosen is shown in any case."""
    if choice.chosen:
        return True
    if choice.name == "partners":
        return catalogue.seeks_partners
    if choice.name == "award":
        return has_awards()
    return len(choice.choices()) > (1 if choice.name in ONE_OF_SEVERAL else 0)


def _municipalities(asked: list[str], asked_regions: list[str]) -> list[Choice]:
    """Those of the chosen regions, and those asked for: all three hundred are too many to choose from."""
    if not asked and not asked_regions:
        return []
    offered = [
        Choice(code, str(name), f"municipality:{code}")
        for code, (region, name) in municipalities().items()
        if code in asked or region in asked_regions
    ]
    return sorted(offered, key=lambda choice: sort_key(choice.label))


def _tags(catalogue: Catalogue, slugs: list[str]) -> list[Choice]:
    names = catalogue.tag_names(slugs[:MOST_TAGS])
    found = [Choice(slug, name, f"tag:{slug}") for slug, name in names.items()]
    return sorted(found, key=lambda choice: sort_key(choice.label))


def _tags_offered(catalogue, chosen: list[str], index) -> Callable[[], list[Choice]]:
    """By what was chosen alone: tags that there are not would push out those that there are."""

    def offered():
        return _tags(catalogue, list(dict.fromkeys([*chosen, *index().most_used("tag:", MOST_TAGS)])))

    return cache(offered)
