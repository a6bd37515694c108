"""Organisations that the public may read of: those that filed a public entry, or take part in one."""

from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Count, Exists, OuterRef
from i18nfield.strings import LazyI18nString

from people.models import Organisation
from pledges.models import Partner


@dataclass(frozen=True)
class NamedOrganisation:
    """`website` is empty unless the organisation permits in an entry of its own that it is named.

    `filed` and `joined` count the public entries in which the public may read its name, which are those of
    `campaigns` (keys).
    """

    id: str
    name: str
    kind: str
    website: str
    filed: int
    joined: int
    campaigns: frozenset[int]

    @property
    def kind_label(self) -> str:
        return str(Organisation.Kind(self.kind).label)


@lru_cache(maxsize=4096)
def name_shown(organisation: str, is_named: bool, language: str) -> str:
    """The name on a card (as it is stored) where the organisation permits that it is named, or nothing."""
    return LazyI18nString(organisation).localize(language) if organisation and is_named else ""


def named_in(entries):
    """Those named in a public QuerySet of entries, as filers or as partners."""
    filed = _filed(entries).filter(organisation=OuterRef("pk"))
    joined = _partners(entries).filter(organisation=OuterRef("pk"))
    return Organisation.objects.filter(Exists(filed) | Exists(joined))


def filed_by(organisation, entries):
    """Those of a public QuerySet of entries in which an organisation is named as the one that filed them."""
    return entries.naming_their_organisation().filter(organisation=organisation)


def joined_by(organisation, entries):
    """Those in which it is named as a partner."""
    return entries.filter(pk__in=Partner.objects.named().filter(organisation=organisation).values("entry"))


def shows_logo(organisation, entries) -> bool:
    """Whether it has a logo and permits it to be shown, in an entry of its own or of another."""
    partners = _partners(entries).filter(organisation=organisation, may_use_logo=True)
    return bool(organisation.logo) and (filed_by(organisation, entries).exists() or partners.exists())


def named_organisations(organisations, entries) -> list[NamedOrganisation]:
    """The records of some of `named_in(entries)`, in the active language, in two queries."""
    organisations = list(organisations)
    filed = _counted(_filed(entries), organisations, "campaign")
    joined = _counted(_partners(entries), organisations, "entry__campaign")
    return [
        NamedOrganisation(
            id=one.public_id,
            name=str(one),
            kind=one.kind,
            website=one.website if one.pk in filed else "",
            filed=sum(filed.get(one.pk, {}).values()),
            joined=sum(joined.get(one.pk, {}).values()),
            campaigns=frozenset([*filed.get(one.pk, {}), *joined.get(one.pk, {})]),
        )
        for one in organisations
    ]


# Asked of each row, because otherwise all entries are looked through for a few organisations.
def _filed(entries):
    named = entries.naming_their_organisation()
    return entries.model.objects.filter(Exists(named.filter(pk=OuterRef("pk"))))


def _partners(entries):
    return Partner.objects.named().filter(Exists(entries.filter(pk=OuterRef("entry"))))


def _counted(things, organisations, campaign: str) -> dict[int, dict[int, int]]:
    """By organisation, how many there are in each campaign."""
    own = things.filter(organisation__in=organisations).order_by()
    found: dict[int, dict[int, int]] = {}
    for key, of, number in own.values_list("organisation", campaign).annotate(n=Count("pk")):
        found.setdefault(key, {})[of] = number
    return found
