"""What visitors of a gallery can choose by: for each filter the values of an entry, and the condition.

A facet is a word such as "kind:pledge"; a theme's is its key, so that renaming it changes no entry. Both
halves of this module say the same: `words` of an entry in memory, from which its card is made, and
`CONDITIONS` to the database, which are the definition. Tests compare the two. By the language that an entry
was written in ("written:fi") nobody chooses; statistics count by it.
"""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q
from taggit.models import TaggedItem

from pledges.awarded import awarded
from pledges.models import Entry, Partner, Translation

ALONE, JOINT = "alone", "joint"


def words(entry, *, is_awarded: bool, seeks_partners: bool, tags: Iterable[str]) -> list[str]:
    """The facets of an entry from `for_cards()`."""
    region = entry.municipality.region_id if entry.municipality else entry.region_id
    readable = {entry.language, *(one.language for one in entry.translations.all() if one.is_complete)}
    joint = any(partner.is_named for partner in entry.partners.all())
    found = [
        f"kind:{entry.kind}",
        f"status:{entry.state}",
        f"organisation:{entry.organisation.kind}",
        f"together:{JOINT if joint else ALONE}",
        f"written:{entry.language}",
        *(f"language:{code}" for code in readable),
        *(f"theme:{theme.pk}" for theme in entry.themes.all()),
        *(f"tag:{tag}" for tag in tags),
    ]
    found += [f"region:{region}"] if region else []
    found += [f"municipality:{entry.municipality_id}"] if entry.municipality_id else []
    found += ["award:yes"] if is_awarded else []
    found += ["partners:wanted"] if seeks_partners else []
    return sorted(found)


def _themes(slugs):
    themes = Entry.themes.through.objects.filter(entry=OuterRef("pk"), theme__slug__in=slugs)
    return Q(Exists(themes))


def _regions(codes):
    return Q(municipality__region__in=codes) | Q(municipality=None, region__in=codes)


def _languages(codes):
    """Written or to be read in one of these languages."""
    translated = Translation.objects.complete().filter(entry=OuterRef("pk"), language__in=codes)
    return Q(language__in=codes) | Q(Exists(translated))


def joint() -> Exists:
    """Filed together with partners whom everybody may read of."""
    return Exists(Partner.objects.named().filter(entry=OuterRef("pk")))


def seeking() -> Exists:
    return Exists(Entry.objects.seeking_partners().filter(pk=OuterRef("pk")))


def _together(chosen):
    both = {JOINT: Q(joint()), ALONE: ~Q(joint())}
    condition = Q(pk__in=[])
    for value in chosen:
        condition |= both[value]
    return condition


def _tagged():
    return TaggedItem.objects.filter(content_type=ContentType.objects.get_for_model(Entry))


def tags(keys: list[int]) -> dict[int, list[str]]:
    """The tags of entries, by their keys."""
    found: dict[int, list[str]] = {}
    for key, slug in _tagged().filter(object_id__in=keys).values_list("object_id", "tag__slug"):
        found.setdefault(key, []).append(slug)
    return found


def _tags(slugs):
    return Q(pk__in=_tagged().filter(tag__slug__in=slugs).values("object_id"))


CONDITIONS = {
    "kind": lambda chosen: Q(kind__in=chosen),
    "theme": _themes,
    "organisation": lambda chosen: Q(organisation__kind__in=chosen),
    "region": _regions,
    "municipality": lambda chosen: Q(municipality__in=chosen),
    "together": _together,
    "partners": lambda chosen: Q(seeking()),
    "status": lambda chosen: Q(state__in=chosen),
    "award": lambda chosen: awarded(),
    "language": _languages,
    "tag": _tags,
}
