"""Organisations that the public may read of: those that filed a public entry, or take part in one."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef

from people.models import Organisation
from pledges.models import Partner


@dataclass(frozen=True)
class NamedOrganisation:
    """`website` is empty unless the organisation permits in an entry of its own that it is named.

    `filed` and `joined` count the public entries in which the public may read its name.
    """

    id: str
    name: str
    kind: str
    website: str
    filed: int
    joined: int


def named_in(entries):
    """Those named in a public QuerySet of entries, as filers or as partners."""
    filed = _filed(entries).filter(organisation=OuterRef("pk"))
    joined = _partners(entries).filter(organisation=OuterRef("pk"))
    return Organisation.objects.filter(Exists(filed) | Exists(joined))


def named_organisations(organisations, entries) -> list[NamedOrganisation]:
    """The records of some of `named_in(entries)`, in the active language, in two queries."""
    organisations = list(organisations)
    filed = _counted(_filed(entries), organisations)
    joined = _counted(_partners(entries), organisations)
    return [
        NamedOrganisation(
            id=one.public_id,
            name=str(one),
            kind=one.kind,
            website=one.website if one.pk in filed else "",
            filed=filed.get(one.pk, 0),
            joined=joined.get(one.pk, 0),
        )
        for one in organisations
    ]


# Asked of each row, because otherwise all entries are looked through for a few organisations.
def _filed(entries):
    named = entries.naming_their_organisation()
    return entries.model.objects.filter(Exists(named.filter(pk=OuterRef("pk"))))


def _partners(entries):
    return Partner.objects.named().filter(Exists(entries.filter(pk=OuterRef("entry"))))


def _counted(things, organisations) -> dict[int, int]:
    own = things.filter(organisation__in=organisations).order_by()
    return dict(own.values_list("organisation").annotate(n=Count("pk")))
